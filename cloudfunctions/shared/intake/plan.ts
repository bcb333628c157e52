// What becomes of each row of a chunk: whom it means, what it changes, what is asked, what is wrong and why. The check shows it, applying
// makes it anew and writes it; nothing is written here.
import { columnField } from '@shared/domain/columns/column-fields';
import type { Draft } from '@shared/domain/columns/draft';
import { ageOn } from '@shared/domain/dates';
import { KEEPERS } from '@shared/domain/fields/field-roles';
import type { HouseholdRecord, IntakeLine, LineChange, PersonRecord, SpellRecord } from '@shared/domain/records';
import { workOrder } from './chunks';
import { compare, said, type Values } from './fields';
import { type Among, amongRows } from './rows';
import { bareVillage, type Setting } from './setting';
import type { Found } from './who';
import { planWorks, type SpellPlan } from './work';

export interface RowPlan {
  line: IntakeLine;
  draft: Draft;
  /** What is written of the household: made anew, or its values; null = nothing. */
  household: { record: HouseholdRecord | null; village: string; code: string; headName: string; values: Values } | null;
  person: { record: PersonRecord | null; values: Values } | null;
  spells: SpellPlan[];
  /** The village's code; '' when the row is not taken. */
  village: string;
  /** Whom the number means, also when nothing of the row can be taken. */
  known: PersonRecord | null;
}

interface Met {
  person: PersonRecord | null;
  household: HouseholdRecord | null;
  village: string;
  wrong: string;
}

const lost = (wrong: string): Met => ({ person: null, household: null, village: '', wrong });

/** Whom a row means, and why it cannot be used when it cannot. */
function meet(draft: Draft, found: Found, { intake, villages, villageNames, roles }: Setting): Met {
  const typed = draft.village === '' ? '' : (villages.get(bareVillage(draft.village)) ?? '');
  if (draft.village !== '' && typed === '') return lost(`乡里没有「${draft.village}」这个村`);
  let person: PersonRecord | null = null;
  if (draft.id) person = found.byNumber(draft.id.number);
  else {
    const same = found.named(draft.name).filter((one) => {
      const household = found.household(one.household);
      if (draft.code !== '' && household?.code !== draft.code) return false;
      if (draft.head !== '' && household?.headName !== draft.head) return false;
      return one.status === 'active' && (typed === '' || one.village === typed);
    });
    if (same.length !== 1)
      return lost(
        same.length === 0 ? '没有证件号，名册里也没找到这个人，补上证件号' : `没有证件号，叫这个名字的有 ${same.length} 人，补上证件号`,
      );
    person = same[0] ?? null;
  }
  const coded = draft.code === '' ? null : found.byCode(draft.code);
  if (coded && coded.town !== intake.town) return lost('这个户编号是别的乡镇的');
  if (person) {
    if (person.town !== intake.town || (intake.village !== '' && person.village !== intake.village))
      return lost('这个人登记在别的地方，不归这张表');
    if (person.name !== draft.name) return lost(`这个证件号在名册里是别人（姓${person.name.charAt(0)}），名字或证件号有一个不对`);
    const undone = person.gone?.why === 'entered_by_mistake';
    if (person.status !== 'active' && !undone) return lost(person.status === 'dead' ? '名册里这个人已经去世' : '名册里这个人已经不在册');
    if (typed !== '' && person.village !== typed)
      return lost(`名册里在${villageNames.get(person.village) ?? '别的村'}，表里是${draft.village}；搬了就先迁户`);
    const own = found.household(person.household);
    if (coded && coded._id !== person.household) return lost(`名册里在${own?.headName ?? '另一'}家，表里的户编号是${coded.headName}家的`);
    if (draft.code !== '' && !coded && !undone) return lost(`户编号和名册里不一样，名册里是 ${own?.code ?? '空的'}`);
    return { person, household: coded ?? own, village: person.village, wrong: '' };
  }
  if (coded && typed !== '' && coded.village !== typed)
    return lost(`这一户在${villageNames.get(coded.village) ?? '别的村'}，表里是${draft.village}`);
  if (!roles.some((role) => KEEPERS.includes(role))) return lost('名册里没有这个人；添人由村里或乡村振兴站来办');
  const village = coded?.village ?? (typed === '' ? intake.village : typed);
  if (village === '') return lost('新添的人，没写哪个村');
  if (intake.village !== '' && village !== intake.village) return lost('这个人是别的村的，不归这张表');
  if (draft.code === '') return lost('名册里没有这个人，表里也没有户编号，不知道添到哪一户');
  return { person: null, household: coded, village, wrong: '' };
}

