// A daughter acts for three on her own phone: known by a card in the chat, agreed to, one signature each; both are told; taken back, nothing goes any more.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClaimRecord } from '@shared/domain/records';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

const TICKET = join(__dirname, '..', '..', 'tools', 'generate', 'album', 'ticket.jpg');
/** Her father she helps already; her mother-in-law and her brother give her a card. */
const FATHER = { key: 'labourer', name: '周满仓' };
const FAMILY = [FATHER, { key: 'province', name: '郭彩琴' }, { key: 'kin', name: '周富生' }];

let town: Town;
let stage: Stage;

beforeAll(async () => {
  town = await openTown();
  const cadre = town.as('cadre');
  for (const { key } of FAMILY)
    await cadre.call('list.picture', {
      person: town.personOf(key),
      programme: 'transport',
      period: '2025',
      kind: 'ticket',
      fileID: await cadre.upload(readFileSync(TICKET)),
    });
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});

afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

const claimOf = async (key: string) =>
  ((await town.cloud.database.all('claims')) as unknown as ClaimRecord[]).find(
    ({ person, programme }) => person === town.personOf(key) && programme === 'transport',
  );

/** Chooses whose affairs these are from the top of the page. */
async function actFor(phone: Phone, name: string): Promise<void> {
  await phone.open('/pages/benefits/benefits');
  if (await phone.sees(`${name} 的事`)) return;
  await phone.tap('换人');
  await phone.tap(`${name}（替家里人办）`);
  expect(await phone.text()).toContain(`${name} 的事`);
}

test('before anybody agreed she opens nobody’s affairs but her father’s', async () => {
  const daughter = town.as('daughter');
  for (const { key } of FAMILY.slice(1))
    expect((await daughter.refused('assess.me', { person: town.personOf(key) })).code).toMatch(/not_found|not_allowed/);
});

test('a card in the chat, whose affairs, and each agrees on their own phone', async () => {
  const [cadre, daughter] = [await stage.phone('cadre'), await stage.phone('daughter', { width: 360 })];
  for (const { key, name } of FAMILY.slice(1)) {
    await cadre.open('/packages/staff/people/people');
    await cadre.type('找谁', name);
    await cadre.tap('找');
    await cadre.tap('.found');
    await cadre.tap('发认人码');
    await cadre.press('发给他');
    await cadre.frame.getByRole('dialog').getByText('周小燕', { exact: true }).click();
    await cadre.idle();
    await cadre.tap('关上');
    await daughter.tapCard('认人码');
    await daughter.tap('我是他家里人');
    await daughter.tap('其他亲戚');
    await daughter.type('您的姓名', '周小燕');
    await daughter.tap('请他同意');
    const person = await stage.phone(key, { width: 320 });
    await person.tap('我的');
    await person.tap('家里人');
    await person.tap('同意他替我办');
    expect(await person.text()).toContain('正在替办');
    await person.assertClean();
  }
  for (const phone of [cadre, daughter]) await phone.assertClean();
});

test('for each of the three: what may I get, one signature, done', async () => {
  const daughter = await stage.phone('daughter');
  for (const { key, name } of FAMILY) {
    await actFor(daughter, name);
    await daughter.tap('是我，我要领');
    expect(await daughter.text()).toContain(name);
    await daughter.tap('不方便写字，点这里：我同意');
    await daughter.tap('签好了，交上去');
    expect(await daughter.text()).toContain('村里在看');
    expect(await claimOf(key)).toMatchObject({ status: 'in_stage', filedBy: { openid: town.as('daughter').openid } });
  }
  await daughter.assertClean();
});

test('what happens to the claim is told to both, and she never reviews it', async () => {
  for (const { key } of FAMILY) {
    const claim = await claimOf(key);
    await town
      .as('cadre2')
      .call('claim.review', { claim: claim?._id ?? '', version: claim?.version ?? 0, verb: 'return', reasons: ['photo_unclear'] });
  }
  town.cloud.clock.advance(60_000);
  await town.cloud.trigger('work', 'minute');
  const words = async (who: string) =>
    (await town.as(who).call('notice.mine', {})).items.map(({ text, title }) => `${title} ${text}`).join('|');
  const hers = await words('daughter');
  for (const { key, name } of FAMILY) {
    expect(hers).toContain(name);
    expect(await words(key)).toMatch(/补/);
  }
});

test('换人 on a claim and on its form: to the other’s list, and what was filled in is there again', async () => {
  const daughter = await stage.phone('daughter');
  await actFor(daughter, '周富生');
  const claim = await claimOf('labourer');
  const form = `/pages/claim-form/claim-form?person=${encodeURIComponent(town.personOf('labourer'))}&programme=transport&period=2025`;
  // A claim says whose it is, whoever was chosen before.
  await daughter.open(`/pages/claim/claim?id=${encodeURIComponent(claim?._id ?? '')}`);
  expect(await daughter.text()).toContain('周满仓 的事');
  await daughter.tap('换人');
  await daughter.tap('郭彩琴（替家里人办）');
  expect(await daughter.text()).toContain('郭彩琴 的事');
  await daughter.open(form);
  expect(await daughter.text()).toContain('周满仓 的事');
  await daughter.tap('我看过了，说的都是真的');
  await daughter.tap('换人');
  await daughter.tap('周富生（替家里人办）');
  const list = await daughter.text();
  expect(list).toContain('周富生 的事');
  expect(list).not.toContain('第一步：交照片');
  await daughter.open(form);
  expect(await daughter.frame.locator('.agree.on').count()).toBe(1);
  await daughter.assertClean();
});

test('taken back by the person, her very next call is refused and her phone says so', async () => {
  const [daughter, brother] = [await stage.phone('daughter'), await stage.phone('kin')];
  await actFor(daughter, '周富生');
  await brother.tap('不让他办了');
  await brother.tap('停');
  expect(await brother.text()).toContain('已经停了');
  const claim = await claimOf('kin');
  const her = town.as('daughter');
  expect((await her.refused('claim.track', { claim: claim?._id ?? '' })).code).toMatch(/not_found|not_allowed/);
  expect((await her.refused('claim.submit', { claim: claim?._id ?? '', version: claim?.version ?? 0, agreed: true })).code).toMatch(
    /not_found|not_allowed/,
  );
  // The two others she still helps.
  await her.call('assess.me', { person: town.personOf('labourer') });
  await daughter.open('/pages/benefits/benefits');
  await daughter.pullDown();
  expect(await daughter.sees('周富生 的事')).toBe(false);
  for (const phone of [daughter, brother]) await phone.assertClean();
});
