// Visits in the words and rows the pages show: a household of the list, a person at the door, an answer.
import { dayWords } from '@shared/domain/dates';
import { NEXT_WHO, nextStep } from '@shared/domain/next-steps';
import type { Whereabouts } from '@shared/domain/records';
import { isLabourer, type Question, questionsFor } from '@shared/domain/survey';
import { fieldOf } from '@shared/domain/sync/fields';
import type { HouseholdOnPhone, PersonOnPhone } from '@shared/domain/sync/on-phone';
import { workDeedWords } from '@shared/domain/sync/words';
import { WHEREABOUTS_WORDS } from '@shared/domain/words/month';
import type { DoorDraft } from '../../../services/visit/drafts';
import type { RouteOnPhone } from '../../../services/visit/village';

export interface HomeRow {
  id: string;
  head: string;
  where: string;
  state: '' | 'draft' | 'done';
  stateWords: string;
  promise: string;
  chosen: boolean;
}

export function homeRow(household: HouseholdOnPhone, draft: DoorDraft | null, today: string, chosen: boolean): HomeRow {
  const labourers = household.persons.filter(isLabourer).length;
  const [promise] = household.promises;
  const done = household.last?.on === today;
  return {
    id: household.id,
    head: household.headName,
    where: [household.group, `${household.persons.length} 口`, labourers > 0 ? `${labourers} 个劳力` : '', ...household.marks]
      .filter((part) => part !== '')
      .join(' · '),
    state: draft ? 'draft' : done ? 'done' : '',
    stateWords: draft ? '填了一半' : done ? '今天走过了' : household.last ? `${dayWords(household.last.on, today)}去过` : '',
    promise: promise ? `答应过：${promise.words}（${dayWords(promise.dueOn)}前）` : '',
    chosen,
  };
}

export interface AnswerRow {
  key: string;
  words: string;
  value: string;
  changed: boolean;
  asked: boolean;
}

export interface PersonRow {
  id: string;
  name: string;
  about: string;
  work: string;
  /** Where the person stands and why; what is next, by whom, within how many days; '' = not known. */
  stands: string;
  next: string;
  past: string[];
  phones: { words: string; phone: string }[];
  labourer: boolean;
  unchanged: boolean;
  open: boolean;
  /** 「改了 2 样」, 「没变化」, '' when not asked yet. */
  state: string;
  rows: AnswerRow[];
}

function valueIn(record: { id: string; values: Record<string, unknown> }, field: string, draft: DoorDraft): unknown {
  const edit = draft.edits.find((one) => one.record === record.id && one.field === field);
  return edit ? edit.value : (record.values[field] ?? null);
}

export function answerRow(
  question: Question,
  record: { id: string; values: Record<string, unknown> },
  collection: 'persons' | 'households',
  draft: DoorDraft,
): AnswerRow {
  const asked = draft.answered.includes(`${record.id}:${question.key}`);
  if (question.key === 'work') {
    const move = draft.works.find(({ person }) => person === record.id)?.move;
    const work = (record as unknown as PersonOnPhone).work;
    const before = work ? `${work.words}${work.away ? '（在家，还回去）' : ''}` : '没有在干的活';
    return {
      key: question.key,
      words: question.words,
      value: move ? workDeedWords(move) : before,
      changed: move !== undefined && move.kind !== 'same',
      asked,
    };
  }
  const value = valueIn(record, question.field, draft);
  return {
    key: question.key,
    words: question.words,
    value: fieldOf(collection, question.field)?.words(value) ?? '',
    changed: draft.edits.some((one) => one.record === record.id && one.field === question.field),
    asked,
  };
}

function standOf({ where, why = '', next = '' }: PersonOnPhone): Pick<PersonRow, 'stands' | 'next'> {
  if (!isWhereabouts(where)) return { stands: '', next: '' };
  const { words, who, days } = nextStep(next);
  const by = [NEXT_WHO[who], days > 0 ? `${days} 天里` : ''].filter((part) => part !== '').join('，');
  return {
    stands: `${WHEREABOUTS_WORDS[where]}${why ? `：${why}` : ''}`,
    next: words === '' ? '' : `下一步：${words}${by ? `（${by}）` : ''}`,
  };
}

const isWhereabouts = (where: string): where is Whereabouts => Object.keys(WHEREABOUTS_WORDS).includes(where);

export function personRow(person: PersonOnPhone, draft: DoorDraft, route: RouteOnPhone | null, open: boolean): PersonRow {
  const changes =
    draft.edits.filter(({ record }) => record === person.id).length +
    draft.works.filter((work) => work.person === person.id && work.move.kind !== 'same').length;
  const unchanged = draft.unchanged.includes(person.id);
  const asked = draft.answered.some((key) => key.startsWith(`${person.id}:`));
  return {
    id: person.id,
    name: person.name,
    about: `${person.relation} · ${person.sex} · ${person.age} 岁`,
    work: person.work ? `${person.work.words}${person.work.away ? '（在家，还回去）' : ''}` : '',
    ...standOf(person),
    past: person.past,
    phones: (route?.phones ?? [])
      .filter((one) => one.person === person.id)
      // A contact who lives here too has the number on their own card.
      .filter((one) => one.whose === '' || !(route?.phones ?? []).some(({ whose, phone }) => whose === '' && phone === one.phone))
      .map(({ whose, phone }) => ({ words: whose === '' ? '打电话' : `打给${whose}`, phone })),
    labourer: isLabourer(person),
    unchanged,
    open,
    state: unchanged ? '没变化' : changes > 0 ? `改了 ${changes} 样` : asked ? '问过了' : '',
    rows: open ? questionsFor(person).map((question) => answerRow(question, person, 'persons', draft)) : [],
  };
}

/** 「周满仓家 4 口 3 个劳力」 */
export function houseTitle(household: HouseholdOnPhone): string {
  const labourers = household.persons.filter(isLabourer).length;
  return `${household.headName}家 ${household.persons.length} 口${labourers > 0 ? ` ${labourers} 个劳力` : ''}`;
}

/** Megabytes for people: 0.3 兆. */
export const megaWords = (bytes: number): string => `${Math.max(0.1, Math.round(bytes / 104_857.6) / 10)} 兆`;
