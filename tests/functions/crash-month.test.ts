// Crashes at every write of a month: opened, shared and told, a household answered with a trouble, one's own word, numbers and sheets given,
// figures counted, closed with its draw. Killed anywhere and asked again: nobody twice, nothing lost, figures that add up.
import type {
  CheckRecord,
  DutyRecord,
  MonthFiguresRecord,
  PersonRecord,
  RecheckRecord,
  RoundRecord,
  SpellRecord,
} from '@shared/domain/records';
import { rebuildStale } from '@shared/listing/month-figures';
import type { OutboxRow } from '@shared/runtime/outbox';
import { monthNight } from '@shared/works/month-night';
import { type Crashing, crashing } from '../support/crash';
import { openTown, type Town } from '../support/town';
import { unproved } from '../support/writes';

const VILLAGE = '140799201201';
const OTHER = '140799201202';
const MONTH = '2026-03';
const DAY = 86_400_000;
let town: Town;
let crash: Crashing;

const checks = async (village = VILLAGE) =>
  (await crash.all<CheckRecord>('checks')).filter((one) => one.village === village && one.month === MONTH);

/** At every moment: one open work and one duty a person and trouble; nobody said the same thing of somebody twice; told once. */
async function inOrder(): Promise<void> {
  const open = (await crash.all<SpellRecord>('spells')).filter(({ end }) => end === null).map(({ person }) => person);
  expect(open.filter((person, i) => open.indexOf(person) !== i)).toEqual([]);
  for (const { others = [], by, status } of await checks())
    expect(others.filter((one) => one.by.openid === by?.openid && one.outcome === status)).toEqual([]);
  const told = (await crash.all<OutboxRow>('outbox'))
    .filter(({ kind }) => kind === 'month')
    .map(({ openid, subject }) => `${openid} ${subject}`);
  expect(new Set(told).size).toBe(told.length);
}

/** Once nothing is left to do: the figures are those of the checks, and every one of them is told apart. */
async function counted(village: string): Promise<MonthFiguresRecord> {
  const figures = (await crash.all<MonthFiguresRecord>('month_figures')).find((one) => one.village === village) as MonthFiguresRecord;
  const { asked, left, self, phone, met, family, group, carried, unreached } = figures.figures;
  const reached = self + phone + met + family + group;
  expect(asked).toBe((await checks(village)).length);
  expect(reached + carried + (figures.figures.left > 0 ? left : unreached - left)).toBe(asked);
  return figures;
}

beforeAll(async () => {
  town = await openTown();
  crash = crashing(town, inOrder);
});
afterAll(async () => {
  crash.close();
  await town.close();
});

test('opened by hand, killed anywhere: each is asked once, the round stands last', async () => {
  const { data } = await crash.ask('cadre', 'month.open', { village: VILLAGE });
  const { deaths } = await crash.drive('cadre', data.task);
  expect(deaths).toBeGreaterThan(5);
  const asked = await checks();
  expect(new Set(asked.map(({ person }) => person)).size).toBe(asked.length);
  expect(asked).toHaveLength(30);
  await counted(VILLAGE);
});

test('the night closes and opens in one go, killed anywhere, begun once for every village', async () => {
  await crash.timer('monthNight', ({ store }, now) => monthNight(store, now));
  const jobs = (await crash.all<{ kind: string; village: string }>('jobs'))
    .filter(({ kind }) => kind === 'month.open')
    .map(({ village }) => village);
  expect(new Set(jobs).size).toBe(jobs.length);
  expect(jobs).toHaveLength(3);
  await crash.drive('clerk', `job:month.open:${OTHER}:${MONTH}`);
  await counted(OTHER);
});

