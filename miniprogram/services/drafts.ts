// What is typed and photographed but not yet handed in, kept on this phone: no signal, a call or a dead battery loses nothing.
import type { Output } from '@shared/contract/index';
import { dropStore, readStore, writeStore } from './store';

export interface Photo {
  key: string;
  /** Evidence kind of the policy. */
  kind: string;
  /** Our own copy; the chosen original may vanish. */
  path: string;
  state: 'waiting' | 'sending' | 'done' | 'refused';
  /** Set once the bytes are up: a retry then only tells the cloud again. */
  fileID: string;
  /** Set once accepted as evidence. */
  receipt: string;
  /** Why it was refused, and what to do. */
  words: string;
}

export interface ClaimDraft {
  photos: Photo[];
  agreed: boolean;
  /** The claim as the cloud last showed it, so that the form opens without signal too. */
  seen: Output<'claim.draft'> | null;
}

export interface DraftName {
  person: string;
  programme: string;
  period: string;
  /** 1: the top-up (补差) of the period. */
  seq?: 1;
}

const keyOf = (name: DraftName) => `draft:${name.person}:${name.programme}:${name.period}${name.seq === 1 ? ':1' : ''}`;

/** The draft, or an empty one. A photo that was on its way when the phone died goes again. */
export function readDraft(name: DraftName): ClaimDraft {
  const kept = readStore<ClaimDraft>(keyOf(name));
  if (!kept) return { photos: [], agreed: false, seen: null };
  return { ...kept, photos: kept.photos.map((photo) => (photo.state === 'sending' ? { ...photo, state: 'waiting' } : photo)) };
}

export function writeDraft(name: DraftName, draft: ClaimDraft): void {
  writeStore(keyOf(name), draft);
}

/** Handed in: the phone forgets it, pictures too. */
export function dropDraft(name: DraftName): void {
  for (const photo of readDraft(name).photos) removeCopy(photo.path);
  dropStore(keyOf(name));
}

/** Copy a chosen picture to where it stays. Without room the original is used: better a picture that may vanish than none. */
export async function keepCopy(tempPath: string): Promise<string> {
  const files = wx.getFileSystemManager();
  return new Promise((resolve) => {
    files.saveFile({ tempFilePath: tempPath, success: ({ savedFilePath }) => resolve(savedFilePath), fail: () => resolve(tempPath) });
  });
}

export function removeCopy(path: string): void {
  // Gone already is as good as removed.
  wx.getFileSystemManager().removeSavedFile({ filePath: path, fail: () => undefined });
}
