// `npm run pictures`: walks the line on a fresh town and keeps a picture of every page, at several widths and in elder size.
// The few that the README shows go to docs/pictures; all of them to .local/pictures, to be looked at.
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { takenDown } from '../../tests/support/posting';
import { closeBrowser, openStage, type Phone, type Stage } from '../../tests/support/stage';
import { openTown, type Town } from '../../tests/support/town';
import { officeShots, prepare, type Shot } from './office';

const ROOT = join(__dirname, '..', '..');
const ALL = join(ROOT, '.local', 'pictures');
const SHOWN = join(ROOT, 'docs', 'pictures');
/** Pictures of the README: name in docs/pictures → name taken here. */
const README: Record<string, string> = {
  'jobs.png': 'jobs-375.png',
  'benefits.png': 'benefits-375.png',
  'why-not.png': 'why-not-375.png',
  'claim-form.png': 'claim-form-375.png',
  'track.png': 'claim-375.png',
  'elder.png': 'benefits-320-elder.png',
  'line.png': 'list-missing-375.png',
  'posted.png': 'posted-open-375.png',
  'equation.png': 'equation-375.png',
  'batch.png': 'batch-375.png',
  'policy.png': 'desk-policy-draft-1280.png',
  'month.png': 'month-375.png',
  'visit.png': 'visit-375.png',
  'doubts.png': 'doubts-375.png',
  'desk.png': 'desk-queue-1280.png',
  'stage.png': 'stage.png',
};

function shots(town: Town, posting: string): Shot[] {
  const person = (key: string) => encodeURIComponent(town.personOf(key));
  const claim = (key: string) => `id=${encodeURIComponent(`claim:transport:${town.personOf(key)}:2025:0`)}`;
  return [
    { name: 'jobs', who: 'labourer', url: '/pages/jobs/jobs' },
    { name: 'job', who: 'labourer', url: `/pages/job/job?id=${posting}` },
    { name: 'benefits', who: 'labourer', url: '/pages/benefits/benefits' },
    { name: 'benefits-visitor', who: 'visitor', url: '/pages/benefits/benefits' },
    { name: 'why', who: 'labourer', url: `/pages/benefit/benefit?person=${person('labourer')}&programme=transport` },
    { name: 'why-not', who: 'neighbour', url: `/pages/benefit/benefit?person=${person('neighbour')}&programme=stabilisation` },
    { name: 'unknown', who: 'unknown_wage', url: `/pages/benefit/benefit?person=${person('unknown_wage')}&programme=stabilisation` },

    { name: 'claims', who: 'labourer', url: '/pages/claims/claims' },
    { name: 'claims-none', who: 'neighbour', url: '/pages/claims/claims' },
    { name: 'claim', who: 'labourer', url: `/pages/claim/claim?${claim('labourer')}` },
    {
      name: 'claim-form',
      who: 'neighbour',
      url: `/pages/claim-form/claim-form?person=${person('neighbour')}&programme=transport&period=2025`,
    },
    { name: 'returned', who: 'province', url: `/pages/claim/claim?${claim('province')}` },
    { name: 'me', who: 'labourer', url: '/pages/me/me' },
    { name: 'me-visitor', who: 'visitor', url: '/pages/me/me' },
    { name: 'me-cadre', who: 'cadre', url: '/pages/me/me' },
    { name: 'workbench', who: 'cadre', url: '/pages/workbench/workbench' },
    { name: 'queue', who: 'cadre', url: '/packages/staff/queue/queue' },
    { name: 'case', who: 'cadre', url: `/packages/staff/case/case?${claim('kin')}` },
    { name: 'case-barred', who: 'head', url: `/packages/staff/case/case?${claim('kin')}` },
  ];
}

async function take(phone: Phone, shot: Shot, suffix: string): Promise<void> {
  await phone.open(shot.url);
  await phone.screenshot(join(ALL, `${shot.name}-${suffix}.png`), { full: true });
}

/** The living ledger, after its first night. */
const ledgerShots: Shot[] = [
  { name: 'month', who: 'cadre', url: '/packages/month/call/call' },
  { name: 'visit', who: 'cadre', url: '/packages/visit/home/home' },
  { name: 'doubts', who: 'clerk', url: '/packages/doubts/home/home' },
  { name: 'where', who: 'clerk', url: '/packages/where/home/home' },
  { name: 'out', who: 'clerk', url: '/packages/exchange/out/out' },
];

