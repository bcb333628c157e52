// A spreadsheet of postings: who may not and which files are refused; looked at without touching the board; mended, brought in once whatever
// is sent again; taken back as far as nobody has checked it.
import type { EmployerRecord, PostingRecord } from '@shared/domain/records';
import { applied, bookOf, HEADS, linesOf, looked, row } from '../support/posting-sheets';
import { driven } from '../support/sheets';
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

const clerk = () => town.as('labour_clerk');
const onBoard = async () =>
  ((await town.cloud.database.all('postings')) as unknown as PostingRecord[]).filter(({ sheet, status }) => sheet && status !== 'dropped');
const stored = async (id: string) => (await town.cloud.database.get('postings', id)) as unknown as PostingRecord;

describe('refused', () => {
  test('who writes no postings, and who writes them elsewhere', async () => {
    const sheet = await looked(clerk(), await bookOf([row(1)]));
    for (const who of ['labourer', 'visitor', 'payer', 'admin', 'lead', 'auditor']) {
      expect(await town.as(who).refused('sheet.list', {})).toMatchObject({ code: 'not_allowed' });
      expect(await town.as(who).refused('sheet.apply', { sheet: sheet.id, version: sheet.version, drafts: true })).toMatchObject({
        code: 'not_allowed',
      });
    }
    // A village's cadre does not reach the township's sheet, nor the work on it.
    for (const who of ['cadre', 'cadre_other']) {
      expect(await town.as(who).refused('sheet.show', { sheet: sheet.id })).toMatchObject({ code: 'not_found' });
      expect(await town.as(who).refused('sheet.apply', { sheet: sheet.id, version: sheet.version, drafts: true })).toMatchObject({
        code: 'not_found',
      });
      const fixes = { headcount: '1' };
      expect(await town.as(who).refused('sheet.mend', { sheet: sheet.id, row: 3, version: 0, fixes, choice: '' })).toMatchObject({
        code: 'not_found',
      });
    }
    const village = await looked(town.as('cadre'), await bookOf([row(1)]));
    expect(await town.as('cadre_other').refused('sheet.look', { sheet: village.id })).toMatchObject({ code: 'not_found' });
    expect((await clerk().call('sheet.show', { sheet: village.id })).sheet.villageName).not.toBe('');
    const { task } = await clerk().call('sheet.apply', { sheet: sheet.id, version: sheet.version, drafts: true });
    expect(await town.as('cadre').refused('task.drive', { task: task.id })).toMatchObject({ code: 'not_found' });
    await driven(clerk(), task.id);
    expect(await onBoard()).toHaveLength(1);
  });

  test.each([
    ['no spreadsheet', async () => Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 1, 2]), 'pdf', '打不开'],
    ['an old one', async () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'xls', '老格式'],
    ['one of people', async () => Buffer.from('姓名,证件号码,户编号\n某某,140799199001011234,1'), 'csv', '没找到'],
    ['an empty one', async () => bookOf([]), 'xlsx', '没找到'],
    [
      'too many rows',
      async () => Buffer.from(`用人单位,岗位\n${Array.from({ length: 2001 }, (_, n) => `第${n}厂,缝纫工`).join('\n')}`),
      'csv',
      '最多收 2000 行',
    ],
    ['too large', async () => Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 'csv', '超过 10 兆'],
  ])('%s', async (_name, bytes, extension, words) => {
    const fileID = await clerk().upload(await bytes(), `1.${extension}`);
    const refusal = await clerk().refused('sheet.bring', { fileID, fileName: `表.${extension}` });
    expect(refusal.code).toBe('file_refused');
    expect(refusal.message).toContain(words);
    expect(refusal.next ?? '').not.toBe('');
    expect(await town.cloud.storage.read(fileID)).toBeNull();
  });

  test('columns that make no posting, texts that cannot be read, steps out of turn', async () => {
    const fileID = await clerk().upload(await bookOf([row(2)]), '1.xlsx');
    const { sheet } = await clerk().call('sheet.bring', { fileID, fileName: '表.xlsx' });
    const say = (columns: { at: number; field: string }[]) =>
      clerk().refused('sheet.columns', { sheet: sheet.id, version: sheet.version, columns });
    expect((await say([{ at: 2, field: '' }])).fields?.columns).toContain('哪一栏是岗位');
    expect((await say([{ at: 0, field: 'title' }])).fields?.columns).toContain('选了两栏');
    expect((await say([{ at: 0, field: 'nothing' }])).code).toBe('bad_input');
    expect(await clerk().refused('sheet.apply', { sheet: sheet.id, version: sheet.version, drafts: true })).toMatchObject({
      code: 'not_possible_now',
    });
    expect(await clerk().refused('sheet.undo', { sheet: sheet.id, version: sheet.version })).toMatchObject({ code: 'not_possible_now' });
    const other = await looked(clerk(), await bookOf([row(2)]));
    const texts = { until: '下个月' };
    expect((await clerk().refused('sheet.fill', { sheet: other.id, version: other.version, texts })).fields).toHaveProperty('until');
    expect(await clerk().refused('sheet.fill', { sheet: other.id, version: 0, texts: {} })).toMatchObject({ code: 'changed_meanwhile' });
  });
});

