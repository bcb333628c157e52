// The village list: refusals first, then who stands where, one thing filled in, what people said, and a list sent with its minutes.
import type { Output } from '@shared/contract';
import type { ClaimRecord } from '@shared/domain/records';
import { handedIn } from '../support/claiming';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';

let town: Town;
const YEAR = { programme: 'transport', period: '2025' } as const;
const MINUTES = { on: '2026-03-02', place: '村委会', chair: '任某', attendees: ['任某', '周某'], decision: '逐人念过，都同意上报。' };
type Row = Output<'list.village'>['items'][number];

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

async function whole(
  who = 'cadre',
  about: { programme: string; period: string } = YEAR,
): Promise<{ rows: Row[]; first: Output<'list.village'> }> {
  const first = await town.as(who).call('list.village', { ...about, limit: 50 });
  const rows = [...first.items];
  for (let next = first.next; next !== null; ) {
    const page = await town.as(who).call('list.village', { ...about, limit: 50, cursor: next });
    rows.push(...page.items);
    next = page.next;
  }
  return { rows, first };
}

const lineOf = (who: string, key: string, about: { programme: string; period: string } = YEAR) =>
  town.as(who).call('list.line', { person: town.personOf(key), ...about });

async function drive(who: string, task: string): Promise<Output<'task.drive'>['task']> {
  for (;;) {
    const { task: at } = await town.as(who).call('task.drive', { task });
    if (at.state !== 'running') return at;
  }
}

/** Everything a line needs: a picture and how the person agreed. */
async function made(key: string, about: { programme: string; period: string } = YEAR): Promise<string> {
  const cadre = town.as('cadre');
  const person = town.personOf(key);
  await cadre.call('list.picture', {
    person,
    ...about,
    kind: 'wage_proof',
    fileID: await cadre.upload(jpeg({ mark: Math.floor(Math.random() * 60_000) })),
  });
  await cadre.call('list.say', { person, ...about, said: 'agreed', how: 'phone', on: '2026-03-02', note: '打电话说同意' });
  return person;
}

describe('who may not', () => {
  test.each(['labourer', 'visitor', 'daughter'])('%s has no list', async (who) => {
    expect(await town.as(who).refused('list.village', YEAR)).toMatchObject({ code: 'not_allowed' });
  });

  test('the clerk reads every village and fills in none', async () => {
    const person = town.personOf('labourer');
    const { items, mayFile } = await town.as('clerk').call('list.village', YEAR);
    expect(items.length).toBeGreaterThan(0);
    expect(mayFile).toBe(false);
    expect(await town.as('clerk').refused('list.say', { person, ...YEAR, said: 'agreed', how: 'phone', on: '2026-03-02' })).toMatchObject({
      code: 'not_allowed',
    });
    expect(
      await town
        .as('clerk')
        .refused('list.send', { ...YEAR, village: town.county.persons[0]?.village, persons: [person], minutes: MINUTES }),
    ).toMatchObject({ code: 'not_allowed' });
  });

  test('a cadre of another village sees and fills nobody here', async () => {
    const village = town.county.persons.find(({ _id }) => _id === town.personOf('labourer'))?.village;
    expect(await town.as('cadre_other').refused('list.village', { ...YEAR, village })).toMatchObject({ code: 'not_allowed' });
    expect(await town.as('cadre_other').refused('list.line', { person: town.personOf('labourer'), ...YEAR })).toMatchObject({
      code: 'not_found',
    });
    expect(
      await town
        .as('cadre_other')
        .refused('list.say', { person: town.personOf('labourer'), ...YEAR, said: 'agreed', how: 'phone', on: '2026-03-02' }),
    ).toMatchObject({ code: 'not_found' });
  });

  test('nothing is recorded for a programme or a day that is not there', async () => {
    const person = town.personOf('labourer');
    expect(await town.as('cadre').refused('list.village', { programme: 'nothing', period: '2025' })).toMatchObject({
      code: 'not_possible_now',
    });
    expect(await town.as('cadre').refused('list.say', { person, ...YEAR, said: 'agreed', how: 'phone', on: '2026-03-03' })).toMatchObject({
      code: 'bad_input',
    });
    expect(await town.as('cadre').refused('list.say', { person, ...YEAR, said: 'agreed', how: 'none', on: '2026-03-02' })).toMatchObject({
      code: 'bad_input',
    });
    expect(await town.as('cadre').refused('list.say', { person, ...YEAR, said: 'declined', how: 'phone', on: '2026-03-02' })).toMatchObject(
      { code: 'bad_input', fields: { note: expect.any(String) } },
    );
    // A slip of the year, and people who are no people.
    expect(await town.as('cadre').refused('list.say', { person, ...YEAR, said: 'agreed', how: 'phone', on: '1900-01-01' })).toMatchObject({
      message: expect.stringContaining('日子太早了'),
    });
    const village = town.county.persons.find(({ _id }) => _id === person)?.village ?? '';
    for (const wrong of [{ on: '1900-01-01' }, { on: '2026-03-03' }, { attendees: ['😀😀'] }, { attendees: [] }])
      expect(
        await town.as('cadre').refused('list.send', { ...YEAR, village, persons: [person], minutes: { ...MINUTES, ...wrong } }),
      ).toMatchObject({ code: 'bad_input', fields: expect.any(Object) });
  });
});

