// Crashes at every write of the month's question: opened, rung, answered by household, said by oneself, in trouble, counted, written out, closed,
// drawn for 回访. After each the figures are those of the checks or known to be old, and asking again finishes the work, once.
import type { ActionName } from '@shared/contract';
import { countMonth, isChecked, roundId } from '@shared/domain/month';
import type { CheckRecord, DutyRecord, MonthFiguresRecord, RecheckRecord, RoundRecord, SpellRecord } from '@shared/domain/records';
import { rebuildStale } from '@shared/listing/month-figures';
import type { AuditEntry } from '@shared/runtime/audit';
import type { JobRecord } from '@shared/runtime/jobs';
import type { OutboxRow } from '@shared/runtime/outbox';
import { monthNight } from '@shared/works/month-night';
import { type Crashing, crashing } from '../support/crash';
import { openTown, type Town } from '../support/town';
import { unproved } from '../support/writes';

const VILLAGE = '140799201201';
const MONTH = '2026-03';
const DAY = 86_400_000;
let town: Town;
let crash: Crashing;

/** At every moment: one open work a person, one answer a check, figures that are the checks' own or known to be old, no file forgotten. */
async function inOrder(): Promise<void> {
  const [checks, spells, counted, rounds, audits, offers] = await Promise.all([
    crash.all<CheckRecord>('checks'),
    crash.all<SpellRecord>('spells'),
    crash.all<MonthFiguresRecord>('month_figures'),
    crash.all<RoundRecord>('rounds'),
    crash.all<AuditEntry>('audits'),
    crash.all<{ path: string }>('offers'),
  ]);
  const open = spells.filter(({ end }) => end === null).map(({ person }) => person);
  expect(open.filter((one, i) => open.indexOf(one) !== i)).toEqual([]);
  const answers = audits.filter(({ verb }) => verb === 'answer').map(({ record }) => record);
  expect(answers.filter((one, i) => answers.indexOf(one) !== i)).toEqual([]);
  const own = (village: string) => countMonth(checks.filter((one) => one.village === village && one.month === MONTH));
  for (const { village, month, stale, figures } of counted) {
    const round = rounds.find(({ _id }) => _id === roundId(village, month));
    if (stale || month !== MONTH || round?.status !== 'open') continue;
    expect({ village, ...figures }).toEqual({ village, ...own(village), doubtful: figures.doubtful });
  }
  for (const { village, figures } of rounds)
    if (figures !== null) expect({ village, ...figures }).toEqual({ village, ...own(village), doubtful: figures.doubtful });
  const known = offers.map(({ path }) => path);
  expect((await town.cloud.storage.list('out/')).filter((path) => !known.some((one) => path.endsWith(one)))).toEqual([]);
}

beforeAll(async () => {
  town = await openTown();
  crash = crashing(town, inOrder);
});
afterAll(async () => {
  crash.close();
  await town.close();
});

const checksOf = async () =>
  (await crash.all<CheckRecord>('checks')).filter(({ village, month }) => village === VILLAGE && month === MONTH);
const night = () => crash.timer('monthNight', ({ store }, now) => monthNight(store, now));
const counting = () => crash.timer('rebuildStale', ({ store }, now) => rebuildStale(store, now));
/** As after any change of the month. */
async function marked(): Promise<void> {
  for (const one of await crash.all<MonthFiguresRecord>('month_figures'))
    await town.cloud.database.put('month_figures', { ...one, stale: true } as MonthFiguresRecord);
}

test('the month is opened once, a check for each to be asked, each phone told once', async () => {
  const { data } = await crash.ask('cadre', 'month.open', { village: VILLAGE });
  const { job, deaths } = await crash.drive('cadre', data.task);
  const checks = await checksOf();
  expect(checks.length).toBeGreaterThan(10);
  expect(deaths).toBeGreaterThan(5);
  expect(job.failed).toBe(0);
  expect(job.result).toMatchObject({ asked: checks.length });
  const opened = (await crash.all<AuditEntry>('audits')).filter(
    ({ verb, record }) => verb === 'open' && record === roundId(VILLAGE, MONTH),
  );
  expect(opened.map(({ detail }) => detail)).toEqual([{ asked: checks.length }]);
  const told = (await crash.all<OutboxRow>('outbox')).filter(({ kind }) => kind === 'month');
  expect(told.length).toBeGreaterThan(0);
  expect(new Set(told.map(({ openid, subject }) => `${openid} ${subject}`)).size).toBe(told.length);
});

test('the night opens every other village once', async () => {
  const { deaths } = await night();
  const villages = town.county.places.filter(({ level }) => level === 'village');
  expect(deaths).toBeGreaterThanOrEqual(villages.length - 1);
  const jobs = (await crash.all<JobRecord>('jobs')).filter(({ kind }) => kind === 'month.open');
  expect(jobs.map(({ village }) => village).sort()).toEqual(villages.map(({ _id }) => _id).sort());
  for (let i = 0; i < 6; i += 1) await town.cloud.trigger('work', 'minute');
  expect((await crash.all<RoundRecord>('rounds')).map(({ status }) => status)).toEqual(villages.map(() => 'open'));
});

/** A household with at least two to be asked of whom one is out at work. */
async function household(): Promise<CheckRecord[]> {
  const spells = await crash.all<SpellRecord>('spells');
  const atWork = new Set(spells.filter(({ end, away }) => end === null && !away).map(({ person }) => person));
  const checks = (await checksOf()).filter(({ status }) => status === 'due');
  const cast = new Set(town.county.cast.map(({ person }) => person));
  for (const { household } of checks) {
    const members = checks.filter((one) => one.household === household);
    const [first] = members.filter(({ person }) => atWork.has(person));
    if (first && members.length > 1 && !members.some(({ person }) => cast.has(person)))
      return [first, ...members.filter((one) => one !== first)];
  }
  throw new Error('no such household');
}