describe('looked at', () => {
  test('every row is told: new, lacking, said twice, of a stopped employer; the board is not touched', async () => {
    const before = await town.cloud.database.all('postings');
    const [first] = (await town.cloud.database.all('employers')) as unknown as EmployerRecord[];
    const fields = {
      name: '停了的厂',
      kind: 'company' as const,
      place: { province: '', city: '', county: '', address: '' },
      contact: { name: '', phone: '' },
      note: '',
    };
    const { employer } = await clerk().call('employer.save', { employer: null, version: null, fields });
    await clerk().call('employer.stop', { employer: employer.id, version: employer.version, why: '收了押金不退' });
    const sheet = await looked(
      clerk(),
      await bookOf([
        row(11),
        row(12, { 薪资待遇: '面议', 截止日期: '长期' }),
        row(11),
        row(13, { 用人单位: '停了的厂' }),
        row(14, { 招聘人数: '若干' }),
      ]),
    );
    expect(sheet.tally).toEqual({ new: 1, lacking: 2, twice: 1, stopped: 1 });
    expect(sheet.lacks.map(({ field, rows }) => [field, rows])).toEqual([
      ['headcount', 1],
      ['payMin', 1],
      ['until', 1],
    ]);
    const lines = await linesOf(clerk(), sheet.id);
    expect(lines.map(({ rowWords, outcome }) => [rowWords, outcome])).toEqual([
      ['第 3 行', 'new'],
      ['第 4 行', 'lacking'],
      ['第 5 行', 'twice'],
      ['第 6 行', 'stopped'],
      ['第 7 行', 'lacking'],
    ]);
    expect(lines[1]?.lacks[0]?.words).toContain('表里写的「面议」');
    expect(lines[2]?.twice).toBe('第 3 行');
    expect(lines.map(({ like }) => like)).toEqual([null, null, null, null, null]);
    expect(await town.cloud.database.all('postings')).toEqual(before);
    expect(first?._id).not.toBe(employer.id);
    // 学历 is shown as not taken, and may be kept.
    const { columns } = await clerk().call('sheet.show', { sheet: sheet.id });
    expect(columns.filter(({ state }) => state === 'left').map(({ head }) => head)).toEqual(['序号', '学历']);
  });

  test('what is said for all fills the rows that lack it; one row is mended by hand', async () => {
    const heads = HEADS.filter((head) => head !== '工资发放' && head !== '截止日期');
    const sheet = await looked(clerk(), await bookOf([row(21), row(22, { 招聘人数: '若干' })], heads));
    expect(sheet.tally).toEqual({ lacking: 2 });
    const texts = { payHow: '每月15号发上月的', until: '2026-03-31' };
    const { task } = await clerk().call('sheet.fill', { sheet: sheet.id, version: sheet.version, texts });
    await driven(clerk(), task.id);
    const filled = (await clerk().call('sheet.show', { sheet: sheet.id })).sheet;
    expect([filled.tally, filled.common]).toEqual([{ new: 1, lacking: 1 }, texts]);
    const [open] = await linesOf(clerk(), sheet.id, 'lacking');
    const shown = await clerk().call('sheet.row', { sheet: sheet.id, row: open?.row ?? 0 });
    expect(shown.texts).toMatchObject({ title: '缝纫工', headcount: '', until: '2026-03-31', payMin: '4500' });
    const mend = { sheet: sheet.id, row: open?.row ?? 0, version: open?.version ?? 0, choice: '' as const };
    expect((await clerk().refused('sheet.mend', { ...mend, fixes: { headcount: '很多' } })).fields).toHaveProperty('headcount');
    const done = await clerk().call('sheet.mend', { ...mend, fixes: { headcount: '8' } });
    expect([done.line.outcome, done.line.mended, done.sheet.tally, done.sheet.lacks]).toEqual(['new', true, { new: 2 }, []]);
    // Looked at anew, what was mended stays.
    const again = await clerk().call('sheet.columns', { sheet: sheet.id, version: done.sheet.version, columns: [] });
    await driven(clerk(), again.task.id);
    expect((await clerk().call('sheet.show', { sheet: sheet.id })).sheet.tally).toEqual({ new: 2 });
    expect((await applied(clerk(), sheet.id)).tally).toEqual({ made: 2 });
    expect((await onBoard()).find(({ employer }) => employer.includes('第22'))?.headcount).toBe(8);
  });
});

