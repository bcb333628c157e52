// A village list in awkward hands, 320 px and elder size: sent without signal, killed in the middle of the minutes, tapped twice, sent by two at once.
import type { ClaimRecord } from '@shared/domain/records';
import { jpeg } from '../support/pictures';
import { closeBrowser, openStage, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

const YEAR = { programme: 'transport', period: '2025' } as const;

let town: Town;
let stage: Stage;
const persons: string[] = [];

beforeAll(async () => {
  town = await openTown();
  const cadre = town.as('cadre');
  for (let i = 0; i < 3; i += 1) {
    const person = town.personOf(await town.newcomer());
    persons.push(person);
    await cadre.call('list.picture', { person, ...YEAR, kind: 'wage_proof', fileID: await cadre.upload(jpeg({ mark: 700 + i })) });
    await cadre.call('list.say', { person, ...YEAR, said: 'agreed', how: 'phone', on: '2026-03-02', note: '' });
  }
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});

afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

const filed = async () =>
  ((await town.cloud.database.all('claims')) as unknown as ClaimRecord[]).filter(({ status }) => status === 'in_stage');

test('sent without signal, killed, reopened, tapped twice: each claim once, and what was written is still there', async () => {
  const cadre = await stage.phone('cadre', { width: 320, height: 640, fontScale: 1.4 });
  await cadre.open('/packages/list/village/village');
  await cadre.tap('把同意了的都选上');
  await cadre.tap('上会：交 3 人');
  await cadre.type('[aria-placeholder="张三、李四、王五"]', '任某、周某、郭某');
  await cadre.offline(true);
  await cadre.tap('交上去');
  expect(await cadre.text()).toContain('没信号');
  expect(await filed()).toEqual([]);
  await cadre.kill();
  await cadre.reopen();
  await cadre.offline(false);
  await cadre.open('/packages/list/village/village');
  await cadre.tap('把同意了的都选上');
  await cadre.tap('上会：交 3 人');
  expect(await cadre.frame.locator('textarea').first().inputValue()).toContain('任某、周某、郭某');
  await cadre.slow(600);
  await cadre.press('交上去');
  await cadre.press('交上去').catch(() => undefined);
  await cadre.slow(0);
  await cadre.frame.getByText('交完了').waitFor();
  expect((await filed()).map(({ person }) => person).sort()).toEqual([...persons].sort());
  expect(await town.cloud.database.all('minutes')).toHaveLength(1);
  await cadre.assertClean();
});

test('two cadres send the same list from two phones: each claim once, the second is told it was sent already', async () => {
  const person = town.personOf(await town.newcomer());
  const cadre = town.as('cadre');
  await cadre.call('list.picture', { person, ...YEAR, kind: 'wage_proof', fileID: await cadre.upload(jpeg({ mark: 760 })) });
  await cadre.call('list.say', { person, ...YEAR, said: 'agreed', how: 'phone', on: '2026-03-02', note: '' });
  const phones = [await stage.phone('cadre'), await stage.phone('cadre2', { width: 320 })];
  for (const phone of phones) {
    await phone.open('/packages/list/village/village');
    await phone.tap('把同意了的都选上');
    await phone.tap('上会：交 1 人');
    await phone.type('[aria-placeholder="张三、李四、王五"]', '任某、周某');
  }
  await Promise.all(phones.map((phone) => phone.press('交上去')));
  for (const phone of phones) await phone.frame.getByText('交完了').waitFor();
  const own = (await filed()).filter((claim) => claim.person === person);
  expect(own).toHaveLength(1);
  expect(own[0]?.events.filter(({ verb }) => verb === 'submit')).toHaveLength(1);
  const words = await Promise.all(phones.map((phone) => phone.text()));
  expect(words.filter((one) => one.includes('早就交了'))).toHaveLength(1);
  for (const phone of phones) await phone.assertClean();
});

test('a claim passed by one while the other looks at it: the second reads what happened instead of passing it again', async () => {
  const [claim] = await filed();
  const other = await stage.phone('head', { width: 320 });
  await other.open(`/packages/staff/case/case?id=${encodeURIComponent(claim?._id ?? '')}`);
  const reviewer = ['cadre', 'cadre2'].find((key) => town.as(key).openid !== claim?.filedBy.openid) ?? 'cadre2';
  await town.as(reviewer).call('claim.review', { claim: claim?._id ?? '', version: claim?.version ?? 0, verb: 'approve' });
  await other.tap('通过');
  expect(await other.text()).toMatch(/先动过|已经|办过/);
  const now = (await town.cloud.database.get('claims', claim?._id ?? '')) as unknown as ClaimRecord;
  expect(now.events.filter(({ verb }) => verb === 'approve')).toHaveLength(1);
  await other.assertClean();
});
