// The pictures of one claim on their way: one after the other, each kept in the draft until the cloud has it, going on by itself after a cut.
import type { Output } from '@shared/contract/index';
import { asCallError } from '../../services/call';
import { type ClaimDraft, type DraftName, type Photo, readDraft, removeCopy, writeDraft } from '../../services/drafts';
import { sendPhoto } from '../../services/upload';

type Claim = Output<'claim.draft'>['claim'];

export interface QueueState {
  photos: Photo[];
  percents: Record<string, number>;
  /** The last try was cut off: photos wait for a signal. */
  cut: boolean;
}

export interface PhotoQueue {
  state(): QueueState;
  add(photos: Photo[]): void;
  remove(key: string): void;
  /** Send whatever waits; ignored while already sending. */
  run(claim: string): Promise<void>;
  setAgreed(agreed: boolean): void;
  agreed(): boolean;
  /** What the cloud last showed, for opening without signal. */
  seen(): Output<'claim.draft'> | null;
  see(answer: Output<'claim.draft'>): void;
}

/**
 * @param changed called after each change, with the claim when the cloud answered with a newer one.
 */
export function createPhotoQueue(name: DraftName, changed: (claim: Claim | null) => void): PhotoQueue {
  let draft: ClaimDraft = readDraft(name);
  const percents: Record<string, number> = {};
  let cut = false;
  let running = false;

  function keep(next: ClaimDraft): void {
    draft = next;
    writeDraft(name, draft);
  }

  function patch(key: string, change: Partial<Photo>): void {
    keep({ ...draft, photos: draft.photos.map((photo) => (photo.key === key ? { ...photo, ...change } : photo)) });
  }

  async function sendOne(claim: string, photo: Photo): Promise<boolean> {
    patch(photo.key, { state: 'sending', words: '' });
    changed(null);
    try {
      const answer = await sendPhoto(
        claim,
        photo,
        (step) => patch(photo.key, step),
        (percent) => {
          percents[photo.key] = percent;
          changed(null);
        },
      );
      patch(photo.key, { state: 'done', receipt: answer.receipt.id });
      changed(answer.claim);
      return true;
    } catch (thrown) {
      const error = asCallError(thrown);
      if (error.passing) {
        patch(photo.key, { state: 'waiting' });
        cut = true;
        changed(null);
        return false;
      }
      patch(photo.key, { state: 'refused', words: `${error.message}。${error.next}` });
      changed(null);
      return true;
    } finally {
      delete percents[photo.key];
    }
  }

  return {
    state: () => ({ photos: draft.photos, percents, cut }),
    add(photos) {
      keep({ ...draft, photos: [...draft.photos, ...photos] });
      changed(null);
    },
    remove(key) {
      const gone = draft.photos.find((photo) => photo.key === key);
      keep({ ...draft, photos: draft.photos.filter((photo) => photo.key !== key) });
      if (gone) removeCopy(gone.path);
      changed(null);
    },
    async run(claim) {
      if (running) return;
      running = true;
      cut = false;
      try {
        for (;;) {
          const next = draft.photos.find((photo) => photo.state === 'waiting');
          if (!next || !(await sendOne(claim, next))) return;
        }
      } finally {
        running = false;
      }
    },
    setAgreed(agreed) {
      keep({ ...draft, agreed });
    },
    agreed: () => draft.agreed,
    seen: () => draft.seen,
    see(answer) {
      keep({ ...draft, seen: answer });
    },
  };
}
