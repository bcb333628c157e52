// Many at once: refused to others and for another lot than was shown; a sample stays back; what changed meanwhile is left for a look.
import type { ClaimRecord, PersonRecord } from '@shared/domain/records';
import { handedIn } from '../support/claiming';
import { driven } from '../support/posting';
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const stored = async (id: string) => (await town.cloud.database.get('claims', id)) as unknown as ClaimRecord;

/** Handed in by somebody new. Newcomers share telephone and card with the one they are like; that hint is not what is tested here. */
async function clean(): Promise<string> {
  const { id } = await handedIn(town, await town.newcomer());
  const claim: ClaimRecord = { ...(await stored(id)), hints: [] };
  await town.cloud.database.put('claims', claim);
  return id;
}

test('passing together', async () => {
  const ids = [await clean(), await clean(), await clean(), await clean()];
  const cadre = town.as('cadre');
  expect((await town.as('labourer').refused('review.counts', {})).code).toBe('not_allowed');
  const first = await cadre.call('review.counts', {});
  expect(first).toMatchObject({ waiting: 4, clean: 4, look: 0, sampled: 1, bulk: { count: 3, sumFen: 450000 } });
  // The draw is the same whoever looks, and however often.
  expect(await town.as('head').call('review.counts', {})).toEqual(first);
  for (const input of [
    { ...first.bulk, count: 4, sumFen: 600000 },
    { ...first.bulk, mark: 'a'.repeat(64) },
  ]) {
    expect((await cadre.refused('review.bulk', input)).code).toBe('changed_meanwhile');
  }
  expect((await town.as('labourer').refused('review.bulk', first.bulk)).code).toBe('not_allowed');

  const { task } = await cadre.call('review.bulk', first.bulk);
  // Between the press and the work one person's record changes: that claim is judged anew and left.
  const input = ((await town.cloud.database.get('jobs', task)) as { input: { claims: [string, number][] } } | null)?.input.claims ?? [];
  const changed = await stored(input[0]?.[0] ?? '');
  const person = (await town.cloud.database.get('persons', changed.person)) as unknown as PersonRecord;
  const dead: PersonRecord = { ...person, status: 'dead' };
  await town.cloud.database.put('persons', dead);
  const done = await driven(town, 'cadre', task);
  expect(done).toMatchObject({ state: 'finished', failed: 1, tally: { passed: 2 } });
  expect(done.troubles[0]?.words).toContain('单独看');
  const waiting = await Promise.all(ids.map(async (id) => (await stored(id)).waiting));
  expect(waiting.filter((one) => one === 'post_village')).toHaveLength(2);
  // The one that was drawn is still the one drawn: passing the others did not let it slip through.
  const named = new Set(input.map(([id]) => id));
  const drawn = ids.find((id) => !named.has(id)) ?? '';
  expect((await stored(drawn)).waiting).toBe('village');
  const { case: seen } = await cadre.call('claim.case', { claim: drawn });
  await cadre.call('claim.review', { claim: drawn, version: seen.version, verb: 'approve' });
  expect((await stored(drawn)).waiting).toBe('post_village');
});

test('what one’s own hands filed is counted as somebody else’s to decide, without a clock', async () => {
  const id = await clean();
  const before = await town.as('head').call('review.counts', {});
  const own = await stored(id);
  const claim: ClaimRecord = { ...own, filedBy: { ...own.filedBy, openid: town.as('head').openid } };
  await town.cloud.database.put('claims', claim);
  const after = await town.as('head').call('review.counts', {});
  expect(after).toMatchObject({ waiting: before.waiting, others: before.others + 1, look: before.look });
  const row = (who: string) =>
    town
      .as(who)
      .call('claim.queue', { view: 'waiting', limit: 50 })
      .then(({ items }) => items.find((one) => one.id === id));
  expect(await row('head')).toMatchObject({ due: null, barred: expect.stringContaining('由别人') });
  expect(await row('cadre2')).toMatchObject({ due: expect.any(String), barred: '' });
  const gone: ClaimRecord = { ...own, status: 'withdrawn', waiting: '' };
  await town.cloud.database.put('claims', gone);
});

test('two press at the same moment: the second is told that another was quicker, not that something is wrong', async () => {
  for (let i = 0; i < 3; i += 1) await clean();
  const { task } = await town.as('head').call('review.bulk', (await town.as('head').call('review.counts', {})).bulk);
  const second = await town.as('cadre2').call('review.bulk', (await town.as('cadre2').call('review.counts', {})).bulk);
  const first = await driven(town, 'head', task);
  const late = await driven(town, 'cadre2', second.task);
  expect(late).toMatchObject({ failed: first.failed, tally: { elsewhere: first.tally.passed } });
});

test('what has a hint, an unknown condition or an appeal is not clean', async () => {
  const hinted = await clean();
  const appealed = await clean();
  const before = (await town.as('head').call('review.counts', {})).clean;
  const one: ClaimRecord = { ...(await stored(hinted)), hints: [{ code: 'phone_shared', about: '周某' }] };
  await town.cloud.database.put('claims', one);
  expect((await town.as('head').call('review.counts', {})).clean).toBe(before - 1);
  const two = await stored(appealed);
  const [event] = two.events;
  const again: ClaimRecord = { ...two, events: [...two.events, { ...(event as ClaimRecord['events'][number]), verb: 'appeal' }] };
  await town.cloud.database.put('claims', again);
  expect((await town.as('head').call('review.counts', {})).clean).toBe(before - 2);
});

test('a picture that somebody else handed in too is left for a look', async () => {
  const ids = [await clean(), await clean(), await clean(), await clean(), await clean(), await clean()];
  const head = town.as('head');
  const counts = await head.call('review.counts', {});
  const { task } = await head.call('review.bulk', counts.bulk);
  const lot = ((await town.cloud.database.get('jobs', task)) as { input: { claims: [string, number][] } } | null)?.input.claims ?? [];
  const twin = lot.map(([id]) => id).find((id) => ids.includes(id)) ?? '';
  const [shown] = (await town.cloud.database.all('receipts')).filter(({ claim }) => claim === twin);
  await town.cloud.database.import('receipts', [{ ...shown, _id: 'receipt:somewhere:else', claim: 'claim:somewhere:else' }]);
  const done = await driven(town, 'head', task);
  expect(done.troubles.map(({ words }) => words)).toContainEqual(expect.stringContaining('图片在别的申领里也出现过'));
  expect((await stored(twin)).waiting).toBe('village');
});
