// What timers deliver and tidy: told once whatever happens, messages within their quota, nothing held up by its neighbour.
import type { AssessmentRecord } from '@shared/domain/records';
import { offerRow } from '@shared/listing/notify';
import type { OutboxRow } from '@shared/runtime/outbox';
import { handedIn, passedByVillage } from '../support/claiming';
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const MINUTE = 60_000;

/** What the night lays out for so many people who can get something. */
function offers(count: number): OutboxRow[] {
  const answer = (i: number) =>
    ({
      _id: `transport:2025:o${i}`,
      person: `o${i}`,
      programme: 'transport',
      period: '2025',
      name: '某人',
      amountFen: 150_000,
      missing: [],
    }) as unknown as AssessmentRecord;
  return Array.from({ length: count }, (_, i) => offerRow('o-somebody', answer(i), '路费补贴', town.cloud.clock.now().toISOString()));
}

describe('the outbox', () => {
  const notices = async () => town.cloud.database.all('notices');

  test('tells who filed the claim, once, whatever the timer meets', async () => {
    await town.cloud.trigger('work', 'minute');
    const before = (await notices()).length;
    const who = await town.newcomer();
    const claim = await handedIn(town, who);
    await town.as('cadre').call('claim.review', { claim: claim.id, version: claim.version, verb: 'return', reasons: ['photo_unclear'] });
    town.cloud.faults.conflictCommits(2);
    await Promise.all([town.cloud.trigger('work', 'minute'), town.cloud.trigger('work', 'minute')]);
    await town.cloud.trigger('work', 'minute');
    const mine = (await notices()).filter(({ openid }) => openid === who);
    expect(mine).toHaveLength(1);
    expect(mine[0]).toMatchObject({
      subject: claim.id,
      title: expect.stringContaining('路费补贴'),
      text: '退回来了，还要补一样',
      readAt: null,
    });
    expect((await notices()).length).toBe(before + 1);
    expect((await town.cloud.database.all('outbox')).every(({ state }) => state === 'done')).toBe(true);
  });

  test('a run that broke off in the middle is taken up later, and tells nothing twice', async () => {
    const who = await town.newcomer();
    const claim = await handedIn(town, who);
    await town.as('cadre').call('claim.review', { claim: claim.id, version: claim.version, verb: 'approve' });
    const row = (await town.cloud.database.all('outbox')).find(({ openid }) => openid === who) as { _id: string };
    // As left by a run that wrote the notice and died before it marked the row.
    await town.cloud.trigger('work', 'minute');
    await town.cloud.database.put('outbox', { ...row });
    town.cloud.clock.advance(5 * MINUTE);
    await town.cloud.trigger('work', 'minute');
    expect((await notices()).filter(({ openid }) => openid === who)).toHaveLength(1);
    expect((await town.cloud.database.get('outbox', row._id))?.state).toBe('done');
  });

  test('one row in trouble holds up nothing behind it, and is delivered when its lease is over', async () => {
    const [first, second] = [await town.newcomer(), await town.newcomer()];
    for (const who of [first, second]) {
      const claim = await handedIn(town, who);
      await town.as('cadre').call('claim.review', { claim: claim.id, version: claim.version, verb: 'approve' });
    }
    town.cloud.faults.failDatabase('database.insertDocument', 'DATABASE_PERMISSION_DENIED', 1);
    expect(await town.cloud.trigger('work', 'minute')).toMatchObject({ data: { delivered: 1, failed: 1 } });
    expect(await town.cloud.trigger('work', 'minute')).toMatchObject({ data: { delivered: 0, failed: 0 } });
    town.cloud.clock.advance(MINUTE);
    expect(await town.cloud.trigger('work', 'minute')).toMatchObject({ data: { delivered: 1, failed: 0 } });
    for (const who of [first, second]) expect((await notices()).filter(({ openid }) => openid === who)).toHaveLength(1);
  });

  test('what was tried too often is given up, not tried for ever', async () => {
    const [row] = (await town.cloud.database.all('outbox')) as unknown as OutboxRow[];
    const tired: OutboxRow = {
      ...(row as OutboxRow),
      _id: 'tell:tired',
      state: 'waiting',
      attempts: 8,
      dueAt: town.cloud.clock.now().toISOString(),
    };
    await town.cloud.database.put('outbox', tired);
    await town.cloud.trigger('work', 'minute');
    expect(await town.cloud.database.get('outbox', 'tell:tired')).toMatchObject({ state: 'failed' });
    expect(await town.cloud.database.get('notices', 'tell:tired')).toBeNull();
  });

  test('offers to a whole county hold up nobody’s own news, and all go out in their turn', async () => {
    await town.cloud.trigger('work', 'minute');
    await town.cloud.database.import('outbox', offers(600));
    town.cloud.clock.advance(MINUTE);
    const who = await town.newcomer();
    const claim = await handedIn(town, who);
    await town.as('cadre').call('claim.review', { claim: claim.id, version: claim.version, verb: 'approve' });
    await town.cloud.trigger('work', 'minute');
    expect((await notices()).filter(({ openid }) => openid === who)).toHaveLength(1);
    await town.cloud.trigger('work', 'minute');
    await town.cloud.trigger('work', 'minute');
    expect((await notices()).filter(({ openid }) => openid === 'o-somebody')).toHaveLength(600);
    expect((await town.cloud.database.all('outbox')).filter(({ state }) => state === 'waiting' || state === 'behind')).toEqual([]);
  });

  test('a message goes out once for each quota given, and the quota is spent first', async () => {
    const who = await town.newcomer();
    const template = 'TEMPLATE-CLAIM-MOVED';
    await town.cloud.database.put('settings', {
      _id: 'messages',
      templates: { claim_moved: { template, fields: { title: 'thing1', text: 'thing2', time: 'time3' } } },
    } as { _id: string });
    await town.cloud.database.put('quotas', { _id: `${who}:${template}`, left: 1 } as { _id: string });
    town.cloud.messages.allow(who, template, 5);
    const claim = await passedByVillage(town, who);
    await town.as('clerk').call('claim.review', { claim: claim.id, version: claim.version, verb: 'approve' });
    await town.cloud.trigger('work', 'minute');
    await town.cloud.trigger('work', 'minute');
    const sent = town.cloud.messages.sent().filter(({ openid }) => openid === who);
    expect(sent).toHaveLength(1);
    expect(Array.from(sent[0]?.data.thing1?.value ?? '').length).toBeLessThanOrEqual(20);
    expect((await notices()).filter(({ openid }) => openid === who)).toHaveLength(2);
    expect(await town.cloud.database.get('quotas', `${who}:${template}`)).toMatchObject({ left: 0 });
  });

  test('a message the platform refuses leaves the notice standing', async () => {
    const who = await town.newcomer();
    await town.cloud.database.put('quotas', { _id: `${who}:TEMPLATE-CLAIM-MOVED`, left: 1 } as { _id: string });
    const claim = await handedIn(town, who);
    await town.as('cadre').call('claim.review', { claim: claim.id, version: claim.version, verb: 'approve' });
    await town.cloud.trigger('work', 'minute');
    expect(town.cloud.messages.sent().filter(({ openid }) => openid === who)).toHaveLength(0);
    expect((await notices()).filter(({ openid }) => openid === who)).toHaveLength(1);
    const row = (await town.cloud.database.all('outbox')).find(({ openid }) => openid === who);
    expect(row).toMatchObject({ state: 'done', lastError: '43101' });
  });
});

