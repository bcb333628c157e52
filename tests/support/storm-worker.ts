// One process of a storm on money: the product's own dispatcher over the real SDK, playing people at random until its attempts are spent.
// Started by tests/functions/storm-money.test.ts; says each attempt's outcome and nothing else.
import { randomUUID } from 'node:crypto';
import * as claims from '@shared/actions/claims';
import * as batches from '@shared/actions/pay-batches';
import * as mending from '@shared/actions/pay-mending';
import * as release from '@shared/actions/pay-release';
import * as results from '@shared/actions/pay-results';
import * as review from '@shared/actions/review';
import * as tasks from '@shared/actions/tasks';
import type { BatchRecord, ClaimRecord, PaymentRecord } from '@shared/domain/records';
import type { Action } from '@shared/runtime/action';
import type { Services } from '@shared/runtime/context';
import { dispatch } from '@shared/runtime/dispatch';
import { cloudServices } from '@shared/runtime/entry';
import type { JobRecord } from '@shared/runtime/jobs';

export interface StormOrder {
  attempts: number;
  atOnce: number;
  seed: number;
  now: string;
  people: { openid: string; claim: string }[];
  officers: { cadres: string[]; clerks: string[] };
  place: string;
  fund: string;
}

const isAction = (value: unknown): value is Action => typeof value === 'object' && value !== null && 'roles' in value && 'name' in value;
const actions = new Map(
  [claims, batches, release, mending, results, review, tasks]
    .flatMap((one) => Object.values(one).filter(isAction))
    .map((one) => [one.name as string, one]),
);

function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** A JPEG that is one: a frame, a scan and a mark of its own. */
function picture(): Buffer {
  const mark = Buffer.from(randomUUID());
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0]);
  const scan = Buffer.concat([Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]), mark]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), frame, scan, Buffer.from([0xff, 0xd9])]);
}

type Answer = { ok: true } | { ok: false; error: { code: string } };
const waiting = new Map<string, (answer: Answer) => void>();

/** The parent holds the cloud and calls it in the person's name, as their phone would. */
function askCloud(openid: string, envelope: { action: string; requestId: string }): Promise<Answer> {
  const call = randomUUID();
  return new Promise((resolve) => {
    waiting.set(call, resolve);
    process.send?.({ call, openid, envelope });
  });
}

