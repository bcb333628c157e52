// Where everybody stands, as officers ask for it: who may not, the night, a figure and its people, one mark for all answers, what was reported.
import { FIGURE_KEYS, FIGURES, GROUP_FIGURES, REACH_FIGURES, STATE_FIGURES } from '@shared/domain/figures';
import type { SpellRecord, StatsRecord, WhereaboutsRecord } from '@shared/domain/records';
import { openTown, type Town } from '../support/town';

const TOWN = '140799201000';
const VILLAGE = '140799201201';
const OTHER = '140799201202';
let town: Town;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

const records = async <T>(name: string): Promise<T[]> => (await town.cloud.database.all(name)) as unknown as T[];
const counts = async (who: string, place: string) => (await town.as(who).call('where.figures', { place })).counts;

/** Everybody of a figure, page by page. */
async function people(
  who: string,
  place: string,
  figure: string,
  more: { zone?: string; group?: string; keeper?: string } = {},
  limit = 50,
) {
  const found = [];
  for (let cursor: string | undefined; ; ) {
    const page = await town.as(who).call('where.people', { place, figure, limit, cursor, ...more });
    found.push(...page.items);
    if (page.next === null) return found;
    cursor = page.next;
  }
}

describe('refused', () => {
  test('who has no place here, or another village', async () => {
    expect(await town.as('labourer').refused('where.figures', {})).toMatchObject({ code: 'not_allowed' });
    expect(await town.as('visitor').refused('where.people', { figure: 'at_work' })).toMatchObject({ code: 'not_allowed' });
    expect(await town.as('cadre_other').refused('where.figures', { place: VILLAGE })).toMatchObject({ code: 'not_allowed' });
    expect(await town.as('cadre').refused('where.people', { place: TOWN, figure: 'at_work' })).toMatchObject({ code: 'not_allowed' });
    expect(await town.as('cadre').refused('where.report', { place: TOWN })).toMatchObject({ code: 'not_allowed' });
    expect(await town.as('auditor').refused('where.report', { place: TOWN })).toMatchObject({ code: 'not_allowed' });
    expect(await town.as('cadre').refused('where.targets', {})).toMatchObject({ code: 'not_allowed' });
    expect(await town.as('lead').refused('where.setTargets', target(1))).toMatchObject({ code: 'not_allowed' });
  });

  test('a figure there is not, a 片 there is not', async () => {
    expect(await town.as('clerk').refused('where.people', { place: TOWN, figure: 'nothing' })).toMatchObject({
      code: 'bad_input',
      fields: { figure: expect.any(String) },
    });
    expect(await town.as('clerk').refused('where.figures', { place: TOWN, zone: '没有的片' })).toMatchObject({ code: 'not_found' });
  });
});

const target = (task: number) => ({
  town: TOWN,
  year: '2026',
  version: 0,
  whole: { task, lastYearEnd: null },
  villages: [{ code: VILLAGE, task: 30, lastYearEnd: 25 }],
});

test('a town looked at before its first night is counted whole; villages sum to it, and everybody stands in exactly one place', async () => {
  const answer = await town.as('clerk').call('where.figures', {});
  expect(answer).toMatchObject({ place: { code: TOWN }, uncounted: 0, month: '2026-03', asOf: '2026-03-02T01:00:00.000Z' });
  const stored = await records<WhereaboutsRecord>('whereabouts');
  expect(stored.map(({ _id }) => _id).sort()).toEqual(town.county.persons.map(({ _id }) => _id).sort());
  const sum = (keys: readonly string[]) => keys.reduce((all, key) => all + (answer.counts[key] ?? 0), 0);
  expect(sum(STATE_FIGURES)).toBe(town.county.persons.length);
  expect(sum(GROUP_FIGURES)).toBe(answer.counts.labourers);
  expect(sum(REACH_FIGURES)).toBe(answer.counts.at_work);
  for (const key of ['labourers', 'at_work', 'group_not_gone', 'hard_to_place', 'zero_work'])
    expect([key, answer.villages.reduce((all, one) => all + (one.counts[key] ?? 0), 0)]).toEqual([key, answer.counts[key]]);
  const villages = await Promise.all(answer.villages.map(({ code }) => counts('clerk', code)));
  for (const key of FIGURE_KEYS) expect([key, villages.reduce((all, one) => all + (one[key] ?? 0), 0)]).toEqual([key, answer.counts[key]]);
  // Three denominators, each with its name and what it is of.
  expect(answer.shares.map(({ key }) => key)).toEqual(['task', 'last_year_end', 'labourers']);
  for (const { of, permille } of answer.shares) expect(permille).toBe(Math.floor(((answer.counts.at_work ?? 0) * 1000) / (of as number)));
  expect(answer.sentence).toContain(`在岗 ${answer.counts.at_work} 人`);
});

