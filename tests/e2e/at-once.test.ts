// Wrong order, double taps and two people at once, as hands on phones do it: nothing doubles, nobody is left guessing.
import { join } from 'node:path';
import { handedIn } from '../support/claiming';
import { closeBrowser, openStage, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

const ALBUM = join(__dirname, '..', '..', 'tools', 'generate', 'album');

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

const claims = async (key: string) => (await town.cloud.database.all('claims')).filter((one) => one.person === town.personOf(key));

test('father and daughter hand in the same claim, he with three taps: it is one claim, and both see it', async () => {
  const form = `/pages/claim-form/claim-form?person=${town.personOf('labourer')}&programme=transport&period=2025`;
  const [father, daughter] = await Promise.all([stage.phone('labourer'), stage.phone('daughter')]);
  await Promise.all([father.open(form), daughter.open(form)]);
  await father.tap('拍照，或者从相册选', { nth: 0 });
  await father.tap('同意');
  const chosen = father.choosePicture(join(ALBUM, 'ticket.jpg'), 'ticket.jpg');
  await father.tap('从这台电脑选一张');
  await chosen;
  for (const phone of [father, daughter]) await phone.tap('我看过了，说的都是真的');
  const button = father.frame.getByText('交上去', { exact: true }).last();
  await button.click({ clickCount: 3, delay: 5 });
  await father.idle();
  expect(await father.text()).toContain('村里在看');
  // Her form still shows the draft; what she hands in now has long been handed in.
  await daughter.tap('交上去');
  expect(await daughter.text()).toMatch(/村里在看|还差/);
  await daughter.open('/pages/claims/claims');
  expect(await daughter.text()).toContain('村里在看');

  const found = await claims('labourer');
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ status: 'in_stage', version: 2 });
  expect(await town.cloud.database.all('receipts')).toHaveLength(1);
  for (const phone of [father, daughter]) await phone.assertClean();
});

test('two cadres decide at once: the second is told what the first did, and nothing is decided twice', async () => {
  const { id } = await handedIn(town, 'province');
  const [one, two] = await Promise.all([stage.phone('cadre'), stage.phone('cadre2')]);
  const url = `/packages/staff/case/case?id=${encodeURIComponent(id)}`;
  await Promise.all([one.open(url), two.open(url)]);
  await one.tap('通过');
  await two.tap('通过');
  expect(await two.text()).toMatch(/办过|变了|别人|刚刚/);
  const [claim] = await claims('province');
  expect(claim).toMatchObject({ status: 'in_stage', waiting: 'post_village' });
  const events = (claim?.events ?? []) as { verb: string }[];
  expect(events.filter(({ verb }) => verb === 'approve')).toHaveLength(1);
  for (const phone of [one, two]) await phone.assertClean();
});

test('without any network the pages say so in plain words and come back by one tap', async () => {
  const person = await stage.phone('unknown_wage');
  await person.offline(true);
  await person.tap('补贴');
  expect(await person.text()).toContain('没信号');
  await person.offline(false);
  await person.tap('再试一次');
  expect(await person.text()).toContain('周永斌');
  await person.assertClean();
});