async function run(order: StormOrder): Promise<Record<string, number>> {
  let seconds = 0;
  const services: Services = {
    ...cloudServices(),
    // A lease left by a step that gave up must run out within the storm.
    clock: () => new Date(Date.parse(order.now) + 1000 * seconds),
    fitToShow: async () => true,
  };
  const { store, files } = services;
  const roll = dice(order.seed);
  const pick = <T>(list: readonly T[]): T => list[roll(list.length)] as T;
  const counts: Record<string, number> = {};
  const say = async (openid: string, action: string, input: unknown): Promise<string> => {
    const envelope = { action, input, requestId: randomUUID(), clientVersion: 'storm' };
    // One in twelve is a phone's call, answered by a worker of the function that ships; the others run in this process.
    const send = roll(12) === 0 ? () => askCloud(openid, envelope) : () => dispatch({ openid, envelope }, services, actions);
    const once = await send();
    // One in ten is sent twice, as phones do that lost the answer.
    const reply = roll(10) === 0 ? await send() : once;
    return reply.ok ? `${action} ok` : `${action} ${reply.error.code}`;
  };
  const claimInReview = async () => {
    const where = { town: order.place, status: 'in_stage' };
    const found = await store.list<ClaimRecord>('claims', { where, order: ['sortKey', 'asc'], limit: 20 });
    return found.length > 0 ? pick(found) : null;
  };
  const batchIn = async (...states: string[]) => {
    const found = await store.list<BatchRecord>('batches', {
      where: { town: order.place, status: pick(states) },
      order: ['sortKey', 'desc'],
      limit: 20,
    });
    return found.length > 0 ? pick(found) : null;
  };
  const clerk = () => pick(order.officers.clerks);
  const deeds: (() => Promise<string>)[] = [
    async () => {
      const who = pick(order.people);
      const claim = await store.get<ClaimRecord>('claims', who.claim);
      return say(who.openid, 'claim.submit', { claim: who.claim, version: claim?.version ?? 0, agreed: true });
    },
    ...[0, 1, 2].map(() => async () => {
      const claim = await claimInReview();
      if (!claim) return 'nothing';
      const officers = claim.stage === 0 ? order.officers.cadres : order.officers.clerks;
      return say(pick(officers), 'claim.review', { claim: claim._id, version: claim.version, verb: 'approve' });
    }),
    async () => say(clerk(), 'pay.batch', { place: order.place, programme: 'transport', period: '2025', fund: order.fund, year: '2026' }),
    ...[0, 1, 2].map(() => async () => {
      const jobs = await store.list<JobRecord>('jobs', { where: { state: 'running' }, order: ['leaseUntil', 'asc'], limit: 20 });
      if (jobs.length === 0) return 'nothing';
      const job = pick(jobs);
      return say(job.owner, 'task.drive', { task: job._id });
    }),
    ...[0, 1].map(() => async () => {
      const batch = await batchIn('ready');
      return batch ? say(clerk(), 'pay.release', { batch: batch._id, version: batch.version }) : 'nothing';
    }),
    async () => {
      const batch = await batchIn('ready', 'short');
      return batch ? say(clerk(), 'pay.dismiss', { batch: batch._id, version: batch.version, reason: '先不发' }) : 'nothing';
    },
    async () => {
      const batch = await batchIn('ready', 'released');
      const [member] = batch
        ? await store.list<PaymentRecord>('payments', { where: { batch: batch._id }, order: ['sortKey', 'asc'], limit: 1 })
        : [];
      return member ? say(clerk(), 'pay.takeOut', { payment: member._id, reason: '本人不领' }) : 'nothing';
    },
    ...[0, 1].map(() => async () => {
      const batch = await batchIn('released', 'closed');
      if (!batch) return 'nothing';
      const members = await store.list<PaymentRecord>('payments', { where: { batch: batch._id }, order: ['sortKey', 'asc'], limit: 200 });
      const lines = members
        .filter(({ status }) => status !== 'void' && roll(2) === 0)
        .map(({ _id }) =>
          roll(3) === 0 ? { payment: _id, outcome: 'failed', reason: 'not_activated' } : { payment: _id, outcome: 'paid' },
        );
      if (lines.length === 0) return 'nothing';
      const photo = await files.store(`in/${randomUUID().replaceAll('-', '')}/1.jpg`, picture()).catch(() => null);
      // A machine under load lets an upload run into its time limit: the clerk has to take the picture again.
      if (photo === null) return 'upload lost';
      return say(clerk(), 'pay.typed', { batch: batch._id, photo, on: '2026-03-02', lines });
    }),
    async () => {
      const [failed] = await store.list<ClaimRecord>('claims', {
        where: { town: order.place, status: 'payment_failed' },
        order: ['sortKey', 'asc'],
        limit: 1,
      });
      return failed
        ? say(pick(order.officers.cadres), 'pay.reissue', { claim: failed._id, version: failed.version, note: '卡弄好了' })
        : 'nothing';
    },
  ];
  let left = order.attempts;
  const play = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      seconds += 1;
      process.send?.({ began: true });
      const told = await pick(deeds)();
      counts[told] = (counts[told] ?? 0) + 1;
      process.send?.({ told });
    }
  };
  await Promise.all(Array.from({ length: order.atOnce }, play));
  return counts;
}

process.on('message', (message: StormOrder | { call: string; answer: Answer }) => {
  if ('call' in message) {
    waiting.get(message.call)?.(message.answer);
    waiting.delete(message.call);
    return;
  }
  const order = message;
  run(order).then(
    (counts) => process.send?.({ counts }),
    (error: unknown) => process.send?.({ broken: String((error as Error).stack) }),
  );
});
