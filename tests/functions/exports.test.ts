// Sheets that go out, through the functions: who may take what, by two where it must be, whole and right when read again, resumable, swept.
import * as exporting from '@shared/contract/export';
import { maskIdNumber } from '@shared/domain/masks';
import type { ExportPartRecord, HouseholdRecord, PersonRecord, SpellRecord } from '@shared/domain/records';
import { layoutOf } from '@shared/exchange/out-layouts';
import { readSheets } from '@shared/papers/tables/read';
import { type Story, storyOf } from '../support/story';
import { openTown, type Town } from '../support/town';

let town: Town;
let story: Story;
const VILLAGE = '140799201201';
const TOWN = '140799201000';
const BASE = { layout: 'national-people', place: VILLAGE, full: true, changes: false, reason: '报国家系统' } as const;

beforeAll(async () => {
  town = await openTown();
  story = storyOf(town, { strangers: ['cadre_other', 'labourer', 'visitor'], marks: [] });
  town.cloud.queries.take();
  town.cloud.logs.take();
});
afterAll(() => town?.close());

const all = async <T>(collection: string): Promise<T[]> => (await town.cloud.database.all(collection)) as unknown as T[];
const fetched = async (url: string): Promise<string[][]> => {
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  return (await readSheets(new Uint8Array(await answer.arrayBuffer())))[0]?.rows ?? [];
};
async function driven(who: string, id: string): Promise<void> {
  const { export: one } = await town.as(who).call('export.show', { export: id });
  for (;;) {
    const { task } = await town.as(who).call('task.drive', { task: one.task as string });
    if (task.state !== 'running') return expect(task.state).toBe('finished');
  }
}
async function sheet(who: string, input: Partial<typeof BASE> | object): Promise<string[][]> {
  const { export: begun } = await story.call(who, 'export.begin', { ...BASE, ...input } as typeof BASE);
  await driven(who, begun.id);
  const { file } = await story.call(who, 'export.fetch', { export: begun.id });
  return fetched(file.url);
}
/** What a Word file says. */
async function wordText(url: string): Promise<string> {
  const { default: Zip } = await import('pizzip');
  const xml = new Zip(Buffer.from(await (await fetch(url)).arrayBuffer())).file('word/document.xml')?.asText() ?? '';
  return xml.replace(/<[^>]+>/g, '');
}
/** Rows as heads → cells. */
function table(rows: string[][], head: number): Record<string, string>[] {
  const heads = rows[head] ?? [];
  return rows.slice(head + 1).map((row) => Object.fromEntries(heads.map((name, at) => [name, row[at] ?? ''])));
}

describe('refused', () => {
  test('to residents, to other villages, whole numbers to a cadre, without a reason, of a layout that is none', async () => {
    expect((await town.as('labourer').refused('export.begin', BASE)).code).toBe('not_allowed');
    expect((await town.as('cadre_other').refused('export.begin', BASE)).code).toBe('not_allowed');
    expect((await town.as('cadre').refused('export.begin', BASE)).code).toBe('not_allowed');
    expect((await town.as('clerk').refused('export.begin', { ...BASE, reason: '' })).code).toBe('bad_input');
    expect((await town.as('clerk').refused('export.begin', { ...BASE, layout: 'all-numbers' })).code).toBe('not_found');
    expect((await town.as('clerk').refused('export.begin', { ...BASE, layout: 'survey', changes: true })).code).toBe('bad_input');
  });
});

test('a village’s sheet has the national columns in their order, one row a person, numbers whole and as text', async () => {
  const rows = await sheet('clerk', {});
  const layout = layoutOf('national-people');
  expect(rows[0]?.[0]).toBe('（自定义）监测对象信息');
  expect(rows[2]).toEqual(layout?.columns.map(({ head }) => head));
  const read = table(rows, 2);
  const here = town.county.persons.filter(({ village, status }) => village === VILLAGE && status === 'active');
  expect(read.map((row) => row.证件号码).sort()).toEqual(here.map(({ idNumber }) => idNumber).sort());
  const one = here.find(({ _id }) => _id === town.personOf('labourer'));
  expect(read.find((row) => row.证件号码 === one?.idNumber)).toMatchObject({
    姓名: one?.name,
    行政村: '石桥村',
    与户主关系: one?.relation,
    劳动技能: one?.labourSkill,
    家庭成员联系电话: one?.phone ?? '',
  });
});