describe('brought in', () => {
  test('each waits for a named person to check it, one that lacks something is a draft; the same file again makes none', async () => {
    const book = await bookOf([row(31), row(32, { 薪资待遇: '面议' }), row(33)]);
    const sheet = await looked(clerk(), book);
    const had = (await onBoard()).length;
    const job = await applied(clerk(), sheet.id);
    expect([job.state, job.failed, job.tally]).toEqual(['finished', 0, { made: 2, draft: 1 }]);
    const made = (await onBoard()).filter(({ sheet: from }) => from === sheet.id);
    expect(made).toHaveLength(3);
    expect(made.map(({ status }) => status).sort()).toEqual(['draft', 'waiting', 'waiting']);
    for (const one of made) expect(one).toMatchObject({ source: 'sheet', checked: null, cells: [] });
    expect(made.find(({ status }) => status === 'draft')?.description).toContain('薪资待遇：面议');
    const lines = await linesOf(clerk(), sheet.id);
    expect(lines.map(({ result }) => result?.verb)).toEqual(['made', 'draft', 'made']);
    expect((await town.cloud.database.all('posting_sheet_rows')).filter(({ sheet: of }) => of === sheet.id)).toEqual([]);
    const { items } = await clerk().call('posting.list', { status: 'waiting' });
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining([lines[0]?.result?.posting]));

    const second = await looked(clerk(), book);
    expect(second.tally).toEqual({ same: 3 });
    expect((await applied(clerk(), second.id)).tally).toEqual({ same: 3 });
    expect(await onBoard()).toHaveLength(had + 3);
  });

  test('two sheets with one row, looked at together: the second finds it there', async () => {
    const book = await bookOf([row(41)]);
    const [one, other] = [await looked(clerk(), book), await looked(clerk(), book)];
    expect([one.tally, other.tally]).toEqual([{ new: 1 }, { new: 1 }]);
    expect((await applied(clerk(), one.id)).tally).toEqual({ made: 1 });
    expect((await applied(clerk(), other.id)).tally).toEqual({ same: 1 });
  });

  test('a changed one is left unless it is said, and then only where its rules allow', async () => {
    const sheet = await looked(clerk(), await bookOf([row(51), row(52), row(53)]));
    await applied(clerk(), sheet.id);
    const lines = await linesOf(clerk(), sheet.id);
    const ids = lines.map(({ result }) => result?.posting ?? '');
    const turn = async (id: string, verb: 'check' | 'stop') =>
      clerk().call('posting.turn', {
        posting: id,
        version: (await stored(id)).version,
        verb,
        ...(verb === 'check' ? { how: 'phone' as const } : { words: '不招了' }),
      });
    await turn(ids[0] ?? '', 'check');
    await turn(ids[2] ?? '', 'stop');
    const changed = await bookOf([row(51, { 招聘人数: '30' }), row(52, { 招聘人数: '40' }), row(53, { 招聘人数: '50' })]);
    const next = await looked(clerk(), changed);
    expect(next.tally).toEqual({ changed: 3 });
    const rows = await linesOf(clerk(), next.id);
    expect(rows[0]).toMatchObject({ changes: [{ label: '招聘人数', was: '20', is: '30' }], stands: { posting: ids[0], may: true } });
    expect(rows[2]?.stands).toMatchObject({ may: false });
    expect(rows[2]?.stands?.words).toContain('停了');
    const update = { sheet: next.id, row: rows[2]?.row ?? 0, version: rows[2]?.version ?? 0, fixes: {}, choice: 'update' as const };
    expect(await clerk().refused('sheet.mend', update)).toMatchObject({ code: 'not_possible_now' });
    await clerk().call('sheet.mend', { ...update, row: rows[0]?.row ?? 0, version: rows[0]?.version ?? 0 });
    expect((await applied(clerk(), next.id)).tally).toEqual({ updated: 1, left: 2 });
    expect([(await stored(ids[0] ?? '')).headcount, (await stored(ids[1] ?? '')).headcount]).toEqual([30, 20]);
    expect((await stored(ids[0] ?? '')).status).toBe('open');
    // All that may be changed, at once; a stopped one is told and left.
    const third = await looked(clerk(), changed);
    expect(third.tally).toEqual({ same: 1, changed: 2 });
    await clerk().call('sheet.choose', { sheet: third.id, version: third.version, all: 'update' });
    const job = await applied(clerk(), third.id);
    expect([job.tally, job.troubles.map(({ words }) => words)]).toEqual([{ same: 1, updated: 1 }, [expect.stringContaining('停了')]]);
    expect((await stored(ids[1] ?? '')).headcount).toBe(40);
  });

  test('one that is like another of the same employer is told, and is a new one all the same', async () => {
    const first = await looked(clerk(), await bookOf([row(55)]));
    await applied(clerk(), first.id);
    const next = await looked(clerk(), await bookOf([row(55, { 招聘岗位: '缝纫工（熟手）', 联系电话: '19912345555' })]));
    expect(next.tally).toEqual({ new: 1 });
    const [line] = await linesOf(clerk(), next.id);
    expect(line?.like).toMatchObject({ words: '像板上的「缝纫工」：同一家，工种差不多' });
    expect((await applied(clerk(), next.id)).tally).toEqual({ made: 1 });
  });

  test('drafts brought without what the sheet lacks are filled when it comes again with it', async () => {
    const heads = HEADS.filter((head) => head !== '工资发放');
    const first = await looked(clerk(), await bookOf([row(57)], heads));
    expect((await applied(clerk(), first.id)).tally).toEqual({ draft: 1 });
    const again = await looked(clerk(), await bookOf([row(57)], heads));
    expect(again.tally).toEqual({ same: 1 });
    const { task } = await clerk().call('sheet.fill', { sheet: again.id, version: again.version, texts: { payHow: '每月15号发' } });
    await driven(clerk(), task.id);
    const filled = (await clerk().call('sheet.show', { sheet: again.id })).sheet;
    expect(filled.tally).toEqual({ changed: 1 });
    await clerk().call('sheet.choose', { sheet: again.id, version: filled.version, all: 'update' });
    expect((await applied(clerk(), again.id)).tally).toEqual({ updated: 1 });
    expect((await onBoard()).find(({ employer }) => employer.includes('第57'))).toMatchObject({
      status: 'waiting',
      pay: { how: '每月15号发' },
    });
  });

  test('a cadre may not change what residents see, by a sheet either', async () => {
    const sheet = await looked(town.as('cadre'), await bookOf([row(61)]));
    await applied(town.as('cadre'), sheet.id);
    const [line] = await linesOf(town.as('cadre'), sheet.id);
    const id = line?.result?.posting ?? '';
    expect((await stored(id)).village).not.toBe('');
    await clerk().call('posting.turn', { posting: id, version: (await stored(id)).version, verb: 'check', how: 'phone' });
    const next = await looked(town.as('cadre'), await bookOf([row(61, { 招聘人数: '99' })]));
    expect((await linesOf(town.as('cadre'), next.id))[0]).toMatchObject({ outcome: 'changed', stands: { may: false } });
  });

  test('words others may not read refuse their row alone, an employer stopped meanwhile too', async () => {
    const sheet = await looked(clerk(), await bookOf([row(71), row(72, { 招聘岗位: '刷单员' }), row(73)]));
    const fields = {
      name: row(73).用人单位 ?? '',
      kind: 'company' as const,
      place: { province: '', city: '', county: '', address: '' },
      contact: { name: '', phone: '' },
      note: '',
    };
    const { employer } = await clerk().call('employer.save', { employer: null, version: null, fields });
    await clerk().call('employer.stop', { employer: employer.id, version: employer.version, why: '收了押金不退' });
    const job = await applied(clerk(), sheet.id);
    expect([job.state, job.tally, job.failed]).toEqual(['finished', { made: 1 }, 2]);
    expect(job.troubles.map(({ key }) => key.slice(0, 5))).toEqual(['第 4 行', '第 5 行']);
    expect(job.troubles[1]?.words).toContain('停了');
  });
});

