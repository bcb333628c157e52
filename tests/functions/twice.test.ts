// The same thing twice, at once, or while the database is in trouble: done once, said plainly, nothing half written.
import { randomUUID } from 'node:crypto';
import type { ClaimRecord } from '@shared/domain/records';
import { drafted, handedIn } from '../support/claiming';
import { openTown, type Town } from '../support/town';

let town: Town;
/** Somebody nobody else has used. */
let who: string;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  who = await town.newcomer();
});

const stored = async (id: string) => (await town.cloud.database.get('claims', id)) as unknown as ClaimRecord;
const trail = async (record: string) =>
  (await town.cloud.database.all('audits')).filter((entry) => entry.record === record).map(({ verb }) => verb);
const transport = (whose: string) => ({ person: town.personOf(whose), programme: 'transport', period: '2025' });

describe('one request sent again', () => {
  test('is shown what it did, and nothing is done', async () => {
    const draft = await drafted(town, who);
    const input = { claim: draft.id, version: draft.version, agreed: true as const };
    const request = randomUUID();
    const first = await town.as(who).call('claim.submit', input, request);
    const again = await town.as(who).call('claim.submit', input, request);
    expect(again).toEqual(first);
    expect((await trail(draft.id)).filter((verb) => verb === 'submit')).toHaveLength(1);
  });

  test('is shown the claim as it is by now, not as it was', async () => {
    const draft = await drafted(town, who);
    const input = { claim: draft.id, version: draft.version, agreed: true as const };
    const request = randomUUID();
    const { claim } = await town.as(who).call('claim.submit', input, request);
    await town.as('cadre').call('claim.review', { claim: claim.id, version: claim.version, verb: 'approve' });
    const again = await town.as(who).call('claim.submit', input, request);
    expect(again.claim.steps.map(({ state }) => state)).toEqual(['done', 'here', 'ahead']);
  });

  test('with another body is refused, whoever it would have served', async () => {
    const request = randomUUID();
    const person = town.as(who);
    await person.call('claim.draft', transport(who), request);
    expect((await person.refused('claim.draft', { ...transport(who), programme: 'stabilisation' }, request)).code).toBe('request_reused');
    const draft = await drafted(town, who);
    expect((await person.refused('claim.submit', { claim: draft.id, version: draft.version, agreed: true }, request)).code).toBe(
      'request_reused',
    );
    // Ids are each caller's own.
    await town.as('neighbour').call('claim.draft', transport('neighbour'), request);
  });

  test('leaves no readable input behind', async () => {
    const draft = await drafted(town, who);
    await town.as(who).call('claim.submit', { claim: draft.id, version: draft.version, agreed: true });
    for (const request of await town.cloud.database.all('requests')) {
      expect(Object.keys(request).sort()).toEqual(['_id', 'action', 'at', 'caller', 'inputHash', 'outcome']);
      expect(request.inputHash).toMatch(/^[A-Za-z0-9_-]{43}$/);
    }
  });
});

describe('pressed twice', () => {
  test('the second press, a new request, hears that it is done', async () => {
    const draft = await drafted(town, who);
    const input = { claim: draft.id, version: draft.version, agreed: true as const };
    await town.as(who).call('claim.submit', input);
    expect(await town.as(who).refused('claim.submit', input)).toMatchObject({
      code: 'already_done',
      message: '这件事刚才已经办好了，不用再办。',
    });
  });

  test('two presses at once under one request: one submission, both shown it', async () => {
    const draft = await drafted(town, who);
    const input = { claim: draft.id, version: draft.version, agreed: true as const };
    const request = randomUUID();
    const both = await Promise.all([1, 2].map(() => town.as(who).call('claim.submit', input, request)));
    expect(both.map(({ claim }) => claim.status)).toEqual(['in_stage', 'in_stage']);
    expect((await trail(draft.id)).filter((verb) => verb === 'submit')).toHaveLength(1);
  });

  test('four presses at once under four requests: one submission, the others told', async () => {
    const draft = await drafted(town, who);
    const replies = await Promise.all(
      [1, 2, 3, 4].map(() => town.as(who).reply('claim.submit', { claim: draft.id, version: draft.version, agreed: true })),
    );
    const codes = replies.map((reply) => (reply.ok ? 'ok' : reply.error.code)).sort();
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1);
    expect(codes.filter((code) => code !== 'ok').every((code) => code === 'already_done')).toBe(true);
    expect((await trail(draft.id)).filter((verb) => verb === 'submit')).toHaveLength(1);
    expect((await stored(draft.id)).events).toHaveLength(1);
  });

  test('a claim begun at once by father and daughter is one claim', async () => {
    const drafts = await Promise.all(
      ['labourer', 'daughter', 'labourer', 'daughter'].map((one) => town.as(one).call('claim.draft', transport('labourer'))),
    );
    expect(new Set(drafts.map(({ claim }) => claim.id)).size).toBe(1);
    const claims = await town.cloud.database.all('claims');
    expect(claims.filter(({ person }) => person === town.personOf('labourer'))).toHaveLength(1);
    expect(await trail(drafts[0]?.claim.id ?? '')).toEqual(['begin']);
  });

  test('begun again it is the same claim, in whatever state', async () => {
    const claim = await handedIn(town, who);
    const { claim: same } = await town.as(who).call('claim.draft', transport(who));
    expect(same).toMatchObject({ id: claim.id, status: 'in_stage', version: claim.version });
  });
});

