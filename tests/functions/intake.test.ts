// Spreadsheets into the registry: who may, what is found before anything is written, what applying writes, the same sheet twice, taking it back.
import type { HouseholdRecord, PersonRecord, SpellRecord } from '@shared/domain/records';
import { applied, fileOf, linesOf, looked, national, nationalRow, type Row, rowsOf } from '../support/sheets';
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

const PEOPLE = national('people');
const WORKING = national('working');
const VILLAGE = '140799201201';
const clerk = () => town.as('clerk');
const all = async <T>(name: string) => (await town.cloud.database.all(name)) as unknown as T[];
const registry = async () => JSON.stringify([await all('persons'), await all('households'), await all('spells')]);
const people = (): Row[] => rowsOf(PEOPLE, town, ({ village }) => village === VILLAGE);

describe('who may not', () => {
  test.each(['labourer', 'cadre', 'lead', 'payer', 'visitor'])('%s brings nothing in and sees nothing of it', async (who) => {
    expect(await town.as(who).refused('intake.list', {})).toMatchObject({ code: 'not_allowed' });
    const fileID = await town.as(who).upload(Buffer.from('姓名'), '1.csv');
    expect(await town.as(who).refused('intake.bring', { fileID, fileName: '表.csv' })).toMatchObject({ code: 'not_allowed' });
  });

  test('a village head brings the own village alone, and cannot open the town’s', async () => {
    const { id } = await looked(clerk(), fileOf(PEOPLE, people().slice(0, 3)));
    expect(await town.as('head').refused('intake.show', { intake: id })).toMatchObject({ code: 'not_found' });
    const others = rowsOf(PEOPLE, town, ({ village }) => village !== VILLAGE).slice(0, 2);
    const own = await looked(town.as('head'), fileOf(PEOPLE, [...others, ...people().slice(0, 2)]));
    const lines = await linesOf(town.as('head'), own.id);
    expect(lines.map(({ outcome }) => outcome)).toEqual(['wrong', 'wrong', 'same', 'same']);
  });

  test('what is no sheet of people is refused in words', async () => {
    const fileID = await clerk().upload(Buffer.from('甲,乙\r\n1,2\r\n'), '1.csv');
    expect(await clerk().refused('intake.bring', { fileID, fileName: '表.csv' })).toMatchObject({ code: 'file_refused' });
  });
});

test('the registry as the national system writes it changes nothing, neither looked at nor applied', async () => {
  const before = await registry();
  for (const sheet of [PEOPLE, WORKING, national('planning')]) {
    const { id, task, shown } = await looked(clerk(), fileOf(sheet, rowsOf(sheet, town)));
    expect(shown.columns.filter(({ state }) => state === 'ask')).toEqual([]);
    expect(shown.words).toEqual([]);
    const lines = await linesOf(clerk(), id);
    expect(
      lines
        .filter(({ outcome }) => outcome !== 'same')
        .map(({ name, blocked, problems, changes }) => ({ name, blocked, problems, changes })),
    ).toEqual([]);
    expect(task.tally).toEqual({});
    await applied(clerk(), id);
    expect(await registry()).toBe(before);
  }
  const rows = JSON.stringify(await all('intake_rows'));
  for (const { idNumber } of town.county.persons.slice(0, 50)) expect(rows).not.toContain(idNumber);
});