test('taken back: what nobody has checked or changed goes, the rest stays and is told; then the file may come again', async () => {
  const book = await bookOf([row(81), row(82), row(83)]);
  const sheet = await looked(clerk(), book);
  await applied(clerk(), sheet.id);
  const [first] = await linesOf(clerk(), sheet.id);
  const id = first?.result?.posting ?? '';
  await clerk().call('posting.turn', { posting: id, version: (await stored(id)).version, verb: 'check', how: 'phone' });
  const { sheet: now } = await clerk().call('sheet.show', { sheet: sheet.id });
  const { task } = await clerk().call('sheet.undo', { sheet: sheet.id, version: now.version });
  const job = await driven(clerk(), task.id);
  expect([job.tally, job.failed]).toEqual([{ undone: 2 }, 1]);
  expect(job.troubles[0]?.words).toContain('核对过了');
  expect((await onBoard()).filter(({ sheet: from }) => from === sheet.id).map(({ _id }) => _id)).toEqual([id]);
  expect(await clerk().refused('sheet.undo', { sheet: sheet.id, version: now.version + 2 })).toMatchObject({ code: 'not_possible_now' });
  const again = await looked(clerk(), book);
  expect(again.tally).toEqual({ same: 1, new: 2 });
  expect((await applied(clerk(), again.id)).tally).toEqual({ same: 1, made: 2 });
});