/** Every page for its people at one width; elder switches the size up first. */
async function round(town: Town, list: Shot[], width: number, elder: boolean): Promise<void> {
  const stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
  try {
    for (const who of new Set(list.map((one) => one.who))) {
      const phone = await stage.phone(who, { width, height: 760 });
      if (elder) {
        await phone.open('/pages/me/me');
        await phone.tap('wx-switch, .t-switch');
      }
      for (const shot of list.filter((one) => one.who === who)) await take(phone, shot, `${width}${elder ? '-elder' : ''}`);
    }
  } finally {
    await stage.close();
  }
}

/** Pages that officers work with, as WeChat for Windows shows them. */
async function desks(stage: Stage, list: Shot[]): Promise<void> {
  for (const shot of list.filter((one) => one.desk)) {
    const phone = await stage.desk(shot.who);
    await phone.open(shot.url);
    await phone.screenshot(join(ALL, `desk-${shot.name}-1280.png`));
  }
}

async function desk(town: Town, stage: Stage): Promise<void> {
  const clerk = await stage.desk('clerk');
  await clerk.open('/packages/staff/queue/queue');
  await clerk.page.keyboard.press('ArrowDown');
  await clerk.screenshot(join(ALL, 'desk-queue-1280.png'));
  await clerk.open('/pages/workbench/workbench');
  await clerk.screenshot(join(ALL, 'desk-workbench-1280.png'));
  const page = await stage.page();
  await page.goto(stage.simulator.url);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(ALL, 'stage-first.png') });
  town.cloud.clock.advance(60_000);
  for (const name of ['周满仓', '任晓军']) await page.getByText(name).first().click();
  await page.waitForLoadState('networkidle');
  for (const frame of page.frames().slice(1)) await frame.waitForFunction(() => '__phone' in window);
  for (const frame of page.frames().slice(1))
    await frame.evaluate(() => (window as unknown as { __phone: { idle(): Promise<void> } }).__phone.idle());
  await page.screenshot({ path: join(ALL, 'stage.png') });
}

/** A transport claim with a picture of the album, in the village's queue. */
async function handIn(town: Town, who: string, file = 'ticket.jpg', kind = 'ticket'): Promise<{ id: string; version: number }> {
  const person = town.as(who);
  const { claim } = await person.call('claim.draft', { person: town.personOf(who), programme: 'transport', period: '2025' });
  const fileID = await person.upload(readFileSync(join(ROOT, 'tools', 'generate', 'album', file)), file);
  const { version } = (await person.call('receipt.accept', { claim: claim.id, kind, fileID })).claim;
  return (await person.call('claim.submit', { claim: claim.id, version, agreed: true })).claim;
}

async function pass(town: Town, claim: { id: string; version: number }): Promise<void> {
  await town.as('cadre').call('claim.review', { claim: claim.id, version: claim.version, verb: 'approve' });
}

async function main(): Promise<void> {
  for (const folder of [ALL, SHOWN]) mkdirSync(folder, { recursive: true });
  const town = await openTown();
  try {
    await pass(town, await handIn(town, 'unknown_wage', 'wage.png', 'wage_proof'));
    const labourer = await handIn(town, 'labourer');
    await pass(town, labourer);
    // Posted by the village and taken down: now they wait for the clerk.
    await takenDown(town, labourer.id);
    const blurred = await handIn(town, 'province', 'blurred.jpg');
    await town.as('cadre').call('claim.review', {
      claim: blurred.id,
      version: blurred.version,
      verb: 'return',
      reasons: ['photo_unclear'],
      note: '请在亮处重拍一张',
    });
    await handIn(town, 'kin', 'proof.jpg', 'work_proof');
    const posting = String((await town.as('visitor').call('job.list', {})).items[0]?.id);
    const list = [...shots(town, posting), ...officeShots(town, await prepare(town)), ...ledgerShots];
    for (const timer of ['nightly', 'minute']) await town.cloud.trigger('work', timer);
    for (const [width, elder] of [
      [375, false],
      [320, false],
      [320, true],
    ] as const)
      await round(town, list, width, elder);
    const stage = await openStage({ cloud: town.cloud, cast: town.county.cast, title: '务工通' });
    await desk(town, stage)
      .then(() => desks(stage, list))
      .finally(() => stage.close());
    for (const [to, from] of Object.entries(README)) copyFileSync(join(ALL, from), join(SHOWN, to));
    process.stdout.write(`Pictures of every page are in ${ALL}; those of the README in docs/pictures.\n`);
  } finally {
    await closeBrowser();
    await town.close();
  }
}

void main();