describe('two reviewers', () => {
  test('at once: one decides, the other reads who was first', async () => {
    const claim = await handedIn(town, who);
    const replies = await Promise.all(
      ['cadre', 'cadre2', 'head'].map((one) =>
        town.as(one).reply('claim.review', {
          claim: claim.id,
          version: claim.version,
          verb: one === 'cadre' ? 'approve' : 'return',
          reasons: ['photo_unclear'],
        }),
      ),
    );
    const refused = replies.flatMap((reply) => (reply.ok ? [] : [reply.error]));
    expect(refused).toHaveLength(2);
    for (const { code, message } of refused) {
      expect(code).toBe('changed_meanwhile');
      expect(message).toMatch(/有人办过/);
    }
    expect((await stored(claim.id)).events.filter(({ verb }) => verb !== 'submit')).toHaveLength(1);
  });

  test('a person taking the claim back while it is decided: one of the two happens', async () => {
    const claim = await handedIn(town, who);
    const replies = await Promise.all([
      town.as(who).reply('claim.withdraw', { claim: claim.id, version: claim.version }),
      town.as('cadre').reply('claim.review', { claim: claim.id, version: claim.version, verb: 'approve' }),
    ]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await stored(claim.id)).events).toHaveLength(2);
  });
});

describe('a database in trouble', () => {
  test('conflicts on commit are tried again until they end', async () => {
    const draft = await drafted(town, who);
    town.cloud.faults.conflictCommits(4);
    const { claim } = await town.as(who).call('claim.submit', { claim: draft.id, version: draft.version, agreed: true });
    expect(claim.status).toBe('in_stage');
    expect((await trail(draft.id)).filter((verb) => verb === 'submit')).toHaveLength(1);
  });

  test('conflicts that do not end are said as a crowd, and nothing is half written', async () => {
    const draft = await drafted(town, who);
    const before = await stored(draft.id);
    const audits = (await town.cloud.database.all('audits')).length;
    const request = randomUUID();
    const input = { claim: draft.id, version: draft.version, agreed: true as const };
    town.cloud.faults.conflictCommits(7);
    expect((await town.as(who).refused('claim.submit', input, request)).code).toBe('busy');
    expect(await stored(draft.id)).toEqual(before);
    expect((await town.cloud.database.all('audits')).length).toBe(audits);
    // The same request again, as the phone sends it when the crowd is gone.
    expect((await town.as(who).call('claim.submit', input, request)).claim.status).toBe('in_stage');
  });

  // Before the transaction the call only reads, so trouble planted for writes meets the transaction.
  test.each(['database.modifyDocument', 'database.insertDocument'])('a conflict that surfaces from %s is tried again', async (action) => {
    const draft = await drafted(town, who);
    town.cloud.faults.failDatabase(action, 'DATABASE_TRANSACTION_CONFLICT', 2);
    const { claim } = await town.as(who).call('claim.submit', { claim: draft.id, version: draft.version, agreed: true });
    expect(claim.status).toBe('in_stage');
    expect((await trail(draft.id)).filter((verb) => verb === 'submit')).toHaveLength(1);
  });

  test('a failing read is said in words without internals', async () => {
    town.cloud.faults.failDatabase('database.getDocument', 'SYS_ERR', 1);
    const refusal = await town.as(who).refused('session.me', {});
    expect(refusal.code).toBe('busy');
    expect(JSON.stringify(refusal)).not.toMatch(/SYS_ERR|errCode|database|-50/i);
    town.cloud.faults.failDatabase('database.getDocument', 'DATABASE_REQUEST_FAILED', 1);
    const broken = await town.as(who).refused('session.me', {});
    expect(broken.code).toBe('broken');
    expect(JSON.stringify(broken)).not.toMatch(/DATABASE|errCode|-50/i);
    // The log says where.
    expect(town.cloud.logs.take().some(({ text }) => text.includes('"trouble"') && text.includes('session.me'))).toBe(true);
  });
});
