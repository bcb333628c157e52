// The whole March of one village through the cloud: past years taken over, the list filled and sent, posted with an objection, passed
// together with one kept back, paid with three cards that fail and are mended, told, and read years later; sums and parts close at every step.
import type { Output } from '@shared/contract';
import { EQUATION_PARTS } from '@shared/domain/lines';
import type { ClaimRecord, PaymentRecord } from '@shared/domain/records';
import { readSheets } from '@shared/papers/tables/read';
import type { AuditEntry } from '@shared/runtime/audit';
import { auditVerify } from '@shared/runtime/audit-verify';
import PizZip from 'pizzip';
import { FUND, TOWN_CODE } from '../support/paying';
import { jpeg } from '../support/pictures';
import { driven } from '../support/posting';
import { openTown, type Town } from '../support/town';

const YEAR = { programme: 'transport', period: '2025' } as const;
const DAY = 86_400_000;
type Row = Output<'list.village'>['items'][number];

let town: Town;
let village: string;
/** Whom the list is sent with. */
let sent: string[] = [];
let taken: Row | undefined;
let publicity = '';
let code = '';
let objection = '';
let batch = '';
let failed: string[] = [];
let mark = 30_000;

beforeAll(async () => {
  town = await openTown();
  village = town.county.persons.find(({ _id }) => _id === town.personOf('labourer'))?.village ?? '';
});
afterAll(() => town?.close());

const all = async <T>(name: string) => (await town.cloud.database.all(name)) as unknown as T[];
const claims = () => all<ClaimRecord>('claims');
const plain = (id: string | undefined) => town.county.persons.find(({ _id }) => _id === id);
const today = () => new Date(town.cloud.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
const fetched = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer());
const sheet = (rows: string[][]) => Buffer.from(rows.map((row) => row.join(',')).join('\n'));

async function rows(who = 'cadre', line?: 'can' | 'missing' | 'cannot' | 'filed'): Promise<Row[]> {
  const found: Row[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await town.as(who).call('list.village', { ...YEAR, village, limit: 50, ...(line ? { line } : {}), cursor });
    found.push(...page.items);
    if (page.next === null) return found;
    cursor = page.next;
  }
}

/** Every part opens its people, the parts make the whole, and the money equals itself at every place it stands. */
async function closes(): Promise<Record<string, number>> {
  const { total } = await town.as('clerk').call('equation.of', { ...YEAR, place: village });
  const people = Object.fromEntries(EQUATION_PARTS.map((part) => [part, total.parts[part].people]));
  expect(Object.values(people).reduce((a, b) => a + b, 0)).toBe(total.owed);
  expect(EQUATION_PARTS.reduce((sum, part) => sum + total.parts[part].fen, 0)).toBe(total.owedFen);
  const records = (await claims()).filter((one) => one.village === village && one.programme === 'transport');
  const of = (...status: string[]) => records.filter((one) => status.includes(one.status)).reduce((sum, one) => sum + one.amountFen, 0);
  expect(total.parts.reviewing.fen).toBe(of('in_stage'));
  expect(total.parts.card.fen).toBe(of('payment_failed'));
  expect(total.parts.paying.fen).toBe(of('approved', 'in_batch'));
  const money = await town.as('clerk').call('pay.reconcile', {});
  expect(money).toMatchObject({ equal: true, faults: [] });
  expect(money.lines.filter(({ left, right }) => left !== right)).toEqual([]);
  expect(money.paidFen).toBe(of('paid'));
  const payments = await all<PaymentRecord>('payments');
  expect(money.failedFen).toBe(payments.filter(({ status }) => status === 'failed').reduce((sum, one) => sum + one.amountFen, 0));
  return people;
}

