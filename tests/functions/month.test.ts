// The month of a village: opened by the night, shared, asked by household, answered by oneself, two at once, closed, late; troubles; figures; 回访.
import type { Input, Output } from '@shared/contract';
import type { CheckRecord, DutyRecord, PersonRecord, RecheckRecord, RoundRecord, SpellRecord } from '@shared/domain/records';
import { readSheets } from '@shared/papers/tables/read';
import { auditVerify } from '@shared/runtime/audit-verify';
import { openTown, type Town } from '../support/town';

const VILLAGE = '140799201201';
const MONTH = '2026-03';
type View = Output<'month.village'>['items'][number];
type Answer = Input<'month.answer'>['answers'][number];

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const all = async <T>(name: string) => (await town.cloud.database.all(name)) as unknown as T[];
const one = async <T>(name: string, id: string) => (await town.cloud.database.get(name, id)) as unknown as T;

/** The night and the minutes after it, until nothing is left to do. */
async function night(): Promise<void> {
  await town.cloud.trigger('work', 'nightly');
  for (let i = 0; i < 6; i += 1) await town.cloud.trigger('work', 'minute');
}
async function list(who = 'cadre', month = MONTH): Promise<{ first: Output<'month.village'>; items: View[] }> {
  const first = await town.as(who).call('month.village', { village: VILLAGE, month });
  const items = [...first.items];
  for (let { next } = first; next !== null; ) {
    const more = await town.as(who).call('month.village', { village: VILLAGE, month, cursor: next });
    items.push(...more.items);
    next = more.next;
  }
  return { first, items };
}
const same = ({ id, version }: View, how: Answer['how'] = 'phone'): Answer => ({
  check: id,
  seen: version,
  said: { kind: 'same' },
  how,
  note: '',
});
const answer = (household: string, answers: Answer[], who = 'cadre', month = MONTH, request?: string) =>
  town.as(who).call('month.answer', { month, household, answers }, request);
/** Somebody of the village still to be asked, out at work unless `home`. */
async function somebody(standing: View['standing'] = 'working'): Promise<View> {
  const cast = new Set(town.county.cast.map(({ person }) => person));
  const found = (await list()).items.find((row) => row.status === 'due' && row.standing === standing && !cast.has(row.person));
  if (!found) throw new Error(`nobody is ${standing} and due`);
  return found;
}

test('before the month is opened nobody is asked; strangers see and do nothing', async () => {
  const { first } = await list();
  expect(first).toMatchObject({ round: null, items: [], can: ['ask', 'open'] });
  expect((await town.as('cadre_other').refused('month.village', { village: VILLAGE })).code).toBe('not_allowed');
  expect((await town.as('cadre_other').refused('month.open', { village: VILLAGE })).code).toBe('not_allowed');
  expect((await town.as('labourer').refused('month.village', { village: VILLAGE })).code).toBe('not_allowed');
  expect((await town.as('lead').call('month.village', { village: VILLAGE })).can).toEqual([]);
});

test('the night opens the month of every village once, with a check for each labourer to be asked, shared among its cadres', async () => {
  await night();
  await night();
  const rounds = await all<RoundRecord>('rounds');
  expect(rounds).toHaveLength(3);
  expect(rounds.every(({ status, cutoff }) => status === 'open' && cutoff === '2026-03-25')).toBe(true);
  const { first, items } = await list();
  const labourers = town.county.persons.filter(
    ({ village, labourSkill, studentStatus }) =>
      village === VILLAGE && !['无劳动力', '丧失劳动力'].includes(labourSkill) && studentStatus === null,
  );
  expect(items.length).toBeGreaterThan(25);
  expect(items.length).toBeLessThanOrEqual(labourers.length);
  expect(first.figures).toMatchObject({ asked: items.length, left: items.length, carried: 0 });
  expect(first.officers.map(({ name }) => name).sort()).toEqual(['任晓军', '周德厚', '温海琴']);
  // Each household is with one of them, and shares are even.
  const checks = (await all<CheckRecord>('checks')).filter(({ village }) => village === VILLAGE);
  const callers = new Map<string, Set<string | null>>();
  for (const { household, caller } of checks) callers.set(household, (callers.get(household) ?? new Set()).add(caller));
  expect([...callers.values()].every((set) => set.size === 1 && !set.has(null))).toBe(true);
  // Told on the phones that act for them, once.
  const { items: told } = await town.as('labourer').call('notice.mine', {});
  expect(told.filter(({ title }) => title.includes('问一声'))).toHaveLength(1);
  expect((await town.as('cadre').call('month.open', { village: VILLAGE })).task).toBe(`job:month.open:${VILLAGE}:${MONTH}`);
});

