// Every page of the built mini-program on simulated phones over a full township: the largest setData and the page with most nodes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compilePack, examplePacks } from '@shared/policies';
import { keyRing, newKeys } from '@shared/runtime/crypto';
import { jpeg } from '../../tests/support/pictures';
import { closeBrowser, openStage, type Phone } from '../../tests/support/stage';
import { generateCounty } from '../generate/county';
import { factsReader } from '../generate/facts';
import { seedCloud } from '../generate/seed';
import type { County } from '../generate/types';
import { startLocalCloud } from '../local-cloud';
import type { LocalCloud } from '../local-cloud/api';
import { ROOT } from './bundle';
import { type Bench, row } from './row';

/** Claims waiting in the village's queue, so that its list is as long as one page of it can be. */
const CLAIMS = 60;
/** A character is at most three bytes; the measure counts characters, and the limit is in bytes. */
const BYTES = 3;
const KB = 1024;

interface Largest {
  setData: number;
  setDataIn: string;
  nodes: number;
  nodesIn: string;
}

export const pages: Bench = {
  async run(say) {
    const dataDir = mkdtempSync(join(tmpdir(), 'bench-pages-'));
    const keys = newKeys();
    const cloud = await startLocalCloud({
      dataDir,
      functionsDir: join(ROOT, 'dist/cloudfunctions'),
      frozen: true,
      startAt: '2026-03-02T01:00:00.000Z',
      timers: false,
      functionEnv: { ...keys },
    });
    try {
      const county = generateCounty({ seed: 1, size: 'township' });
      await seedCloud(cloud, county, keyRing(keys));
      const claim = await fileClaims(cloud, county);
      const largest = await walk(cloud, county, claim);
      say(`largest setData ${largest.setData} characters in ${largest.setDataIn}; most nodes ${largest.nodes} on ${largest.nodesIn}`);
      return [
        row('largest setData vs 256 kB', (largest.setData * BYTES) / KB, 256, 'kB', { atMost: 0.5 }),
        row('most nodes vs 1,000', largest.nodes, 1000, 'nodes', { atMost: 0.5 }),
      ];
    } finally {
      await closeBrowser();
      await cloud.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

let requests = 0;

async function call(cloud: LocalCloud, fn: string, openid: string, action: string, input: unknown): Promise<Record<string, unknown>> {
  requests += 1;
  const { result } = await cloud.call(
    fn,
    { action, input, requestId: `bench-request-${String(requests).padStart(6, '0')}`, clientVersion: 'bench' },
    { openid },
  );
  const reply = result as { ok: true; data: Record<string, unknown> } | { ok: false; error: { message: string } };
  if (!reply.ok) throw new Error(`${action}: ${reply.error.message}`);
  return reply.data;
}

/** Hands in claims of people of the cast's village; gives the first one's id. */
async function fileClaims(cloud: LocalCloud, county: County): Promise<string> {
  const village = county.persons.find((person) => person._id === county.cast.find((member) => member.key === 'labourer')?.person)?.village;
  const read = factsReader(county, '2025');
  const packs = examplePacks();
  const filed: string[] = [];
  for (const account of county.accounts) {
    const person = county.persons.find((one) => one._id === account.persons.find((held) => held.as === 'self')?.person);
    if (!person || person.village !== village) continue;
    for (const pack of packs) {
      if (filed.length >= CLAIMS || compilePack(pack)(read(person)).verdict !== 'eligible') continue;
      const drafted = (await call(cloud, 'resident', account._id, 'claim.draft', {
        person: person._id,
        programme: pack.programme,
        period: '2025',
      })) as Shown;
      const picture = jpeg({ mark: filed.length });
      const { fileID } = await cloud.storage.upload(`in/${String(filed.length).padStart(32, '0')}/1.jpg`, picture, {
        openid: account._id,
      });
      const kept = (await call(cloud, 'resident', account._id, 'receipt.accept', {
        claim: drafted.claim.id,
        kind: 'wage_proof',
        fileID,
      })) as Shown;
      await call(cloud, 'resident', account._id, 'claim.submit', { claim: kept.claim.id, version: kept.claim.version, agreed: true });
      filed.push(kept.claim.id);
    }
  }
  const [first] = filed;
  if (!first) throw new Error('nobody of the village could claim');
  return first;
}

/** Nodes of the page on top as WeChat counts them: tags of templates, which are wx-* in the document, not what a tag is drawn with. */
function templateNodes(phone: Phone): Promise<number> {
  return phone.frame.evaluate(() => {
    const all = document.querySelectorAll('.page-frame:not([hidden]) .page-scroller *');
    return [...all].filter((each) => each.tagName.startsWith('WX-')).length;
  });
}

type Shown = { claim: { id: string; version: number } };

const staffPages = (claim: string): string[] => [
  'pages/workbench/workbench',
  'packages/staff/queue/queue',
  `packages/staff/case/case?id=${claim}`,
];

/** Opens every page as somebody who may, scrolls to the end of lists, and keeps the largest. */
async function walk(cloud: LocalCloud, county: County, claim: string): Promise<Largest> {
  const largest: Largest = { setData: 0, setDataIn: '', nodes: 0, nodesIn: '' };
  const stage = await openStage({ cloud, cast: county.cast });
  const look = async (phone: Phone, path: string): Promise<void> => {
    await phone.open(path);
    for (let screen = 1; screen <= 12; screen++) await phone.scrollTo(screen * 2000);
    const { setData, setDataIn } = await phone.measures();
    const nodes = await templateNodes(phone);
    if (setData > largest.setData) Object.assign(largest, { setData, setDataIn });
    if (nodes > largest.nodes) Object.assign(largest, { nodes, nodesIn: path });
  };
  try {
    const posting = county.postings.find((one) => one.status === 'open')?._id;
    const person = county.cast.find((member) => member.key === 'unknown_wage')?.person;
    const tour: [Phone, string[]][] = [
      [
        await stage.phone('labourer'),
        [
          'pages/jobs/jobs',
          `pages/job/job?id=${posting}`,
          'pages/benefits/benefits',
          'pages/benefit/benefit?programme=transport',
          'pages/claims/claims',
          `pages/claim/claim?id=${claim}`,
          'pages/me/me',
        ],
      ],
      [await stage.phone('unknown_wage'), [`pages/claim-form/claim-form?person=${person}&programme=stabilisation&period=2025`]],
      [await stage.phone('cadre'), staffPages(claim)],
      [await stage.desk('head'), staffPages(claim)],
    ];
    for (const [phone, paths] of tour) {
      for (const path of paths) await look(phone, `/${path}`);
      await phone.assertClean();
    }
  } finally {
    await stage.close();
  }
  return largest;
}
