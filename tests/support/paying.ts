// Ways through money that many tests need: claims approved for payment, a budget, a batch made by one and released by another.
import type { Output } from '@shared/contract';
import type { ClaimRecord, PersonRecord } from '@shared/domain/records';
import { blindIndex, sealField } from '@shared/runtime/crypto';
import { passedByVillage } from './claiming';
import type { Town } from './town';

export const TOWN_CODE = '140799201000';
export const FUND = '衔接推进乡村振兴补助资金';
export type Batch = Output<'pay.members'>['batch'];

let cards = 0;

/** An account of one's own: newcomers share their model's until they have one. */
export async function ownCard(
  town: Town,
  who: string,
  change: Partial<{ number: string; holder: string; bank: string }> = {},
): Promise<string> {
  cards += 1;
  const id = town.personOf(who);
  const person = (await town.cloud.database.get('persons', id)) as unknown as PersonRecord;
  const number = change.number ?? `62220000${String(10_000_000 + cards)}`;
  const sealed = sealField(town.ring, { collection: 'persons', record: id, field: 'account' }, number);
  const account = { sealed, tail: number.slice(-4), bank: change.bank ?? '云岭县农商银行', holder: change.holder ?? person.name };
  await town.cloud.database.put('persons', { ...person, account, accountIndex: blindIndex(town.ring, 'persons.account', number) } as {
    _id: string;
  });
  return number;
}

/** Through village and township: waits to be paid. */
export async function approved(town: Town, who: string): Promise<string> {
  const claim = await passedByVillage(town, who);
  await town.as('clerk').call('claim.review', { claim: claim.id, version: claim.version, verb: 'approve' });
  return claim.id;
}

/** A claim that waits to be paid, put into the records as review would have left it: for tests with many. */
export async function plantApproved(town: Town, like: string, who: string): Promise<string> {
  const model = (await town.cloud.database.get('claims', like)) as unknown as ClaimRecord;
  const person = (await town.cloud.database.get('persons', town.personOf(who))) as unknown as PersonRecord;
  const _id = `claim:${model.programme}:${person._id}:${model.period}:0`;
  const account = person.account && { tail: person.account.tail, bank: person.account.bank };
  const claim: ClaimRecord = {
    ...model,
    _id,
    person: person._id,
    personName: person.name,
    household: person.household,
    village: person.village,
    account,
    sortKey: `${model.since}:${_id}`,
    receipts: [],
    events: [],
    version: 0,
    auditHead: '',
  };
  await town.cloud.database.import('claims', [claim]);
  return _id;
}

export async function funded(town: Town, yuan = 1_000_000, year = '2026'): Promise<void> {
  await town.as('clerk').call('pay.budget', { place: TOWN_CODE, fund: FUND, year, amountFen: yuan * 100, reason: '年初下达' });
}

/** Drives a task to its end. */
export async function driven(town: Town, task: string, who = 'clerk') {
  for (let step = 0; step < 200; step += 1) {
    const { task: now } = await town.as(who).call('task.drive', { task });
    if (now.state !== 'running') return now;
  }
  throw new Error(`${task} does not end`);
}

export async function batched(town: Town, programme = 'transport', who = 'clerk'): Promise<Batch> {
  const { batch, task } = await town.as(who).call('pay.batch', { place: TOWN_CODE, programme, period: '2025', fund: FUND, year: '2026' });
  await driven(town, task, who);
  return (await town.as(who).call('pay.members', { batch: batch.id })).batch;
}

export async function releasedBatch(town: Town, programme = 'transport'): Promise<Batch> {
  const batch = await batched(town, programme);
  return (await town.as('clerk2').call('pay.release', { batch: batch.id, version: batch.version })).batch;
}

export async function reconciled(town: Town): Promise<Output<'pay.reconcile'>> {
  return town.as('clerk').call('pay.reconcile', {});
}