test('a household is taken by whoever says so', async () => {
  const row = (await list('cadre2')).items.find(({ mine }) => !mine) as View;
  const { items } = await town.as('cadre2').call('month.take', { household: row.household, month: MONTH });
  expect(items.every(({ mine, callerName }) => mine && callerName === '温海琴')).toBe(true);
  expect((await town.as('cadre_other').refused('month.take', { household: row.household, month: MONTH })).code).toBe('not_found');
});

test('numbers of a household are given with each person noted, and never twice for one request', async () => {
  const row = (await list()).items.find(({ ownPhone }) => ownPhone) as View;
  const input = { month: MONTH, households: [row.household] };
  expect((await town.as('cadre_other').refused('month.numbers', input)).code).toBe('not_found');
  const { numbers } = await town.as('cadre').call('month.numbers', input, 'numbers-of-one-1');
  expect(numbers[0]?.phone).toMatch(/^199\d{8}$/);
  expect((await town.as('cadre').refused('month.numbers', input, 'numbers-of-one-1')).code).toBe('already_done');
  const trail = (await all<{ verb: string; record: string; detail: { month?: string } }>('audits')).filter(
    ({ detail }) => detail?.month === MONTH && detail,
  );
  expect(trail.filter(({ verb }) => verb === 'reveal').map(({ record }) => record)).toContain(row.person);
});

test('a whole household answers at once; the same request again does nothing more; the spell says when it was confirmed', async () => {
  const first = await somebody();
  const members = (await list()).items.filter(({ household }) => household === first.household);
  const answers = members.map((member) => same(member, 'phone'));
  // What the survey wrote down stays.
  const { bestHour = '上午好打' } = await one<PersonRecord>('persons', first.person);
  const done = await answer(first.household, answers, 'cadre', MONTH, 'household-once-1');
  expect(done.results.map(({ state }) => state)).toEqual(members.map(() => 'kept'));
  const before = await all('audits');
  const again = await answer(first.household, answers, 'cadre', MONTH, 'household-once-1');
  expect(again).toEqual(done);
  expect(await all('audits')).toHaveLength(before.length);
  const check = await one<CheckRecord>('checks', first.id);
  expect(check).toMatchObject({ status: 'same', how: 'phone', by: { name: '任晓军' } });
  expect(check.seen?.place).not.toBe('');
  const spells = (await all<SpellRecord>('spells')).filter(({ person, end }) => person === first.person && end === null);
  expect(spells[0]?.confirmed).toEqual({ month: MONTH, how: 'phone' });
  // When it was answered is remembered for the next call: 09:00 in Beijing.
  const person = await one<PersonRecord>('persons', first.person);
  if (person.phone) expect(person).toMatchObject({ bestHour, phoneWorks: { works: true, on: '2026-03-02' } });
});

test('changed places, home for a while, not going back, and first work: each moves the ledger as it should', async () => {
  const moved = await somebody();
  const work = { place: { province: '广东省', city: '东莞市', county: '' }, employer: '东莞某电子厂', monthlyFen: 480_000 };
  const result = await answer(moved.household, [{ ...same(moved), said: { kind: 'moved', on: '2026-03-01', work } }]);
  expect(result.results[0]?.state).toBe('kept');
  expect(await one<CheckRecord>('checks', moved.id)).toMatchObject({
    status: 'moved',
    seen: { whereabouts: 'other_province', employer: '东莞某电子厂' },
  });
  const away = await somebody();
  await answer(away.household, [
    { ...same(away, 'met'), said: { kind: 'away', since: '2026-02-20', why: 'farming', backOn: '2026-03-20' } },
  ]);
  expect(await one<CheckRecord>('checks', away.id)).toMatchObject({ status: 'away', how: 'met', seen: { whereabouts: 'home_for_now' } });
  expect((await all<SpellRecord>('spells')).find(({ person, end }) => person === away.person && end === null)?.away?.backOn).toBe(
    '2026-03-20',
  );
  const back = await somebody();
  await answer(back.household, [{ ...same(back, 'family'), said: { kind: 'back', on: '2026-02-25', reason: '照顾家人' } }]);
  expect(await one<CheckRecord>('checks', back.id)).toMatchObject({ status: 'back', seen: { place: '' } });
  const open = (await all<SpellRecord>('spells')).filter(({ person, end }) => person === back.person && end === null);
  expect(open).toEqual([]);
});

