// Ways through a month that several tests need: opened by the night, its long work driven to the end, a household rung on a phone.
import type { CheckRecord } from '@shared/domain/records';
import type { Phone } from './stage';
import type { Town } from './town';

/** The night of today and the minutes after it, until no long work is left. */
export async function nightThrough(town: Town): Promise<void> {
  await town.cloud.trigger('work', 'nightly');
  await minutesThrough(town);
}

/** Minutes until no long work is left. */
export async function minutesThrough(town: Town): Promise<void> {
  for (let i = 0; i < 400; i += 1) {
    await town.cloud.trigger('work', 'minute');
    const jobs = (await town.cloud.database.all('jobs')) as unknown as { state: string }[];
    if (jobs.every(({ state }) => state !== 'running')) return;
  }
  throw new Error('the long work does not end');
}

export async function checksOf(town: Town, village: string, month: string): Promise<CheckRecord[]> {
  const all = (await town.cloud.database.all('checks')) as unknown as CheckRecord[];
  return all.filter((one) => one.village === village && one.month === month);
}

/** What says that nothing changed, whoever the household is. */
export const SAME = /^(都还在老地方|还在老地方|都还在家|还在家|都没变)$/;

/** Hung up: the telephone's own sheet goes away. */
export async function hungUp(phone: Phone): Promise<void> {
  if (await phone.sees('取消')) await phone.tap('取消');
}

/** The sheet's own button, above the answers of each person. */
export async function saySame(phone: Phone): Promise<void> {
  await phone.frame.getByText(SAME).first().click();
  await phone.idle();
}
