// The pages of a visit at 320 px, also in elder size and without signal: nothing sticks out, nothing is too small to touch, all is readable.
import { breaches, overflowing, tooSmall } from '../support/shapes';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';
import { deviceOf, householdOf, opened, VILLAGE, visitTo } from '../support/visiting';

let town: Town;
let stage: Stage;

beforeAll(async () => {
  town = await openTown();
  await town.as('cadre').call('list.village', { programme: 'transport', period: '2025', limit: 1 });
  // Two cadres wrote different things of one person.
  const home = (await opened(town.as('head'), deviceOf(5))).items.get(householdOf(town, 'labourer'))?.household;
  const person = town.personOf('labourer');
  if (!home) throw new Error('no household');
  for (const [who, device, value] of [
    ['head', deviceOf(5), '残疾'],
    ['cadre2', deviceOf(6), '患有大病'],
  ] as const)
    await town.as(who).call('visit.submit', { visit: visitTo(home, device, { answers: [{ person, field: 'health', value }] }) });
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});
afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

async function stands(phone: Phone, name: string, finger: number): Promise<void> {
  expect([name, await overflowing(phone)]).toEqual([name, []]);
  expect([name, await tooSmall(phone, finger)]).toEqual([name, []]);
  expect([name, await breaches(phone)]).toEqual([name, []]);
}

test.each([
  ['as it comes', 44],
  ['in elder size', 60],
])(
  '%s',
  async (size, finger) => {
    const phone = await stage.phone('cadre', { width: 320, height: 640 });
    if (finger === 60) {
      await phone.open('/pages/me/me');
      await phone.tap('wx-switch, .t-switch');
    }
    const about = `village=${VILLAGE}&household=${encodeURIComponent(householdOf(town, 'neighbour'))}`;
    await phone.offline(false);
    await phone.open('/packages/visit/home/home');
    await stands(phone, `home, ${size}`, finger);
    await phone.tap((await phone.sees('更新')) ? '更新' : '取下来');
    await stands(phone, `village, ${size}`, finger);
    for (const page of ['conflicts', 'devices', 'journal']) {
      await phone.open(`/packages/visit/${page}/${page}`);
      await stands(phone, `${page}, ${size}`, finger);
    }
    await phone.offline(true);
    await phone.open(`/packages/visit/door/door?${about}`);
    await phone.tap('.chip-pick', { nth: 0 });
    await stands(phone, `door, ${size}`, finger);
    await phone.tap('.shut');
    await phone.tap('找个近处的活');
    await stands(phone, `settle, ${size}`, finger);
    await phone.tap('办完，下一家');
    await stands(phone, `card, ${size}`, finger);
    await phone.open('/packages/visit/queue/queue');
    await stands(phone, `queue, ${size}`, finger);
    await phone.assertClean();
  },
  120_000,
);
