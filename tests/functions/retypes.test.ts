// 照着敲 and 对账 through the functions: who may, only who differs in the order of the screens, typed by a person, confirmed or opened again by
// their next sheet and by what changes here; a field decided; their file back; our own sheets come back without a change.
import { retype } from '@shared/contract/retype';
import type { PersonRecord, RetypeRecord, SpellRecord } from '@shared/domain/records';
import { OUT_LAYOUTS } from '@shared/exchange/out-layouts';
import { readSheets } from '@shared/papers/tables/read';
import { compared, driven, fileOf, linesOf, looked, monthBefore, national, type Row, rowsOf } from '../support/sheets';
import { type Story, storyOf } from '../support/story';
import { openTown, type Town } from '../support/town';

let town: Town;
let story: Story;
const WORKING = national('working');
const VILLAGE = '140799201201';
const all = async <T>(name: string) => (await town.cloud.database.all(name)) as unknown as T[];
const clerk = () => town.as('clerk');

beforeAll(async () => {
  town = await openTown();
  story = storyOf(town, { strangers: ['cadre', 'head', 'labourer', 'visitor'], marks: [] });
  town.cloud.queries.take();
});
afterAll(() => town?.close());

/** Rows of those at work in the village, as their system would have them when nothing differs. */
const working = (): Row[] => rowsOf(WORKING, town, ({ village }) => village === VILLAGE).filter(({ spell }) => spell?.end === null);
const listed = async (status: 'open' | 'typed' | 'confirmed', source: 'working' | 'labour' = 'working') =>
  (await clerk().call('retype.list', { source, status })).items;
const cells = (row: Row, more: Record<string, string>) => ({ cells: { ...row.cells, ...more } });
let theirs: { cells: Record<string, string> }[] = [];
const who: Record<'wage' | 'moved' | 'lacking', Row> = {} as never;

describe('refused', () => {
  test('to everybody but the town’s two clerks, and never into the registry', async () => {
    for (const one of ['labourer', 'cadre', 'head', 'lead', 'visitor']) {
      expect((await town.as(one).refused('retype.sources', {})).code).toBe('not_allowed');
      expect((await town.as(one).refused('retype.list', { source: 'working', status: 'open' })).code).toBe('not_allowed');
      expect((await town.as(one).refused('retype.show', { retype: 'x' })).code).toBe('not_allowed');
    }
    const file = fileOf(WORKING, working().slice(0, 2));
    const fileID = await town.as('head').upload(file, '1.csv');
    expect(await town.as('head').refused('intake.bring', { fileID, fileName: '表.csv', compare: 'national' })).toMatchObject({
      code: 'not_allowed',
    });
    const { id } = await compared(clerk(), file);
    const { intake } = await clerk().call('intake.show', { intake: id });
    expect(intake).toMatchObject({ status: 'checked', compare: 'national' });
    expect(await clerk().refused('intake.apply', { intake: id, version: intake.version })).toMatchObject({ code: 'not_possible_now' });
  });
});

