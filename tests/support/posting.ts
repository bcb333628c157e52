// Ways with posted lists that many tests need: hung, its days over, taken down. The clock stays where it is.
import type { Output } from '@shared/contract';
import type { ClaimRecord, PublicityRecord } from '@shared/domain/records';
import type { Town } from './town';

export type ListView = Output<'publicity.show'>['list'];

/** Drives long work to its end. */
export async function driven(town: Town, who: string, task: string): Promise<Output<'task.drive'>['task']> {
  for (let step = 0; step < 50; step += 1) {
    const { task: seen } = await town.as(who).call('task.drive', { task });
    if (seen.state !== 'running') return seen;
  }
  throw new Error(`${task} does not end`);
}

/** Hangs the list a claim waits for. */
export async function hung(town: Town, claim: string, cadre = 'cadre'): Promise<ListView> {
  const { village, programme, period } = (await town.cloud.database.get('claims', claim)) as unknown as ClaimRecord;
  const { publicity, task } = await town.as(cadre).call('publicity.post', { level: 'village', place: village, programme, period });
  await driven(town, cadre, task);
  return (await town.as(cadre).call('publicity.show', { publicity })).list;
}

/** As if the last day had been on the first of March 2026. */
export async function daysOver(town: Town, publicity: string): Promise<void> {
  const list = (await town.cloud.database.get('publicities', publicity)) as unknown as PublicityRecord;
  const over: PublicityRecord = { ...list, until: '2026-03-01' };
  await town.cloud.database.put('publicities', over);
}

/** Hangs the list of a claim, lets its days pass and takes it down. */
export async function takenDown(town: Town, claim: string, cadre = 'cadre'): Promise<ListView> {
  const list = await hung(town, claim, cadre);
  await daysOver(town, list.id);
  const { task } = await town.as(cadre).call('publicity.close', { publicity: list.id, version: list.version });
  await driven(town, cadre, task);
  return (await town.as(cadre).call('publicity.show', { publicity: list.id })).list;
}