test('what does not fit changes nothing and says why', async () => {
  const row = await somebody();
  const ahead = await answer(row.household, [{ ...same(row), said: { kind: 'back', on: '2026-04-01', reason: '照顾家人' } }]);
  expect(ahead.results[0]).toMatchObject({ state: 'refused', words: '结束的日子不能在今天以后' });
  expect((await one<CheckRecord>('checks', row.id)).status).toBe('due');
  const home = (await list()).items.find(({ standing, status }) => standing === 'home' && status === 'due');
  if (home) {
    const wrong = await answer(home.household, [{ ...same(home), said: { kind: 'back', on: '2026-03-01', reason: '照顾家人' } }]);
    expect(wrong.results[0]?.state).toBe('refused');
  }
  expect(
    (await town.as('cadre_other').refused('month.answer', { month: MONTH, household: row.household, answers: [same(row)] })).code,
  ).toBe('not_found');
});

test('two cadres at once: the first stands, the second is kept beside it, and where they differ somebody asks again', async () => {
  const row = await somebody();
  const said: Answer = { ...same(row, 'met'), said: { kind: 'back', on: '2026-02-28', reason: '伤病' } };
  const [a, b] = await Promise.all([answer(row.household, [same(row)], 'cadre'), answer(row.household, [said], 'cadre2')]);
  const states = [a.results[0]?.state, b.results[0]?.state].sort();
  expect(states).toEqual(['differs', 'kept']);
  const check = await one<CheckRecord>('checks', row.id);
  expect(check.others).toHaveLength(1);
  const duties = (await all<DutyRecord>('duties')).filter(({ kind, person }) => kind === 'conflict' && person === row.person);
  expect(duties).toHaveLength(1);
  // Whoever has seen what stands may put it right.
  const present = (await list()).items.find(({ id }) => id === row.id) as View;
  const put = await answer(row.household, [{ ...same(present, 'group'), said: { kind: 'carried' } }]);
  expect(put.results[0]?.state).toBe('same');
  const agreeing = await answer(row.household, [same({ ...row, version: 0 })], 'head');
  expect(['same', 'differs']).toContain(agreeing.results[0]?.state);
});

test('not reached stays to be asked; left as last month is counted apart and never as checked', async () => {
  const row = await somebody();
  await answer(row.household, [{ ...same(row), said: { kind: 'unreached' } }]);
  const carried = await somebody();
  await answer(carried.household, [{ ...same(carried), said: { kind: 'carried' } }]);
  const { first, items } = await list();
  expect(items.find(({ id }) => id === row.id)).toMatchObject({ status: 'unreached', tries: 1 });
  const figures = first.figures as NonNullable<typeof first.figures>;
  expect(figures).toMatchObject({ unreached: 1, carried: 1 });
  expect(figures.left + figures.self + figures.phone + figures.met + figures.family + figures.group + figures.carried).toBe(figures.asked);
});

test('one’s own phone: where one is, one tap; the helper’s tap counts as the family’s', async () => {
  const labourer = town.personOf('labourer');
  const mine = await town.as('labourer').call('month.mine', { person: labourer });
  expect(mine.where).toContain('广东');
  expect((await town.as('neighbour').refused('month.mine', { person: labourer })).code).toBe('not_found');
  const said = {
    person: labourer,
    check: String(mine.check?.id),
    seen: Number(mine.check?.version),
    said: { kind: 'same' as const },
    note: '',
  };
  expect((await town.as('neighbour').refused('month.say', said)).code).toBe('not_found');
  expect((await town.as('daughter').call('month.say', said)).state).toBe('kept');
  expect(await one<CheckRecord>('checks', said.check)).toMatchObject({ how: 'family', status: 'same' });
  // The person's own word afterwards: the same, nothing to ask again.
  expect((await town.as('labourer').call('month.say', said)).state).toBe('same');
});

