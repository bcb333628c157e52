// The trail: one chained entry per change, sealed every ten minutes, and any hand laid on it found and named.

import type { ClaimRecord, ReceiptRecord } from '@shared/domain/records';
import type { AuditEntry } from '@shared/runtime/audit';
import { auditVerify } from '@shared/runtime/audit-verify';
import { merkleRoot, type SealRecord } from '@shared/runtime/seal';
import { handedIn, passedByVillage } from '../support/claiming';
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const entries = async () => (await town.cloud.database.all('audits')) as unknown as AuditEntry[];
const seals = async () => (await town.cloud.database.all('seals')) as unknown as SealRecord[];
const records = async () => ({
  claims: (await town.cloud.database.all('claims')) as unknown as ClaimRecord[],
  receipts: (await town.cloud.database.all('receipts')) as unknown as ReceiptRecord[],
});
const MINUTE = 60_000;

describe('timer work', () => {
  test.each(['labourer', 'admin', 'visitor'])('called by name by %s is refused', async (who) => {
    for (const event of [{ Type: 'Timer', TriggerName: 'ten_minutes' }, { TriggerName: 'minute' }, { action: 'minute' }]) {
      const { result } = await town.cloud.call('work', event, { openid: town.as(who).openid });
      expect(result).toMatchObject({ ok: false, error: { code: 'not_allowed' } });
    }
  });

  test('by a chain that only begins or ends with the timer’s name is refused', async () => {
    for (const source of ['wx_client,wx_trigger', 'wx_trigger,scf', 'wx_http', '']) {
      const { result } = await town.cloud.call('work', { TriggerName: 'minute' }, { openid: 'o-x', source });
      expect(result).toMatchObject({ ok: false });
    }
  });

  test('declared triggers are the ones that are served', async () => {
    expect(await town.cloud.trigger('work', 'minute')).toEqual({ ok: true, data: expect.objectContaining({ delivered: 0, failed: 0 }) });
    expect(await town.cloud.trigger('work', 'ten_minutes')).toMatchObject({ ok: true, data: { sealed: 0 } });
  });
});

describe('the chain', () => {
  test('every change of a record has its entry, and the record carries the head', async () => {
    const { id } = await passedByVillage(town, 'labourer');
    const claim = (await records()).claims.find(({ _id }) => _id === id);
    const chain = (await entries()).filter(({ record }) => record === id).sort((a, b) => (a.version ?? 0) - (b.version ?? 0));
    expect(chain.map(({ _id, verb, by }) => [_id, verb, by.role])).toEqual([
      [`${id}:0`, 'begin', 'resident'],
      [`${id}:1`, 'add_receipt', 'resident'],
      [`${id}:2`, 'submit', 'resident'],
      [`${id}:3`, 'approve', 'cadre'],
      [`${id}:4`, 'posted', 'cadre'],
      [`${id}:5`, 'close_publicity', 'cadre'],
    ]);
    expect(claim?.auditHead).toBe(chain.at(-1)?.hash);
    expect(auditVerify(await entries(), await seals(), await records())).toMatchObject({ first: null, breaks: 0 });
  });

  test('a refused change leaves none', async () => {
    const before = (await entries()).length;
    const { id, version } = await handedIn(town, 'neighbour');
    const added = (await entries()).length;
    await town.as('cadre').refused('claim.review', { claim: id, version, verb: 'return', reasons: [] });
    await town.as('cadre').refused('claim.review', { claim: id, version: version - 1, verb: 'approve' });
    expect((await entries()).length).toBe(added);
    expect(added).toBeGreaterThan(before);
  });
});