describe('a sheet with new people, changes, conflicts', () => {
  let id = '';
  let before = '';
  const rows: Record<string, Row> = {};
  const NEW = { 户编号: 'X0001', 证件号码: '140799199001010019' };

  beforeAll(async () => {
    before = await registry();
    const [a, b, c, d] = people().filter(({ person }) => person.phone && person.schooling && person.labourSkill === '普通劳动力') as [
      Row,
      Row,
      Row,
      Row,
    ];
    Object.assign(rows, { a, b, c, d });
    // Somebody wrote the own number into the registry after the sheet's day.
    const stored = (await all<PersonRecord>('persons')).find(({ _id }) => _id === c.person._id) as PersonRecord;
    const at = '2026-02-20T02:00:00.000Z';
    await town.cloud.database.put('persons', { ...stored, labourSkill: '技能劳动力', version: stored.version + 1 } as never);
    await town.cloud.database.put('field_history', {
      _id: `${stored._id}:${stored.version + 1}`,
      collection: 'persons',
      record: stored._id,
      version: stored.version + 1,
      at,
      by: { openid: 'o', role: 'cadre' },
      action: 'person.edit',
      verb: 'edit',
      changed: [{ field: 'labourSkill', was: '普通劳动力', is: '技能劳动力' }],
    } as never);
    before = await registry();
    const fresh = {
      ...a.cells,
      ...NEW,
      姓名: '新 来人',
      与户主关系: '户主',
      性别: '',
      出生日期: '',
      户类型: '一般脱贫户',
      家庭成员联系电话: '19900004321',
    };
    const made = await looked(
      clerk(),
      fileOf(PEOPLE, [
        { cells: { ...a.cells, 文化程度: '高中毕业', 家庭成员联系电话: '19900001234' } },
        b,
        c,
        { cells: { ...d.cells, 家庭成员联系电话: '1990000' } },
        { cells: fresh },
        { cells: { ...b.cells, 证件号码: '1.40799197203140E+17' } },
      ]),
      { asOf: '2025-12-31', words: { 高中毕业: '高中' } },
    );
    id = made.id;
  });

  test('each row is said for what it is, with both values', async () => {
    const lines = await linesOf(clerk(), id);
    expect(lines.map(({ outcome }) => outcome)).toEqual(['changed', 'same', 'conflict', 'wrong', 'new', 'wrong']);
    expect(lines[0]?.changes.map(({ words, is }) => [words, is])).toEqual([
      ['文化程度', '高中'],
      ['联系电话', expect.stringMatching(/1234$/)],
    ]);
    expect(lines[2]?.changes).toMatchObject([{ field: 'labourSkill', was: '技能劳动力', is: '普通劳动力', kind: 'conflict', choice: '' }]);
    expect(lines[3]).toMatchObject({ blocked: '', problems: [{ fieldWords: '联系电话', words: expect.stringContaining('11 位') }] });
    expect(lines[5]?.blocked).toContain('吃掉');
    expect(await registry()).toBe(before);
    const text = JSON.stringify(lines);
    for (const secret of ['19900001234', '19900004321', NEW.证件号码]) expect(text).not.toContain(secret);
    expect((await linesOf(clerk(), id, 'absent')).length).toBe(people().length - 4);
  });

  test('applied: what is sure is written, what is asked waits for a decision', async () => {
    await clerk().call('intake.choose', { intake: id, row: 6, field: 'labourSkill', how: 'theirs' });
    expect((await linesOf(clerk(), id, 'conflict'))[0]?.changes[0]?.choice).toBe('theirs');
    expect(await applied(clerk(), id)).toMatchObject({ state: 'finished', failed: 0, tally: { persons: 3, households: 1 } });
    const persons = await all<PersonRecord>('persons');
    const of = (row: Row) => persons.find(({ _id }) => _id === row.person._id);
    expect(of(rows.a as Row)).toMatchObject({ schooling: '高中', phoneTail: '1234' });
    expect(of(rows.c as Row)?.labourSkill).toBe('普通劳动力');
    const fresh = persons.find(({ name }) => name === '新来人');
    expect(fresh).toMatchObject({ status: 'active', born: '1990-01-01', sex: '男', idTail: '0019', initials: 'xlr', relation: '户主' });
    const household = (await all<HouseholdRecord>('households')).find(({ _id }) => _id === fresh?.household);
    expect(household).toMatchObject({ code: 'X0001', headName: '新来人', householdType: '一般脱贫户' });
    expect(JSON.stringify(persons)).not.toContain(NEW.证件号码);
  });

  test('brought again it changes nothing more', async () => {
    const now = await registry();
    const { id: again } = await looked(
      clerk(),
      fileOf(PEOPLE, [{ cells: { ...(rows.a as Row).cells, 文化程度: '高中毕业', 家庭成员联系电话: '19900001234' } }]),
      {
        asOf: '2025-12-31',
      },
    );
    expect((await linesOf(clerk(), again))[0]).toMatchObject({ outcome: 'same' });
    await applied(clerk(), again);
    expect(await registry()).toBe(now);
  });

  test('the rows with something wrong come back with what is wrong, for a reason, once', async () => {
    const request = 'errors-once-1';
    const { file, rows: count } = await clerk().call('intake.errors', { intake: id, reason: '改好再收' }, request);
    expect(count).toBe(2);
    expect(file.name).toBe('要改的行.xlsx');
    expect(await clerk().refused('intake.errors', { intake: id, reason: '改好再收' }, request)).toMatchObject({ code: 'already_done' });
  });

  test('taken back, all is as before, but what somebody changed since', async () => {
    const a = (await all<PersonRecord>('persons')).find(({ _id }) => _id === (rows.a as Row).person._id) as PersonRecord;
    await town.cloud.database.put('persons', { ...a, schooling: '大专' } as never);
    const task = await applied(clerk(), id, 'intake.undo');
    expect(task).toMatchObject({ state: 'finished', failed: 1 });
    expect(task.troubles[0]?.words).toContain('后来又改过');
    const persons = await all<PersonRecord>('persons');
    const was = JSON.parse(before)[0] as PersonRecord[];
    const bare = (one: PersonRecord | undefined) => ({ ...one, version: 0, auditHead: '' });
    for (const row of [rows.b, rows.c, rows.d] as Row[])
      expect(bare(persons.find(({ _id }) => _id === row.person._id))).toEqual(bare(was.find(({ _id }) => _id === row.person._id)));
    const first = persons.find(({ _id }) => _id === a._id);
    expect(first).toMatchObject({ schooling: '大专', phoneTail: was.find(({ _id }) => _id === a._id)?.phoneTail });
    expect(persons.find(({ name }) => name === '新来人')).toMatchObject({ status: 'gone', gone: { why: 'entered_by_mistake' } });
  });
});