test('有难处: the telephone, sentences, a duty with a day for a named person; owed pay is marked on the work', async () => {
  const labourer = town.personOf('labourer');
  const input = { person: labourer, trouble: { kind: 'arrears' as const, words: '老板欠两个月' } };
  expect((await town.as('neighbour').refused('month.trouble', input)).code).toBe('not_found');
  const told = await town.as('labourer').call('month.trouble', input);
  expect(told).toMatchObject({ line: { phone: '12333' }, dueOn: '2026-03-05' });
  expect(told.say[0]).toContain('月份照样算');
  expect(told.owner).not.toBe('');
  await town.as('labourer').call('month.trouble', input);
  const duties = (await all<DutyRecord>('duties')).filter(({ kind, person }) => kind === 'arrears' && person === labourer);
  expect(duties).toHaveLength(1);
  expect(duties[0]?.ownerName).toBe(told.owner);
  const spell = (await all<SpellRecord>('spells')).find(({ person, end }) => person === labourer && end === null);
  expect(spell?.owed).toEqual({ since: MONTH, toldOn: '2026-03-02' });
});

test('owed pay never costs the months: the answer about the subsidy stays what it was, and says that they count', async () => {
  const labourer = town.personOf('labourer');
  const months = async () => {
    const { results } = await town.as('labourer').call('assess.me', { person: labourer });
    return results
      .flatMap(({ assessment }) => assessment.checks)
      .filter(({ check }) => ['months_worked', 'same_employer_months', 'average_income_at_least'].includes(check));
  };
  const spells = (await all<SpellRecord>('spells')).filter(({ person }) => person === labourer);
  const written = (change: Partial<SpellRecord>) =>
    Promise.all(spells.map((spell) => town.cloud.database.put('spells', { ...spell, ...change } as never)));
  await written({ owed: null });
  const before = await months();
  // Written down as nothing, as somebody does who was paid nothing.
  await written({ owed: { since: MONTH, toldOn: '2026-03-02' }, monthlyFen: 0 });
  const after = await months();
  expect(after.length).toBeGreaterThan(0);
  for (const check of after) {
    const was = before.find(({ id }) => id === check.id);
    if (check.check === 'average_income_at_least') expect(check.status).not.toBe('failed');
    else expect(check).toMatchObject({ status: was?.status, actual: was?.actual });
  }
  expect(JSON.stringify(after)).toContain('工资被欠着，干的月份照算');
  await written({});
});

test('今天先办: what weighs most stands first; figures of the township are the sums of its villages', async () => {
  await town.cloud.trigger('work', 'minute');
  const { items } = await town.as('cadre').call('month.first', {});
  expect(items[0]).toMatchObject({ person: town.personOf('labourer') });
  expect(items[0]?.why[0]).toContain('工资要不来');
  const figures = await town.as('clerk').call('month.figures', {});
  expect(figures.rows).toHaveLength(3);
  expect(figures.total.asked).toBe(figures.rows.reduce((sum, { figures: { asked } }) => sum + asked, 0));
  expect(figures.total.changed).toBeGreaterThan(2);
  expect((await town.as('cadre').call('month.figures', {})).rows).toHaveLength(1);
  expect((await town.as('cadre').refused('month.figures', { place: '140799201202' })).code).toBe('not_allowed');
});

test('the night after the last day closes the month: who was not asked is carried, figures are frozen, some are drawn', async () => {
  for (const row of (await list()).items.filter(({ status }) => status === 'due').slice(0, 6)) await answer(row.household, [same(row)]);
  const left = (await list()).first.figures?.left as number;
  expect(left).toBeGreaterThan(0);
  town.cloud.clock.advance(24 * 86_400_000);
  await night();
  const round = await one<RoundRecord>('rounds', `round:${VILLAGE}:${MONTH}`);
  expect(round).toMatchObject({ status: 'closed', figures: { left: 1, unreached: 1 } });
  const carried = (await all<CheckRecord>('checks')).filter(({ village, status }) => village === VILLAGE && status === 'carried');
  expect(round.figures?.carried).toBe(carried.length + 1);
  expect(carried.every(({ how, seen }) => how === 'carried' && seen !== null)).toBe(true);
  const drawn = (await all<RecheckRecord>('rechecks')).filter(({ village }) => village === VILLAGE);
  expect(drawn).toHaveLength(5);
});

