// Whoever fills something in for a person does not decide on what rests on it: said in the queue beforehand, refused when tried, whatever was filled in.
import type { ClaimRecord } from '@shared/domain/records';
import { drafted, handedIn } from '../support/claiming';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';

const YEAR = { programme: 'transport', period: '2025' } as const;
const WORDS = '这条您填过，要别人看。';

let town: Town;
let who: string;
let spell: string;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  who = await town.newcomer();
  spell = (await town.cloud.database.all('spells')).find(({ person }) => person === town.personOf(who))?._id as string;
});

const about = () => ({ person: town.personOf(who), ...YEAR });
const record = async (id: string) => (await town.cloud.database.get('claims', id)) as unknown as ClaimRecord;
const fill = (officer = 'cadre', value = '深圳某电子厂') =>
  town.as(officer).call('list.fill', { ...about(), spell, fact: { field: 'employer', value }, how: 'phone' });
const approve = async (officer: string, id: string) => {
  const { version } = await record(id);
  return town.as(officer).reply('claim.review', { claim: id, version, verb: 'approve' });
};
async function rowFor(officer: string, id: string) {
  const { items } = await town.as(officer).call('claim.queue', { view: 'waiting', limit: 50 });
  return items.find((one) => one.id === id);
}

/** Barred in the queue, in the case and when tried; somebody else passes it. */
async function barredBut(barred: string, other: string, id: string): Promise<void> {
  expect((await rowFor(barred, id))?.barred).toBe(WORDS);
  const { case: seen } = await town.as(barred).call('claim.case', { claim: id });
  expect(seen).toMatchObject({ can: [], barred: WORDS });
  expect(await approve(barred, id)).toMatchObject({ ok: false, error: { code: 'not_allowed', message: WORDS } });
  expect((await rowFor(other, id))?.barred).toBe('');
  expect(await approve(other, id)).toMatchObject({ ok: true });
}

test('a fact asked for before it was handed in', async () => {
  await fill();
  const { id } = await handedIn(town, who);
  await barredBut('cadre', 'cadre2', id);
});

test('a fact filled in while it is being looked at: too late to look oneself', async () => {
  const { id } = await handedIn(town, who);
  expect((await rowFor('cadre', id))?.barred).toBe('');
  await fill();
  expect((await record(id)).filledBy).toEqual([town.as('cadre').openid]);
  await barredBut('cadre', 'cadre2', id);
});

test('a fact filled in after a refusal bars from the appeal’s round', async () => {
  const { id, version } = await handedIn(town, who);
  await town.as('cadre').call('claim.review', { claim: id, version, verb: 'reject', reasons: ['other'], note: '看不清' });
  await fill('cadre2');
  const { version: now } = await record(id);
  await town.as(who).call('claim.appeal', { claim: id, version: now, text: '我真的干了八个月' });
  expect((await rowFor('cadre2', id))?.barred).toBe(WORDS);
  expect(await approve('cadre2', id)).toMatchObject({ ok: false, error: { code: 'not_allowed' } });
});

test('a picture laid to it', async () => {
  const cadre = town.as('cadre');
  await cadre.call('list.picture', { ...about(), kind: 'wage_proof', fileID: await cadre.upload(jpeg({ mark: 4711 })) });
  const { id } = await handedIn(town, who);
  await barredBut('cadre', 'cadre2', id);
});

test('whoever was corrected by another has no part in it; who filed for them still is barred for that', async () => {
  await fill('cadre', '记错的厂');
  await fill('cadre2', '深圳某电子厂');
  const { id } = await drafted(town, who);
  await town.as('head').call('list.say', { ...about(), said: 'agreed', how: 'phone', on: '2026-03-02' });
  const minutes = { on: '2026-03-02', place: '村委会', chair: '任某', attendees: ['任某'], decision: '都同意' };
  const village = (await record(id)).village;
  const { task } = await town.as('head').call('list.send', { ...YEAR, village, persons: [town.personOf(who)], minutes });
  await town.as('head').call('task.drive', { task: task.id });
  expect(await record(id)).toMatchObject({ status: 'in_stage', filledBy: [town.as('cadre2').openid] });
  expect((await rowFor('head', id))?.barred).toBe('这一件是您交的，要由别人来审。');
  await barredBut('cadre2', 'cadre', id);
});

test('bulk passing leaves it alone', async () => {
  await fill();
  const { id } = await handedIn(town, who);
  const before = await town.as('cadre').call('review.counts', {});
  const other = await town.as('cadre2').call('review.counts', {});
  expect(before.clean).toBeLessThan(before.waiting);
  expect(other.waiting).toBe(before.waiting);
  expect((await rowFor('cadre', id))?.barred).toBe(WORDS);
});