test('who was paid before is taken over from last year’s sheet, and counts as 系统外发放 in the equation', async () => {
  for (const who of ['cadre', 'labourer']) expect((await town.as(who).refused('opening.years', {})).code).toBe('not_allowed');
  const clerk = town.as('clerk');
  await clerk.call('opening.set', { ...YEAR, open: false });
  const shut = await town.as('labourer').call('assess.me', { person: town.personOf('labourer') });
  expect(shut.results.find(({ card }) => card.programme === 'transport')).toMatchObject({ opened: false, assessment: { amountFen: 0 } });
  // Whoever lacks nothing but a proof and is none of the cast.
  const cast = new Set(town.county.cast.map(({ person }) => person));
  const hopeful = (await rows()).filter(({ line, person }) => (line === 'missing' || line === 'can') && !cast.has(person));
  taken = hopeful[0];
  const { name, idNumber } = plain(taken?.person) ?? {};
  const before = await closes();
  const fileID = await clerk.upload(
    sheet([
      ['姓名', '身份证号', '补贴项目', '年度', '金额（元）', '发放日期'],
      [name ?? '', idNumber ?? '', '交通补贴', '2025', String((taken?.amountFen ?? 0) / 100), '2025-12-20'],
      ['查无此人', '140799199001010011', '交通补贴', '2025', '1500', '2025-12-20'],
    ]),
    '1.csv',
  );
  const checked = await clerk.call('opening.check', { fileID, fileName: '2025年发放表.csv', programme: null, period: null });
  await driven(town, 'clerk', checked.task.id);
  // A dry run counts nothing.
  expect(await closes()).toEqual(before);
  const { import: looked } = await clerk.call('opening.look', { import: checked.import.id });
  const applied = await clerk.call('opening.apply', { import: looked.id, version: looked.version });
  await driven(town, 'clerk', applied.task.id);
  await clerk.call('opening.set', { ...YEAR, open: true, note: '对过去年的发放表' });
  await town.cloud.trigger('work', 'minute');
  const after = await closes();
  expect(after.paid).toBe((before.paid ?? 0) + 1);
  expect((await rows()).find(({ person }) => person === taken?.person)).toMatchObject({ line: 'filed', paidOutside: true });
});

test('the night says 能领, 缺一样 and 领不了 with reasons', async () => {
  await town.cloud.trigger('work', 'nightly');
  await town.cloud.trigger('work', 'minute');
  const found = await rows();
  for (const row of found.filter(({ line }) => line === 'cannot')) expect(row.why).toContain('领不了');
  for (const row of found.filter(({ line }) => line === 'missing')) expect(row.missing.length).toBeGreaterThan(0);
  expect(new Set(found.map(({ line }) => line)).size).toBeGreaterThan(1);
  await closes();
});

test('the cadre fills the one missing thing, records how each agreed, and sends the list with its minutes', async () => {
  const cadre = town.as('cadre');
  const cast = new Set(town.county.cast.map(({ person }) => person));
  const labourer = town.personOf('labourer');
  const asked = (await rows('cadre', 'missing')).filter(
    ({ person, missing, hints, kin }) =>
      !kin &&
      hints.length === 0 &&
      (!cast.has(person) || person === labourer) &&
      missing.every((one) => one === 'proof' || one === 'employer'),
  );
  sent = [labourer, ...asked.map(({ person }) => person).filter((id) => id !== labourer)].slice(0, 9);
  expect(sent.length).toBeGreaterThan(6);
  for (const person of sent) {
    const line = await cadre.call('list.line', { person, ...YEAR });
    if (line.row.missing.includes('employer')) {
      const spell = line.spells.find(({ employer, flexible }) => employer === null && !flexible);
      const fact = { field: 'employer' as const, value: '深圳永信电子厂' };
      await cadre.call('list.fill', { person, ...YEAR, spell: spell?.id ?? '', fact, how: 'phone', note: '' });
    }
    const kind = line.evidence[0]?.kinds[0]?.kind ?? 'ticket';
    mark += 1;
    await cadre.call('list.picture', { person, ...YEAR, kind, fileID: await cadre.upload(jpeg({ mark })) });
  }
  const minutes = { on: today(), chair: '任某', attendees: ['任某', '周某', '郭某'], decision: '逐人念过，都同意上报。' };
  // Nobody's word is on record yet: nothing goes.
  const early = await cadre.call('list.send', { ...YEAR, village, persons: sent, minutes });
  expect(await driven(town, 'cadre', early.task.id)).toMatchObject({ failed: sent.length });
  expect((await claims()).filter(({ status }) => status === 'in_stage')).toEqual([]);
  for (const person of sent)
    await cadre.call('list.say', { person, ...YEAR, said: 'agreed', how: person === labourer ? 'chat' : 'phone', on: today(), note: '' });
  expect((await rows()).filter(({ person, line, agreed }) => sent.includes(person) && line === 'can' && agreed)).toHaveLength(sent.length);
  const { task } = await cadre.call('list.send', { ...YEAR, village, persons: sent, minutes });
  expect(await driven(town, 'cadre', task.id)).toMatchObject({ failed: 0, tally: { filed: sent.length } });
  expect((await closes()).reviewing).toBe(sent.length);
});