describe('照着敲', () => {
  test('only who differs is listed, in the order of the screens: what ended, then what is new', async () => {
    await compared(clerk(), fileOf(WORKING, working()));
    expect(await listed('open')).toEqual([]);
    const rows = working();
    const [wage, moved, lacking] = rows.filter((row) => row.spell?.monthlyFen && monthBefore(row, town) !== null) as [Row, Row, Row];
    Object.assign(who, { wage, moved, lacking });
    theirs = [
      ...rows.filter((row) => ![wage, moved, lacking].includes(row)),
      cells(wage, { 务工月收入: '3500' }),
      cells(moved, { 开始时间: monthBefore(moved, town) as string, 务工所在县: '北京市朝阳区', 务工月收入: '3500', 务工企业名称: '老厂' }),
      cells(moved, { 姓名: '别处来', 证件号码: '140799199001010019', 户编号: 'X9' }),
    ];
    const { task } = await compared(clerk(), fileOf(WORKING, theirs));
    expect(task).toMatchObject({ troubles: [], tally: { open: 4 } });
    const items = await listed('open');
    expect(items.map(({ kind }) => kind).sort()).toEqual(['differs', 'differs', 'ours_only', 'theirs_only']);
    expect(items.map(({ name }) => name)).toEqual(
      expect.arrayContaining([wage.person.name, moved.person.name, lacking.person.name, '别处来']),
    );

    const show = async (name: string) =>
      story.call('clerk', 'retype.show', { retype: items.find((one) => one.name === name)?.id as string });
    const one = await show(wage.person.name);
    expect(one.parts.map(({ kind, rows: own }) => [kind, own.map(({ field, theirs: was }) => [field, was])])).toEqual([
      ['change', [['work.wage', '3500']]],
    ]);
    const two = await show(moved.person.name);
    expect(two.parts.map(({ kind, words }) => [kind, words])).toEqual([
      ['end', '终止务工'],
      ['new', '新增务工记录'],
    ]);
    const spell = moved.spell as SpellRecord;
    expect(two.parts[0]?.rows[0]).toMatchObject({ field: 'work.end', theirs: '还在干', copies: true });
    expect(`${two.parts[0]?.rows[0]?.ours}` < `${spell.start.slice(0, 4)}年${spell.start.slice(5, 7)}月`).toBe(true);
    const fields = two.parts[1]?.rows.map(({ field }) => field) ?? [];
    const order = WORKING.columns.map(({ field }) => field).filter((field) => fields.includes(field));
    expect(fields).toEqual(order);
    expect(JSON.stringify([one, two])).not.toContain(moved.person.idNumber);
    expect((await show(lacking.person.name)).parts.map(({ kind }) => kind)).toEqual(['new']);
  });

  test('a whole number is given once a request, with its reason in the trail', async () => {
    const [item] = (await listed('open')).filter(({ name }) => name === who.wage.person.name);
    const { value } = await story.call('clerk', 'retype.number', { retype: item?.id as string, field: 'idNumber' });
    expect(value).toBe(who.wage.person.idNumber);
    const noted = (await all<{ verb: string; detail?: { reason?: string; retype?: string } }>('audits')).filter(
      ({ verb }) => verb === 'reveal',
    );
    expect(noted.some(({ detail }) => detail?.reason === '照着敲' && detail.retype === item?.id)).toBe(true);
  });

  test('typed by a person; what then changes here, or still differs in their next sheet, is open again and says since when', async () => {
    for (const row of [who.wage, who.moved, who.lacking]) {
      const item = (await listed('open')).find(({ name }) => name === row.person.name);
      const shown = await story.call('clerk', 'retype.typed', { retype: item?.id as string, version: item?.version as number });
      expect(shown.item).toMatchObject({ status: 'typed', typedBy: expect.any(String) });
    }
    expect((await listed('typed')).map(({ name }) => name).sort()).toEqual(
      [who.wage, who.moved, who.lacking].map(({ person }) => person.name).sort(),
    );
    const { sources } = await story.call('clerk', 'retype.sources', {});
    expect(sources).toMatchObject([{ source: 'working', open: 1, typed: 3 }]);

    // Somebody changes the pay here after it was typed.
    const spell = (await all<SpellRecord>('spells')).find(({ _id }) => _id === who.wage.spell?._id) as SpellRecord;
    await town.cloud.database.put('spells', { ...spell, monthlyFen: 987_600 } as never);
    const again = (await listed('open')).find(({ name }) => name === who.wage.person.name);
    expect(again).toMatchObject({ status: 'open' });
    expect(again?.why).toContain('录完以后，名册里又改了');

    // Their next sheet: the one who lacked is there, the one who moved is as before, the pay agrees.
    const rows = working().filter((row) => row.person._id !== who.moved.person._id && row.person._id !== who.wage.person._id);
    const next = [...rows, theirs.find(({ cells: one }) => one.务工企业名称 === '老厂') as Row, cells(who.wage, { 务工月收入: '9876' })];
    await compared(clerk(), fileOf(WORKING, next));
    const open = await listed('open');
    expect(open.map(({ name }) => name)).toEqual([who.moved.person.name]);
    expect(open[0]?.why).toMatch(/录过，.*的表里还是不一样/);
    const confirmed = (await listed('confirmed')).map(({ name }) => name);
    expect(confirmed).toEqual(expect.arrayContaining([who.wage.person.name, who.lacking.person.name, '别处来']));
  });

  test('a sheet of before it was typed opens nothing again', async () => {
    const [item] = await listed('open');
    await clerk().call('retype.typed', { retype: item?.id as string, version: item?.version as number });
    const old = theirs.filter(({ cells: one }) => one.务工企业名称 === '老厂');
    const rows = working().filter((row) => ![who.moved.person._id, who.wage.person._id].includes(row.person._id));
    await compared(clerk(), fileOf(WORKING, [...rows, ...old, cells(who.wage, { 务工月收入: '9876' })]), { asOf: '2026-01-31' });
    expect(await listed('open')).toEqual([]);
    const typed = await listed('typed');
    expect(typed.map(({ name }) => name)).toEqual([who.moved.person.name]);
    // It was not typed after all.
    const undone = await clerk().call('retype.typed', { retype: typed[0]?.id as string, version: typed[0]?.version as number, undo: true });
    expect(undone.item.status).toBe('open');
  });
});

