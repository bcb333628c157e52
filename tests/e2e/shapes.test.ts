// Every page at 320 px and in elder size: nothing sticks out sideways, nothing to touch is too small, nothing is unreadable.
import { handedIn } from '../support/claiming';
import { breaches, overflowing, tooSmall } from '../support/shapes';
import { closeBrowser, openStage, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

let town: Town;
let stage: Stage;
let posting: string;

beforeAll(async () => {
  town = await openTown();
  await handedIn(town, 'neighbour');
  posting = String((await town.as('visitor').call('job.list', {})).items[0]?.id);
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});

afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

interface Place {
  name: string;
  who: string;
  url: () => string;
}

const person = (key: string) => encodeURIComponent(town.personOf(key));
const claimOf = (key: string) => encodeURIComponent(`claim:transport:${town.personOf(key)}:2025:0`);

const PLACES: Place[] = [
  { name: 'jobs', who: 'labourer', url: () => '/pages/jobs/jobs' },
  { name: 'job', who: 'labourer', url: () => `/pages/job/job?id=${posting}` },
  { name: 'what I may get', who: 'labourer', url: () => '/pages/benefits/benefits' },
  { name: 'why and why not', who: 'neighbour', url: () => `/pages/benefit/benefit?person=${person('neighbour')}&programme=stabilisation` },
  {
    name: 'claim form',
    who: 'labourer',
    url: () => `/pages/claim-form/claim-form?person=${person('labourer')}&programme=transport&period=2025`,
  },
  { name: 'my claims', who: 'neighbour', url: () => '/pages/claims/claims' },
  { name: 'one claim', who: 'neighbour', url: () => `/pages/claim/claim?id=${claimOf('neighbour')}` },
  { name: 'me', who: 'labourer', url: () => '/pages/me/me' },
  { name: 'workbench', who: 'cadre', url: () => '/pages/workbench/workbench' },
  { name: 'queue', who: 'cadre', url: () => '/packages/staff/queue/queue' },
  { name: 'case', who: 'cadre', url: () => `/packages/staff/case/case?id=${claimOf('neighbour')}` },
];

test('the measures themselves find what is wrong', async () => {
  const phone = await stage.phone('visitor', { width: 320, height: 640 });
  await phone.frame.evaluate(() => {
    const bad = document.createElement('div');
    bad.innerHTML =
      '<p style="width:600px">太宽</p><p style="color:#ccc;background:#fff">太淡</p><div role="button" style="width:20px;height:20px">小</div>';
    document.querySelector('.page-frame:not([hidden]) .page-scroller')?.prepend(bad);
  });
  expect((await overflowing(phone)).join()).toContain('太宽');
  expect((await tooSmall(phone, 44)).join()).toContain('20×20');
  expect((await breaches(phone)).join()).toContain('color-contrast');
  await phone.open('/pages/jobs/jobs');
});

test.each(PLACES)('$name stands at 320 px', async ({ who, url }) => {
  const phone = await stage.phone(who, { width: 320, height: 640 });
  await phone.open(url());
  expect(await overflowing(phone)).toEqual([]);
  expect(await tooSmall(phone, 44)).toEqual([]);
  expect(await breaches(phone)).toEqual([]);
  await phone.assertClean();
});

test.each(['labourer', 'neighbour', 'cadre'])('the pages of %s in elder size, still at 320 px', async (who) => {
  const phone = await stage.phone(who, { width: 320, height: 640 });
  await phone.open('/pages/me/me');
  await phone.tap('wx-switch, .t-switch');
  for (const place of PLACES.filter((one) => one.who === who)) {
    await phone.open(place.url());
    expect([place.name, await overflowing(phone)]).toEqual([place.name, []]);
    expect([place.name, await tooSmall(phone, 60)]).toEqual([place.name, []]);
    expect([place.name, await breaches(phone)]).toEqual([place.name, []]);
  }
  await phone.assertClean();
});