test('somebody else of the village looks: together, with the drawn one in full', async () => {
  // Whoever filed them passes none.
  expect((await town.as('cadre').call('review.counts', {})).bulk.count).toBe(0);
  const second = town.as('cadre2');
  const counts = await second.call('review.counts', {});
  // Two of one house have claimed: the second is looked at, which is no fault of theirs.
  const hinted = (await claims()).filter(({ hints, status }) => status === 'in_stage' && (hints ?? []).length > 0);
  expect(counts).toMatchObject({ waiting: sent.length, clean: sent.length - hinted.length, look: hinted.length });
  expect(hinted.length).toBeLessThan(3);
  expect(counts.sampled).toBeGreaterThan(0);
  const { count, sumFen, mark: named } = counts.bulk;
  expect((await second.refused('review.bulk', { count, sumFen: sumFen + 1, mark: named })).code).toBe('changed_meanwhile');
  const { task } = await second.call('review.bulk', { count, sumFen, mark: named });
  expect(await driven(town, 'cadre2', task)).toMatchObject({ failed: 0, done: count });
  const left = (await second.call('claim.queue', { view: 'waiting' })).items;
  expect(left).toHaveLength(counts.sampled + counts.look);
  for (const { id } of left) {
    const { case: seen } = await second.call('claim.case', { claim: id });
    await second.call('claim.review', { claim: id, version: seen.version, verb: 'approve' });
  }
  expect((await claims()).filter(({ waiting }) => waiting === 'post_village')).toHaveLength(sent.length);
  await closes();
});

test('posted; a passer-by objects without a name; it holds one claim and no other; answered by somebody without ties', async () => {
  const { due } = await town.as('cadre').call('publicity.list', {});
  const sumFen = (await claims()).filter(({ waiting }) => waiting === 'post_village').reduce((sum, { amountFen }) => sum + amountFen, 0);
  expect(due[0]).toMatchObject({ count: sent.length, sumFen, level: 'village' });
  const posted = await town.as('cadre').call('publicity.post', { level: 'village', place: village, ...YEAR });
  publicity = posted.publicity;
  await driven(town, 'cadre', posted.task);
  let { list } = await town.as('cadre').call('publicity.show', { publicity });
  expect(list).toMatchObject({ status: 'posted', count: sent.length, sumFen, days: 5 });
  code = list.code;
  ({ list } = await town
    .as('cadre')
    .call('publicity.photo', { publicity, version: list.version, fileID: await town.as('cadre').upload(jpeg({ mark: 7 })) }));
  expect(list.photos).toBe(1);
  const no = list.lines.find(({ claim }) => claim.includes(sent[1] ?? ''))?.no ?? 0;
  const visitor = town.as('visitor');
  const open = await visitor.call('publicity.open', { code });
  expect(JSON.stringify(open.lines)).not.toMatch(/\d{7}/);
  expect(open.lines.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0)).toBe(sumFen);
  ({
    objection: { id: objection },
  } = await visitor.call('publicity.object', { code, no, kind: 'not_working', text: '听说他去年一直在家里' }));
  town.cloud.clock.advance(8 * DAY);
  const closed = await town.as('cadre').call('publicity.close', { publicity, version: list.version });
  expect(await driven(town, 'cadre', closed.task)).toMatchObject({ tally: { passed: sent.length - 1, held: 1 } });
  expect((await claims()).filter(({ waiting }) => waiting === 'town')).toHaveLength(sent.length - 1);
  await closes();
  await town
    .as('clerk2')
    .call('publicity.answer', { objection, version: 0, result: 'dismissed', text: '核过工资流水，人在外面干了八个月' });
  ({ list } = await town.as('cadre').call('publicity.show', { publicity }));
  const again = await town.as('cadre').call('publicity.close', { publicity, version: list.version });
  expect(await driven(town, 'cadre', again.task)).toMatchObject({ tally: { passed: 1 } });
  expect((await visitor.call('publicity.open', { code })).mine[0]).toMatchObject({ status: 'dismissed' });
  expect((await claims()).filter(({ waiting }) => waiting === 'town')).toHaveLength(sent.length);
  await closes();
});