describe('对账', () => {
  let bytes: Uint8Array;
  let people: Row[] = [];
  beforeAll(async () => {
    const { default: ExcelJS } = await import('exceljs');
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('就业站');
    sheet.addRow(['姓名', '身份证号', '文化程度', '务工时间起', '务工开始时间', '务工单位', '联系电话']);
    people = working()
      .filter(({ person, spell }) => person.phone && person.schooling && spell?.employer)
      .slice(0, 4);
    for (const [i, { person, spell }] of people.entries())
      sheet.addRow([
        person.name,
        person.idNumber,
        i === 0 ? (person.schooling === '小学' ? '初中' : '小学') : person.schooling,
        '',
        spell?.start.slice(0, 7),
        i === 1 ? '别的厂' : i === 2 ? '' : spell?.employer,
        i === 3 ? '19900000001' : person.phone,
      ]);
    bytes = new Uint8Array(await book.xlsx.writeBuffer());
    await compared(clerk(), bytes, { compare: 'labour', name: '就业站.xlsx' });
  });
  const of = async (row: Row) => (await listed('open', 'labour')).find(({ name }) => name === row.person.name);
  const partOf = async (row: Row) => {
    const shown = await clerk().call('retype.show', { retype: (await of(row))?.id as string });
    const part = shown.parts[0];
    return { shown, part, row: part?.rows[0] };
  };

  test('what differs is listed by field and village; theirs is an edit like any other, ours and waiting are kept with a word', async () => {
    const items = await listed('open', 'labour');
    expect(items.map(({ fields }) => fields[0]?.field).sort()).toEqual(['phone', 'schooling', 'work.employer', 'work.employer']);
    expect(
      (await clerk().call('retype.list', { source: 'labour', status: 'open', field: 'schooling', village: VILLAGE })).items,
    ).toHaveLength(1);
    const decide = async (row: Row, how: 'ours' | 'theirs' | 'wait', word?: string) => {
      const { shown, part, row: diff } = await partOf(row);
      return story.call('clerk', 'retype.decide', {
        retype: shown.item.id,
        version: shown.item.version,
        part: part?.key as string,
        field: diff?.field as string,
        how,
        ...(word ? { word } : {}),
      });
    };
    const [schooling, employer, , phone] = people as [Row, Row, Row, Row];
    const wanted = (await partOf(schooling)).row?.theirs;
    const { item } = await decide(schooling, 'theirs');
    expect(item.agrees).toBe(true);
    const stored = (await all<PersonRecord>('persons')).find(({ _id }) => _id === schooling.person._id);
    expect(stored?.schooling).toBe(wanted);
    const history = await all<{ record: string; action: string }>('field_history');
    expect(history.some((one) => one.record === schooling.person._id && one.action === 'retype.decide')).toBe(true);

    const bare = await partOf(employer);
    expect(
      await clerk().refused('retype.decide', {
        retype: bare.shown.item.id,
        version: bare.shown.item.version,
        part: bare.part?.key,
        field: 'work.employer',
        how: 'wait',
      }),
    ).toMatchObject({ code: 'bad_input' });
    expect((await decide(phone, 'wait', '等他回电话')).parts[0]?.rows[0]).toMatchObject({ how: 'wait', word: '等他回电话', sealed: true });
    expect((await decide(employer, 'ours')).parts[0]?.rows[0]?.how).toBe('ours');
  });

  test('their file back: ours where it was decided or they had nothing, 对不上 where not; another file is refused', async () => {
    const REASON = '每月和就业站对账';
    const other = await clerk().upload(new Uint8Array([...bytes, 0]), '2.xlsx');
    expect(await clerk().refused('retype.back', { source: 'labour', fileID: other, reason: REASON })).toMatchObject({
      code: 'file_refused',
    });
    const fileID = await clerk().upload(bytes, '1.xlsx');
    const back = await story.call('clerk', 'retype.back', { source: 'labour', fileID, reason: REASON });
    expect(back).toMatchObject({ filled: 2, differing: 1 });
    const rows = (await readSheets(new Uint8Array(await (await fetch(back.file.url)).arrayBuffer())))[0]?.rows ?? [];
    expect(rows[0]?.at(-1)).toBe('对不上');
    const row = (one: Row | undefined) => rows.find((list) => list[1] === one?.person.idNumber) ?? [];
    expect(row(people[1])[5]).toBe(people[1]?.spell?.employer);
    expect(row(people[2])[5]).toBe(people[2]?.spell?.employer);
    expect(row(people[3])[7]).toContain('等他回电话');
    expect(row(people[3])[6]).toBe('19900000001');
  });
});

