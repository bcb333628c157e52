// One line in full, as the page shows it: what is missing first, each with the question to ask; then how the person agreed, pictures, conditions.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { yuanText } from '@shared/domain/money';
import { TICKET_KIND } from '@shared/domain/tickets';
import { AGREED_WORDS } from '@shared/domain/words/agreed';
import { type CheckRow, checkRows } from '../../../present/assessment';
import { type FormView, formView } from './form';
import { type LineItem, lineItem } from './line';

export type Detail = Output<'list.line'>;
type Field = 'monthlyFen' | 'employer' | 'organised' | 'place';

export interface Gap {
  field: Field;
  spell: string;
  /** Of which work: 2025年3月起 广东省 深圳市 某厂 */
  about: string;
  question: string;
}

export interface SpellLine {
  id: string;
  words: string;
  pay: string;
}

const QUESTIONS: Record<Field, string> = {
  monthlyFen: '一个月大概挣多少？',
  employer: '在哪一家干？（厂名、工地、老板都行）',
  organised: '是自己去的，还是统一送去的？',
  place: '在哪个省、哪个市、哪个县干？',
};
/** Which missing thing is settled by which fact of a work record. */
const FIELD_OF: Readonly<Record<string, Field>> = { wage: 'monthlyFen', employer: 'employer', transport: 'organised', place: 'place' };

type Spell = Detail['spells'][number];

const isOpen: Record<Field, (spell: Spell) => boolean> = {
  monthlyFen: ({ monthlyFen }) => monthlyFen === null,
  employer: ({ employer, flexible }) => employer === null && !flexible,
  organised: ({ organised }) => organised === null,
  place: ({ place }) => place.province === '' || place.city === '' || place.county === '',
};

function spellWords({ start, end, place, employer }: Spell): string {
  const where = [place.province, place.city === place.province ? '' : place.city, place.county === place.city ? '' : place.county]
    .filter((part) => part !== '')
    .join(' ');
  return `${start.slice(0, 7)} 到 ${end === null ? '现在' : end.slice(0, 7)}，${where || '地点没登记'}${employer === null ? '' : `，${employer}`}`;
}

export function gapsOf({ row, spells }: Detail): Gap[] {
  return row.missing.flatMap((code) => {
    const field = FIELD_OF[code];
    if (field === undefined) return [];
    return spells.filter(isOpen[field]).map((spell) => ({ field, spell: spell.id, about: spellWords(spell), question: QUESTIONS[field] }));
  });
}

export interface DetailView {
  item: LineItem;
  phone: string;
  /** Whether there is anything to settle or to be said: not where it was handed in or cannot be had. */
  open: boolean;
  gaps: Gap[];
  evidence: { key: string; words: string; kind: string }[];
  /** Something is to be asked of the person: a sentence for it is ready. */
  asks: boolean;
  form: FormView | null;
  said: string;
  tries: string[];
  spells: SpellLine[];
  checks: CheckRow[];
  ask: string;
}

export function detailView(detail: Detail, period: string, today: string): DetailView {
  const { row, standing, spells, evidence, form, checks, phoneMasked, ask } = detail;
  const open = row.line !== 'cannot' && row.line !== 'filed';
  const said =
    standing === null || standing.said === 'open'
      ? ''
      : standing.said === 'agreed'
        ? `${dayWords(standing.on, today)} ${AGREED_WORDS[standing.how as keyof typeof AGREED_WORDS] ?? '同意'}（${standing.by}记）${standing.note === '' ? '' : `：${standing.note}`}`
        : standing.said === 'declined'
          ? `${dayWords(standing.on, today)} 本人说不要（${standing.by}记）：${standing.note}`
          : `联系不上，试过 ${standing.tries.length} 回（${standing.by}记）`;
  return {
    item: lineItem(row, new Set()),
    phone: phoneMasked,
    open,
    gaps: open ? gapsOf(detail) : [],
    asks: open && row.missing.some((code) => code !== 'file'),
    form: formView(detail, period, today),
    // Tickets have a part of their own, where they are filled in as well.
    evidence: (open ? evidence : []).flatMap((set) =>
      set.kinds
        .filter(({ kind }) => kind !== TICKET_KIND || form?.terms == null)
        .map(({ kind, official }) => ({
          key: kind,
          kind,
          words: set.need === 'any' && set.kinds.length > 1 ? `${official}（任一样就行）` : official,
        })),
    ),
    said,
    tries: (standing?.tries ?? []).map(
      (one) => `${dayWords(one.at.slice(0, 10), today)} ${one.by}：${one.note === '' ? '没打通' : one.note}`,
    ),
    spells: spells.map((spell) => ({
      id: spell.id,
      words: spellWords(spell),
      pay: spell.monthlyFen === null ? '工资没登记' : `一个月 ${yuanText(spell.monthlyFen)} 元`,
    })),
    checks: checkRows(checks, 'official'),
    ask,
  };
}