describe('seals', () => {
  test('a window is sealed once it ended two minutes ago, not before, and once', async () => {
    const inWindow = (await entries()).length;
    town.cloud.clock.set('2026-03-02T01:11:59.000Z');
    expect(await town.cloud.trigger('work', 'ten_minutes')).toMatchObject({ data: { sealed: 0 } });
    town.cloud.clock.set('2026-03-02T01:12:00.000Z');
    expect(await town.cloud.trigger('work', 'ten_minutes')).toMatchObject({ data: { sealed: 1 } });
    expect(await town.cloud.trigger('work', 'ten_minutes')).toMatchObject({ data: { sealed: 0 } });
    const [seal] = await seals();
    expect(seal).toMatchObject({ window: '2026-03-02T01:00Z', count: inWindow, prev: '' });
  });

  test('the next seal holds the hash of the one before; windows nobody worked in need none', async () => {
    town.cloud.clock.set('2026-03-02T03:31:00.000Z');
    await handedIn(town, 'province');
    town.cloud.clock.advance(30 * MINUTE);
    await Promise.all([town.cloud.trigger('work', 'ten_minutes'), town.cloud.trigger('work', 'ten_minutes')]);
    const sorted = (await seals()).sort((a, b) => (a.window < b.window ? -1 : 1));
    expect(sorted.map(({ window }) => window)).toEqual(['2026-03-02T01:00Z', '2026-03-02T03:30Z']);
    expect(sorted[1]?.prev).toBe(sorted[0]?.hash);
    expect(auditVerify(await entries(), await seals(), await records())).toMatchObject({ seals: 2, first: null });
  });

  test('the root of one, of an odd and of an even number differ and depend on order', () => {
    const roots = [['a'], ['a', 'b'], ['b', 'a'], ['a', 'b', 'c'], ['a', 'b', 'c', 'c'], []].map(merkleRoot);
    expect(new Set(roots).size).toBe(6);
  });
});

describe('a hand laid on it is found and named', () => {
  type Trail = { entries: AuditEntry[]; seals: SealRecord[]; records: Awaited<ReturnType<typeof records>> };
  const whole = async (): Promise<Trail> => structuredClone({ entries: await entries(), seals: await seals(), records: await records() });
  const approval = (trail: Trail) => trail.entries.find(({ verb }) => verb === 'approve') as AuditEntry;

  const hands: [string, (trail: Trail) => string][] = [
    [
      'an entry changed',
      (trail) => {
        const entry = approval(trail);
        entry.by = { ...entry.by, openid: 'o-somebody-else' };
        return entry._id;
      },
    ],
    [
      'an entry changed and its hash made to fit',
      (trail) => {
        const entry = approval(trail);
        Object.assign(entry, { detail: { ...entry.detail, amountFen: 1 } });
        Object.assign(entry, { hash: 'f'.repeat(64) });
        return entry._id;
      },
    ],
    [
      'the newest entry of a record removed',
      (trail) => {
        const { record } = approval(trail);
        const [entry] = trail.entries.filter((one) => one.record === record).sort((a, b) => (b.version ?? 0) - (a.version ?? 0));
        trail.entries.splice(trail.entries.indexOf(entry as AuditEntry), 1);
        return 'seal:2026-03-02T01:00Z';
      },
    ],
    [
      'an entry in the middle removed',
      (trail) => {
        const { record } = approval(trail);
        const entry = trail.entries.find((one) => one.record === record && one.verb === 'submit') as AuditEntry;
        trail.entries.splice(trail.entries.indexOf(entry), 1);
        return `${entry.record}:${(entry.version ?? 0) + 1}`;
      },
    ],
    [
      'a seal changed',
      (trail) => {
        (trail.seals[0] as SealRecord).count += 1;
        return trail.seals[0]?._id ?? '';
      },
    ],
    [
      'a seal removed',
      (trail) => {
        trail.seals.sort((a, b) => (a.window < b.window ? -1 : 1)).shift();
        // What it held is now without a seal, although a later window has one.
        return trail.entries.find(({ window }) => window === '2026-03-02T01:00Z')?._id ?? '';
      },
    ],
    [
      'a record changed past the trail',
      (trail) => {
        const claim = trail.records.claims.find(({ status }) => status === 'in_stage') as ClaimRecord;
        claim.amountFen += 100;
        return claim._id;
      },
    ],
  ];

  test.each(hands)('%s', async (_name, lay) => {
    const trail = await whole();
    const where = lay(trail);
    const verdict = auditVerify(trail.entries, trail.seals, trail.records);
    expect(verdict.breaks).toBeGreaterThan(0);
    expect(verdict.first?.words).toMatch(/[\u4e00-\u9fff]/);
    expect(verdict.first?.at).toBe(where);
  });

  test('an entry added to a sealed window afterwards', async () => {
    const trail = await whole();
    const one = trail.entries[0] as AuditEntry;
    trail.entries.push({ ...one, _id: 'zz-added', window: '2026-03-02T02:00Z' });
    expect(auditVerify(trail.entries, trail.seals, trail.records).breaks).toBeGreaterThan(0);
  });
});