describe('对账 of work, with a sheet that came as text', () => {
  const HEADS = '姓名,身份证号,务工开始时间,务工结束时间,务工地点,务工单位,月收入,备注';
  let bytes: Buffer;
  let ended: Row;
  let going: Row;
  let paid: Row;
  let idle: PersonRecord;
  const line = ({ person }: Pick<Row, 'person'>, cells: string[]) => [person.name, `\t${person.idNumber}`, ...cells].join(',');
  const of = async (id: string) => (await listed('open', 'labour')).find(({ person }) => person === id);
  const spellsOf = async (id: string) => (await all<SpellRecord>('spells')).filter(({ person }) => person === id);

  beforeAll(async () => {
    const rows = rowsOf(WORKING, town, ({ village }) => village === VILLAGE);
    const people = new Map<string, Row[]>();
    for (const row of rows) people.set(row.person._id, [...(people.get(row.person._id) ?? []), row]);
    const single = [...people.values()].flatMap((own) => (own.length === 1 ? own : []));
    ended = single.find(({ spell }) => spell?.end && spell.end < '2026-01-01') as Row;
    [going, paid] = rows
      .filter(({ spell }) => spell?.end === null && spell.employer && spell.start < '2026-02-20')
      .sort((a, b) => ((a.spell?.start ?? '') < (b.spell?.start ?? '') ? -1 : 1)) as [Row, Row];
    idle = (await all<PersonRecord>('persons')).find(
      ({ _id, status, village, born }) => status === 'active' && village === VILLAGE && born > '1975' && born < '2000' && !people.has(_id),
    ) as PersonRecord;
    const plain = town.county.persons.find(({ _id }) => _id === idle._id) as Row['person'];
    const place = ({ cells: own }: Row) => own.务工所在县 as string;
    const rest = ({ spell }: Row) => [spell?.employer ?? '', spell?.monthlyFen ? String(spell.monthlyFen / 100) : ''];
    bytes = Buffer.from(
      `\uFEFF${[
        HEADS,
        line(ended, [ended.spell?.start.slice(0, 7) as string, '', place(ended), ...rest(ended), '"老表, 勿动"']),
        line(going, [going.spell?.start.slice(0, 7) as string, '2026-02', place(going), ...rest(going), '']),
        line(paid, [paid.spell?.start.slice(0, 7) as string, '', place(paid), '', rest(paid)[1] as string, '']),
        line({ person: plain }, ['2025-11', '', '北京市朝阳区', '朝阳餐饮', '4200', '']),
      ].join('\r\n')}\r\n`,
    );
    await compared(clerk(), bytes, { compare: 'labour', name: '就业站.csv' });
  });

  const take = async (id: string, field: string) => {
    const item = await of(id);
    const shown = await clerk().call('retype.show', { retype: item?.id as string });
    const part = shown.parts.find(({ rows }) => rows.some((row) => row.field === field));
    expect(part?.rows.find((row) => row.field === field)).toMatchObject({ takes: true, note: expect.stringContaining('用他们的：') });
    return story.call('clerk', 'retype.decide', {
      retype: shown.item.id,
      version: shown.item.version,
      part: part?.key as string,
      field,
      how: 'theirs',
    });
  };

  test('what they say goes on is opened again, what they say is over ends, work only they have begins: by moves like any other', async () => {
    const again = await take(ended.person._id, 'work.end');
    expect(again.item.agrees).toBe(true);
    expect((await spellsOf(ended.person._id)).map(({ status, end }) => [status, end])).toEqual([['open', null]]);

    const over = await take(going.person._id, 'work.end');
    expect(over.item.agrees).toBe(true);
    expect((await spellsOf(going.person._id)).find(({ _id }) => _id === going.spell?._id)).toMatchObject({
      status: 'ended',
      end: '2026-02-28',
      endReason: '就业站的表里已经结束',
    });

    const begun = await take(idle._id, 'work.end');
    expect(begun.item.agrees).toBe(true);
    expect(await spellsOf(idle._id)).toMatchObject([
      { status: 'open', start: '2025-11-01', place: { county: '朝阳区' }, employer: '朝阳餐饮', monthlyFen: 420_000 },
    ]);
    const history = await all<{ action: string; record: string }>('field_history');
    expect(history.filter(({ action }) => action === 'retype.decide').length).toBeGreaterThanOrEqual(3);
  });

  test('it goes back as the text it came as: same columns, signs and line ends, ours where they had nothing', async () => {
    const fileID = await clerk().upload(bytes, '1.csv');
    const back = await clerk().call('retype.back', { source: 'labour', fileID, reason: '每月和就业站对账' });
    expect(back.file.name).toMatch(/^就业站-对过-.*\.csv$/);
    const text = Buffer.from(await (await fetch(back.file.url)).arrayBuffer()).toString('utf8');
    const was = bytes.toString('utf8').split('\r\n');
    const is = text.split('\r\n');
    expect(is.length).toBe(was.length);
    expect(is[0]).toBe(`${was[0]},对不上`);
    expect(is[1]).toBe(`${was[1]},`);
    expect(is[3]).toBe(`${(was[3] as string).replace(/,,([^,]*),$/, `,${paid.spell?.employer},$1,`)},`);
    const read = (await readSheets(Buffer.from(text)))[0]?.rows ?? [];
    expect(read[3]?.[1]).toBe(paid.person.idNumber);
  });
});