test('the township passes them together, the drawn one in full; all wait to be paid', async () => {
  const clerk = town.as('clerk');
  const counts = await clerk.call('review.counts', { village });
  expect(counts.waiting).toBe(sent.length);
  const { task } = await clerk.call('review.bulk', { village, ...counts.bulk });
  expect(await driven(town, 'clerk', task)).toMatchObject({ failed: 0 });
  for (const { id, due } of (await clerk.call('claim.queue', { view: 'waiting', village })).items) {
    expect(due).not.toBeNull();
    const { case: seen } = await clerk.call('claim.case', { claim: id });
    await clerk.call('claim.review', { claim: id, version: seen.version, verb: 'approve' });
  }
  expect((await claims()).map(({ status }) => status)).toEqual(sent.map(() => 'approved'));
  expect((await closes()).paying).toBe(sent.length);
});

/** One batch from the money to the bank's answer; whoever is in `bad` fails with these words. */
async function paidBy(bank: Map<string, string>): Promise<string> {
  const clerk = town.as('clerk');
  const made = await clerk.call('pay.batch', { place: TOWN_CODE, ...YEAR, fund: FUND, year: '2026' });
  await driven(town, 'clerk', made.task);
  await closes();
  const ready = (await clerk.call('pay.members', { batch: made.batch.id })).batch;
  expect((await clerk.refused('pay.release', { batch: ready.id, version: ready.version })).code).toBe('not_allowed');
  await town.as('clerk2').call('pay.release', { batch: ready.id, version: ready.version });
  await closes();
  const { file, sumFen } = await clerk.call('pay.file', { batch: ready.id, format: 'generic', reason: '送农商行代发' });
  const [given] = await readSheets(await fetched(file.url));
  const body = (given?.rows ?? []).slice(1);
  expect(body.reduce((sum, row) => sum + Math.round(Number(row[5]) * 100), 0)).toBe(sumFen);
  expect(sumFen).toBe(ready.sumFen);
  const answers = body.map((row) => {
    const why = bank.get(row[2] ?? '');
    return [row[1] ?? '', row[2] ?? '', row[3] ?? '', row[5] ?? '', why ? '失败' : '成功', why ?? ''];
  });
  const fileID = await clerk.upload(sheet([['姓名', '身份证号', '卡号', '金额', '处理结果', '失败原因'], ...answers]), '1.csv');
  const read = await clerk.call('pay.results', { batch: ready.id, fileID });
  expect(read).toMatchObject({ paid: body.length - bank.size, failed: bank.size, troubles: [] });
  expect(await driven(town, 'clerk', read.task ?? '')).toMatchObject({ failed: 0 });
  await closes();
  return ready.id;
}

test('a batch by one, released by another, the bank’s file and its answer: three cards fail', async () => {
  const total = (await claims()).reduce((sum, { amountFen }) => sum + amountFen, 0);
  await town.as('clerk').call('pay.budget', { place: TOWN_CODE, fund: FUND, year: '2026', amountFen: total, reason: '县里下达' });
  failed = sent.slice(0, 3);
  const words = ['账户未激活', '户名不符', '账户已销户'];
  batch = await paidBy(new Map(failed.map((person, i) => [plain(person)?.idNumber ?? '', words[i] ?? ''])));
  const parts = await closes();
  expect(parts).toMatchObject({ card: 3, paying: 0, reviewing: 0 });
});

