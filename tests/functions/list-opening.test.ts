// Past payments taken over from a sheet: who may, how rows are read, nothing counted before it is applied, once-only rules that see it, taking it back.
import type { Output } from '@shared/contract';
import { drafted } from '../support/claiming';
import { openTown, type Town } from '../support/town';

let town: Town;
const YEAR = { programme: 'transport', period: '2025' } as const;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

const csv = (rows: string[][]) => Buffer.from(rows.map((row) => row.join(',')).join('\r\n'));
const HEADS = ['姓名', '身份证号', '补贴项目', '年度', '金额（元）', '发放日期'];

async function checked(rows: string[][], name = '往年.csv'): Promise<Output<'opening.check'>> {
  const clerk = town.as('clerk');
  const answer = await clerk.call('opening.check', {
    fileID: await clerk.upload(csv(rows), '1.csv'),
    fileName: name,
    programme: null,
    period: null,
  });
  expect(await drive(answer.task.id)).toMatchObject({ state: 'finished', failed: 0 });
  return answer;
}

async function drive(task: string): Promise<Output<'task.drive'>['task']> {
  for (;;) {
    const { task: at } = await town.as('clerk').call('task.drive', { task });
    if (at.state !== 'running') return at;
  }
}

const look = (id: string) => town.as('clerk').call('opening.look', { import: id });
const plain = (key: string) => {
  const id = town.personOf(key);
  const found = town.county.persons.find(({ _id }) => _id === id);
  if (!found) throw new Error(key);
  return found;
};

describe('who may not', () => {
  test.each(['labourer', 'cadre', 'head', 'lead', 'visitor'])('%s takes no past over and opens no year', async (who) => {
    expect(await town.as(who).refused('opening.years', {})).toMatchObject({ code: 'not_allowed' });
    expect(await town.as(who).refused('opening.set', { ...YEAR, open: true })).toMatchObject({ code: 'not_allowed' });
  });

  test('a sheet without names and sums, and what is no sheet, are refused in words', async () => {
    const clerk = town.as('clerk');
    const about = { fileName: '表.csv', programme: null, period: null };
    expect(
      await clerk.refused('opening.check', {
        ...about,
        fileID: await clerk.upload(
          csv([
            ['甲', '乙'],
            ['1', '2'],
          ]),
          '1.csv',
        ),
      }),
    ).toMatchObject({ code: 'file_refused', message: expect.stringContaining('姓名') });
    expect(
      await clerk.refused('opening.check', { ...about, fileID: await clerk.upload(Buffer.from([0, 1, 2, 3]), '1.csv') }),
    ).toMatchObject({ code: 'file_refused' });
  });

  test('a year that is not one of the programme is not opened', async () => {
    expect(await town.as('clerk').refused('opening.set', { programme: 'transport', period: '1999', open: true })).toMatchObject({
      code: 'bad_input',
    });
  });
});

test('a year not opened shows residents no sums and takes no claim, but keeps a draft', async () => {
  const key = await town.newcomer('labourer');
  const draft = await drafted(town, key);
  await town.as('clerk').call('opening.set', { ...YEAR, open: false, note: '' });
  const { results } = await town.as(key).call('assess.me', { person: town.personOf(key) });
  expect(results.find(({ card }) => card.programme === 'transport')).toMatchObject({
    opened: false,
    assessment: { amountFen: 0, amountFrom: null },
  });
  const { claim } = await town.as(key).call('claim.track', { claim: draft.id });
  expect(claim).toMatchObject({ amountFen: 0, status: 'draft' });
  expect(claim.can).not.toContain('submit');
  expect(await town.as(key).refused('claim.submit', { claim: draft.id, version: draft.version, agreed: true })).toMatchObject({
    code: 'not_possible_now',
    message: expect.stringContaining('正在核对往年的'),
  });
  await town.as('clerk').call('opening.set', { ...YEAR, open: true, note: '对过了' });
  expect((await town.as(key).call('claim.submit', { claim: draft.id, version: draft.version, agreed: true })).claim.status).toBe(
    'in_stage',
  );
});