test('a household answered with a trouble, over the telephone: check, work, telephone and duty each once', async () => {
  const working = (await crash.all<SpellRecord>('spells')).filter(({ end }) => end === null).map(({ person }) => person);
  const phones = (await crash.all<PersonRecord>('persons')).filter(({ phone }) => phone !== null).map(({ _id }) => _id);
  const check = (await checks()).find(
    ({ person }) => working.includes(person) && phones.includes(person) && person !== town.personOf('labourer'),
  );
  if (!check) throw new Error('nobody is at work');
  const work = { place: { province: '江苏省', city: '苏州市', county: '昆山市' }, employer: '昆山某厂', monthlyFen: 500_000 };
  const { deaths, data } = await crash.ask('cadre', 'month.answer', {
    month: MONTH,
    household: check.household,
    answers: [
      {
        check: check._id,
        seen: check.version,
        said: { kind: 'moved', on: '2026-03-02', work },
        how: 'phone',
        note: '',
        trouble: { kind: 'no_certificate', words: '' },
      },
    ],
  });
  expect(deaths).toBeGreaterThan(2);
  expect(data.results).toEqual([{ check: check._id, state: 'kept', words: '记好了' }]);
  const begun = (await crash.all<SpellRecord>('spells')).filter(({ person, start }) => person === check.person && start === '2026-03-02');
  expect(begun).toHaveLength(1);
  expect((await crash.all<DutyRecord>('duties')).filter(({ person }) => person === check.person)).toHaveLength(1);
});

test('one’s own word and one’s own trouble, each once', async () => {
  const person = town.personOf('labourer');
  const { data: mine } = await crash.ask('labourer', 'month.mine', { person });
  const said = { person, check: String(mine.check?.id), seen: mine.check?.version ?? 0, said: { kind: 'same' as const }, note: '' };
  expect((await crash.ask('labourer', 'month.say', said)).data.state).toBe('kept');
  await crash.ask('labourer', 'month.trouble', { person, trouble: { kind: 'arrears', words: '欠两个月' } });
  expect((await crash.all<DutyRecord>('duties')).filter((one) => one.person === person)).toHaveLength(1);
  expect((await crash.all<SpellRecord>('spells')).find((one) => one.person === person && one.end === null)?.owed).toMatchObject({
    since: MONTH,
  });
});

test('numbers, figures and sheets: given in full or not at all, counted anew wherever the counting was cut off', async () => {
  const [one] = await checks();
  await crash.ask('cadre', 'month.numbers', { month: MONTH, households: [String(one?.household)] }, 'anew');
  const stale = async () => {
    for (const figures of await crash.all<MonthFiguresRecord>('month_figures'))
      await town.cloud.database.put('month_figures', { ...figures, stale: true } as MonthFiguresRecord);
  };
  await stale();
  await crash.ask('cadre', 'month.village', { village: VILLAGE });
  await stale();
  await crash.ask('clerk', 'month.figures', {});
  await stale();
  await crash.ask('cadre', 'month.first', {});
  await stale();
  await crash.ask('cadre', 'month.ledger', { village: VILLAGE, month: MONTH });
  await stale();
  await crash.timer('rebuildStale', ({ store }, now) => rebuildStale(store, now));
  await counted(VILLAGE);
  await crash.ask('cadre', 'month.sheet', { place: VILLAGE, month: MONTH, whole: true, reason: '报县里' }, 'anew');
});

test('closed, killed anywhere: carried once, figures frozen, five drawn and no more', async () => {
  const round = async () => (await crash.all<RoundRecord>('rounds')).find(({ village }) => village === VILLAGE) as RoundRecord;
  const { data } = await crash.ask('head', 'month.close', { village: VILLAGE, month: MONTH, version: (await round()).version });
  const { deaths } = await crash.drive('head', data.task);
  expect(deaths).toBeGreaterThan(5);
  const { status, figures } = await round();
  expect([status, figures?.asked, figures?.left]).toEqual(['closed', 30, 0]);
  expect((await checks()).every(({ seen }) => seen !== null)).toBe(true);
  const drawn = (await crash.all<RecheckRecord>('rechecks')).filter(({ village }) => village === VILLAGE);
  const known = (await checks()).filter(({ status: said }) => said !== 'carried').length;
  expect(drawn).toHaveLength(Math.min(5, known));
});

test('the trail of it is whole, and what the tables say was killed was killed', async () => {
  town.cloud.clock.advance(DAY);
  await crash.trailIsWhole(['rounds', 'checks', 'rechecks', 'duties', 'spells']);
  expect(unproved('month', crash.proved)).toEqual([]);
});
