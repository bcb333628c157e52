// Workers killed at random moments of their work: nothing acknowledged is lost, no transaction is half there, everybody else is answered.
import type { LocalCloud, PlatformFailure } from '../../tools/local-cloud/api';
import { closeAll, FULL, startCloud } from './house';
import { checkBooks, type Entry, LEDGER, openAccounts } from './ledger';

const KILLS = FULL ? 200 : 12;
const CALLERS = 8;
const TRANSACTION_MS = 800;

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startCloud(LEDGER, { transactionMs: TRANSACTION_MS, frozen: false, flush: true, maxWorkers: CALLERS });
  await openAccounts(cloud);
});
afterAll(closeAll);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const person = (n: number): { openid: string } => ({ openid: `o-${n}` });
interface Warmth {
  calls: number;
  thread: number;
  env: string;
}

test(`${KILLS} kills of workers lose nothing that was acknowledged and touch no other call`, async () => {
  const promised: Entry[] = [];
  const failures: string[] = [];
  let killed = 0;
  let begun = 0;
  let isOver = false;
  const caller = async (who: number): Promise<void> => {
    while (!isOver) {
      const n = begun++;
      const data = { key: `k-${n}`, n, ...(n % 5 === 0 ? { via: 'ledger' } : {}) };
      try {
        promised.push((await cloud.call(n % 5 === 0 ? 'relay' : 'ledger', data, person(who))).result as Entry);
      } catch (error) {
        failures.push((error as PlatformFailure).errMsg);
      }
    }
  };
  const callers = Array.from({ length: CALLERS }, (_, who) => caller(who));
  const requests = new Set<string>();
  while (killed < KILLS) {
    await pause(Math.random() * 120);
    const request = cloud.faults.killWorker();
    if (request === null) continue;
    requests.add(request);
    killed++;
  }
  // Whoever waits for a lock of the dead gets it.
  await pause(TRANSACTION_MS);
  isOver = true;
  await Promise.all(callers);
  await cloud.idle();

  expect(requests.size).toBe(KILLS);
  expect(failures.filter((text) => !text.includes('the instance of the function was killed'))).toEqual([]);
  expect(failures.length).toBeGreaterThan(0);
  // A killed callee takes its caller with it, a killed caller leaves its callee alone: never more failures than kills.
  expect(failures.length).toBeLessThanOrEqual(KILLS);
  expect(promised.length).toBeGreaterThan(CALLERS);
  const broken = await checkBooks(cloud, promised);
  // Some died between their first write and their last: the kills came in the middle of work.
  expect(broken).toBeGreaterThan(0);
  expect(broken).toBeLessThanOrEqual(KILLS);
});

test('after the kills no lock is left, and fresh workers are warm again', async () => {
  await pause(TRANSACTION_MS);
  const sdk = await cloud.database.all('accounts');
  const began = Date.now();
  const again = await Promise.all(
    sdk.map((_, n) => cloud.call('ledger', { key: `after-${n}`, n }, person(n)).then(({ result }) => result as Entry)),
  );
  expect(Date.now() - began).toBeLessThan(10_000);
  await checkBooks(cloud, again);
  const look = async (who: number): Promise<Warmth> => (await cloud.call('ledger', { only: 1 }, person(who))).result as Warmth;
  const [first, second] = [await look(1), await look(2)];
  expect(second).toEqual({ calls: first.calls + 1, thread: first.thread, env: 'o-2' });
  // No place was lost to the dead: as many run at once as before.
  const crowd = await Promise.all(
    Array.from({ length: CALLERS }, (_, n) => cloud.call('ledger', { only: 1500 }, person(n)).then(({ result }) => result as Warmth)),
  );
  expect(new Set(crowd.map(({ thread }) => thread)).size).toBe(CALLERS);
});

test('with nothing running there is nothing to kill', async () => {
  await cloud.idle();
  expect(cloud.faults.killWorker()).toBeNull();
});