test('a household answers at once: who came home, who stays, who is in trouble, each once and none refused', async () => {
  const members = await household();
  const answers = members.map(({ _id, version }, i) => ({
    check: _id,
    seen: version,
    said: i === 0 ? { kind: 'back' as const, on: '2026-03-01', reason: '厂里没活' } : { kind: 'same' as const },
    how: 'phone' as const,
    note: '',
    ...(i === 1 ? { trouble: { kind: 'no_work' as const, words: '' } } : {}),
  }));
  await counting();
  const { data, deaths } = await crash.ask('cadre', 'month.answer', { month: MONTH, household: members[0]?.household ?? '', answers });
  expect(deaths).toBeGreaterThan(members.length + 1);
  expect(data.results.map(({ state }) => state)).toEqual(members.map(() => 'kept'));
  const spells = (await crash.all<SpellRecord>('spells')).filter(({ person }) => person === members[0]?.person);
  expect(spells.filter(({ end }) => end === null)).toEqual([]);
  expect(
    (await crash.all<DutyRecord>('duties')).filter(({ kind, person }) => kind === 'no_work' && person === members[1]?.person),
  ).toHaveLength(1);
});

test('somebody says it on their own phone, and tells of a trouble, once', async () => {
  const person = town.personOf('labourer');
  await counting();
  const { check } = await town.as('labourer').call('month.mine', { person });
  const work = { place: { province: '江苏省', city: '苏州市', county: '昆山市' }, employer: '昆山某厂', monthlyFen: 500_000 };
  const said = { kind: 'moved' as const, on: '2026-03-01', work };
  const { data } = await crash.ask('labourer', 'month.say', { person, check: check?.id ?? '', seen: check?.version ?? 0, said, note: '' });
  expect(data.state).toBe('kept');
  await counting();
  expect((await crash.ask('labourer', 'month.trouble', { person, trouble: { kind: 'arrears', words: '' } })).deaths).toBeGreaterThan(1);
  const spells = (await crash.all<SpellRecord>('spells')).filter((one) => one.person === person && one.end === null);
  expect(spells).toMatchObject([{ employer: '昆山某厂', owed: { since: MONTH } }]);
  expect((await crash.all<DutyRecord>('duties')).filter(({ kind, person: of }) => kind === 'arrears' && of === person)).toHaveLength(1);
});

test('figures are counted anew by the timer and by whoever looks, whole', async () => {
  expect((await counting()).deaths).toBeGreaterThan(1);
  const looks = [
    ['cadre', 'month.village', { village: VILLAGE }],
    ['clerk', 'month.figures', {}],
    ['cadre', 'month.first', {}],
    ['cadre', 'month.ledger', { village: VILLAGE, month: MONTH }],
  ] as const;
  for (const [who, action, input] of looks) {
    await marked();
    expect((await crash.ask(who, action as ActionName, input as never)).deaths).toBeGreaterThan(1);
    const [own] = (await crash.all<MonthFiguresRecord>('month_figures')).filter(({ village }) => village === VILLAGE);
    expect(own?.stale).toBe(false);
  }
});

test('numbers and the sheet leave only once they are noted', async () => {
  const households = [...new Set((await checksOf()).map(({ household }) => household))].slice(0, 3);
  const { data } = await crash.ask('cadre', 'month.numbers', { month: MONTH, households }, 'anew');
  expect(data.numbers.length).toBeGreaterThan(1);
  const sheet = await crash.ask('cadre', 'month.sheet', { place: VILLAGE, month: MONTH, whole: false, reason: '贴在村部' }, 'anew');
  expect(sheet.deaths).toBeGreaterThan(2);
});

test('it is closed once: who was not asked is carried over, figures frozen, 回访 drawn', async () => {
  const round = (await crash.all<RoundRecord>('rounds')).find(({ village }) => village === VILLAGE);
  const { data } = await crash.ask('head', 'month.close', { village: VILLAGE, month: MONTH, version: round?.version ?? 0 });
  const { job, deaths } = await crash.drive('head', data.task);
  const checks = await checksOf();
  expect(deaths).toBeGreaterThan(checks.length);
  expect(checks.filter(({ seen, status }) => seen === null || status === 'due')).toEqual([]);
  const known = checks.filter(({ status }) => isChecked(status));
  const drawn = (await crash.all<RecheckRecord>('rechecks')).filter(({ village }) => village === VILLAGE);
  expect(drawn).toHaveLength(Math.min(5, known.length));
  expect(job.result).toEqual({ carried: checks.length - known.length, drawn: drawn.length });
});

test('the night closes what is over, once', async () => {
  town.cloud.clock.advance(24 * DAY);
  const { deaths } = await night();
  const villages = town.county.places.filter(({ level }) => level === 'village');
  expect(deaths).toBeGreaterThanOrEqual(villages.length - 1);
  expect((await crash.all<RoundRecord>('rounds')).map(({ status }) => status)).toEqual(villages.map(() => 'closed'));
  const jobs = (await crash.all<JobRecord>('jobs')).filter(({ kind }) => kind === 'month.close');
  expect(jobs.map(({ village }) => village).sort()).toEqual(villages.map(({ _id }) => _id).sort());
});

test('the trail of it all is whole', () => crash.trailIsWhole(['checks', 'rounds', 'spells', 'duties', 'rechecks', 'persons']));

test('everything that writes in steps here was killed at every write', () => {
  expect(unproved('month', crash.proved)).toEqual([]);
});
