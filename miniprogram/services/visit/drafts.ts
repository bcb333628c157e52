// Visits being made on this phone: one open draft per household, kept after every answer; shut, it goes into the queue under ids of its own.

import { finishDraft, type VisitDraft, visitOf } from '@shared/domain/sync/draft';
import type { HouseholdOnPhone, LineOnPhone, PersonOnPhone } from '@shared/domain/sync/on-phone';
import type { QueueItem } from '@shared/domain/sync/queue';
import { tableOf } from '@shared/domain/tables';
import { boxNames, dropBox, readBox, writeBox } from './box';

/** What a draft holds beside the visit itself: what was settled at the door, and where its pictures lie. */
export interface DoorDraft extends VisitDraft {
  /** Rows of 一次办齐 that are done, by key. */
  done: string[];
  /** Rows that could not be done now and were promised instead. */
  noted: string[];
  /** Of a door begun before a signature went with its visit: said to the list apart. */
  agreed?: { key: string; person: string; name: string; line: LineOnPhone }[];
  proxies: { key: string; bond: string; person: string; words: string; how: 'paper' | 'voice'; photo: string }[];
  /** Our own copies, by the picture's id. */
  paths: Record<string, string>;
}

const nameOf = (household: string): string => `draft-${household}`;

export const readDraft = (household: string): DoorDraft | null => readBox<DoorDraft>(nameOf(household));
export const keepDraft = (draft: DoorDraft): boolean => writeBox(nameOf(draft.household), draft);
/** A shut visit as it was, until the cloud has it: what was refused can be mended. */
const shutName = (visit: string): string => `shut-${visit.slice('visit:'.length)}`;
export const keepShut = (draft: DoorDraft): boolean => writeBox(shutName(draft.id), draft);
export const readShut = (visit: string): DoorDraft | null => readBox<DoorDraft>(shutName(visit));
export const dropShut = (visit: string): void => dropBox(shutName(visit));
export const dropDraft = (household: string): void => dropBox(nameOf(household));
export const draftsHere = (): DoorDraft[] =>
  boxNames('draft-').flatMap((name) => {
    const draft = readBox<DoorDraft>(name);
    return draft ? [draft] : [];
  });

export const wrap = (visit: VisitDraft): DoorDraft => ({ ...visit, done: [], noted: [], proxies: [], paths: {} });

export function shut(draft: DoorDraft, at: string, later: readonly string[], settled: readonly string[]): DoorDraft {
  return { ...draft, ...finishDraft(draft, at, later, settled) };
}

/** All that a shut visit brings about, each under its own lasting request id. */
export function itemsOf(draft: DoorDraft): QueueItem[] {
  const { id: visit, on, headName, endedAt: at } = draft;
  const key = visit.slice('visit:'.length);
  const base = { visit, state: 'waiting' as const, trouble: '', tries: 0, at, path: '', fileID: '' };
  const { done: _done, noted: _noted, agreed = [], proxies, paths, ...plain } = draft;
  return [
    { ...base, id: `${key}-v`, kind: 'visit', words: `${headName}家的走访`, input: { visit: visitOf(plain), village: draft.village } },
    ...draft.photos
      .filter(({ id }) => paths[id] !== undefined && !proxies.some(({ photo }) => photo === id))
      .map((photo, n) => ({
        ...base,
        id: `${key}-p${n}`,
        kind: 'photo' as const,
        words: `${headName}家的照片`,
        path: paths[photo.id] ?? '',
        input: { visit, photo: photo.id },
      })),
    ...agreed.map(({ person, name, line }, n) => ({
      ...base,
      id: `${key}-s${n}`,
      kind: 'say' as const,
      words: `${name}的${line.period.slice(0, 4)}年${line.name}：本人同意`,
      input: { person, programme: line.programme, period: line.period, said: 'agreed', how: 'in_person', on, note: '上门时本人签名' },
    })),
    ...proxies.map(({ bond, words, how, photo }, n) => ({
      ...base,
      id: `${key}-b${n}`,
      kind: 'proxy' as const,
      words,
      path: paths[photo] ?? '',
      input: { bond, how, on, note: how === 'paper' ? '上门时签的' : '上门时本人说的' },
    })),
  ];
}

/** The household as it is after what was said at its door, for the next visit before the cloud has answered. */
export function afterVisit(household: HouseholdOnPhone, draft: DoorDraft, by: string): HouseholdOnPhone {
  const valuesOf = (record: string, values: Record<string, unknown>): Record<string, unknown> => {
    const own = draft.edits.filter((edit) => edit.record === record);
    const shown = own.map(({ field, value }) => [field, field === 'phone' ? String(value).slice(-4) : value] as const);
    return { ...values, ...tableOf(shown) };
  };
  const person = (one: PersonOnPhone): PersonOnPhone => {
    const move = draft.works.find((work) => work.person === one.id)?.move;
    const signed = [
      ...(draft.signs ?? []).filter((each) => each.person === one.id).map(({ programme, period }) => `${programme}:${period}`),
      ...(draft.agreed ?? []).filter((each) => each.person === one.id).map(({ line }) => `${line.programme}:${line.period}`),
    ];
    const lines = one.lines.filter(({ programme, period }) => signed.includes(`${programme}:${period}`));
    const work =
      move === undefined || one.work === null || move.kind === 'moved'
        ? one.work
        : move.kind === 'back'
          ? null
          : { ...one.work, away: move.kind === 'away' };
    return {
      ...one,
      values: valuesOf(one.id, one.values),
      phoneTail: String(valuesOf(one.id, one.values).phone ?? ''),
      work,
      lines: one.lines.filter((line) => !lines.includes(line)),
      agreed: [...(one.agreed ?? []), ...lines.map(({ period, name }) => `${period.slice(0, 4)}年${name}：签了，有信号自动报上`)],
    };
  };
  return {
    ...household,
    values: valuesOf(household.id, household.values),
    persons: household.persons.filter(({ id }) => !(draft.goings ?? []).some((going) => going.person === id)).map(person),
    promises: [
      ...household.promises,
      ...draft.promises.map(({ words, dueOn }, n) => ({ id: `${draft.id}:${n}`, words, dueOn, owner: by })),
    ],
    last: { on: draft.on, by, said: draft.said },
  };
}
