// A visit being made: a draft that grows with every answer. Answering again replaces, answering as it was takes the edit back.
import type { DateText, Instant } from '../records';
import type { SpellMove } from '../spell-moves';
import { compared } from './fields';
import { sameValue } from './merge';
import type { FieldEdit, Visit, VisitComing, VisitGoing, VisitHelper, VisitPhoto, VisitPromise, VisitSign, WorkSeen } from './visit';

export interface VisitDraft extends Visit {
  /** 'open' while at the door; 'ready' once it was finished and waits to be sent. */
  state: 'open' | 'ready';
  village: string;
  headName: string;
  /** Questions answered so far, by `{record}:{question}`: also those whose answer changed nothing. */
  answered: string[];
}

export interface DraftStart {
  /** Random, from the phone. */
  key: string;
  device: string;
  household: string;
  village: string;
  headName: string;
  on: DateText;
  at: Instant;
}

export function beginDraft({ key, device, household, village, headName, on, at }: DraftStart): VisitDraft {
  return {
    id: `visit:${key}`,
    device,
    household,
    village,
    headName,
    on,
    startedAt: at,
    endedAt: at,
    met: [],
    said: '',
    unchanged: [],
    edits: [],
    works: [],
    promises: [],
    later: [],
    settled: [],
    photos: [],
    signs: [],
    helpers: [],
    comings: [],
    goings: [],
    state: 'open',
    answered: [],
  };
}

const without = <T>(list: readonly T[], gone: (one: T) => boolean): T[] => list.filter((one) => !gone(one));
const once = (list: readonly string[], one: string): string[] => (list.includes(one) ? [...list] : [...list, one]);

/** An answer to a question about a record. The base stays the one of the first answer. */
export function answerField(draft: VisitDraft, edit: FieldEdit, question: string): VisitDraft {
  const before = draft.edits.find(({ record, field }) => record === edit.record && field === edit.field);
  const kept = before ? { ...edit, base: before.base, seen: before.seen } : edit;
  const others = without(draft.edits, (one) => one === before);
  const edits = sameValue(compared(kept.base), compared(kept.value)) ? others : [...others, kept];
  return {
    ...draft,
    edits,
    answered: once(draft.answered, `${edit.record}:${question}`),
    unchanged: without(draft.unchanged, (one) => one === edit.record && edits.length > others.length),
  };
}

/** What was said of somebody's work; null takes it back. */
export function answerWork(draft: VisitDraft, person: string, base: WorkSeen | null, move: SpellMove | null, at: Instant): VisitDraft {
  const others = without(draft.works, (one) => one.person === person);
  const changes = move !== null && move.kind !== 'same';
  return {
    ...draft,
    works: move === null ? others : [...others, { person, base, move, at }],
    answered: once(draft.answered, `${person}:work`),
    unchanged: changes ? without(draft.unchanged, (one) => one === person) : draft.unchanged,
  };
}

/** 「没变化」 for one person: what was answered of them is taken back, a work that goes on is confirmed for the month. */
export function sayUnchanged(draft: VisitDraft, person: string, base: WorkSeen | null, at: Instant): VisitDraft {
  const edits = without(draft.edits, ({ record }) => record === person);
  const works = without(draft.works, (one) => one.person === person);
  const goesOn = base !== null && base.end === null && !base.away;
  const same = { person, base, move: { kind: 'same' as const, month: draft.on.slice(0, 7), how: 'met' }, at };
  return { ...draft, edits, works: goesOn ? [...works, same] : works, unchanged: once(draft.unchanged, person) };
}

export const takeBackUnchanged = (draft: VisitDraft, person: string): VisitDraft => ({
  ...draft,
  unchanged: without(draft.unchanged, (one) => one === person),
  works: without(draft.works, (one) => one.person === person && one.move.kind === 'same'),
});

export const addPromise = (draft: VisitDraft, promise: VisitPromise): VisitDraft => ({ ...draft, promises: [...draft.promises, promise] });
export const dropPromise = (draft: VisitDraft, at: number): VisitDraft => ({
  ...draft,
  promises: draft.promises.filter((_one, n) => n !== at),
});
export const addPhoto = (draft: VisitDraft, photo: VisitPhoto): VisitDraft => ({ ...draft, photos: [...draft.photos, photo] });
/** Signing the same line again replaces the signature. */
export const addSign = (draft: VisitDraft, sign: VisitSign): VisitDraft => ({
  ...draft,
  signs: [
    ...without(draft.signs ?? [], (one) => one.person === sign.person && one.programme === sign.programme && one.period === sign.period),
    sign,
  ],
});
/** One helper a person; naming another replaces the first. */
export const addHelper = (draft: VisitDraft, helper: VisitHelper): VisitDraft => ({
  ...draft,
  helpers: [...without(draft.helpers ?? [], ({ person }) => person === helper.person), helper],
});
export const addComing = (draft: VisitDraft, coming: VisitComing): VisitDraft => ({
  ...draft,
  comings: [...(draft.comings ?? []), coming],
});
/** One going a person. */
export const addGoing = (draft: VisitDraft, going: VisitGoing): VisitDraft => ({
  ...draft,
  goings: [...without(draft.goings ?? [], ({ person }) => person === going.person), going],
});
/** Takes back the n-th of those who came and went, in that order. */
export const dropMember = (draft: VisitDraft, at: number): VisitDraft => {
  const came = draft.comings ?? [];
  return {
    ...draft,
    comings: came.filter((_one, n) => n !== at),
    goings: (draft.goings ?? []).filter((_one, n) => n + came.length !== at),
  };
};
export const dropPhoto = (draft: VisitDraft, id: string): VisitDraft => ({
  ...draft,
  photos: without(draft.photos, (one) => one.id === id),
});

/** Who was met, or what was said, or an answer: one of them makes a visit. A photo is never asked for. */
export function isEnough(draft: VisitDraft): boolean {
  return (
    draft.met.length > 0 ||
    draft.said.trim() !== '' ||
    draft.unchanged.length > 0 ||
    draft.edits.length > 0 ||
    draft.works.length > 0 ||
    (draft.comings ?? []).length + (draft.goings ?? []).length > 0
  );
}

/** The door is shut; from now on the draft only waits to be sent. */
export function finishDraft(draft: VisitDraft, at: Instant, later: readonly string[], settled: readonly string[]): VisitDraft {
  return { ...draft, state: 'ready', endedAt: at, later: [...later], settled: [...settled] };
}

/** What is sent. */
export function visitOf(draft: VisitDraft): Visit {
  const { state: _state, village: _village, headName: _head, answered: _answered, ...visit } = draft;
  return visit;
}