test('a late answer moves the ledger, opens the next month and leaves the closed figures as they were reported', async () => {
  const before = await one<RoundRecord>('rounds', `round:${VILLAGE}:${MONTH}`);
  const row = (await list()).items.find(({ status, standing }) => status === 'carried' && standing === 'working') as View;
  const late = await answer(row.household, [
    { ...same(row), said: { kind: 'away', since: '2026-03-24', why: 'ill', backOn: '2026-04-20' } },
  ]);
  expect(late.results[0]).toMatchObject({ state: 'kept', words: '3月的已经结了，记到下个月' });
  expect((await one<CheckRecord>('checks', row.id)).status).toBe('carried');
  town.cloud.clock.advance(6 * 86_400_000);
  await night();
  const april = (await list('cadre', '2026-04')).items;
  expect(april.find(({ person }) => person === row.person)).toMatchObject({ status: 'away', late: MONTH, first: false });
  const first = april.filter((one) => one.first).map(({ person }) => person);
  expect(first.length).toBe((before.figures?.carried as number) - 1);
  // After the next month is open a late answer of the last one goes there as well.
  const another = april.find((one) => one.first && one.standing === 'working') as View;
  const { items } = await list('cadre', MONTH);
  const old = items.find(({ person }) => person === another.person) as View;
  expect((await answer(old.household, [same(old)])).results[0]?.words).toBe('3月的已经结了，记到4月');
  expect(await one<CheckRecord>('checks', another.id)).toMatchObject({ status: 'same', late: MONTH });
  expect(await one<RoundRecord>('rounds', `round:${VILLAGE}:${MONTH}`)).toEqual(before);
});

test('回访: not by whoever asked; differences become a duty; the share that agrees is the village’s', async () => {
  const drawn = (await all<RecheckRecord>('rechecks')).filter(
    ({ village, askedBy }) => village === VILLAGE && askedBy.includes(town.as('cadre').openid),
  );
  const [recheck] = drawn as [RecheckRecord];
  const input = {
    recheck: recheck._id,
    version: recheck.version,
    reached: true,
    answers: { where: { verdict: 'differs' as const, said: '在家' }, pay: { verdict: 'agrees' as const, said: '' } },
  };
  expect((await town.as('cadre').refused('recheck.number', { recheck: recheck._id })).code).toBe('not_allowed');
  expect((await town.as('cadre').refused('recheck.answer', input)).code).toBe('not_allowed');
  expect((await town.as('cadre_other').refused('recheck.answer', input)).code).toBe('not_found');
  expect((await town.as('clerk').call('recheck.number', { recheck: recheck._id })).phone).toMatch(/^199/);
  const { recheck: done } = await town.as('clerk').call('recheck.answer', input);
  expect(done).toMatchObject({ status: 'done' });
  const { shares } = await town.as('lead').call('recheck.list', { view: 'done', village: VILLAGE });
  expect(shares).toEqual([{ villageName: '石桥村', month: MONTH, drawn: 5, reached: 1, agree: 0 }]);
  const duties = await town.as('cadre').call('duty.list', { view: 'place', village: VILLAGE });
  expect(duties.items.some(({ kind, words }) => kind === 'recheck' && words.includes('在家'))).toBe(true);
});

test('月台账: masked unless asked for with a reason; identity numbers are text; the township’s is always masked', async () => {
  const page = await town.as('cadre').call('month.ledger', { village: VILLAGE, month: MONTH });
  expect(page.items[0]?.idMasked).toContain('*');
  const fetched = async (url: string) => readSheets(new Uint8Array(await (await fetch(url)).arrayBuffer()));
  const input = { place: VILLAGE, month: MONTH, whole: true, reason: '报县里核对' };
  expect((await town.as('cadre_other').refused('month.sheet', input)).code).toBe('not_allowed');
  const { file, rows } = await town.as('cadre').call('month.sheet', input);
  const [sheet] = await fetched(file.url);
  expect(sheet?.rows).toHaveLength(rows + 3);
  expect(JSON.stringify(sheet)).toContain(town.county.persons.find(({ _id }) => _id === town.personOf('labourer'))?.idNumber);
  expect((await town.as('clerk').refused('month.sheet', { ...input, place: '140799201000' })).code).toBe('not_possible_now');
  const all = await town.as('clerk').call('month.sheet', { ...input, place: '140799201000', whole: false });
  const sheets = await fetched(all.file.url);
  expect(sheets).toHaveLength(4);
  expect(JSON.stringify(sheets)).not.toContain(town.county.persons.find(({ _id }) => _id === town.personOf('labourer'))?.idNumber);
});

test('every query was served by a declared index and read little beyond its answer; the trail is whole', async () => {
  const bad = town.cloud.queries.take().filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20);
  expect(bad).toEqual([]);
  const [checks, rounds, rechecks, duties] = await Promise.all([all('checks'), all('rounds'), all('rechecks'), all('duties')]);
  expect(
    auditVerify((await all('audits')) as never, (await all('seals')) as never, { checks, rounds, rechecks, duties } as never),
  ).toMatchObject({ first: null });
});