/** What a new person must have beside what the number tells. Under sixteen nobody is labour (rule 2_12_014). */
function newPerson(draft: Draft, asOf: string): { values: Values; wrong: string } {
  const values: Values = { ...draft.persons };
  const born = typeof values.born === 'string' ? values.born : '';
  if (born === '' || typeof values.sex !== 'string') return { values, wrong: '临时号看不出生日和性别，表里要写' };
  if (values.labourSkill === undefined && ageOn(born, asOf) < 16) values.labourSkill = '无劳动力';
  const lacks = ['relation', 'labourSkill'].filter((id) => values[id] === undefined).map((id) => columnField(id)?.words ?? id);
  return { values, wrong: lacks.length > 0 ? `名册里没有这个人，新添的要写${lacks.join('、')}` : '' };
}

function emptyLine(draft: Draft, { villageNames }: Setting): IntakeLine {
  return {
    row: draft.row,
    // A column read as another may hold a number of somebody's.
    name: draft.name.replace(/\d{7,}[\dXx]*/g, '…').slice(0, 30),
    idTail: draft.id ? draft.id.number.slice(-4) : '',
    villageName: villageNames.get('') ?? draft.village.slice(0, 20),
    person: null,
    household: null,
    outcome: 'same',
    blocked: '',
    problems: [],
    changes: [],
    start: draft.work?.start.month ?? '',
    ...(draft.read === '' ? {} : { read: noNumbers(draft.read) }),
  };
}

/** A number of somebody's in a wrong place does not stay. */
export const noNumbers = (text: string): string => text.replace(/\d{7,}[\dXx]*/g, '…');

/** Plans for all drafts of a chunk, in the order they are to be written. */
export function planRows(drafts: readonly Draft[], found: Found, setting: Setting): RowPlan[] {
  const among = amongRows(drafts, setting);
  const spells = new Map<string, SpellRecord[]>();
  return workOrder(drafts).map((draft) => planRow(draft, among, drafts, spells, found, setting));
}