test('the list is there at the first look, and its counts are its rows', async () => {
  const { rows, first } = await whole();
  expect(rows.length).toBeGreaterThan(20);
  expect(new Set(rows.map(({ person }) => person)).size).toBe(rows.length);
  for (const line of ['can', 'missing', 'cannot', 'filed', 'aside'] as const)
    expect(first.counts[line] ?? 0).toBe(rows.filter((row) => row.line === line).length);
  for (const row of rows.filter(({ line }) => line === 'cannot')) expect(row.why).toMatch(/领不了：要「.+」，现在是「.+」。按.+/);
  for (const row of rows) expect(row.line === 'missing' ? row.missing.length : 1).toBeGreaterThan(0);
  expect(first.opened).toBe(true);
});

test('lists are narrowed by line, group and name, and initials find people', async () => {
  const { rows } = await whole();
  const cannot = await town.as('cadre').call('list.village', { ...YEAR, line: 'cannot', limit: 50 });
  expect(cannot.items.map(({ person }) => person)).toEqual(rows.filter(({ line }) => line === 'cannot').map(({ person }) => person));
  const group = rows[0]?.group ?? '';
  const inGroup = await town.as('cadre').call('list.village', { ...YEAR, group, limit: 50 });
  expect(inGroup.items.every((row) => row.group === group)).toBe(true);
  const named = await town.as('cadre').call('list.village', { ...YEAR, text: '周满仓' });
  expect(named.items.map(({ person }) => person)).toContain(town.personOf('labourer'));
  const initials = await town.as('cadre').call('list.village', { ...YEAR, text: 'ZMC' });
  expect(initials.items.map(({ person }) => person)).toContain(town.personOf('labourer'));
});

test('the one missing fact is asked for and written to the work record with how and by whom', async () => {
  const about = { programme: 'stabilisation', period: '2025' };
  const before = await lineOf('cadre', 'unknown_wage', about);
  expect(before.row.missing).toContain('wage');
  const spell = before.spells.find(({ monthlyFen }) => monthlyFen === null);
  const person = town.personOf('unknown_wage');
  const given = { person, ...about, spell: spell?.id ?? '', how: 'phone' as const, note: '闺女接的' };
  expect(
    await town.as('head').refused('list.fill', { ...given, spell: 'nothing', fact: { field: 'monthlyFen', value: 420_000 } }),
  ).toMatchObject({ code: 'not_found' });
  const after = await town.as('cadre').call('list.fill', { ...given, fact: { field: 'monthlyFen', value: 420_000 } });
  expect(after.row.missing).not.toContain('wage');
  const stored = await town.cloud.database.all('spells');
  expect(stored.find(({ _id }) => _id === spell?.id)).toMatchObject({
    monthlyFen: 420_000,
    asked: [{ field: 'monthlyFen', how: 'phone', note: '闺女接的', by: { name: expect.any(String) } }],
  });
  const audits = await town.cloud.database.all('audits');
  expect(audits.filter((entry) => entry.verb === 'fill' && entry.record === spell?.id)).toHaveLength(1);
});

test('not wanting and not being reached are kept with who, when and each try', async () => {
  const key = await town.newcomer('labourer');
  const person = town.personOf(key);
  for (const note of ['没接', '还是没接'])
    await town.as('cadre').call('list.say', { person, ...YEAR, said: 'unreachable', how: 'phone', on: '2026-03-02', note });
  const tried = await lineOf('cadre', key);
  expect(tried.row).toMatchObject({ line: 'aside', part: 'unreachable', said: 'unreachable' });
  expect(tried.standing?.tries).toHaveLength(2);
  const declined = await town
    .as('cadre')
    .call('list.say', { person, ...YEAR, said: 'declined', how: 'in_person', on: '2026-03-02', note: '说不差这点钱' });
  expect(declined.row).toMatchObject({ line: 'aside', part: 'declined' });
  const again = await town.as('cadre').call('list.say', { person, ...YEAR, said: 'open', how: 'none', on: '2026-03-02' });
  expect(again.row.part).toBe('missing');
});

