// At the door without signal: somebody of the family is gone since a day turned on the wheels of the date picker, and whoever asked to help is
// agreed to by a recorded sentence; both arrive by themselves.
import type { BondRecord, PersonRecord } from '@shared/domain/records';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';
import { householdOf, VILLAGE } from '../support/visiting';

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

async function turn(phone: Phone, column: number, label: string): Promise<void> {
  const item = phone.frame.locator('#overlay .wx-wheel').nth(column).getByText(label, { exact: true });
  await item.evaluate((element: HTMLElement) => element.click());
  await phone.idle();
}

test('gone since the first of February, turned on the wheels; agreed by a sentence, recorded: both kept without signal, both arrive', async () => {
  const person = town.personOf('neighbour');
  const { code } = await town.as('head').call('bond.issue', { person });
  const { bond } = await town.as('o-wife').call('bond.take', { code, as: 'helper', relation: '老伴', name: '张某' });
  const phone = await stage.phone('cadre');
  await phone.open('/packages/visit/home/home');
  await phone.tap('取下来');
  await phone.offline(true);
  await phone.open(`/packages/visit/door/door?village=${VILLAGE}&household=${encodeURIComponent(householdOf(town, 'neighbour'))}`);
  await phone.tap('.chip-pick', { nth: 0 });
  await phone.tap('.shut');
  await phone.tap('录一句他同意');
  await phone.frame.getByText('拒绝', { exact: true }).waitFor();
  await phone.tap('同意');
  if (await phone.sees('允许')) await phone.tap('允许');
  await phone.tap('停，录好了');
  const name = ((await town.cloud.database.get('persons', person)) as unknown as PersonRecord).name;
  await phone.tap('少了人');
  await phone.tap(name, { nth: -1 });
  await phone.tap('参军');
  await phone.tap('点这里选', { nth: -1 });
  await turn(phone, 1, '2月');
  await turn(phone, 2, '1日');
  await phone.tap('确定');
  await phone.tap('记上', { nth: -1 });
  expect(await phone.text()).toContain(`${name}：参军`);
  await phone.tap('办完，下一家');
  await phone.offline(false);
  await phone.frame.getByText('传上去了').waitFor();
  expect((await town.cloud.database.get('bonds', bond.id)) as unknown as BondRecord).toMatchObject({
    status: 'confirmed',
    confirmed: { how: 'voice', proof: { mime: expect.stringContaining('audio') } },
  });
  expect((await town.cloud.database.get('persons', person)) as unknown as PersonRecord).toMatchObject({
    status: 'gone',
    gone: { why: 'army', on: '2026-02-01' },
  });
  await phone.assertClean();
}, 120_000);
