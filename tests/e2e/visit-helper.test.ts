// Whom somebody at home wants to be helped by: named and signed for at the door, known by one tap on the helper's own phone, nothing typed there.
import { join } from 'node:path';
import type { BondRecord } from '@shared/domain/records';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';
import { householdOf, VILLAGE } from '../support/visiting';

const SHOTS = process.env.SHOTS ?? '';
let town: Town;
let stage: Stage;

beforeAll(async () => {
  town = await openTown();
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});
afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

const shot = async (phone: Phone, name: string) => {
  if (SHOTS !== '') await phone.screenshot(join(SHOTS, `${name}.png`));
};
const bonds = async () => (await town.cloud.database.all('bonds')) as unknown as BondRecord[];

async function signed(phone: Phone): Promise<void> {
  const pad = await phone.frame.locator('canvas').last().boundingBox();
  if (!pad) throw new Error('there is nowhere to sign');
  await phone.page.mouse.move(pad.x + 40, pad.y + 50);
  await phone.page.mouse.down();
  for (let i = 0; i < 6; i += 1) await phone.page.mouse.move(pad.x + 40 + i * 18, pad.y + 50 + (i % 2) * 30);
  await phone.page.mouse.up();
  await phone.idle();
}

test('named and signed for at the door; her code says as whom she comes and lets her in', async () => {
  const cadre = await stage.phone('cadre', { width: 375 });
  await cadre.open('/packages/visit/home/home');
  await cadre.tap('取下来');
  await cadre.open(`/packages/visit/door/door?village=${VILLAGE}&household=${encodeURIComponent(householdOf(town, 'labourer'))}`);
  await cadre.tap('.chip-pick', { nth: 0 });
  await cadre.tap('.shut');
  await cadre.tap('让家里人替他办', { nth: 0 });
  await cadre.tap('下一步，请本人签名');
  expect(await cadre.text()).toContain('点一个：他是谁');
  await cadre.type('替办人的姓名', '周小燕');
  await cadre.type('替办人的手机号', '19900077001');
  await cadre.tap('闺女', { nth: -1 });
  await cadre.tap('下一步，请本人签名');
  await signed(cadre);
  await cadre.tap('签好了', { nth: -1 });
  await cadre.tap('办完，下一家');
  await cadre.frame.getByText('传上去了').waitFor();
  await cadre.idle();
  const invited = (await bonds()).find(({ status }) => status === 'invited') as BondRecord;
  expect(invited).toMatchObject({ name: '周小燕', relation: '闺女', openid: '' });

  const { code } = await town.as('cadre').call('bond.issue', { person: invited.person, bond: invited._id });
  const helper = await stage.phone('visitor', { width: 320, height: 640, fontScale: 1.4 });
  await helper.open(`/packages/people/bind/bind?code=${code}`);
  const seen = await helper.text();
  expect(seen).toContain('签了名，同意闺女周小燕替他办事');
  expect(seen).not.toContain('我是他家里人');
  await shot(helper, 'bind-helper');
  await helper.tap('我是周小燕，我来办');
  expect(await helper.text()).toContain('认好了');
  await shot(helper, 'bind-done');
  const bound = (await bonds()).filter(({ openid }) => openid === town.as('visitor').openid);
  expect(bound).toEqual([expect.objectContaining({ status: 'confirmed', person: invited.person, name: '周小燕', relation: '闺女' })]);
  await helper.tap('看能领多少');
  expect(await helper.text()).toContain('的事');
  for (const phone of [cadre, helper]) await phone.assertClean();
}, 120_000);