test('a list sent is a claim each: one not agreed and one far away hold nobody', async () => {
  const good = [await town.newcomer('labourer'), await town.newcomer('labourer')];
  const persons: string[] = [];
  for (const key of good) persons.push(await made(key));
  const silent = town.personOf(await town.newcomer('labourer'));
  const village = town.county.persons.find(({ _id }) => _id === town.personOf('labourer'))?.village ?? '';
  const { minutes, task } = await town
    .as('cadre')
    .call('list.send', { ...YEAR, village, persons: [persons[0] ?? '', silent, persons[1] ?? '', 'p-nobody'], minutes: MINUTES });
  const done = await drive('cadre', task.id);
  expect(done).toMatchObject({ state: 'finished', done: 2, failed: 2, tally: { filed: 2 } });
  expect(done.troubles.map(({ words }) => words).join('|')).toContain('还没记本人是怎么同意的');
  const claims = await town.cloud.database.all('claims');
  for (const person of persons) {
    expect(claims.find((claim) => claim.person === person)).toMatchObject({
      status: 'in_stage',
      waiting: 'village',
      filedBy: { role: 'cadre' },
      consent: { how: 'phone', note: '打电话说同意' },
    });
  }
  expect(claims.some((claim) => claim.person === silent && claim.status === 'in_stage')).toBe(false);
  const { meetings } = await town.as('cadre').call('list.meetings', { ...YEAR, village });
  expect(meetings.find(({ id }) => id === minutes)).toMatchObject({ lines: 4, chair: '任某' });
  const { rows } = await whole();
  for (const person of persons) expect(rows.find((row) => row.person === person)).toMatchObject({ line: 'filed', part: 'reviewing' });
  // Whoever filed it does not review it.
  const claim = claims.find((one) => one.person === persons[0]);
  expect(
    await town.as('cadre').refused('claim.review', { claim: String(claim?._id), version: Number(claim?.version), verb: 'approve' }),
  ).toMatchObject({ code: 'not_allowed' });
});

test('the same list sent again under the same request is sent once; a claim the person handed in stands', async () => {
  const key = await town.newcomer('labourer');
  const person = await made(key);
  const village = town.county.persons.find(({ _id }) => _id === town.personOf('labourer'))?.village ?? '';
  const input = { ...YEAR, village, persons: [person], minutes: MINUTES };
  const [one, two] = [
    await town.as('cadre').call('list.send', input, 'same-request-1'),
    await town.as('cadre').call('list.send', input, 'same-request-1'),
  ];
  expect(two.minutes).toBe(one.minutes);
  await drive('cadre', one.task.id);
  const later = await town.as('cadre').call('list.send', input);
  expect(await drive('cadre', later.task.id)).toMatchObject({ tally: { already: 1 }, failed: 0 });
});

test('kin of the cadre is marked, and the reviewer is told', async () => {
  const line = await lineOf('head', 'kin');
  expect(line.row.kin).toBe(true);
  const { kin } = await town.as('head').call('list.village', YEAR);
  expect(kin).toBe(1);
  expect((await lineOf('cadre', 'kin')).row.kin).toBe(false);
});

describe('cross-checks', () => {
  test('a telephone and an account shared with a stranger are named with the other person; what nobody shares is not', async () => {
    const key = await town.newcomer('labourer');
    const person = town.personOf(key);
    // The newcomer was copied from the labourer with telephone and account, but lives in a household of their own.
    const { row } = await town.as('cadre').call('list.line', { person, ...YEAR });
    expect(row.hints.join('|')).toMatch(/手机号与 .*周满仓.* 相同/);
    expect(row.hints.join('|')).toMatch(/收款账户与 .*周满仓.* 相同/);
    const single = await town.as('clerk').call('list.line', { person: town.personOf('province'), ...YEAR });
    expect(single.row.hints.join('|')).not.toContain('手机号');
  });

  test('what is handed in carries them to the reviewer, and the night renews them', async () => {
    const key = await town.newcomer('labourer');
    const claim = await handedIn(town, key);
    const stored = async () => (await town.cloud.database.get('claims', claim.id)) as unknown as ClaimRecord;
    expect((await stored()).hints?.map(({ code }) => code)).toEqual(expect.arrayContaining(['phone_shared', 'account_shared']));
    const person = (await town.cloud.database.get('persons', town.personOf(key))) as { _id: string; village: string };
    await town.cloud.database.put('persons', { ...person, phoneIndex: null, phoneTail: null } as { _id: string });
    await town.cloud.trigger('work', 'nightly');
    await town.cloud.trigger('work', 'minute');
    const codes = (await stored()).hints?.map(({ code }) => code);
    expect(codes).toContain('account_shared');
    expect(codes).not.toContain('phone_shared');
  });
});

test('the list reads indexes only', async () => {
  await whole();
  town.cloud.queries.take();
  await whole();
  await town.as('clerk').call('equation.of', YEAR);
  for (const query of town.cloud.queries.take())
    expect(`${query.collection} ${query.index ?? 'none'} ${query.examined <= 2 * query.returned + 20}`).toMatch(/^\S+ (?!none).* true$/);
});