test('what goes out in each national layout comes back in without a change', async () => {
  const planner = (await all<PersonRecord>('persons')).find(({ village, status }) => village === VILLAGE && status === 'active');
  const workWish = { ...planner?.workWish, plans: true, needs: [] };
  await town.cloud.database.put('persons', { ...planner, workWish } as never);
  for (const { id } of OUT_LAYOUTS.filter((one) => one.id.startsWith('national-'))) {
    const input = { layout: id, place: VILLAGE, full: true, changes: false, reason: '报国家系统' };
    const { export: begun } = await clerk().call('export.begin', input);
    await driven(clerk(), begun.task as string);
    const { file } = await clerk().call('export.fetch', { export: begun.id });
    const bytes = new Uint8Array(await (await fetch(file.url)).arrayBuffer());
    const { id: intake, task, shown } = await looked(clerk(), bytes, { name: '回来.xlsx' });
    expect(shown.columns.filter(({ state }) => state === 'ask')).toEqual([]);
    const lines = await linesOf(clerk(), intake);
    expect(lines.length).toBeGreaterThan(0);
    expect(
      lines
        .filter(({ outcome }) => outcome !== 'same')
        .map(({ name, blocked, problems, changes }) => ({ id, name, blocked, problems, changes })),
    ).toEqual([]);
    expect(task.tally).toEqual({});
  }
});

describe('through all of it', () => {
  test('strangers learnt nothing, the same twice had the same answer, no number stands in what is kept', async () => {
    expect(story.leaks).toEqual([]);
    expect(story.twice).toEqual([]);
    const numbers = town.county.persons.flatMap(({ idNumber, phone }) => [idNumber, phone].filter((one): one is string => one !== null));
    const kept = JSON.stringify([await all<RetypeRecord>('retypes'), await all('audits'), town.cloud.logs.take()]);
    expect(numbers.filter((number) => kept.includes(number))).toEqual([]);
  });

  test('every query had an index and examined little more than it gave', async () => {
    await story.call('clerk', 'retype.list', { source: 'working', status: 'confirmed' });
    const queries = town.cloud.queries.take();
    expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20).slice(0, 5)).toEqual([]);
  });

  test('every action was in the story', () => {
    const told = new Set<string>(story.told.map(({ action }) => action));
    expect(Object.keys(retype).filter((name) => !told.has(name))).toEqual([]);
  });
});