describe('work', () => {
  test('ends, opens, moves and overlaps', async () => {
    const model = town.county.spells.find(({ place, channel }) => place.province === '广东省' && channel === '外出务工') as SpellRecord;
    const idle = rowsOf(PEOPLE, town).filter(
      ({ person }) => person.born < '2005' && person.born > '1955' && !town.county.spells.some((spell) => spell.person === person._id),
    );
    const made: Row[] = [];
    for (const [i, { person, household }] of idle.slice(0, 3).entries()) {
      const { village } = person;
      const sortKey = `${person._id}:2025-03-10:s-own-${i}`;
      const spell = { ...model, village, _id: `s-own-${i}`, person: person._id, start: '2025-03-10', end: null, status: 'open', sortKey };
      await town.cloud.database.import('spells', [spell]);
      made.push(nationalRow(WORKING, person, household, spell, town));
    }
    const [a, b, c] = made as [Row, Row, Row];
    const cells = (row: Row, change: Record<string, string>) => ({ cells: { ...row.cells, ...change } });
    const { id } = await looked(
      clerk(),
      fileOf(WORKING, [
        cells(a, { 是否已务工: '否', 结束时间: '2025.12' }),
        cells(a, { 开始时间: '26年1月', 务工所在县: '北京市朝阳区', 务工企业名称: '新厂', 务工月收入: '5,200元' }),
        cells(b, { 开始时间: '2026年1月', 务工所在县: '北京市朝阳区' }),
        cells(c, { 务工月收入: '六千' }),
      ]),
      { asOf: '2026-02-28' },
    );
    const lines = await linesOf(clerk(), id);
    expect(lines.map(({ outcome, problems }) => [outcome, problems.map(({ fieldWords }) => fieldWords)])).toEqual([
      ['changed', []],
      ['changed', []],
      ['conflict', []],
      ['wrong', ['务工月收入']],
    ]);
    const was = JSON.stringify(
      (await all<SpellRecord>('spells')).map(({ version: _v, auditHead: _h, ...rest }) => rest).sort((x, y) => (x._id < y._id ? -1 : 1)),
    );
    await clerk().call('intake.choose', { intake: id, all: 'theirs' });
    expect(await applied(clerk(), id)).toMatchObject({ failed: 0, tally: { spells: 4 } });
    const of = async (row: Row) =>
      (await all<SpellRecord>('spells'))
        .filter(({ person }) => person === row.person._id)
        .sort((x, y) => (x.start < y.start ? -1 : 1))
        .slice(-2);
    expect(await of(a)).toMatchObject([
      { status: 'ended', end: '2025-12-31' },
      {
        status: 'open',
        start: '2026-01-01',
        end: null,
        employer: '新厂',
        monthlyFen: 520_000,
        place: { province: '北京市', city: '北京市', county: '朝阳区' },
      },
    ]);
    expect(await of(b)).toMatchObject([
      { status: 'ended', end: '2025-12-31' },
      { status: 'open', start: '2026-01-01' },
    ]);
    expect(await applied(clerk(), id, 'intake.undo')).toMatchObject({ failed: 0, tally: { undone: 4 } });
    const now = (await all<SpellRecord>('spells')).filter(({ status }) => status !== 'void');
    expect(JSON.stringify(now.map(({ version: _v, auditHead: _h, ...rest }) => rest).sort((x, y) => (x._id < y._id ? -1 : 1)))).toBe(was);
  });
});

