// A row's work against a person's work spells: the same one, one that ended, a new one, or one that cannot be beside what is recorded.
import type { Draft, WorkDraft } from '@shared/domain/columns/draft';
import { isMonthField } from '@shared/domain/columns/month-heads';
import { placeText } from '@shared/domain/columns/places';
import { firstDay, lastDay } from '@shared/domain/columns/work-draft';
import { addDays, dayWords, monthWords } from '@shared/domain/dates';
import { yuanText } from '@shared/domain/money';
import type { LineChange, SpellRecord } from '@shared/domain/records';
import type { Setting } from './setting';
import type { Found } from './who';

export interface SpellPlan {
  /** The spell to write; null for a new one. */
  record: string | null;
  after: Partial<SpellRecord> & { start: string; end: string | null };
}

export interface WorkPlan {
  changes: LineChange[];
  problems: { field: string; words: string }[];
  /** In the order they are written. */
  spells: SpellPlan[];
  /** A work the registry does not have. */
  begins: boolean;
}

const COMPARED = {
  employer: ['work.employer', '务工企业名称'],
  monthlyFen: ['work.wage', '务工月收入'],
  industry: ['work.industry', '所属行业'],
  subIndustry: ['work.subIndustry', '行业细类'],
  channel: ['work.channel', '就业渠道'],
  organised: ['work.organised', '是否点对点输送'],
  kind: ['work.kind', '务工人员类别'],
  job: ['work.job', '工种'],
  overseas: ['work.overseas', '是否国外务工'],
} as const;

const sayValue = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '未填';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'number' ? `${yuanText(value)} 元` : String(value);
};
const sayTimes = (from: string, to: string | null): string =>
  to === null ? `${monthWords(from)}起` : from === to ? monthWords(from) : `${monthWords(from)}到${monthWords(to)}`;
const saySpell = ({ start, end, place }: Pick<SpellRecord, 'start' | 'end' | 'place'>): string =>
  `${sayTimes(start.slice(0, 7), end?.slice(0, 7) ?? null)} ${placeText(place)}`.trim();
const sayWork = ({ start, end, place }: WorkDraft): string =>
  `${sayTimes(start.month, end?.month ?? null)} ${place ? placeText(place) : ''}`.trim();

const NO_PLACE = { province: '', city: '', county: '' };

function begun(work: WorkDraft, start: string, end: string | null): SpellPlan {
  const { start: _from, end: _to, carried: _carried, place, ...rest } = work;
  return {
    record: null,
    after: {
      employer: null,
      monthlyFen: null,
      industry: '',
      channel: '',
      organised: null,
      kind: '',
      ...rest,
      place: place ?? NO_PLACE,
      start,
      end,
    },
  };
}

/** The same beginning; of a work that may have begun before the sheet, the one that was going on there then. */
function sameWork(work: WorkDraft, spell: SpellRecord): boolean {
  const begins = work.start.day ? spell.start === work.start.day : spell.start.slice(0, 7) === work.start.month;
  if (begins || work.carried !== true) return begins;
  const there = work.place === null || placeText(spell.place) === '' || placeText(work.place) === placeText(spell.place);
  return there && spell.start <= lastDay(work.start) && (spell.end === null || spell.end >= firstDay(work.start));
}

/** `present`: the person's spells as they will be once the rows before this one are written. */
function planWork(draft: Draft, present: readonly SpellRecord[], found: Found, setting: Setting): WorkPlan {
  const plan: WorkPlan = { changes: [], problems: [], spells: [], begins: false };
  const { work } = draft;
  if (work === null)
    return draft.working === false && draft.problems.every(({ field }) => !/^(work|month)\./.test(field))
      ? notWorking(draft, present, setting, plan)
      : plan;
  const same = present.find((one) => sameWork(work, one));
  if (same) return compareSpell(draft.row, work, same, found, setting, plan);
  let start = firstDay(work.start);
  const last = present.filter((one) => one.start < lastDay(work.start) && one.end !== null).at(-1);
  // A month written begins after what ended earlier in it.
  if (work.start.day === null && last?.end && last.end.slice(0, 7) === work.start.month && last.end < lastDay(work.start))
    start = addDays(last.end, 1);
  let end = work.end === null ? null : lastDay(work.end);
  // And one that ended in the month the next began ended before it.
  const next = present.find((one) => end !== null && one.start > start && one.start.slice(0, 7) === end.slice(0, 7));
  if (work.end?.day === null && next) end = addDays(next.start, -1);
  const clashes = present.filter((one) => (one.end === null || one.end >= start) && (end === null || one.start <= end));
  const [clash, ...others] = clashes;
  if (!clash)
    return {
      ...plan,
      begins: true,
      spells: [begun(work, start, end)],
      changes: [change('work.start', '务工记录', '没有', sayWork(work), 'set', '')],
    };
  if (others.length > 0 || clash.end !== null || clash.start >= start)
    return { ...plan, problems: [{ field: 'work.start', words: `和名册里 ${saySpell(clash)} 的那条重了` }] };
  const moved = change(
    'work.start',
    '务工记录',
    saySpell(clash),
    sayWork(work),
    'conflict',
    '名册里那条还没结束：选「用表里的」就在前一天结束那条，再记这条',
  );
  if (setting.choice(draft.row, moved) !== 'theirs') return { ...plan, changes: [moved] };
  const ended: SpellPlan = {
    record: clash._id,
    after: { start: clash.start, end: addDays(start, -1), status: 'ended', away: null, endReason: '换了地方' },
  };
  return { ...plan, begins: true, changes: [moved], spells: [ended, begun(work, start, end)] };
}

