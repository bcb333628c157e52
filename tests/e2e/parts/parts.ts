// Opens the parts' own little mini-program on a phone, and reads what its pages wrote down.
import { join } from 'node:path';
import { openStage, type Phone, type Stage } from '../../support/stage';

export const FIXTURE = join(__dirname, 'fixture');
export const CAST = [
  { key: 'one', openid: 'o-one', name: '甲', words: '', device: 'phone' as const },
  { key: 'desk', openid: 'o-desk', name: '乙', words: '', device: 'desk' as const },
];

export function openParts(): Promise<Stage> {
  return openStage({ cloud: null, cast: CAST, projectDir: FIXTURE, albumDir: join(__dirname, 'fixture', 'assets') });
}

/** What the page on top has heard since `clear`. */
export async function heard(phone: Phone): Promise<unknown[][]> {
  await phone.idle();
  const text = await phone.frame.locator('.page-frame:not([hidden]) .log').innerText();
  return text ? (JSON.parse(text) as unknown[][]) : [];
}

/** Asks again until the answer is as wanted; fails with the last answer. */
export async function eventually<T>(ask: () => Promise<T>, wanted: T, patience = 5000): Promise<void> {
  const until = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (JSON.stringify(answer) === JSON.stringify(wanted)) return;
    if (Date.now() > until) throw new Error(`Expected ${JSON.stringify(wanted)}, still ${JSON.stringify(answer)}`);
    await new Promise((done) => setTimeout(done, 30));
  }
}