test('present work goes out in the words of the monthly form', async () => {
  const read = table(await sheet('clerk', { layout: 'national-working' }), 2);
  const spells = (await all<SpellRecord>('spells')).filter(({ end, village }) => end === null && village === VILLAGE);
  const alive = new Set((await all<PersonRecord>('persons')).filter(({ status }) => status === 'active').map(({ _id }) => _id));
  expect(read).toHaveLength(spells.filter(({ person }) => alive.has(person)).length);
  for (const row of read) {
    expect(row.是否已务工).toBe('是');
    expect(row.开始时间).toMatch(/^\d{4}年\d{2}月$/);
    expect(['是', '否', '']).toContain(row.是否点对点输送);
  }
});

test('without whole numbers they are masked, and a cadre may have that', async () => {
  const read = table(await sheet('cadre', { full: false, layout: 'survey' }), 0);
  const numbers = town.county.persons.flatMap(({ idNumber, phone }) => [idNumber, phone].filter((one): one is string => one !== null));
  const text = JSON.stringify(read);
  expect(numbers.filter((number) => text.includes(number))).toEqual([]);
  const one = town.county.persons.find(({ _id }) => _id === town.personOf('labourer'));
  expect(read.map((row) => row.证件号码)).toContain(maskIdNumber(one?.idTail ?? ''));
});

test('the whole township’s numbers leave by two people, one of whom may say no', async () => {
  const asked = await story.call('clerk', 'export.begin', { ...BASE, place: TOWN });
  expect(asked.export).toMatchObject({ status: 'asked', task: null, can: [] });
  expect((await town.as('clerk').refused('export.agree', { export: asked.export.id, version: asked.export.version, yes: true })).code).toBe(
    'not_allowed',
  );
  expect((await town.as('clerk').refused('export.fetch', { export: asked.export.id })).code).toBe('not_possible_now');
  const listed = await story.call('clerk2', 'export.list', {});
  expect(listed.items.find(({ id }) => id === asked.export.id)?.can).toEqual(['agree']);
  const yes = await story.call('clerk2', 'export.agree', { export: asked.export.id, version: asked.export.version, yes: true });
  expect(yes.export).toMatchObject({ status: 'running', agreed: { yes: true } });
  await driven('clerk', asked.export.id);
  expect((await town.as('clerk2').refused('export.fetch', { export: asked.export.id })).code).toBe('not_allowed');
  const { file } = await story.call('clerk', 'export.fetch', { export: asked.export.id });
  const active = town.county.persons.filter(({ status }) => status === 'active').length;
  expect((await fetched(file.url)).length).toBe(active + 3);

  const again = await story.call('clerk', 'export.begin', { ...BASE, place: TOWN });
  const no = await story.call('clerk2', 'export.agree', { export: again.export.id, version: again.export.version, yes: false });
  expect(no.export).toMatchObject({ status: 'refused', task: null });
  // Masked, one is enough.
  expect((await town.as('clerk').call('export.begin', { ...BASE, place: TOWN, full: false })).export.status).toBe('running');
});

