// The bank's files: columns as data the clerk edits, whole account numbers only in here, the total equal to the batch to the fen; and the letter's totals.

import { BANK_FIELD_WORDS } from '@shared/domain/bank-results';
import { beijingDate, periodWords } from '@shared/domain/dates';
import { payerText } from '@shared/domain/money';
import type { BankField, BankFilesRecord, BankFormat, BatchRecord, PaymentRecord, PersonRecord } from '@shared/domain/records';
import { BANK_FIELDS } from '@shared/domain/records';
import { noteExport, offerFile } from '@shared/papers/offer';
import { type CellValue, type Column, type Table, writeCsv, writeSheets } from '@shared/papers/sheets';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';
import { LOOKING, PAYING, sealText } from './pay-parts';
import { batchHash } from './pay-release';

/** What most banks and 一卡通 systems take; the clerk adds the county's own. */
const SHIPPED: readonly BankFormat[] = [
  {
    id: 'generic',
    words: '通用代发表',
    kind: 'xlsx',
    columns: [
      { head: '序号', field: 'seq' },
      { head: '姓名', field: 'name' },
      { head: '身份证号', field: 'id_number' },
      { head: '银行卡号', field: 'account' },
      { head: '开户行', field: 'bank' },
      { head: '金额', field: 'amount' },
      { head: '备注', field: 'remark' },
    ],
    remark: '{period}{programme}',
  },
  {
    id: 'generic-csv',
    words: '通用代发表（CSV）',
    kind: 'csv',
    columns: [
      { head: '账号', field: 'account' },
      { head: '户名', field: 'holder' },
      { head: '金额', field: 'amount' },
      { head: '附言', field: 'remark' },
    ],
    remark: '{period}{programme}',
  },
];

async function stored(ctx: Context): Promise<BankFilesRecord> {
  const found = await ctx.store.get<BankFilesRecord>('settings', 'bank-files');
  return found ?? { _id: 'bank-files', formats: [...SHIPPED], version: 0, auditHead: '' };
}

export const payFormats = action('pay.formats', {
  roles: PAYING,
  async run(_input, ctx) {
    const { formats, version } = await stored(ctx);
    return { formats, version, fields: BANK_FIELDS.map((field) => ({ field, words: BANK_FIELD_WORDS[field] })) };
  },
});

export const saveFormat = action('pay.saveFormat', {
  roles: PAYING,
  async change({ version, format, drop }, ctx) {
    const has = (field: BankField) => format.columns.some((column) => column.field === field);
    if (!has('account') || !has('amount')) throw new Problem('bad_input', { fields: { columns: '至少要有卡号和金额两栏，银行才发得了' } });
    await demandFit({ words: format.words, remark: format.remark, columns: format.columns.map(({ head }) => head).join(' ') }, ctx);
    return ctx.change(async (change) => {
      const before = await change.get<BankFilesRecord>('settings', 'bank-files');
      if ((before?.version ?? 0) !== version) throw new Problem('changed_meanwhile', { message: '刚才有人改过表的样子。' });
      const now = before ?? (await stored(ctx));
      const others = now.formats.filter(({ id }) => id !== format.id);
      if (drop && others.length === 0)
        throw new Problem('not_possible_now', { message: '至少要留一种表。', next: '先加一种，再去掉这一种。' });
      const formats = drop ? others : [...others, format];
      const next = await change.put(
        'settings',
        before,
        { ...now, formats },
        { verb: drop ? 'drop_format' : 'save_format', role: 'payer', detail: { format: format.id } },
      );
      return { record: 'bank-files', version: next.version, note: {} };
    });
  },
  async show(_outcome, _input, ctx) {
    const { formats, version } = await stored(ctx);
    return { formats, version };
  },
});

interface Full {
  payment: PaymentRecord;
  idNumber: string;
  account: string;
  village: string;
  remark: string;
}

const CELLS: Record<BankField, { kind: Column['kind']; width: number; value: (row: Full, seq: number) => CellValue }> = {
  seq: { kind: 'number', width: 6, value: (_row, seq) => seq },
  name: { kind: 'text', width: 12, value: ({ payment }) => payment.personName },
  id_number: { kind: 'text', width: 22, value: ({ idNumber }) => idNumber },
  account: { kind: 'text', width: 24, value: ({ account }) => account },
  holder: { kind: 'text', width: 12, value: ({ payment }) => payment.account.holder },
  bank: { kind: 'text', width: 18, value: ({ payment }) => payment.account.bank },
  amount: { kind: 'money', width: 14, value: ({ payment }) => payment.amountFen },
  remark: { kind: 'text', width: 20, value: ({ remark }) => remark },
  village: { kind: 'text', width: 12, value: ({ village }) => village },
  empty: { kind: 'text', width: 8, value: () => '' },
};

/** Opens each member's numbers; only those still to be paid, or all of a released batch as it was sealed. */
async function opened(
  batch: BatchRecord,
  members: readonly PaymentRecord[],
  remark: string,
  withId: boolean,
  ctx: Context,
): Promise<Full[]> {
  const rows: Full[] = [];
  for (let from = 0; from < members.length; from += 100) {
    const some = members.slice(from, from + 100);
    const persons = withId
      ? await ctx.store.getMany<PersonRecord>(
          'persons',
          some.map(({ person }) => person),
        )
      : [];
    const byId = new Map(persons.map((person) => [person._id, person]));
    for (const payment of some) {
      const person = byId.get(payment.person);
      rows.push({
        payment,
        idNumber: person ? ctx.open({ collection: 'persons', record: person._id, field: 'idNumber' }, person.idNumber) : '',
        account: ctx.open({ collection: 'payments', record: payment._id, field: 'account' }, payment.account.sealed),
        village: (await ctx.repos.places.get(payment.village))?.name ?? '',
        remark: remark.replace('{period}', periodWords(batch.period)).replace('{programme}', batch.spoken),
      });
    }
  }
  return rows;
}