const change = (field: string, words: string, was: string, is: string, kind: LineChange['kind'], why: string): LineChange => ({
  field,
  words,
  was,
  is,
  kind,
  why,
});

function notWorking(draft: Draft, present: readonly SpellRecord[], setting: Setting, plan: WorkPlan): WorkPlan {
  const open = present.find(({ end, start }) => end === null && start <= setting.intake.asOf);
  if (!open) return plan;
  const end = setting.intake.asOf;
  const one = change(
    'work.working',
    '是否已务工',
    saySpell(open),
    '没在务工',
    'conflict',
    `名册里还在干：选「用表里的」就记到 ${end} 结束`,
  );
  if (setting.choice(draft.row, one) !== 'theirs') return { ...plan, changes: [one] };
  return { ...plan, changes: [one], spells: [{ record: open._id, after: { start: open.start, end, status: 'ended', away: null } }] };
}

function compareSpell(row: number, work: WorkDraft, spell: SpellRecord, found: Found, setting: Setting, plan: WorkPlan): WorkPlan {
  const after: Record<string, unknown> = {};
  const changes: LineChange[] = [];
  const weigh = (stored: string, field: string, words: string, was: string, is: string, fields: Record<string, unknown>, asked = '') => {
    const entry = found.changedSince(spell._id, [stored]);
    const why = asked !== '' ? asked : entry ? `表的日子以后，${dayWords(entry.at.slice(0, 10), setting.today)}这里改过` : '';
    const one = change(field, words, was, is, why === '' ? 'set' : 'conflict', why);
    changes.push(one);
    if (one.kind === 'set' || setting.choice(row, one) === 'theirs') Object.assign(after, fields);
  };
  for (const [key, [field, words]] of Object.entries(COMPARED)) {
    const value = work[key as keyof typeof COMPARED];
    const was = spell[key as keyof typeof COMPARED];
    if (value !== undefined && value !== was) weigh(key, field, words, sayValue(was), sayValue(value), { [key]: value });
  }
  if (work.place && placeText(work.place) !== placeText(spell.place))
    weigh('place', 'work.place', '务工所在县', placeText(spell.place) || '未填', placeText(work.place), { place: work.place });
  const end = work.end === null ? null : lastDay(work.end);
  const says = (one: string | null): string => (one === null ? '还在干' : monthWords(one.slice(0, 7)));
  if (end !== null && (work.end?.day ? end !== spell.end : end.slice(0, 7) !== spell.end?.slice(0, 7)))
    weigh('end', 'work.end', '结束时间', says(spell.end), says(end), { end, status: 'ended', away: null });
  if (end === null && spell.end !== null && spell.end.slice(0, 7) < setting.intake.asOf.slice(0, 7) && takesEnd(setting))
    weigh('end', 'work.end', '结束时间', says(spell.end), says(null), { end: null, status: 'open' }, '名册里已经结束了，表里还在干');
  const problem = after.end === null ? reopens(spell, found, setting) : '';
  if (problem !== '') return { ...plan, problems: [{ field: 'work.end', words: problem }] };
  const spells = Object.keys(after).length === 0 ? [] : [{ record: spell._id, after: { start: spell.start, end: spell.end, ...after } }];
  return { ...plan, changes, spells };
}

const takesEnd = ({ columns }: Setting): boolean =>
  columns.some(({ field }) => field === 'work.end' || field === 'work.span' || isMonthField(field));

/** A spell opened again must be the last one. */
function reopens(spell: SpellRecord, found: Found, _setting: Setting): string {
  const later = found.spells(spell.person).find(({ start }) => start > spell.start);
  return later ? `名册里后面还有 ${saySpell(later)} 的一条` : '';
}

/** A person's spells once a plan is written, for the rows after it. */
function afterWork(present: readonly SpellRecord[], plan: WorkPlan, person: string): SpellRecord[] {
  const next = [...present];
  for (const { record, after } of plan.spells) {
    const at = next.findIndex(({ _id }) => _id === record);
    if (at >= 0) next[at] = { ...(next[at] as SpellRecord), ...after };
    else next.push({ ...(after as SpellRecord), _id: `new:${person}:${after.start}`, person });
  }
  return next.sort((a, b) => (a.start < b.start ? -1 : 1));
}

/** All works of a row, one after the other; what is asked of a later one is asked apart. */
export function planWorks(draft: Draft, present: readonly SpellRecord[], person: string, found: Found, setting: Setting) {
  const first = planWork(draft, present, found, setting);
  let all = first;
  let after = afterWork(present, first, person);
  for (const [at, work] of draft.later.entries()) {
    const named = (field: string): string => `${field}.${String.fromCharCode(97 + at)}`;
    const own: Setting = { ...setting, choice: (row, one) => setting.choice(row, { ...one, field: named(one.field) }) };
    const plan = planWork({ ...draft, work }, after, found, own);
    after = afterWork(after, plan, person);
    all = {
      begins: all.begins || plan.begins,
      changes: [...all.changes, ...plan.changes.map((one) => ({ ...one, field: named(one.field) }))],
      problems: [...all.problems, ...plan.problems],
      spells: [...all.spells, ...plan.spells],
    };
  }
  return { plan: all, present: after };
}
