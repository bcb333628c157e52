// Two phones and a desk used at once over one cloud: three people act in the same moments, and each stays who they are.
import { join } from 'node:path';
import { handedIn, passedByVillage } from '../../support/claiming';
import { takenDown } from '../../support/posting';
import { closeBrowser, openStage, type Phone, type Stage } from '../../support/stage';
import { openTown, type Town } from '../../support/town';

const ALBUM = join(__dirname, '..', '..', '..', 'tools', 'generate', 'album');

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

async function claimOf(who: string): Promise<Record<string, unknown>> {
  const claims = await town.cloud.database.all('claims');
  const found = claims.find((claim) => claim.person === town.personOf(who));
  if (!found) throw new Error(`${who} has no claim`);
  return found;
}

/** What was done to a claim, in order. */
const deeds = async (who: string) => ((await claimOf(who)).events as { verb: string }[]).map(({ verb }) => verb);

/** The claim in the clerk's list and its Enter. */
async function approveFirst(desk: Phone): Promise<void> {
  await desk.open('/packages/staff/queue/queue');
  await desk.page.keyboard.press('ArrowDown');
  await desk.idle();
  await desk.page.keyboard.press('Enter');
  await desk.idle();
}

async function passOnPhone(phone: Phone, claim: string): Promise<void> {
  await phone.open(`/packages/staff/case/case?id=${encodeURIComponent(claim)}`);
  await phone.tap('通过');
}

test('a labourer claims, the cadre decides and the clerk approves in the same moments; then their claims cross', async () => {
  // Two neighbours' claims are on their way: one waits at the village, one at the township.
  const [atVillage, atTown] = [await town.newcomer(), await town.newcomer()];
  const waiting = await handedIn(town, atVillage);
  await passedByVillage(town, atTown);
  const [labourer, cadre, clerk] = await Promise.all([stage.phone('labourer'), stage.phone('cadre'), stage.desk('clerk')]);

  const claiming = async () => {
    await labourer.open(`/pages/claim-form/claim-form?person=${town.personOf('labourer')}&programme=transport&period=2025`);
    await labourer.tap('拍照，或者从相册选', { nth: 0 });
    await labourer.tap('同意');
    const chosen = labourer.choosePicture(join(ALBUM, 'ticket.jpg'), 'ticket.jpg');
    await labourer.tap('从这台电脑选一张');
    await chosen;
    await labourer.tap('我看过了，说的都是真的');
    await labourer.tap('交上去');
  };
  await Promise.all([claiming(), passOnPhone(cadre, waiting.id), approveFirst(clerk)]);
  expect(await labourer.text()).toContain('村里在看');
  expect(await claimOf('labourer')).toMatchObject({ status: 'in_stage', waiting: expect.not.stringMatching(/^(post_village)?$/) });
  expect(await claimOf(atVillage)).toMatchObject({ status: 'in_stage', waiting: 'post_village' });
  expect(await claimOf(atTown)).toMatchObject({ status: 'approved', waiting: '' });

  await takenDown(town, waiting.id);
  // Now the same claims a step on: the cadre passes what the labourer just handed in, the clerk approves what the cadre just passed,
  // and the labourer looks on meanwhile.
  await Promise.all([
    passOnPhone(cadre, (await claimOf('labourer'))._id as string),
    approveFirst(clerk),
    labourer.open('/pages/claims/claims'),
  ]);
  expect(await claimOf('labourer')).toMatchObject({ status: 'in_stage', waiting: 'post_village' });
  expect(await claimOf(atVillage)).toMatchObject({ status: 'approved', waiting: '' });
  await takenDown(town, (await claimOf('labourer'))._id as string);
  await Promise.all([approveFirst(clerk), cadre.open('/pages/workbench/workbench'), labourer.open('/pages/benefits/benefits')]);
  expect(await claimOf('labourer')).toMatchObject({ status: 'approved', waiting: '' });

  // Nothing was done twice and nobody did another's part.
  for (const who of ['labourer', atVillage, atTown]) expect((await deeds(who)).filter((verb) => verb === 'approve')).toHaveLength(2);
  await labourer.open('/pages/claims/claims');
  expect(await labourer.text()).toContain('1500 元');
  for (const phone of [labourer, cadre, clerk]) await phone.assertClean();
  expect(stage.foreign()).toEqual([]);
});
