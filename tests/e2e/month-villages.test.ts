// A month of fifteen villages: opened by the night; in the largest 190 labourers in 110 households, 60 say it themselves, the rest is called
// on a phone, at most three taps a household; closed by the night, with figures that add up and stay.
import type {
  CheckRecord,
  HouseholdRecord,
  MonthFiguresRecord,
  PersonRecord,
  RecheckRecord,
  RoundRecord,
  StaffRecord,
} from '@shared/domain/records';
import { effortOf } from '../support/effort';
import { checksOf, hungUp, nightThrough, saySame } from '../support/month';
import { closeBrowser, openStage, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

/** 南岭村. */
const LARGEST = '140799201204';
const MONTH = '2026-03';
const HOUSEHOLDS = 110;
const THEMSELVES = 60;
/** Never reached, in the largest village: they are carried. */
const LEFT = 4;
const DAY = 86_400_000;

let town: Town;
let stage: Stage;

const all = async <T>(name: string) => (await town.cloud.database.all(name)) as unknown as T[];
const put = (name: string, doc: object) => town.cloud.database.put(name, doc as { _id: string });

beforeAll(async () => {
  town = await openTown({ size: 'township' });
  // The cadre of the cast calls in the largest village.
  const cadre = (await town.cloud.database.get('staff', town.as('cadre').openid)) as unknown as StaffRecord;
  const [grant] = cadre.grants;
  await put('staff', { ...cadre, grants: [{ ...grant, code: LARGEST }] });
  await split();
  await nightThrough(town);
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
}, 600_000);
afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

/** Grown children who keep house on their own, until there are as many households as the county's papers say. */
async function split(): Promise<void> {
  const persons = (await all<PersonRecord>('persons')).filter(({ village, status }) => village === LARGEST && status === 'active');
  const households = new Map((await all<HouseholdRecord>('households')).map((one) => [one._id, one]));
  const able = persons.filter(
    ({ labourSkill, studentStatus }) => !['无劳动力', '丧失劳动力'].includes(labourSkill) && studentStatus === null,
  );
  const members = new Map<string, PersonRecord[]>();
  for (const person of able) members.set(person.household, [...(members.get(person.household) ?? []), person]);
  const large = [...members.values()].filter(({ length }) => length >= 2).sort((a, b) => b.length - a.length);
  const wanted = HOUSEHOLDS - members.size;
  for (let i = 0; i < wanted; i += 1) {
    const person = large[i % large.length]?.pop() as PersonRecord;
    const home = households.get(person.household) as HouseholdRecord;
    const own = `h-own-${i}`;
    await put('households', { ...home, _id: own, code: `${home.code}-${i}`, headName: person.name, sortKey: `${home.sortKey}-${i}` });
    await put('persons', { ...person, household: own });
  }
}

test('the night opens all fifteen villages, the largest with its 190 labourers in 110 households', async () => {
  const rounds = await all<RoundRecord>('rounds');
  expect(rounds).toHaveLength(15);
  const checks = await checksOf(town, LARGEST, MONTH);
  expect([checks.length, new Set(checks.map(({ household }) => household)).size]).toEqual([190, HOUSEHOLDS]);
  expect((await all<CheckRecord>('checks')).length).toBeGreaterThan(1000);
  const figures = await town.as('clerk').call('month.figures', {});
  expect(figures.rows).toHaveLength(15);
  expect(figures.total.left).toBe(figures.total.asked);
}, 120_000);

test('sixty say it on their own phones; two at once on one check is one', async () => {
  const checks = (await checksOf(town, LARGEST, MONTH)).slice(0, THEMSELVES);
  for (const [i, check] of checks.entries()) {
    const openid = `o-self-${i}`;
    await put('accounts', { _id: openid, version: 0, auditHead: '', persons: [{ person: check.person, as: 'self', until: null }] });
    const said = { person: check.person, check: check._id, seen: check.version, said: { kind: 'same' as const }, note: '' };
    const replies = await Promise.all([town.as(openid).call('month.say', said), town.as(openid).call('month.say', said)]);
    expect(replies.every(({ state }) => state === 'kept' || state === 'same')).toBe(true);
  }
  const after = await checksOf(town, LARGEST, MONTH);
  expect(after.filter(({ how, others }) => how === 'self' && (others ?? []).length === 0)).toHaveLength(THEMSELVES);
}, 180_000);

test('the others are called household by household: at most three taps where nothing changed', async () => {
  const cadre = await stage.phone('cadre', { width: 360, open: '/packages/month/call/call' });
  expect(await cadre.text()).toContain('本人点的 60');
  await cadre.tap('全村');
  const count = await effortOf(cadre);
  const taps: number[] = [];
  const left = async () => (await checksOf(town, LARGEST, MONTH)).filter(({ status }) => status === 'due');
  const houses = new Set((await left()).map(({ household }) => household)).size;
  for (let house = 0; house < houses - LEFT; house += 1) {
    await count();
    const rings = (await cadre.frame.getByText('打电话', { exact: true }).count()) > 0;
    await cadre.tap(rings ? '打电话' : '不打，直接记', { nth: 0 });
    if (rings) await hungUp(cadre);
    await saySame(cadre);
    taps.push((await count()).taps);
  }
  const mean = taps.reduce((sum, n) => sum + n, 0) / taps.length;
  process.stdout.write(`${taps.length} households, ${mean.toFixed(2)} taps each, at most ${Math.max(...taps)}\n`);
  expect(Math.max(...taps)).toBeLessThanOrEqual(3);
  const rest = await left();
  expect(new Set(rest.map(({ household }) => household)).size).toBe(LEFT);
  const { setData, nodes } = await cadre.measures();
  process.stdout.write(`largest setData ${setData} characters, ${nodes} nodes\n`);
  expect(setData).toBeLessThan(256 * 1024);
  await cadre.assertClean();
}, 900_000);

test('the night after the last day closes all fifteen; figures add up, 沿用 apart, and stay as they were reported', async () => {
  town.cloud.clock.advance(24 * DAY);
  await nightThrough(town);
  const rounds = await all<RoundRecord>('rounds');
  expect(rounds.every(({ status, figures }) => status === 'closed' && figures !== null)).toBe(true);
  const largest = rounds.find(({ village }) => village === LARGEST)?.figures as NonNullable<RoundRecord['figures']>;
  const { asked, self, phone, met, family, group, carried, left } = largest;
  expect([asked, self, left]).toEqual([190, THEMSELVES, 0]);
  expect(self + phone + met + family + group + carried).toBe(asked);
  expect(carried).toBeGreaterThanOrEqual(LEFT);
  const live = (await all<MonthFiguresRecord>('month_figures')).find(({ village }) => village === LARGEST);
  expect(live?.figures.carried).toBe(carried);
  expect((await all<RecheckRecord>('rechecks')).filter(({ village }) => village === LARGEST)).toHaveLength(5);
  const { total, rows } = await town.as('lead').call('month.figures', { month: MONTH });
  expect(total.asked).toBe(rows.reduce((sum, row) => sum + row.figures.asked, 0));
  // The next month opens on its first day, with those who were not reached first.
  town.cloud.clock.advance(6 * DAY);
  await nightThrough(town);
  const april = await checksOf(town, LARGEST, '2026-04');
  expect(april.filter(({ first }) => first)).toHaveLength(carried);
  expect((await all<RoundRecord>('rounds')).find(({ _id }) => _id === `round:${LARGEST}:${MONTH}`)?.figures).toEqual(largest);
}, 600_000);
