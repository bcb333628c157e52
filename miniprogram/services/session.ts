// Who I am here, whose affairs are on the screen, and how large the letters are. Remembered, so that a page opens without signal too.
import type { Output } from '@shared/contract/index';
import { call } from './call';
import { readStore, writeStore } from './store';

export type Me = Output<'session.me'>;
export type Person = Me['persons'][number];
export type Contact = Person['contact'];

const ME = 'me';
const PERSON = 'person';
const ELDER = 'elder';

let me: Me | null = readStore<Me>(ME);
let asking: Promise<Me> | null = null;
/** Until when the answer counts as today's (ms): a phone is left open over night, a role is revoked. */
let freshUntil = 0;
const FRESH_MS = 10 * 60_000;
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** Be told when the person, the role or the letter size changes. @returns how to stop. */
export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is known at once: of this start or the last; null on a phone that never had an answer. */
export function knownMe(): Me | null {
  return me;
}

/** Ask the cloud again. @throws CallError */
export function refreshMe(): Promise<Me> {
  if (asking) return asking;
  asking = call('session.me', {})
    .then((answer) => {
      me = answer;
      freshUntil = Date.now() + FRESH_MS;
      writeStore(ME, answer);
      tell();
      return answer;
    })
    .finally(() => {
      asking = null;
    });
  return asking;
}

/** Who I am: asked at the start and again after a while, then at hand. @throws CallError only when nothing is known at all. */
export async function ensureMe(): Promise<Me> {
  if (me && Date.now() < freshUntil) return me;
  try {
    return await refreshMe();
  } catch (error) {
    if (me) return me;
    throw error;
  }
}

/** Whose affairs these are: the chosen person, else the first one; null for visitors. */
export function chosenPerson(): Person | null {
  const persons = me?.persons ?? [];
  const wanted = readStore<string>(PERSON);
  return persons.find((one) => one.id === wanted) ?? persons[0] ?? null;
}

export function choosePerson(id: string): void {
  writeStore(PERSON, id);
  tell();
}

export function isStaff(): boolean {
  return (me?.roles.length ?? 0) > 0;
}

/** Whom to call from a resident's page: the village's contact of the chosen person, else the installation's own line. */
export function contactNow(): Contact | null {
  const person = chosenPerson();
  if (person) return person.contact;
  const phone = me?.installation.complaintPhone ?? '';
  return phone === '' ? null : { words: me?.installation.offices.town ?? '', phone };
}

/** Elder size: as chosen, else as the phone's own letters say (WeChat's 关怀模式 starts above 20 px). */
export function isElder(): boolean {
  const chosen = readStore<boolean>(ELDER);
  if (typeof chosen === 'boolean') return chosen;
  return phoneLetters() > 20;
}

export function setElder(on: boolean): void {
  writeStore(ELDER, on);
  tell();
}

function phoneLetters(): number {
  try {
    return wx.getAppBaseInfo().fontSizeSetting ?? 0;
  } catch {
    return 0;
  }
}

/** For tests: forget what this run knows. */
export function forgetSession(): void {
  me = readStore<Me>(ME);
  freshUntil = 0;
  asking = null;
}