test('a changes-only sheet holds who differs from the last one, also when that one was cut off in the middle', async () => {
  const input = { layout: 'county', changes: true } as const;
  const whole = await sheet('clerk', { layout: 'county' });
  expect(whole.length).toBeGreaterThan(10);
  expect(await sheet('clerk', input)).toHaveLength(1);
  const person = (await all<PersonRecord>('persons')).find(({ _id }) => _id === town.personOf('labourer')) as PersonRecord;
  await town.cloud.database.put('persons', { ...person, schooling: '高中' } as never);
  // Begun and never finished: what it would have told is still to be told.
  const cut = await town.as('clerk').call('export.begin', { ...BASE, ...input });
  const [household] = await all<HouseholdRecord>('households');
  expect(household).toBeDefined();
  const first = await town.as('clerk').call('export.show', { export: cut.export.id });
  await town.as('clerk').call('task.stop', { task: first.export.task as string });
  const rows = table(await sheet('clerk', input), 0);
  expect(rows.map((row) => row.姓名)).toEqual([person.name]);
  expect(rows[0]?.文化程度).toBe('高中');
  expect(await sheet('clerk', input)).toHaveLength(1);
});

test('packed pieces go once the sheet is there, and the sheet after an hour', async () => {
  expect((await all<ExportPartRecord>('export_parts')).filter(({ fileID }) => fileID === '')).toEqual([]);
  const { items } = await town.as('clerk').call('export.list', {});
  const ready = items.find(({ status, mine }) => status === 'ready' && mine);
  expect(ready).toBeDefined();
  town.cloud.clock.advance(3_700_000);
  expect((await town.as('clerk').call('export.show', { export: ready?.id as string })).export).toMatchObject({ status: 'over', can: [] });
  expect((await town.as('clerk').refused('export.fetch', { export: ready?.id })).code).toBe('not_possible_now');
});

