// What settling a row makes of the draft: a signature, a paper or a sentence of the person's, a promise in place of what cannot be done now.
import type { Relation } from '@shared/domain/people-records';
import { helperIn, isSettled, type SettleItem } from '@shared/domain/settle';
import { addHelper, addPhoto, addPromise, addSign } from '@shared/domain/sync/draft';
import type { VisitPhoto } from '@shared/domain/sync/visit';
import { newRequestId } from '../../../services/random';
import type { DoorDraft } from '../../../services/visit/drafts';

/** Which question settles which row. */
export const QUESTIONS: Partial<Record<SettleItem['kind'], string>> = { card: 'card', training: 'trainingWish', leave: 'workWish' };
/** What the button of a row says. */
export const DO_WORDS: Record<SettleItem['kind'], string> = {
  line: '签个名',
  proxy: '拍下签的字',
  card: '看过了，记上',
  known: '发认人码',
  training: '问想不想学',
  leave: '问几时走',
};
/** What a row says once something was done about it; '' before. */
export const stateOf = (item: SettleItem, draft: DoorDraft): string => {
  const helper = helperIn(item, draft);
  if (helper) return `让${helper.relation}${helper.name}替他办，签了；有信号给他发码`;
  return isSettled(item, draft)
    ? item.kind === 'line'
      ? '签了，回去自动报上'
      : '办了'
    : draft.noted.includes(item.key)
      ? '记下了，回去办'
      : '';
};

/** Signed on this phone: signature and line go with the visit; the cloud makes the draft of the claim of it. */
export function signed(draft: DoorDraft, item: SettleItem, path: string, at: string): DoorDraft {
  if (!item.line) return draft;
  const photo: VisitPhoto = { id: newRequestId(), kind: 'signature', person: item.person };
  return {
    ...draft,
    ...addSign(addPhoto(draft, photo), {
      person: item.person,
      programme: item.line.programme,
      period: item.line.period,
      photo: photo.id,
      at,
    }),
    paths: { ...draft.paths, [photo.id]: path },
    done: [...draft.done, item.key],
  };
}

/** Whom the person wants to be helped by, signed for on this phone: an invitation once the cloud has it. */
export function invited(
  draft: DoorDraft,
  item: SettleItem,
  helper: { name: string; relation: Relation; phone: string },
  path: string,
  at: string,
): DoorDraft {
  const photo: VisitPhoto = { id: newRequestId(), kind: 'signature', person: item.person };
  return {
    ...draft,
    ...addHelper(addPhoto(draft, photo), { ...helper, person: item.person, photo: photo.id, at }),
    paths: { ...draft.paths, [photo.id]: path },
  };
}

/** A paper signed for whoever helps; its picture is the draft's already. */
export function helped(draft: DoorDraft, item: SettleItem, how: 'paper' | 'voice', file: string): DoorDraft {
  const words = `${item.words}（${item.name}同意，${how === 'paper' ? '签在纸上' : '录了一句'}）`;
  const proxy = { key: item.key, bond: item.bond ?? '', person: item.person, words, how, photo: file };
  return { ...draft, done: [...draft.done, item.key], proxies: [...draft.proxies, proxy] };
}

/** The person's own sentence: a sound, which is no picture of the visit. */
export function spoken(draft: DoorDraft, item: SettleItem, path: string): DoorDraft {
  const id = newRequestId();
  return helped({ ...draft, paths: { ...draft.paths, [id]: path } }, item, 'voice', id);
}

/** Not possible without signal: promised by a day. */
export function noted(draft: DoorDraft, item: SettleItem, words: string, dueOn: string): DoorDraft {
  return { ...draft, ...addPromise(draft, { words, dueOn, person: item.person }), noted: [...draft.noted, item.key] };
}
