// 应发尽发 closes at every moment: random steps of random people, and after each the parts sum to the whole and open exactly their people.
import { EQUATION_PARTS } from '@shared/domain/lines';
import type { AssessmentRecord, EquationRecord } from '@shared/domain/records';
import { drafted } from '../support/claiming';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';

let town: Town;
const YEAR = { programme: 'transport', period: '2025' } as const;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

/** Reads the equation as the clerk does and holds it to its people. */
async function closes(): Promise<Record<string, number>> {
  const { total, villages, place } = await town.as('clerk').call('equation.of', YEAR);
  const parts = Object.fromEntries(EQUATION_PARTS.map((part) => [part, total.parts[part].people]));
  expect(Object.values(parts).reduce((a, b) => a + b, 0)).toBe(total.owed);
  expect(EQUATION_PARTS.reduce((sum, part) => sum + total.parts[part].fen, 0)).toBe(total.owedFen);
  for (const part of EQUATION_PARTS) {
    expect(villages.reduce((sum, one) => sum + one.parts[part].people, 0)).toBe(total.parts[part].people);
    let people = 0;
    for (let cursor: string | undefined; ; ) {
      const page = await town.as('clerk').call('equation.people', { ...YEAR, place: place.code, part, limit: 50, cursor });
      people += page.items.length;
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(`${part} ${people}`).toBe(`${part} ${total.parts[part].people}`);
  }
  return { ...parts, owed: total.owed };
}

test('who has no place here reads no equation', async () => {
  expect(await town.as('labourer').refused('equation.of', YEAR)).toMatchObject({ code: 'not_allowed' });
  expect(
    await town
      .as('cadre_other')
      .refused('equation.of', { ...YEAR, place: town.county.persons.find(({ _id }) => _id === town.personOf('labourer'))?.village ?? '' }),
  ).toMatchObject({ code: 'not_allowed' });
  expect(await town.as('cadre').refused('equation.people', { ...YEAR, place: '140799', part: 'paid' })).toMatchObject({
    code: 'not_allowed',
  });
});

test('the night goes through every village once, a timer that fires twice included', async () => {
  await town.cloud.trigger('work', 'nightly');
  await town.cloud.trigger('work', 'nightly');
  await town.cloud.trigger('work', 'minute');
  const jobs = (await town.cloud.database.all('jobs')).filter(({ kind }) => kind === 'assess.village');
  expect(jobs).toHaveLength(town.county.places.filter(({ level }) => level === 'village').length);
  expect(jobs.every(({ state, failed }) => state === 'finished' && failed === 0)).toBe(true);
  const parts = await closes();
  expect(parts.owed).toBeGreaterThan(20);
  const told = (await town.cloud.database.all('outbox')).filter(({ kind }) => kind === 'unclaimed');
  expect(told.length).toBeGreaterThan(0);
  // The next night tells nobody again.
  town.cloud.clock.advance(86_400_000);
  await town.cloud.trigger('work', 'nightly');
  await town.cloud.trigger('work', 'minute');
  expect((await town.cloud.database.all('outbox')).filter(({ kind }) => kind === 'unclaimed')).toHaveLength(told.length);
});

test('it closes after every one of many random steps', async () => {
  let seed = 20_260_302;
  const random = (n: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(seed / 65_536) % n;
  };
  const today = (await town.as('visitor').call('session.me', {})).today;
  const keys: string[] = [];
  for (let i = 0; i < 4; i += 1) keys.push(await town.newcomer('labourer'));
  const about = (key: string) => ({ person: town.personOf(key), ...YEAR });
  const claimOf = async (key: string) =>
    (await town.cloud.database.all('claims')).find(({ person }) => person === town.personOf(key)) as
      | { _id: string; version: number; status: string; waiting: string }
      | undefined;
  const cadre = town.as('cadre');
  const approve = async (key: string) => {
    const claim = await claimOf(key);
    const who = claim?.waiting === 'village' ? 'cadre' : 'clerk';
    if (claim) await town.as(who).reply('claim.review', { claim: claim._id, version: claim.version, verb: 'approve' });
  };
  const steps: ((key: string) => Promise<unknown>)[] = [
    (key) => cadre.reply('list.say', { ...about(key), said: 'declined', how: 'phone', on: today, note: '不要' }),
    (key) => cadre.reply('list.say', { ...about(key), said: 'unreachable', how: 'phone', on: today, note: '没接' }),
    (key) => cadre.reply('list.say', { ...about(key), said: 'agreed', how: 'phone', on: today, note: '' }),
    async (key) =>
      cadre.reply('list.picture', { ...about(key), kind: 'wage_proof', fileID: await cadre.upload(jpeg({ mark: 20_000 + random(9999) })) }),
    async (key) => {
      const claim = await drafted(town, key).catch(() => null);
      if (claim) await town.as(key).reply('claim.submit', { claim: claim.id, version: claim.version, agreed: true });
    },
    async (key) => {
      const claim = await claimOf(key);
      if (claim) await town.as(key).reply('claim.withdraw', { claim: claim._id, version: claim.version });
    },
    approve,
    approve,
    approve,
    async (key) => {
      const claim = await claimOf(key);
      if (claim)
        await cadre.reply('claim.review', {
          claim: claim._id,
          version: claim.version,
          verb: random(2) === 0 ? 'return' : 'reject',
          reasons: ['other'],
          note: '再看看',
        });
    },
  ];
  const seen = new Set<string>();
  for (let i = 0; i < 70; i += 1) {
    await steps[random(steps.length)]?.(keys[random(keys.length)] as string);
    for (const [part, people] of Object.entries(await closes())) if (people > 0) seen.add(part);
  }
  // The steps went somewhere: people stood in several parts.
  expect(seen.size).toBeGreaterThan(5);
});

test('a rebuild cut off before it counted is counted by the next', async () => {
  const key = await town.newcomer('labourer');
  const today = (await town.as('visitor').call('session.me', {})).today;
  await town.as('cadre').call('list.say', { person: town.personOf(key), ...YEAR, said: 'declined', how: 'phone', on: today, note: '不要' });
  const village = town.county.persons.find(({ _id }) => _id === town.personOf('labourer'))?.village ?? '';
  await town.as('cadre').call('list.village', YEAR);
  // As if the answer had been written and the function killed before counting: the mark is still there, the count is old.
  const [equation] = (await town.cloud.database.all('equations')).filter(
    (one) => one.year === 'transport:2025' && one.village === village,
  ) as unknown as EquationRecord[];
  const wrong = { ...equation, owed: 0 } as unknown as Record<string, unknown> & { _id: string };
  await town.cloud.database.import('equations', [wrong]);
  await town.cloud.database.import('dirty', [
    { _id: 'left-over', person: town.personOf(key), household: null, village, at: '2026-03-02T01:00:00.000Z' },
  ]);
  await town.cloud.trigger('work', 'minute');
  await closes();
  expect(await town.cloud.database.all('dirty')).toHaveLength(0);
});

test('two who rebuild at once leave the newer answer', async () => {
  const key = await town.newcomer('labourer');
  const person = town.personOf(key);
  const today = (await town.as('visitor').call('session.me', {})).today;
  await Promise.all([
    town.as('cadre').call('list.say', { person, ...YEAR, said: 'declined', how: 'phone', on: today, note: '不要' }),
    town.as('cadre').call('list.village', YEAR),
    town.as('clerk').call('equation.of', YEAR),
  ]);
  await Promise.all([town.as('cadre').call('list.village', YEAR), town.as('clerk').call('equation.of', YEAR)]);
  const answer = (await town.cloud.database.all('assessments')).find(
    (one) => one._id === `transport:2025:${person}`,
  ) as unknown as AssessmentRecord;
  expect(answer.status).toBe('declined');
});
