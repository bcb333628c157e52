// Handing in a claim, whole, against the very database calls it makes, issued raw: what our own code adds to what the cloud costs anyway.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyRing, newKeys } from '@shared/runtime/crypto';
import { buildFunctions } from '../../build/functions';
import { writeTree } from '../../build/tree';
import { generateCounty } from '../../generate/county';
import { sealPerson, seedCloud } from '../../generate/seed';
import { startLocalCloud } from '../../local-cloud';
import { type Bench, rowOfRounds } from '../row';
import { localCloud } from './call';

const CLAIMS = 120;
/** Left out of the count: the worker's first calls parse policies and warm the code. */
const WARM = 20;
const DAY = '2026-03-02T01:00:00.000Z';

export interface Handed {
  openid: string;
  claim: string;
}

/** People like the story's labourer, each with a draft and one picture attached. */
async function seed(dataDir: string, functionsDir: string, keys: Record<string, string>): Promise<Handed[]> {
  const cloud = await startLocalCloud({ dataDir, functionsDir, functionEnv: keys, timers: false });
  const county = generateCounty({ seed: 7, size: 'small' });
  const ring = keyRing(keys);
  await seedCloud(cloud, county, ring);
  const model = county.persons.find(({ _id }) => _id === county.cast.find(({ key }) => key === 'labourer')?.person);
  const household = county.households.find(({ _id }) => _id === model?.household);
  if (!model || !household) throw new Error('the story lost its labourer');
  const handed: Handed[] = [];
  for (let n = 0; n < CLAIMS; n += 1) {
    const person = {
      ...model,
      _id: `p-bench-${n}`,
      household: `h-bench-${n}`,
      idNumber: `${model.idNumber.slice(0, 12)}${String(100_000 + n)}`,
    };
    const claim = `claim:transport:${person._id}:2025:0`;
    const openid = `o-bench-${n}`;
    const placed = { county: model.county, town: model.town, village: model.village };
    const { pack } = (await cloud.database.get('policy_versions', 'transport@2025-44')) as {
      pack: { stages: { kind: string; level: string; days: number }[] };
    };
    await cloud.database.import('households', [{ ...household, _id: person.household, code: `${household.code}-${n}` }]);
    await cloud.database.import('persons', [sealPerson(person, ring)]);
    await cloud.database.import(
      'spells',
      county.spells
        .filter((one) => one.person === model._id)
        .map((one, i) => ({ ...one, _id: `s-bench-${n}-${i}`, person: person._id, sortKey: `${person._id}:${one.start}` })),
    );
    await cloud.database.import('accounts', [
      { _id: openid, version: 0, auditHead: '', persons: [{ person: person._id, as: 'self', until: null }] },
    ]);
    await cloud.database.import('claims', [
      {
        ...placed,
        _id: claim,
        programme: 'transport',
        period: '2025',
        seq: 0,
        person: person._id,
        personName: person.name,
        household: person.household,
        status: 'draft',
        sortKey: `${DAY}:${claim}`,
        stages: pack.stages.map(({ kind, level, days }) => ({ kind, level, days })),
        stage: null,
        waiting: '',
        since: DAY,
        policy: { version: 'transport@2025-44', hash: '' },
        facts: null,
        checks: [],
        amountFen: 0,
        account: null,
        receipts: [{ receipt: `receipt:${claim}:0`, kind: 'ticket' }],
        filedBy: { openid, role: 'resident', name: person.name },
        events: [],
        submittedAt: null,
        version: 1,
        auditHead: '',
      },
    ]);
    await cloud.database.import('receipts', [
      {
        ...placed,
        _id: `receipt:${claim}:0`,
        claim,
        person: person._id,
        kind: 'ticket',
        sha256: String(n),
        fileID: '',
        mime: 'image/jpeg',
        bytes: 1,
        acceptedAt: DAY,
        acceptedBy: openid,
        status: 'kept',
        sortKey: DAY,
        version: 1,
        auditHead: '',
      },
    ]);
    handed.push({ openid, claim });
  }
  await cloud.close();
  return handed;
}

export const submit: Bench = {
  async run(say) {
    const dataDir = mkdtempSync(join(tmpdir(), 'bench-submit-'));
    const functionsDir = join(dataDir, 'functions');
    const running: ChildProcess[] = [];
    try {
      writeTree((await buildFunctions()).tree, functionsDir);
      const keys = { ...newKeys() };
      const handed = await seed(dataDir, functionsDir, keys);
      const { child, env } = await localCloud(dataDir, ['--functions', functionsDir]);
      running.push(child);
      const client = fork(join(__dirname, 'submit-client.ts'), {
        env: { ...process.env, ...env, ...keys },
        execArgv: ['--import', 'tsx'],
      });
      running.push(client);
      client.send(handed);
      const [{ rounds, calls }] = (await once(client, 'message')) as [{ rounds: { ours: number; peer: number }[]; calls: number }];
      say(`${rounds.length} claims handed in, ${calls} database calls each; the first ${WARM} left out`);
      return [rowOfRounds('handing in a claim vs the sum of its raw calls', rounds.slice(WARM), 'ms', { atMost: 1.5 })];
    } finally {
      for (const child of running) child.kill();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};
