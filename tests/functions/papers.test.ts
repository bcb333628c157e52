// 一键出材料: papers from the county's own layouts through dispatch, on the local cloud with the real SDK; what they hold, and what never.

import { readSheets } from '@shared/papers/tables/read';
import Zip from 'pizzip';
import { line, wordLayout } from '../../tools/papers/word-layout';
import { drafted, handedIn } from '../support/claiming';
import { approved, batched, funded, ownCard } from '../support/paying';
import { jpeg } from '../support/pictures';
import { hung } from '../support/posting';
import { openTown, type Town } from '../support/town';

const YEAR = { programme: 'transport', period: '2025' } as const;
let town: Town;
let village: string;

beforeAll(async () => {
  town = await openTown();
  const person = (await town.cloud.database.all('persons')).find(({ _id }) => _id === town.personOf('labourer'));
  village = String(person?.village);
  await handedIn(town, 'labourer');
  await handedIn(town, await town.newcomer('labourer'));
});
afterAll(() => town.close());

const fetched = async (url: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(url)).arrayBuffer());
function wordText(bytes: Uint8Array): string {
  const xml = new Zip(Buffer.from(bytes)).file('word/document.xml')?.asText() ?? '';
  return xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '');
}
const make = async (who: string, keys: string[], more: { whole?: boolean; reason?: string } = {}, of: string | null = village) => {
  const { file, unknown } = await town.as(who).call('papers.make', { ...YEAR, village: of, keys, ...more });
  return { name: file.name, unknown, bytes: await fetched(file.url) };
};

describe('refused', () => {
  test('another village, the township to a village, whole numbers to a village', async () => {
    expect((await town.as('cadre_other').refused('papers.list', { ...YEAR, village })).code).toBe('not_allowed');
    expect((await town.as('cadre').refused('papers.list', { ...YEAR, village: null })).message).toContain('全乡的材料由乡里出');
    expect(
      (await town.as('cadre').refused('papers.make', { ...YEAR, village, keys: ['roster'], whole: true, reason: '报县里' })).code,
    ).toBe('not_allowed');
    expect((await town.as('labourer').refused('papers.list', { ...YEAR, village })).code).toBe('not_allowed');
  });
  test('whole numbers without a reason; a paper the list does not have', async () => {
    const { fields } = await town.as('clerk').refused('papers.make', { ...YEAR, village, keys: ['roster'], whole: true });
    expect(fields?.reason).toContain('为什么');
    expect((await town.as('clerk').refused('papers.make', { ...YEAR, village, keys: ['summary'] })).fields?.keys).toContain('汇总表');
  });
  test('an empty list', async () => {
    const other = (await town.as('clerk').call('papers.about', {})).villages.find(({ code }) => code !== village);
    const refusal = await town.as('clerk').refused('papers.make', { ...YEAR, village: other?.code, keys: ['minutes'] });
    expect(refusal.message).toContain('还没有人');
  });
});

test('the list says which papers there are, what each has open, and which stamped pages are missing', async () => {
  const list = await town.as('cadre').call('papers.list', { ...YEAR, village });
  expect(list.people).toBe(2);
  expect(list.papers.map(({ name }) => name)).toEqual(['花名表', '会议记录', '公示', '公示无异议说明', '务工就业情况说明', '承诺书']);
  expect(list.papers.find(({ key }) => key === 'no-objection')?.open).toContain('贴榜');
  expect(list.missing).toContain('会议记录');
  const fileID = await town.as('cadre').upload(jpeg({ mark: 77, exif: { orientation: 1, words: 'here' } }));
  expect(await town.as('cadre').call('papers.stamped', { ...YEAR, village, key: 'minutes', fileID })).toEqual({ pages: 1 });
  const again = await town.as('cadre').call('papers.list', { ...YEAR, village });
  expect(again.missing).not.toContain('会议记录');
  const { pages } = await town.as('clerk').call('papers.pages', { ...YEAR, village, key: 'minutes' });
  expect(Buffer.from(await fetched(String(pages[0]?.url))).includes('here')).toBe(false);
});