test('left lying, the rows as they came are swept; it is chosen anew', async () => {
  const sheet = await looked(clerk(), await bookOf([row(95)]));
  const rows = async () => (await town.cloud.database.all('posting_sheet_rows')).filter(({ sheet: of }) => of === sheet.id);
  const [kept] = await rows();
  await town.cloud.database.put('posting_sheet_rows', { ...kept, until: '2026-01-01T00:00:00.000Z' } as unknown as { _id: string });
  await town.cloud.trigger('work', 'ten_minutes');
  expect(await rows()).toEqual([]);
  const refusal = await clerk().refused('sheet.columns', { sheet: sheet.id, version: sheet.version, columns: [] });
  expect([refusal.code, refusal.next]).toEqual(['not_possible_now', '重新选这张表。']);
  // What was read of it stands in its lines, and can still be brought in.
  expect((await applied(clerk(), sheet.id)).tally).toEqual({ made: 1 });
});

test('put aside, the rows as they came are wiped', async () => {
  const sheet = await looked(clerk(), await bookOf([row(91)]));
  const rows = async () => (await town.cloud.database.all('posting_sheet_rows')).filter(({ sheet: of }) => of === sheet.id);
  const [kept] = await rows();
  expect(JSON.stringify(kept)).not.toContain('缝纫工');
  await clerk().call('sheet.drop', { sheet: sheet.id, version: sheet.version });
  expect(await rows()).toEqual([]);
  expect((await clerk().call('sheet.list', {})).items.find(({ id }) => id === sheet.id)?.status).toBe('dropped');
});

test('a template to fill in comes back with every column known', async () => {
  const { file } = await clerk().call('sheet.template', {});
  expect(file.name).toBe('岗位表模板.xlsx');
  const bytes = new Uint8Array(await (await fetch(file.url)).arrayBuffer());
  const { readSheets } = await import('@shared/papers/tables/read');
  const { findPostings, recognisePostings } = await import('@shared/domain/posting-columns/recognise');
  const [sheet] = await readSheets(bytes);
  const table = findPostings([...(sheet?.rows ?? []).slice(0, 1), ['甲厂', '普工']]);
  expect(recognisePostings(table?.columns ?? [], []).filter(({ state }) => state !== 'sure')).toEqual([]);
  // What is said under it is no posting.
  expect(findPostings(sheet?.rows ?? [])?.rows).toEqual([]);
});

test('a look examines little more than it gives, by index', async () => {
  town.cloud.queries.take();
  await looked(clerk(), await bookOf(Array.from({ length: 60 }, (_, n) => row(200 + n))));
  const queries = town.cloud.queries.take();
  expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20)).toEqual([]);
  const examined = queries.reduce((sum, query) => sum + query.examined, 0);
  expect(examined).toBeLessThan(60 * 10);
});