function planRow(
  draft: Draft,
  among: Among,
  drafts: readonly Draft[],
  spells: Map<string, SpellRecord[]>,
  found: Found,
  setting: Setting,
): RowPlan {
  const line = emptyLine(draft, setting);
  const known = draft.id ? found.byNumber(draft.id.number) : null;
  const nothing = { line, draft, household: null, person: null, spells: [], village: '', known };
  const blocked = draft.blocked !== '' ? draft.blocked : (among.blocked.get(draft.row) ?? '');
  const met = blocked === '' ? meet(draft, found, setting) : lost(blocked);
  const villageWrong = (among.problems.get(draft.row) ?? []).find(({ field }) => field === 'row.village' || field === 'relation');
  const first = met.wrong !== '' ? met.wrong : met.person === null && villageWrong ? villageWrong.words : '';
  if (first !== '') return { ...nothing, line: { ...line, outcome: 'wrong', blocked: noNumbers(first) } };
  const problems = [...draft.problems, ...(among.problems.get(draft.row) ?? [])];
  const rows = among.rows.get(draft.row) ?? new Map<string, string>();
  const about = { found, setting, rows };

  const household = planHousehold(draft, met, drafts, among, about);
  if (household.wrong !== '') return { ...nothing, line: { ...line, outcome: 'wrong', blocked: noNumbers(household.wrong) } };
  const fresh = met.person === null || met.person.status !== 'active';
  let values: Values = {};
  let changes: LineChange[] = [...household.changes];
  if (fresh) {
    const made = newPerson(draft, setting.intake.asOf);
    if (made.wrong !== '') return { ...nothing, line: { ...line, outcome: 'wrong', blocked: made.wrong } };
    const disputed = [...rows.keys()].filter((id) => draft.persons[id] !== undefined);
    values = Object.fromEntries(
      Object.entries(made.values).filter(
        ([id]) => !disputed.includes(id) || setting.choice(draft.row, { field: id, kind: 'rows' }) === 'theirs',
      ),
    );
    changes.push(
      ...disputed.map(
        (id): LineChange => ({
          field: id,
          words: columnField(id)?.words ?? id,
          was: '没有',
          is: said(id, draft.persons[id] ?? null),
          kind: 'rows',
          why: rows.get(id) ?? '',
        }),
      ),
    );
  } else if (met.person) {
    const plan = compare('persons', met.person, draft.persons, draft.row, about);
    values = plan.values;
    changes.push(...plan.changes);
    problems.push(...plan.problems);
  }
  problems.push(...household.problems);

  const key = met.person?._id ?? draft.id?.number ?? draft.name;
  const present = spells.get(key) ?? (met.person && !fresh ? found.spells(met.person._id) : []);
  const overlapping = (among.problems.get(draft.row) ?? []).some(({ field }) => field === 'work.start');
  const none = { plan: { changes: [], problems: [], spells: [], begins: false }, present: [...present] };
  const { plan: work, present: after } = overlapping ? none : planWorks(draft, present, key, found, setting);
  spells.set(key, after);
  changes = [...changes, ...work.changes];
  problems.push(...work.problems);

  const asks = changes.some(({ kind }) => kind !== 'set');
  const outcome: IntakeLine['outcome'] =
    problems.length > 0 ? 'wrong' : asks ? 'conflict' : fresh ? 'new' : changes.length > 0 ? 'changed' : 'same';
  return {
    draft,
    known: known ?? met.person,
    village: met.village,
    line: {
      ...line,
      villageName: setting.villageNames.get(met.village) ?? '',
      person: met.person?._id ?? null,
      household: met.household?._id ?? null,
      outcome,
      problems: problems.map(({ field, words }) => ({ field, words: noNumbers(words) })),
      changes: changes.map((one) => ({ ...one, was: noNumbers(one.was), is: noNumbers(one.is), why: noNumbers(one.why) })),
    },
    household: household.plan,
    person: fresh || Object.keys(values).length > 0 ? { record: met.person, values } : null,
    spells: work.spells,
  };
}

interface HouseholdPlan {
  plan: RowPlan['household'];
  changes: LineChange[];
  problems: { field: string; words: string }[];
  wrong: string;
}

function planHousehold(
  draft: Draft,
  met: Met,
  drafts: readonly Draft[],
  among: Among,
  about: Parameters<typeof compare>[4],
): HouseholdPlan {
  const nothing: HouseholdPlan = { plan: null, changes: [], problems: [], wrong: '' };
  if (met.household && met.household.status === 'active') {
    const { values, changes, problems } = compare('households', met.household, draft.households, draft.row, about);
    const headName = met.household.headName;
    const plan =
      Object.keys(values).length === 0 ? null : { record: met.household, village: met.village, code: met.household.code, headName, values };
    return { ...nothing, plan, changes, problems };
  }
  // A new household is what its rows agree on; who is head is said by the row of the head.
  const rows = drafts.filter(({ code, blocked, row }) => code === draft.code && blocked === '' && !among.blocked.has(row));
  const values: Values = {};
  for (const one of rows)
    for (const [id, value] of Object.entries(one.households)) if (!among.rows.get(one.row)?.has(id)) values[id] ??= value;
  if (values.householdType === undefined) return { ...nothing, wrong: '名册里没有这一户，新添的户要写户类型' };
  const headName = rows.find(({ persons }) => persons.relation === '户主')?.name ?? rows.find(({ head }) => head !== '')?.head ?? '';
  if (headName === '') return { ...nothing, wrong: '名册里没有这一户，表里也看不出谁是户主' };
  const disputed = [...(among.rows.get(draft.row) ?? new Map<string, string>())].filter(([id]) => draft.households[id] !== undefined);
  const changes = disputed.map(
    ([field, why]): LineChange => ({
      field,
      words: columnField(field)?.words ?? field,
      was: '没有',
      is: said(field, draft.households[field] ?? null),
      kind: 'rows',
      why,
    }),
  );
  return { ...nothing, changes, plan: { record: met.household, village: met.village, code: draft.code, headName, values } };
}