test('every figure opens exactly its people, of a town, a village, a 片, a group and a keeper', async () => {
  const whole = await counts('clerk', TOWN);
  const mine = await counts('cadre', VILLAGE);
  for (const key of FIGURE_KEYS) {
    expect([key, (await people('clerk', TOWN, key)).length]).toEqual([key, whole[key]]);
    const rows = await people('cadre', VILLAGE, key);
    expect([key, rows.length]).toEqual([key, mine[key]]);
    expect(new Set(rows.map(({ person }) => person)).size).toBe(rows.length);
    if (FIGURES[key].unit === '户') expect(new Set(rows.map(({ household }) => household)).size).toBe(rows.length);
  }
  // The same people whatever the length of a page.
  const short = await people('clerk', TOWN, 'labourers', {}, 7);
  expect(short).toEqual(await people('clerk', TOWN, 'labourers'));
  const { zones } = await town.as('clerk').call('where.figures', {});
  const byZone = await Promise.all(zones.map((zone) => people('clerk', TOWN, 'labourers', { zone })));
  expect(byZone.flat()).toHaveLength(whole.labourers ?? -1);
  const first = await town.as('cadre').call('where.people', { place: VILLAGE, figure: 'labourers' });
  expect(first.groups.length).toBeGreaterThan(1);
  const groups = await Promise.all(first.groups.map((group) => people('cadre', VILLAGE, 'labourers', { group })));
  for (const [i, rows] of groups.entries()) expect(new Set(rows.map(({ group }) => group))).toEqual(new Set([first.groups[i]]));
  expect(groups.flat()).toHaveLength(mine.labourers ?? -1);
  const kept = await people('cadre', VILLAGE, 'labourers', { keeper: first.keepers[0]?.id });
  expect(kept.length).toBeGreaterThan(0);
  expect(new Set(kept.map(({ keeperName }) => keeperName))).toEqual(new Set([first.keepers[0]?.name]));
  // Anybody by name or initials, whatever figure was open.
  const named = await town.as('cadre').call('where.people', { place: VILLAGE, figure: 'overseas', text: '周满' });
  expect(named.items.map(({ name }) => name)).toContain('周满仓');
  expect((await town.as('cadre').call('where.people', { place: VILLAGE, figure: 'overseas', text: 'zmc' })).items.length).toBeGreaterThan(
    0,
  );
});