test('a column for each month: what was read of them is shown, written as works, and says nothing new the second time', async () => {
  const rows = rowsOf(WORKING, town, ({ village }) => village === VILLAGE);
  const going = rows.find(({ spell }) => spell?.end === null && spell.start < '2026-02-01' && spell.place.county !== '') as Row;
  const recent = (await all<SpellRecord>('spells')).filter(({ end }) => end === null || end >= '2026-01-01');
  const recorded = new Set(recent.map(({ person }) => person));
  const bare = town.county.persons.find(
    ({ _id, town: of, status, born }) =>
      of === going.person.town && status === 'active' && born > '1962' && born < '2006' && !recorded.has(_id),
  ) as Row['person'];
  const heads = ['姓名', '身份证号', ...[2, 3].flatMap((month) => [`${month}月务工地`, `${month}月收入`])];
  const at = going.cells.务工所在县 as string;
  const lines = [
    ['2026年务工台账（逐月）'],
    heads,
    [going.person.name, going.person.idNumber, at, '5000', at, '5000'],
    [bare.name, bare.idNumber, '北京市朝阳区', '4000', '广东省深圳市宝安区', '5200'],
  ];
  const bytes = Buffer.from(`\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}`);
  const spellsOf = async (person: string) =>
    (await all<SpellRecord>('spells'))
      .filter((one) => one.person === person && one.status !== 'void' && one.start >= '2026-01-01')
      .sort((a, b) => (a.start < b.start ? -1 : 1));
  const before = (await spellsOf(going.person._id)).length;
  const { id } = await looked(clerk(), bytes, { asOf: '2026-03-02' });
  const found = await linesOf(clerk(), id);
  expect(found.map(({ read }) => read)).toEqual([
    `逐月的读成 1 段：2026年2月起 ${at} 月平均 5000 元`,
    '逐月的读成 2 段：2026年2月 北京市朝阳区 月平均 4000 元；2026年3月起 广东省深圳市宝安区 月平均 5200 元',
  ]);
  // Work that was going on before February is the same work: its pay alone is news.
  expect(found[0]?.changes.map(({ field, is }) => [field, is])).toEqual([['work.wage', '5000 元']]);
  expect(found[1]?.changes.map(({ field }) => field)).toEqual(['work.start', 'work.start.a']);
  await applied(clerk(), id);
  expect(await spellsOf(going.person._id)).toHaveLength(before);
  expect(before).toBe(1);
  expect((await spellsOf(bare._id)).map(({ start, end, monthlyFen }) => [start, end, monthlyFen])).toEqual([
    ['2026-02-01', '2026-02-28', 400_000],
    ['2026-03-01', null, 520_000],
  ]);
  const again = await looked(clerk(), bytes, { asOf: '2026-03-02' });
  expect((await linesOf(clerk(), again.id)).map(({ outcome, changes }) => [outcome, changes])).toEqual([
    ['same', []],
    ['same', []],
  ]);
  await applied(clerk(), id, 'intake.undo');
  expect(await spellsOf(bare._id)).toEqual([]);
});

test('a sheet put aside is not applied', async () => {
  const { id } = await looked(clerk(), fileOf(PEOPLE, people().slice(0, 2)));
  const { intake } = await clerk().call('intake.show', { intake: id });
  expect((await clerk().call('intake.drop', { intake: id, version: intake.version })).intake.status).toBe('dropped');
  expect((await town.cloud.database.all('intake_rows')).filter(({ cut }) => String(cut).startsWith(id))).toEqual([]);
  expect(await clerk().refused('intake.apply', { intake: id, version: intake.version + 1 })).toMatchObject({ code: 'not_possible_now' });
});