test('before anything is sent to the county, the villages whose stamped pages are missing are named', async () => {
  const { villages } = await town.as('clerk').call('papers.missing', YEAR);
  expect(villages).toHaveLength(1);
  expect(villages[0]?.papers).toContain('承诺书');
  expect(villages[0]?.papers).not.toContain('会议记录');
  expect((await town.as('cadre').refused('papers.missing', YEAR)).code).toBe('not_allowed');
});

test('all of a village at once: one zip, every blank filled or a line to write on, no braces left', async () => {
  const keys = ['roster', 'minutes', 'publicity', 'no-objection', 'work-statement', 'promise'];
  const { name, bytes, unknown } = await make('cadre', keys);
  expect(unknown).toEqual([]);
  expect(name).toMatch(/材料\.zip$/);
  const zip = new Zip(Buffer.from(bytes));
  const files = Object.keys(zip.files);
  expect(files).toHaveLength(keys.length);
  for (const file of files.filter((one) => one.endsWith('.docx'))) {
    const text = wordText(zip.file(file)?.asUint8Array() ?? new Uint8Array());
    expect(text).toContain('2025');
    expect(text).not.toMatch(/[{}]|undefined/);
  }
});

test('a posted list holds its columns and nothing that must not hang on a wall', async () => {
  const { bytes } = await make('cadre', ['publicity']);
  const text = wordText(bytes);
  const person = town.county.persons.find(({ _id }) => _id === town.personOf('labourer'));
  expect(text).toContain('周满仓');
  expect(text).toContain('1,500.00');
  for (const secret of [person?.idNumber, person?.idTail, person?.phone, person?.account?.number].filter(Boolean))
    expect(text).not.toContain(String(secret));
});

test('the roster: tails for the village, whole numbers for the station with a reason, and the trail says so', async () => {
  const person = town.county.persons.find(({ _id }) => _id === town.personOf('labourer'));
  const cells = async (bytes: Uint8Array) => ((await readSheets(bytes))[0]?.rows ?? []).flat().join('|');
  expect(await cells((await make('cadre', ['roster'])).bytes)).not.toContain(String(person?.idNumber));
  const whole = await cells((await make('clerk', ['roster'], { whole: true, reason: '报县里拨款' })).bytes);
  expect(whole).toContain(String(person?.idNumber));
  expect(whole).toContain('叁仟元整');
  const trail = (await town.cloud.database.all('audits')).filter(({ verb }) => verb === 'export');
  expect(
    trail.some(
      ({ detail }) => (detail as { reason: string; whole: number }).whole === 1 && (detail as { reason: string }).reason === '报县里拨款',
    ),
  ).toBe(true);
});

test('the township has its letter and summary', async () => {
  const letter = wordText((await make('clerk', ['fund-letter'], {}, null)).bytes);
  expect(letter).toContain('叁仟元整');
  const [sheet] = await readSheets((await make('clerk', ['summary'], {}, null)).bytes);
  expect(sheet?.rows[2]?.slice(2, 4)).toEqual(['2', '3,000.00']);
});

test('a mandate is made for whom somebody else filed, and for nobody else', async () => {
  const claim = await drafted(town, await town.newcomer('labourer'));
  const [account] = (await town.cloud.database.all('accounts')).filter(({ _id }) => _id === 'o-newcomer-2');
  await town.cloud.database.import('accounts', [
    { ...account, _id: 'o-family', persons: [{ person: claim.person.id, as: 'helper', until: null }] },
  ]);
  await town.as('o-family').call('claim.submit', { claim: claim.id, version: claim.version, agreed: true });
  const text = wordText((await make('cadre', ['proxy'])).bytes);
  expect(text.match(/委托人：/g)).toHaveLength(1);
  expect(text).toContain('的家里人');
});

