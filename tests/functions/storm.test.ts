// Many people at once on few claims, with conflicts planted: whatever order things happen in, the records stay whole and the trail tells it.
import type { ClaimRecord, ReceiptRecord, Stage } from '@shared/domain/records';
import { waitingOf } from '@shared/domain/stages';
import type { AuditEntry } from '@shared/runtime/audit';
import { auditVerify } from '@shared/runtime/audit-verify';
import { jpeg } from '../support/pictures';
import { takenDown } from '../support/posting';
import { openTown, type Town } from '../support/town';

const ROUNDS = process.env.FULL === '1' ? 150 : 12;
const AT_ONCE = 5;

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

/** Small and repeatable; what matters is that a failing run can be run again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

type Deed = () => Promise<string>;

test('a storm of drafts, pictures, submissions, withdrawals and decisions', async () => {
  const roll = dice(20260302);
  const pick = <T>(list: readonly T[]): T => list[roll(list.length)] as T;
  const people = await Promise.all([town.newcomer(), town.newcomer(), town.newcomer()]);
  let arrived = people.length;
  const officers = ['cadre', 'cadre2', 'head', 'clerk', 'clerk2'];
  const codes = new Map<string, number>();
  const idOf = (who: string) => `claim:transport:${town.personOf(who)}:2025:0`;
  const versionOf = async (id: string) => Number((await town.cloud.database.get('claims', id))?.version ?? 0);
  const told = (reply: { ok: boolean; error?: { code: string } }) => (reply.ok ? 'ok' : (reply.error?.code ?? ''));

  const deeds: ((who: string) => Deed)[] = [
    (who) => async () =>
      told(await town.as(who).reply('claim.draft', { person: town.personOf(who), programme: 'transport', period: '2025' })),
    (who) => {
      const mark = roll(6);
      return async () =>
        told(
          await town
            .as(who)
            .reply('receipt.accept', { claim: idOf(who), kind: 'ticket', fileID: await town.as(who).upload(jpeg({ mark })) }),
        );
    },
    (who) => async () => {
      const receipts = ((await town.cloud.database.get('claims', idOf(who)))?.receipts ?? []) as { receipt: string }[];
      return told(await town.as(who).reply('receipt.remove', { claim: idOf(who), receipt: receipts[0]?.receipt ?? 'receipt:none' }));
    },
    (who) => async () =>
      told(await town.as(who).reply('claim.submit', { claim: idOf(who), version: await versionOf(idOf(who)), agreed: true })),
    (who) => async () =>
      told(await town.as(who).reply('claim.submit', { claim: idOf(who), version: await versionOf(idOf(who)), agreed: true })),
    (who) => async () => told(await town.as(who).reply('claim.withdraw', { claim: idOf(who), version: await versionOf(idOf(who)) })),
    ...[0, 1, 2].map(() => (who: string) => {
      const officer = pick(officers);
      const verb = pick(['approve', 'approve', 'return'] as const);
      return async () =>
        told(
          await town.as(officer).reply('claim.review', {
            claim: idOf(who),
            version: await versionOf(idOf(who)),
            verb,
            reasons: verb === 'return' ? ['photo_unclear'] : [],
          }),
        );
    }),
  ];

  for (let round = 0; round < ROUNDS; round += 1) {
    if (roll(3) === 0) town.cloud.faults.conflictCommits(1 + roll(3));
    const batch = Array.from({ length: AT_ONCE }, () => pick(deeds)(pick(people)));
    for (const code of await Promise.all(batch.map((deed) => deed()))) codes.set(code, (codes.get(code) ?? 0) + 1);
    town.cloud.clock.advance(1000 * (1 + roll(90)));
    // What the village passed hangs on its wall until the days are over.
    for (const who of people) {
      if ((await town.cloud.database.get('claims', idOf(who)))?.waiting === 'post_village') await takenDown(town, idOf(who), 'head');
    }
    // Whose claim has come to its end makes room for somebody new, or the storm would die down.
    for (const [i, who] of people.entries()) {
      if ((await town.cloud.database.get('claims', idOf(who)))?.status === 'approved') {
        people[i] = await town.newcomer();
        arrived += 1;
      }
    }
    if (roll(5) === 0) await Promise.all([town.cloud.trigger('work', 'minute'), town.cloud.trigger('work', 'ten_minutes')]);
  }
  town.cloud.faults.conflictCommits(0);

  // Nobody was answered with a fault of ours; some were served, some refused in words.
  expect([...codes.keys()].filter((code) => ['broken', 'bad_input', 'unknown_action', 'request_reused', ''].includes(code))).toEqual([]);
  expect(codes.get('ok') ?? 0).toBeGreaterThan(ROUNDS);
  expect(codes.size).toBeGreaterThan(2);

  const claims = (await town.cloud.database.all('claims')) as unknown as ClaimRecord[];
  const receipts = (await town.cloud.database.all('receipts')) as unknown as ReceiptRecord[];
  const audits = (await town.cloud.database.all('audits')) as unknown as AuditEntry[];
  expect(claims.length).toBeLessThanOrEqual(arrived);
  expect(auditVerify(audits, (await town.cloud.database.all('seals')) as never, { claims, receipts })).toMatchObject({
    first: null,
    breaks: 0,
  });
  for (const claim of claims) {
    // Each event of the claim is one entry of its trail, and the other way round.
    const verbs = audits.filter(
      ({ record, verb }) => record === claim._id && !['begin', 'add_receipt', 'drop_receipt', 'posted'].includes(verb),
    ).length;
    expect(verbs).toBe(claim.events.filter(({ verb }) => verb !== 'begin').length);
    expect(claim.waiting).toBe(claim.status === 'in_stage' ? waitingOf(claim.stages[claim.stage ?? -1] as Stage) : '');
    expect(claim.sortKey).toBe(`${claim.since}:${claim._id}`);
    // No one decided two stages between two submissions; to take a list down once its days are over decides nothing.
    let deciders = new Map<string, number | null>();
    for (const event of claim.events) {
      if (event.verb === 'submit') deciders = new Map();
      else if (event.stage !== null && ['approve', 'return', 'reject'].includes(event.verb)) {
        expect(deciders.has(event.by.openid)).toBe(false);
        deciders.set(event.by.openid, event.stage);
      }
    }
    // The pictures it names are kept, and no other kept picture says it is its.
    const named = claim.receipts.map(({ receipt }) => receipt).sort();
    expect(
      receipts
        .filter((one) => one.claim === claim._id && one.status === 'kept')
        .map(({ _id }) => _id)
        .sort(),
    ).toEqual(named);
  }
  for (const receipt of receipts.filter(({ status }) => status === 'kept'))
    expect(await town.cloud.storage.read(receipt.fileID)).not.toBeNull();
  // Every decision is told to somebody, once.
  town.cloud.clock.advance(3_600_000);
  await town.cloud.trigger('work', 'minute');
  const decided = audits.filter(({ verb, collection }) => collection === 'claims' && ['approve', 'return', 'reject'].includes(verb)).length;
  expect((await town.cloud.database.all('notices')).length).toBe(decided);
});