test('the three come back to the village as named tasks, are mended and paid by the next batch', async () => {
  const { items } = await town.as('cadre').call('pay.failures', {});
  expect(items.map(({ person }) => person).sort()).toEqual([...failed].sort());
  expect(new Set(items.map(({ reason }) => reason))).toEqual(new Set(['not_activated', 'name_differs', 'closed_account']));
  expect((await town.as('cadre_other').call('pay.failures', {})).items).toEqual([]);
  for (const row of items) await town.as('cadre').call('pay.reissue', { claim: row.claim, version: row.version, note: '陪着去柜台弄好了' });
  expect(await closes()).toMatchObject({ card: 0, paying: 3 });
  await paidBy(new Map());
  const payments = await all<PaymentRecord>('payments');
  expect(payments.filter(({ status }) => status === 'paid')).toHaveLength(sent.length);
  expect(
    payments
      .filter(({ attempt }) => attempt === 2)
      .map(({ person }) => person)
      .sort(),
  ).toEqual([...failed].sort());
  const { budgets } = await town.as('clerk').call('pay.overview', {});
  expect(budgets[0]).toMatchObject({ reservedFen: 0, leftFen: 0 });
  const { total, sentence } = await town.as('lead').call('equation.of', { ...YEAR, place: village });
  expect(total.parts).toMatchObject({ paying: { people: 0 }, reviewing: { people: 0 }, card: { people: 0 } });
  expect(total.parts.paid.people).toBe(sent.length + 1);
  expect(sentence).toContain(String(total.owed));
});

test('each is told; who reads it is done, who does not is on 要告诉的人 after two days', async () => {
  await town.cloud.trigger('work', 'minute');
  const labourer = town.as('labourer');
  const { items } = await labourer.call('notice.mine', {});
  expect(items.map(({ text }) => text).join()).toContain('2025年路费补贴 1500 元已打到尾号');
  await labourer.call('notice.read', { ids: items.map(({ id }) => id) });
  const { items: mine } = await labourer.call('notice.paid', { person: town.personOf('labourer') });
  await labourer.call('notice.answer', { payment: mine[0]?.payment ?? '', received: true });
  town.cloud.clock.advance(2 * DAY + 60_000);
  const cadre = town.as('cadre');
  const waiting = await cadre.call('told.list', {});
  const paid = waiting.items.filter(({ kind }) => kind === 'paid');
  expect(paid.map(({ name }) => name)).not.toContain('周满仓');
  expect(paid).toHaveLength(sent.length - 1);
  for (const row of waiting.items) await cadre.call('told.done', { tell: row.id, how: 'phone', received: true });
  expect((await cadre.call('told.list', {})).total).toBe(0);
});

test('one payment is read to its beginning, objection, posting and failed card included; the papers bear its dates', async () => {
  const payments = await all<PaymentRecord>('payments');
  const objected = payments.find(({ person, status }) => person === sent[1] && status === 'paid');
  const { sheet: read } = await town.as('lead').call('trace.sheet', { payment: objected?._id ?? '' });
  const words = JSON.stringify(read);
  for (const part of ['公示', '听说他去年一直在家里', '任晓军', '户名不符', FUND, '2026-03-09']) expect(words).toContain(part);
  expect(words).not.toMatch(/(?<!\d)\d{17}[\dX](?!\w)/);
  const list = await town.as('cadre').call('papers.list', { ...YEAR, village });
  expect(list.people).toBe(sent.length);
  expect(list.sumFen).toBe((await claims()).reduce((sum, { amountFen }) => sum + amountFen, 0));
  const { file } = await town.as('cadre').call('papers.make', { ...YEAR, village, keys: ['minutes', 'publicity', 'no-objection'] });
  const zip = new PizZip(Buffer.from(await fetched(file.url)));
  const texts = Object.keys(zip.files).map((name) =>
    (new PizZip(zip.file(name)?.asUint8Array() ?? new Uint8Array()).file('word/document.xml')?.asText() ?? '').replace(/<[^>]+>/g, ''),
  );
  expect(texts).toHaveLength(3);
  expect(texts.join()).toContain('逐人念过');
  for (const day of ['2026年3月2日', '2026年3月9日']) expect(texts.join()).toContain(day);
});

test('the trail of the whole March is whole, and every query was served by an index', async () => {
  const records: Record<string, never> = {};
  for (const name of ['claims', 'payments', 'batches', 'budgets', 'tells', 'publicities', 'objections'])
    records[name] = (await town.cloud.database.all(name)) as never;
  const found = auditVerify(await all<AuditEntry>('audits'), (await town.cloud.database.all('seals')) as never, records);
  expect(found).toMatchObject({ first: null, breaks: 0 });
  expect(batch).not.toBe('');
  const bad = town.cloud.queries.take().filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20);
  expect(bad).toEqual([]);
});