describe('on paper and in somebody else’s sheet', () => {
  const REASON = '入户核对信息';

  test('a 组’s papers name everybody, hold no number, and are only for those of the place', async () => {
    expect((await town.as('cadre_other').refused('export.paper', { village: VILLAGE, reason: REASON })).code).toBe('not_allowed');
    const { file, households } = await story.call('cadre', 'export.paper', { village: VILLAGE, group: '二组', reason: REASON });
    const homes = town.county.households.filter(
      ({ village, group, status }) => village === VILLAGE && group === '二组' && status === 'active',
    );
    expect(households).toBe(homes.length);
    const text = await wordText(file.url);
    const members = town.county.persons.filter(
      ({ household, status }) => status === 'active' && homes.some(({ _id }) => _id === household),
    );
    for (const { name, relation } of members) expect(text).toContain(`${name}（${relation}）`);
    for (const { idNumber, phone } of members) {
      expect(text).not.toContain(idNumber);
      if (phone) expect(text).not.toContain(phone);
    }
    expect(text).toContain('核对后（不对的写在这里）');
  });

  test('a template with heads of two rows is filled by them, keeps its look, and says what it left empty', async () => {
    const { default: ExcelJS } = await import('exceljs');
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('上报表');
    sheet.addRow(['青石乡脱贫劳动力务工情况统计表']);
    sheet.mergeCells('A1:H1');
    sheet.addRow(['序号', '村名', '姓名', '身份证号', '务工情况', '', '', '领导签字']);
    sheet.mergeCells('E2:G2');
    sheet.addRow(['', '', '', '', '务工地点', '务工企业', '月工资（元）', '']);
    for (const column of ['A', 'B', 'C', 'D', 'H']) sheet.mergeCells(`${column}2:${column}3`);
    const upload = async () => town.as('clerk').upload(new Uint8Array(await book.xlsx.writeBuffer()), 'up.xlsx');
    expect(
      (await town.as('cadre').refused('export.fill', { fileID: await upload(), village: VILLAGE, full: true, reason: REASON })).code,
    ).toBe('not_allowed');
    const { file, rows, filled, left } = await story.call('clerk', 'export.fill', {
      fileID: await upload(),
      village: VILLAGE,
      full: true,
      reason: REASON,
    });
    const here = town.county.persons.filter(({ village, status }) => village === VILLAGE && status === 'active');
    expect(rows).toBe(here.length);
    expect(filled.map(({ words }) => words)).toEqual(
      expect.arrayContaining(['序号', '行政村', '姓名', '证件号码', '务工企业名称', '务工月收入']),
    );
    expect(left).toEqual(['领导签字']);
    const read = await fetched(file.url);
    expect(read[0]?.[0]).toBe('青石乡脱贫劳动力务工情况统计表');
    const body = read.slice(3);
    expect(body).toHaveLength(here.length);
    expect(body.map((row) => row[3]).sort()).toEqual(here.map(({ idNumber }) => idNumber).sort());
    const one = here.find(({ _id }) => _id === town.personOf('labourer'));
    const spell = (await all<SpellRecord>('spells')).find(({ person, end }) => person === one?._id && end === null);
    const row = body.find((cells) => cells[3] === one?.idNumber);
    expect(row?.slice(1, 3)).toEqual(['石桥村', one?.name]);
    expect(row?.[5] ?? '').toBe(spell?.employer ?? '');
  });

  test('a head that was said for a sheet that came in is filled by that answer', async () => {
    const clerk = town.as('clerk');
    const head = '手里的号';
    const book = async () => {
      const { default: ExcelJS } = await import('exceljs');
      const made = new ExcelJS.Workbook();
      made.addWorksheet('一').addRow(['姓名', '身份证号', head]);
      return clerk.upload(new Uint8Array(await made.xlsx.writeBuffer()), 'head.xlsx');
    };
    const fill = async () => clerk.call('export.fill', { fileID: await book(), village: VILLAGE, full: true, reason: REASON });
    expect((await fill()).left).toEqual([head]);
    const one = town.county.persons.find(({ village, status, phone }) => village === VILLAGE && status === 'active' && phone);
    const csv = `姓名,身份证号,${head}\r\n${one?.name},${one?.idNumber},${one?.phone}\r\n`;
    const { intake } = await clerk.call('intake.bring', { fileID: await clerk.upload(Buffer.from(csv), '1.csv'), fileName: '表.csv' });
    const columns = [{ at: 2, field: 'phone' }];
    await clerk.call('intake.columns', { intake: intake.id, version: intake.version, asOf: intake.asOf, columns, words: [] });
    const { left, file } = await fill();
    expect(left).toEqual([]);
    const row = (await fetched(file.url)).find((cells) => cells[1] === one?.idNumber);
    expect(row?.[2]).toBe(one?.phone);
  });

  test('a sheet without heads that are known, or no sheet at all, is refused in words', async () => {
    const { default: ExcelJS } = await import('exceljs');
    const book = new ExcelJS.Workbook();
    book.addWorksheet('一').addRow(['甲', '乙', '丙']);
    const fileID = await town.as('clerk').upload(new Uint8Array(await book.xlsx.writeBuffer()), 'no.xlsx');
    const refusal = await town.as('clerk').refused('export.fill', { fileID, village: VILLAGE, full: false, reason: REASON });
    expect(refusal).toMatchObject({ code: 'file_refused', message: '表里没找到「姓名」「证件号码」这些栏。' });
  });
});

describe('through all of it', () => {
  test('strangers learnt nothing, the same twice had the same answer, no number stands in answers, logs or records', async () => {
    await story.call('clerk', 'export.layouts', {});
    const { items } = await story.call('clerk', 'export.list', { limit: 1 });
    await story.call('clerk', 'export.show', { export: items[0]?.id as string });
    expect(story.leaks).toEqual([]);
    expect(story.twice).toEqual([]);
    const numbers = town.county.persons.flatMap(({ idNumber, phone, account }) => [idNumber, phone, account?.number].filter((one) => one));
    const kept = JSON.stringify([story.told, await all('exports'), await all('export_marks'), await all('audits'), town.cloud.logs.take()]);
    expect(numbers.filter((number) => kept.includes(number as string))).toEqual([]);
  });

  test('every query had an index and examined little more than it gave', () => {
    const queries = town.cloud.queries.take();
    expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20).slice(0, 5)).toEqual([]);
  });

  test('every action was in the story', () => {
    const told = new Set<string>(story.told.map(({ action }) => action));
    expect(Object.keys(exporting.exporting).filter((name) => !told.has(name))).toEqual([]);
  });
});