test('once a list hangs, its dates, code and seal stand in the papers', async () => {
  const claim = (await town.as('labourer').call('claim.mine', { person: town.personOf('labourer') })).claims[0];
  const { version } = (await town.as('labourer').call('claim.track', { claim: String(claim?.id) })).claim;
  await town.as('cadre').call('claim.review', { claim: String(claim?.id), version, verb: 'approve' });
  const list = await hung(town, String(claim?.id));
  const text = wordText((await make('cadre', ['publicity'])).bytes);
  expect(text).toContain('2026年3月');
  expect(text).toContain(list.code);
  const papers = (await town.as('cadre').call('papers.list', { ...YEAR, village })).papers;
  expect(papers.find(({ key }) => key === 'no-objection')?.open).toContain('没到期');
});

describe('the county’s own layout', () => {
  const send = async (who: string, bytes: Uint8Array) => town.as(who).upload(bytes, '1.docx');

  test('is refused when it is no document, its braces do not fit, or a blank is unknown', async () => {
    const clerk = town.as('clerk');
    expect((await clerk.refused('layout.replace', { key: 'minutes', fileID: await send('clerk', jpeg()) })).message).toContain(
      '不是 Word 文档',
    );
    const unclosed = await wordLayout([line('村：{村')]);
    expect((await clerk.refused('layout.replace', { key: 'minutes', fileID: await send('clerk', unclosed) })).message).toContain('大括号');
    const unknown = await wordLayout([line('{村}的{村长大名}')]);
    expect((await clerk.refused('layout.replace', { key: 'minutes', fileID: await send('clerk', unknown) })).fields?.fileID).toContain(
      '村长大名',
    );
    // A posted list cannot be taught to hold an identity number.
    const leaking = await wordLayout([line('{#名单}{姓名}{身份证号}{/名单}')]);
    expect((await clerk.refused('layout.replace', { key: 'publicity', fileID: await send('clerk', leaking) })).fields?.fileID).toContain(
      '身份证号',
    );
    expect((await town.as('cadre').refused('layout.list', {})).code).toBe('not_allowed');
  });

  test('is used from then on, and the example again when it is put back', async () => {
    const own = await wordLayout([line('{村}议事会纪要：{#名单}{姓名}、{/名单}')]);
    await town.as('clerk').call('layout.replace', { key: 'minutes', fileID: await send('clerk', own) });
    expect(wordText((await make('cadre', ['minutes'])).bytes)).toContain('议事会纪要');
    const { layouts } = await town.as('clerk').call('layout.restore', { key: 'minutes' });
    expect(layouts.find(({ key }) => key === 'minutes')?.own).toBeNull();
    expect(wordText((await make('cadre', ['minutes'])).bytes)).toContain('会议记录');
    const { file } = await town.as('clerk').call('layout.fetch', { key: 'minutes', example: true });
    expect(wordText(await fetched(file.url))).toContain('{村}');
  });
});

test('of one batch alone: its people, its sum, its name; for nobody who may not look at batches, and for no other list', async () => {
  const who = await town.newcomer();
  await ownCard(town, who);
  await approved(town, who);
  await funded(town);
  const batch = await batched(town);
  const whole = await town.as('clerk').call('papers.list', { ...YEAR, village: null });
  const list = await town.as('clerk').call('papers.list', { ...YEAR, village: null, batch: batch.id });
  expect(list).toMatchObject({ people: 1, sumFen: 150_000, title: expect.stringContaining('第1批') });
  expect(whole.people).toBeGreaterThan(1);
  const { file } = await town
    .as('clerk')
    .call('papers.make', { ...YEAR, village: null, keys: ['fund-letter', 'summary'], batch: batch.id });
  const zip = new Zip(Buffer.from(await fetched(file.url)));
  const [letter] = zip.file(/公函/);
  expect(wordText(letter?.asUint8Array() ?? new Uint8Array())).toContain('壹仟伍佰元整');
  expect((await town.as('clerk').call('papers.list', { ...YEAR, village, batch: batch.id })).people).toBe(1);
  expect(await town.as('cadre').refused('papers.list', { ...YEAR, village, batch: batch.id })).toMatchObject({ code: 'not_found' });
  const other = { village: null, programme: 'stabilisation', period: '2025', batch: batch.id };
  expect(await town.as('clerk').refused('papers.list', other)).toMatchObject({ code: 'not_found' });
});