const safeName = (text: string) => text.replace(/[\\/:*?"<>|\s]+/g, '-');

export const bankFile = action('pay.file', {
  roles: PAYING,
  limit: { times: 30, seconds: 3600 },
  async run({ batch: id, format: wanted, reason }, ctx) {
    const batch = await ctx.repos.paying.batch(id, PAYING);
    if (batch.status !== 'released' && batch.status !== 'closed')
      throw new Problem('not_possible_now', { message: '还没放行，不能出银行的表。', next: '先由另一个人放行。' });
    const format = (await stored(ctx)).formats.find((one) => one.id === wanted);
    if (!format) throw new Problem('not_found', { message: '没有这种表。', next: '在「表的样子」里看看有哪些。' });
    const members = (await ctx.repos.paying.members(batch)).filter(({ status }) => status !== 'void');
    const sumFen = members.reduce((sum, { amountFen }) => sum + amountFen, 0);
    if (batchHash(batch, members) !== batch.hash || sumFen !== batch.sumFen || members.length !== batch.count)
      throw new Problem('not_possible_now', { message: '名单和放行时封存的不一样，没有出表。', next: '请管理员查一查这一批的来历。' });
    // Written before anything is opened, once per request: the same request again gets nothing.
    const fresh = await ctx.note(
      `export:${ctx.caller.openid}:${ctx.requestId}`,
      { collection: 'batches', record: id },
      {
        verb: 'export',
        role: 'payer',
        detail: { what: 'bank_file', format: wanted, rows: members.length, sumFen, reason },
      },
    );
    if (!fresh)
      throw new Problem('already_done', { message: '这一次的表已经给过了，不重复给。', next: '还要，就重新点一次，写明为什么。' });
    const rows = await opened(
      batch,
      members,
      format.remark,
      format.columns.some(({ field }) => field === 'id_number'),
      ctx,
    );
    const columns: Column[] = format.columns.map(({ head, field }) => ({ head, kind: CELLS[field].kind, width: CELLS[field].width }));
    const cells = rows.map((row, i) => format.columns.map(({ field }) => CELLS[field].value(row, i + 1)));
    const name = `${safeName(batch.title)}-${members.length}人-${payerText(sumFen).replace(/,/g, '')}元.${format.kind}`;
    const bytes =
      format.kind === 'csv' ? await writeCsv({ columns, rows: cells }) : await writeSheets([{ name: '代发', columns, rows: cells }]);
    return { file: await offerFile(name, bytes, ctx), count: members.length, sumFen };
  },
});

/** Totals by village for the letter to the county, with the seal; no accounts in it. */
async function letterTables(batch: BatchRecord, members: readonly PaymentRecord[], ctx: Context): Promise<Table[]> {
  const byVillage = new Map<string, { count: number; sumFen: number }>();
  for (const { village, amountFen } of members) {
    const so = byVillage.get(village) ?? { count: 0, sumFen: 0 };
    byVillage.set(village, { count: so.count + 1, sumFen: so.sumFen + amountFen });
  }
  const rows: CellValue[][] = [];
  for (const [code, { count, sumFen }] of [...byVillage].sort(([a], [b]) => (a < b ? -1 : 1)))
    rows.push([rows.length + 1, (await ctx.repos.places.get(code))?.name ?? code, count, sumFen]);
  rows.push([null, '合计', members.length, members.reduce((sum, { amountFen }) => sum + amountFen, 0)]);
  const released = batch.released
    ? [`放行：${batch.released.by.name}　${beijingDate(batch.released.at)}`, `封条：${sealText(batch.hash)}`]
    : ['还没放行'];
  return [
    {
      name: '分村汇总',
      title: `${batch.title} 资金申请汇总`,
      columns: [
        { head: '序号', kind: 'number', width: 8 },
        { head: '行政村', width: 20 },
        { head: '人数', kind: 'number', width: 12 },
        { head: '金额（元）', kind: 'money', width: 20 },
      ],
      rows,
      foot: [
        `补贴项目：${batch.programmeName}（${periodWords(batch.period)}）`,
        `资金来源：${batch.year}年 ${batch.fund}`,
        `经办：${batch.madeBy.name}　${beijingDate(batch.madeAt)}`,
        ...released,
      ],
    },
  ];
}

export const payLetter = action('pay.letter', {
  roles: LOOKING,
  async run({ batch: id }, ctx) {
    const batch = await ctx.repos.paying.batch(id);
    const members = (await ctx.repos.paying.members(batch)).filter(({ status }) => status !== 'void');
    if (members.length === 0) throw new Problem('not_possible_now', { message: '这一批里没有人。' });
    await noteExport('pay_letter', { place: batch, rows: members.length, reason: '资金申请汇总', detail: { batch: id } }, ctx);
    const bytes = await writeSheets(await letterTables(batch, members, ctx));
    return { file: await offerFile(`${safeName(batch.title)}-分村汇总.xlsx`, bytes, ctx) };
  },
});
