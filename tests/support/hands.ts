// What many journeys do with a phone in the hand: a proof photographed, a card sent to a village's group.
import { join } from 'node:path';
import type { Phone } from './phone';

/** Pictures of the pretend album: tickets, proofs, wage slips. */
export const ALBUM = join(__dirname, '..', '..', 'tools', 'generate', 'album');

/** Photographs one proof of a claim, `which` place for proofs from the top, or by another button. WeChat's question is agreed to. */
export async function photographed(phone: Phone, file: string, which = 0, button = '拍照，或者从相册选'): Promise<void> {
  await phone.tap(button, { nth: which });
  if (await phone.sees('拒绝')) await phone.tap('同意');
  const chosen = phone.choosePicture(join(ALBUM, file), file);
  await phone.tap('从这台电脑选一张');
  await chosen;
}

/** Shares to a village's group with the button of its row, as one does, and says that it was sent. */
export async function sharedTo(phone: Phone, village: string): Promise<void> {
  await phone.press(`发到${village}群`);
  await phone.frame.getByRole('dialog').getByText(`${village}务工群`, { exact: true }).click();
  await phone.idle();
  await phone.tap('发了');
}