describe('a change of work', () => {
  const work = {
    place: { province: '广东省', city: '深圳市', county: '宝安区' },
    employer: '深圳青麦垄电子厂',
    monthlyFen: 500_000,
    industry: '制造业',
    channel: '外出务工',
    organised: false,
    kind: '单位录用聘用人员',
  };

  test('is refused to strangers, for a village not theirs, with what does not fit', async () => {
    const person = town.personOf('labourer');
    const begin = { person, spell: null, version: null, move: { kind: 'begin' as const, on: '2026-02-20', work } };
    expect(await town.as('labourer').refused('spell.move', begin)).toMatchObject({ code: 'not_allowed' });
    expect(await town.as('cadre_other').refused('spell.move', begin)).toMatchObject({ code: 'not_found' });
    expect(await town.as('cadre_other').refused('spell.list', { person })).toMatchObject({ code: 'not_found' });
    const key = await town.newcomer('labourer');
    const mine = { ...begin, person: town.personOf(key) };
    const bad = (move: object) => town.as('cadre').refused('spell.move', { ...mine, move });
    expect(await bad({ kind: 'begin', on: '2026-03-03', work })).toMatchObject({ code: 'bad_input', fields: { on: expect.any(String) } });
    expect(await bad({ kind: 'begin', on: '2026-02-20', work: { ...work, place: { ...work.place, county: '' } } })).toMatchObject({
      fields: { place: '地点要选到县' },
    });
    expect(await bad({ kind: 'begin', on: '1976-01-01', work })).toMatchObject({ fields: { on: expect.stringContaining('16') } });
    expect(await bad({ kind: 'back', on: '2026-03-01', reason: '合同到期' })).toMatchObject({ fields: { spell: expect.any(String) } });
  });

  test('moves the person from one figure to another at once; a second look at the same record is refused', async () => {
    const key = await town.newcomer('labourer');
    const person = town.personOf(key);
    const cadre = town.as('cadre');
    // Newcomers are put straight into the database, which leaves no mark.
    await town.cloud.database.import('dirty', [
      { _id: `persons:${person}:x`, person, household: null, village: VILLAGE, at: '2026-03-02T00:00:00.000Z' },
    ]);
    const before = await counts('cadre', VILLAGE);
    const page = await cadre.call('spell.list', { person });
    expect(page.mayWrite).toBe(true);
    const open = page.spells.find(({ end }) => end === null);
    if (open)
      await cadre.call('spell.move', {
        person,
        spell: open.id,
        version: open.version,
        move: { kind: 'back', on: '2026-03-01', reason: '合同到期' },
      });
    const begun = await cadre.call('spell.move', { person, spell: null, version: null, move: { kind: 'begin', on: '2026-03-02', work } });
    expect(begun.standing).toMatchObject({ state: 'other_province', since: '2026-03-02', next: 'keep_in_touch' });
    expect(begun.spells[0]).toMatchObject({ employer: work.employer, monthlyFen: 500_000, end: null });
    const spell = begun.spells[0] as NonNullable<(typeof begun.spells)[number]>;
    const away = { kind: 'away' as const, since: '2026-03-02', why: 'family' as const, backOn: '2026-03-20' };
    const gone = await cadre.call('spell.move', { person, spell: spell.id, version: spell.version, move: away });
    expect(gone.standing).toMatchObject({ state: 'home_for_now', next: 'see_off' });
    expect(await cadre.refused('spell.move', { person, spell: spell.id, version: spell.version, move: away })).toMatchObject({
      code: 'changed_meanwhile',
    });
    expect(gone.history[0]?.words).toContain('暂回');
    expect(gone.history[0]?.by).not.toBe('');
    const after = await counts('cadre', VILLAGE);
    expect(after.home_for_now).toBe((before.home_for_now ?? 0) + 1);
    // 暂回 counts at work, where its work is.
    expect(after.at_work).toBe((before.at_work ?? 0) + (open ? 0 : 1));
    const back = await cadre.call('spell.move', {
      person,
      spell: spell.id,
      version: gone.spells[0]?.version ?? -1,
      move: { kind: 'back', on: '2026-03-02', reason: '照顾家人' },
    });
    // The last day of work is still a day of work.
    expect(back.standing?.state).toBe('other_province');
    const wrong = back.spells[0] as NonNullable<(typeof back.spells)[number]>;
    const right = await cadre.call('spell.move', {
      person,
      spell: wrong.id,
      version: wrong.version,
      move: { kind: 'correct', fields: { monthlyFen: 450_000, end: null, contractUntil: '2026-03-20' } },
    });
    expect(right.spells[0]).toMatchObject({ monthlyFen: 450_000, end: null, contractUntil: '2026-03-20' });
    expect(right.history[0]?.words).toMatch(/改了记错的.*月收入 5,?000 元 → 4,?500 元/);
    expect(await records('dirty')).toEqual([]);
  });

  test('two who begin one at the same moment write one', async () => {
    const key = await town.newcomer('labourer');
    const person = town.personOf(key);
    const { spells } = await town.as('cadre').call('spell.list', { person });
    const open = spells.find(({ end }) => end === null);
    if (open)
      await town.as('cadre').call('spell.move', {
        person,
        spell: open.id,
        version: open.version,
        move: { kind: 'back', on: '2026-02-26', reason: '合同到期' },
      });
    const begin = (on: string) => ({ person, spell: null, version: null, move: { kind: 'begin' as const, on, work } });
    const replies = await Promise.all([
      town.as('cadre').reply('spell.move', begin('2026-02-27')),
      town.as('head').reply('spell.move', begin('2026-02-28')),
    ]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    const open2 = (await records<SpellRecord>('spells')).filter((one) => one.person === person && one.end === null);
    expect(open2).toHaveLength(1);
  });
});

describe('what was reported', () => {
  test('stays as it was told, and the difference is told by persons', async () => {
    const clerk = town.as('clerk');
    const { report } = await clerk.call('where.report', { place: TOWN });
    const told = report.counts;
    expect((await clerk.call('where.figures', {})).last).toEqual(report);
    town.cloud.clock.advance(60_000);
    const [someone] = (await records<SpellRecord>('spells')).filter(
      ({ end, village, person }) =>
        end === null && village === OTHER && town.county.persons.some(({ _id, status }) => _id === person && status === 'active'),
    );
    const spell = someone as SpellRecord;
    const { spells } = await town.as('cadre_other').call('spell.list', { person: spell.person });
    await town.as('cadre_other').call('spell.move', {
      person: spell.person,
      spell: spell._id,
      version: spells.find(({ id }) => id === spell._id)?.version ?? 0,
      move: { kind: 'back', on: '2026-03-01', reason: '工资低或拖欠' },
    });
    const since = await clerk.call('where.since', { report: report.id, figure: 'at_work' });
    expect(since).toMatchObject({ was: told.at_work, is: (told.at_work ?? 0) - 1, came: [], whole: true });
    expect(since.left.map(({ person }) => person)).toEqual([spell.person]);
    expect(since.left[0]?.words).not.toBe('');
    for (const key of FIGURE_KEYS) {
      const { was, is, came, left } = await clerk.call('where.since', { report: report.id, figure: key });
      expect([key, is - was]).toEqual([key, came.length - left.length]);
    }
    const { items } = await clerk.call('where.reports', { place: TOWN });
    expect(items[0]).toEqual(report);
    // Whoever has no place in the town does not read what it reported.
    expect(await town.as('cadre').refused('where.since', { report: report.id, figure: 'at_work' })).toMatchObject({ code: 'not_found' });
    expect(await town.as('cadre').refused('where.reports', { place: TOWN })).toMatchObject({ code: 'not_allowed' });
  });

  test('a month that is over keeps its figures; the days change where somebody stands by themselves', async () => {
    const march = (await records<StatsRecord>('stats')).filter(({ month }) => month === '2026-03');
    const before = await counts('clerk', TOWN);
    // 17 April: 45 days past 元宵, whoever came home for the New Year without a word is a returnee.
    town.cloud.clock.set('2026-04-16T18:30:00.000Z');
    await town.cloud.trigger('work', 'nightly');
    for (let i = 0; i < 4; i += 1) await town.cloud.trigger('work', 'minute');
    const after = await town.as('clerk').call('where.figures', {});
    expect(after.month).toBe('2026-04');
    expect(after.before.month).toEqual(before);
    expect(after.counts.just_back ?? 0).toBeGreaterThan(before.just_back ?? 0);
    expect((await records<StatsRecord>('stats')).filter(({ month }) => month === '2026-03')).toEqual(march);
  });
});

test('targets are set by the clerk, of the whole and of villages, and change the share', async () => {
  const clerk = town.as('clerk');
  const now = await clerk.call('where.targets', {});
  expect(now.villages.map(({ task }) => task).every((task) => task !== null)).toBe(true);
  expect(await clerk.refused('where.setTargets', { ...target(10), version: 7 })).toMatchObject({ code: 'changed_meanwhile' });
  expect(
    await clerk.refused('where.setTargets', { ...target(10), villages: [{ code: '140799999201', task: 1, lastYearEnd: null }] }),
  ).toMatchObject({ code: 'bad_input' });
  const set = await clerk.call('where.setTargets', { ...target(100), version: now.version });
  expect(set.whole).toEqual({ task: 100, lastYearEnd: null });
  const share = async (who: string, place: string) => (await town.as(who).call('where.figures', { place })).shares.map(({ of }) => of);
  expect((await share('clerk', TOWN))[0]).toBe(100);
  expect((await share('cadre', VILLAGE)).slice(0, 2)).toEqual([30, 25]);
  expect((await share('cadre_other', OTHER))[0]).toBe(null);
});

test('every query had an index and examined little more than it gave', () => {
  const queries = town.cloud.queries.take();
  expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20).slice(0, 10)).toEqual([]);
});
