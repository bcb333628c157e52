// The night per person, in a registry of a hundred thousand against one of a thousand: the functions that ship, the same number of people measured in both.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprint, keyRing, newKeys } from '@shared/runtime/crypto';
import { newJob } from '@shared/runtime/jobs';
import { buildFunctions } from '../../build/functions';
import { writeTree } from '../../build/tree';
import { TOWN } from '../../generate/villages';
import { startLocalCloud } from '../../local-cloud';
import type { LocalCloud } from '../../local-cloud/api';
import { type Bench, rowOfRounds, timedAsync } from '../row';
import { fill, PER_VILLAGE } from './registry';

const SMALL = 1000;
const LARGE = 100_000;
/** One village, gone through anew, in each round; each of the small registry's villages once. */
const ROUNDS = 4;
const BEGINS = '2026-03-02T18:00:00.000Z';

interface Town {
  cloud: LocalCloud;
  codes: string[];
}

async function open(dir: string, functionsDir: string, people: number): Promise<Town> {
  const keys = { ...newKeys() };
  const ring = keyRing(keys);
  const cloud = await startLocalCloud({
    dataDir: join(dir, `data-${people}`),
    functionsDir,
    frozen: true,
    startAt: BEGINS,
    timers: false,
    flush: false,
    functionEnv: keys,
  });
  const codes = await fill(cloud, people, ring);
  await cloud.database.put('settings', { _id: 'keys', fingerprints: { [ring.current]: fingerprint(ring) } } as { _id: string });
  return { cloud, codes };
}

/** Milliseconds per person of one village's night: job laid out, minute timer until it is over. */
async function night({ cloud }: Town, village: string, round: string): Promise<number> {
  const job = newJob(
    'assess.village',
    `${village}:${round}`,
    { village },
    { owner: '', county: '140799', town: TOWN.code, village },
    BEGINS,
  );
  await cloud.database.import('jobs', [job]);
  const ms = await timedAsync(async () => {
    await cloud.trigger('work', 'minute');
  });
  const done = (await cloud.database.get('jobs', job._id)) as { state: string; done: number; failed: number } | null;
  if (done?.state !== 'finished' || done.failed > 0 || done.done !== PER_VILLAGE)
    throw new Error(`the night of ${village} did not end well: ${JSON.stringify(done)}`);
  return ms / PER_VILLAGE;
}

export const nightly: Bench = {
  async run(say) {
    const dir = mkdtempSync(join(tmpdir(), 'bench-nightly-'));
    const functionsDir = join(dir, 'functions');
    writeTree((await buildFunctions()).tree, functionsDir);
    const small = await open(dir, functionsDir, SMALL);
    say(`${SMALL} people are in`);
    const large = await open(dir, functionsDir, LARGE);
    say(`${LARGE} people are in`);
    try {
      const rounds: { ours: number; peer: number }[] = [];
      // The last village of each warms the workers and is not counted; the large registry's villages lie far apart.
      await night(small, small.codes[small.codes.length - 1] as string, 'warm');
      await night(large, large.codes[large.codes.length - 1] as string, 'warm');
      for (let i = 0; i < ROUNDS; i += 1) {
        const far = large.codes[Math.floor(((i + 0.5) * large.codes.length) / ROUNDS)] as string;
        rounds.push({ peer: await night(small, small.codes[i] as string, `${i}`), ours: await night(large, far, `${i}`) });
        say(`round ${i + 1}: ${JSON.stringify(rounds.at(-1))}`);
      }
      return [rowOfRounds('nightly assessment per person, 100,000 against 1,000', rounds, 'ms', { atMost: 1.2 })];
    } finally {
      await small.cloud.close();
      await large.cloud.close();
      rmSync(dir, { recursive: true, force: true });
    }
  },
};