test('six ways of writing a number find their people, and what cannot be used says why', async () => {
  const ways: [string, (id: string) => string][] = [
    ['labourer', (id) => id],
    ['province', (id) => `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`],
    ['unknown_wage', (id) => id.slice(-4)],
    ['neighbour', (id) => `${id.slice(0, 4)}**********${id.slice(-4)}`],
    ['kin', (id) => `${id}42`],
  ];
  const rows = ways.map(([key, write]) => [plain(key).name, write(plain(key).idNumber), '稳岗补助', '2024年度', '1200', '2025-03-12']);
  const sixth = town.county.persons.find(
    (person) =>
      person.status === 'active' &&
      !ways.some(([key]) => plain(key)._id === person._id) &&
      town.county.persons.filter(({ name }) => name === person.name).length === 1,
  );
  rows.push([sixth?.name ?? '', `${sixth?.idNumber.slice(0, 15)}000`, '稳岗补助', '2024', '1200', '20250312']);
  rows.push([plain('labourer').name, plain('labourer').idNumber, '没听过的补贴', '2024', '1200', '']);
  rows.push([plain('labourer').name, '', '稳岗补助', '2024', '1200', '']);
  rows.push(['查无此人', '140799197203140015', '稳岗补助', '2024', '一千二', '']);
  rows.push([plain('labourer').name, plain('labourer').idNumber, '稳岗补助', '2024', '1200', '2025-03-12']);
  const { import: made } = await checked([HEADS, ...rows]);
  const { items, tally } = await look(made.id);
  expect(items.slice(0, 6).map(({ outcome }) => outcome)).toEqual(['new', 'new', 'new', 'new', 'new', 'new']);
  expect(items[6]).toMatchObject({ outcome: 'wrong', words: expect.stringContaining('不认识的补贴项目') });
  expect(items[7]).toMatchObject({ outcome: 'unmatched', words: expect.stringContaining('没有证件号') });
  expect(items[8]).toMatchObject({ outcome: 'wrong', words: expect.stringContaining('一千二') });
  // Looking at it counted nothing, and identity numbers lie nowhere in the open.
  expect(await town.cloud.database.all('outside')).toHaveLength(0);
  expect(JSON.stringify(await town.cloud.database.all('import_rows'))).not.toContain(plain('labourer').idNumber);
  expect(tally.new).toBeGreaterThanOrEqual(6);
});

test('taken over it counts as paid outside, closes the once-only rule, is known the second time, and is taken back whole', async () => {
  const person = plain('province');
  const row = [person.name, person.idNumber, '交通补贴', '2025', '600', '2026-01-20'];
  const { import: made } = await checked([HEADS, row]);
  const { import: going, task } = await town
    .as('clerk')
    .call('opening.apply', { import: made.id, version: (await look(made.id)).import.version });
  expect(await drive(task.id)).toMatchObject({ state: 'finished', tally: { added: 1, fen: 60_000 } });
  const { results } = await town.as('province').call('assess.me', { person: person._id });
  const result = results.find(({ card }) => card.programme === 'transport');
  expect(result?.assessment.checks.find(({ check }) => check === 'not_claimed_before')).toMatchObject({ status: 'failed' });
  const { row: line } = await town.as('cadre').call('list.line', { person: person._id, ...YEAR });
  expect(line).toMatchObject({ line: 'filed', part: 'paid', paidOutside: true, amountFen: 60_000 });

  const again = await checked([HEADS, row, ['', '', '', '', '', '']], '又一张.csv');
  expect((await look(again.import.id)).tally).toMatchObject({ known: 1, new: 0 });
  const other = await checked([HEADS, [...row.slice(0, 4), '500', '2026-01-20']], '改了.csv');
  expect((await look(other.import.id)).items[0]).toMatchObject({ outcome: 'changed', words: expect.stringContaining('600') });

  const applied = (await look(going.id)).import;
  expect(applied.status).toBe('applied');
  const undone = await town.as('clerk').call('opening.undo', { import: going.id, version: applied.version });
  expect(await drive(undone.task.id)).toMatchObject({ tally: { undone: 1 }, failed: 0 });
  expect((await town.as('cadre').call('list.line', { person: person._id, ...YEAR })).row.paidOutside).toBe(false);
});

test('what a claim already counted is not taken back', async () => {
  const key = await town.newcomer('labourer');
  const sealed = (await town.cloud.database.all('persons')).find(({ _id }) => _id === town.personOf(key));
  const row = [String(sealed?.name), String(sealed?.idTail), '稳岗补助', '2024', '1200', ''];
  const { import: made } = await checked([HEADS, row], '尾号.csv');
  const found = (await look(made.id)).items[0];
  expect(found).toMatchObject({ outcome: 'new' });
  const { task } = await town.as('clerk').call('opening.apply', { import: made.id, version: (await look(made.id)).import.version });
  await drive(task.id);
  const draft = await drafted(town, key);
  await town.as(key).call('claim.submit', { claim: draft.id, version: draft.version, agreed: true });
  const undo = await town.as('clerk').call('opening.undo', { import: made.id, version: (await look(made.id)).import.version });
  const done = await drive(undo.task.id);
  expect(done).toMatchObject({ failed: 1, state: 'finished' });
  expect(done.troubles[0]?.words).toContain('不能撤');
});