describe('what has done its service goes', () => {
  test('counters of past windows and request records of last week, nothing younger', async () => {
    await town.as('visitor').call('session.me', {});
    await handedIn(town, await town.newcomer());
    const requests = (await town.cloud.database.all('requests')).length;
    expect(requests).toBeGreaterThan(0);
    town.cloud.clock.advance(6 * 24 * 60 * MINUTE);
    await town.cloud.trigger('work', 'ten_minutes');
    expect(await town.cloud.database.all('rates')).toEqual([]);
    expect((await town.cloud.database.all('requests')).length).toBe(requests);
    town.cloud.clock.advance(2 * 24 * 60 * MINUTE);
    await town.cloud.trigger('work', 'ten_minutes');
    expect(await town.cloud.database.all('requests')).toEqual([]);
  });

  test('codes past their seven days, used or not, and none that still opens something; bounded, by index', async () => {
    const cadre = town.as('cadre');
    const person = town.personOf('labourer');
    const issued = async () => (await cadre.call('bond.issue', { person })).code;
    const [used] = [await issued(), await issued()];
    await town.as('o-taker').call('bond.take', { code: used as string, as: 'helper', name: '周小红', relation: '闺女' });
    town.cloud.clock.advance(6 * 24 * 60 * MINUTE);
    const late = await issued();
    await town.cloud.trigger('work', 'ten_minutes');
    expect(await town.cloud.database.all('codes')).toHaveLength(3);
    town.cloud.clock.advance(2 * 24 * 60 * MINUTE);
    town.cloud.queries.take();
    await town.cloud.trigger('work', 'ten_minutes');
    const left = (await town.cloud.database.all('codes')) as unknown as { issuedAt: string }[];
    expect(left).toHaveLength(1);
    expect(await town.as('o-other').call('bond.open', { code: late })).toMatchObject({ villageName: expect.any(String) });
    // What is gone reads as what was used.
    expect((await town.as('o-other').refused('bond.open', { code: used as string })).message).toContain('用不了');
    const asked = town.cloud.queries.take().filter(({ collection }) => collection === 'codes');
    expect(asked.map(({ index, examined, returned }) => index !== null && examined <= 2 * returned + 20)).not.toContain(false);
  });
});
