// What the bank said: its sheet read by rows, or typed from a photograph of it. Rows in order become a task; the others are named.

import { columnsOf, type ReadResult, type ResultRow, readResults } from '@shared/domain/bank-results';
import { normalAccount } from '@shared/domain/fields/account';
import type { BatchRecord, PaymentRecord, ResultSheet } from '@shared/domain/records';
import { LINK_SECONDS } from '@shared/papers/offer';
import { readSheets } from '@shared/papers/tables/read';
import { takeIn } from '@shared/papers/take-in';
import { action } from '@shared/runtime/action';
import { canonical, sha256 } from '@shared/runtime/canonical';
import type { Context } from '@shared/runtime/context';
import { blindIndexes } from '@shared/runtime/crypto';
import { newJob } from '@shared/runtime/jobs';
import { BadPicture, EXTENSIONS, pictureType, stripped } from '@shared/runtime/pictures';
import { Problem } from '@shared/runtime/problem';
import type { ResultsInput } from '@shared/works/pay-results';
import { demandFit } from './fit';
import { LOOKING, PAYING } from './pay-parts';
import { demandHappened } from './refuse';

const MOST_TROUBLES = 200;

async function released(id: string, ctx: Context): Promise<{ batch: BatchRecord; members: PaymentRecord[] }> {
  const batch = await ctx.repos.paying.batch(id, PAYING);
  if (batch.status !== 'released' && batch.status !== 'closed')
    throw new Problem('not_possible_now', { message: '这一批还没放行，不能登银行的结果。' });
  return { batch, members: (await ctx.repos.paying.members(batch)).filter(({ status }) => status !== 'void') };
}

function rowsOf(table: readonly (readonly string[])[], ctx: Context): ResultRow[] {
  const columns = columnsOf(table);
  if (!columns)
    throw new Problem('file_refused', {
      message: '没看出哪一行是表头：要有姓名、身份证号或卡号，还要有金额、结果里的一样。',
      next: '在表的前几行写上表头，比如：姓名、身份证号、卡号、金额、处理结果、失败原因。',
    });
  const { head, at } = columns;
  const { ring } = ctx.services;
  return table.slice(head + 1).flatMap((cells, i) => {
    const cell = (field: keyof typeof at) => (at[field] === undefined ? '' : (cells[at[field]] ?? '').trim());
    const id = cell('id_number').normalize('NFKC').replace(/\s/g, '').toUpperCase();
    const account = normalAccount(cell('account'));
    const name = cell('name');
    // Totals and blank lines name nobody.
    if ((id === '' && account === '' && name === '') || /^(合计|总计|小计)/.test(name) || /^(合计|总计)/.test((cells[0] ?? '').trim()))
      return [];
    return [
      {
        row: head + 2 + i,
        name: blanked(name).slice(0, 20),
        idIndexes: /^\d{17}[\dX]$/.test(id) ? blindIndexes(ring, 'persons.idNumber', id) : [],
        accountIndexes: /^\d{8,32}$/.test(account) ? blindIndexes(ring, 'payments.account', account) : [],
        amount: cell('amount'),
        outcome: cell('outcome'),
        reason: cell('reason'),
        on: cell('on'),
      },
    ];
  });
}

/** Long numbers a bank's words may hold do not stay in ours. */
const blanked = (note: string) => note.replace(/\d{8,}/g, (digits) => `****${digits.slice(-4)}`);

/** Notes the sheet on the batch and begins the task; both may be there already when this runs again after a break. */
async function begin(batch: BatchRecord, sheet: ResultSheet, results: readonly ReadResult[], ctx: Context): Promise<string> {
  const by = { openid: ctx.caller.openid, name: ctx.caller.name };
  await ctx.change(async (change) => {
    const before = await change.get<BatchRecord>('batches', batch._id);
    if (!before) throw new Problem('not_found');
    if (before.sheets.some(({ sha256: known }) => known === sheet.sha256)) return { record: batch._id, version: before.version, note: {} };
    const detail = { sheet: sheet.sha256, kind: sheet.kind, paid: sheet.paid, failed: sheet.failed };
    const stored = await change.put(
      'batches',
      before,
      { ...before, sheets: [...before.sheets, sheet] },
      { verb: 'take_sheet', role: 'payer', detail },
    );
    return { record: batch._id, version: stored.version, note: {} };
  });
  const input: ResultsInput = {
    batch: batch._id,
    sheet: sheet.sha256,
    by,
    results: results.map((one) => ({ ...one, note: blanked(one.note) })),
  };
  const key = `${batch._id}:${sheet.sha256.slice(0, 16)}:${sha256(canonical(input.results)).slice(0, 8)}`;
  const { county, town, village } = batch;
  const job = newJob('pay.results', key, input, { owner: ctx.caller.openid, county, town, village }, ctx.now);
  await ctx.store.insert('jobs', job);
  return job._id;
}

const counts = (results: readonly ReadResult[]) => ({
  paid: results.filter(({ outcome }) => outcome === 'paid').length,
  failed: results.filter(({ outcome }) => outcome === 'failed').length,
});

export const bankResults = action('pay.results', {
  roles: PAYING,
  async run({ batch: id, fileID, assume }, ctx) {
    const { batch, members } = await released(id, ctx);
    return takeIn(fileID, ctx, async (bytes) => {
      const hash = sha256(bytes);
      const [sheet] = (await readSheets(bytes)).filter(({ rows }) => rows.length > 0);
      const reading = readResults(rowsOf(sheet?.rows ?? [], ctx), members, assume ?? null);
      const before = batch.sheets.find(({ sha256: known }) => known === hash) ?? null;
      const sum = counts(reading.results);
      const own: ResultSheet = {
        kind: 'file',
        fileID: '',
        sha256: hash,
        at: ctx.now,
        by: { openid: ctx.caller.openid, name: ctx.caller.name },
        ...sum,
      };
      const task = reading.results.length === 0 ? null : await begin(batch, own, reading.results, ctx);
      return {
        task,
        before: before && { name: before.by.name, at: before.at },
        ...sum,
        known: reading.known,
        troubles: reading.troubles.slice(0, MOST_TROUBLES),
      };
    });
  },
});

async function keptPhoto(bytes: Uint8Array, ctx: Context): Promise<{ fileID: string; sha256: string }> {
  const type = pictureType(bytes);
  if (!type) throw new Problem('file_refused', { message: '银行的单子要拍成照片，或者是 PDF。', next: '重新拍一张再传。' });
  try {
    const clean = stripped(bytes, type);
    const hash = sha256(clean);
    // Named by its content: the same photograph sent again after a break is stored in the same place.
    return { sha256: hash, fileID: await ctx.files.store(`kept/sheets/${hash.slice(0, 40)}.${EXTENSIONS[type]}`, clean) };
  } catch (error) {
    if (!(error instanceof BadPicture)) throw error;
    throw new Problem('file_refused', { message: '照片坏了，打不开。', next: '重新拍一张再传。' });
  }
}

export const typedResults = action('pay.typed', {
  roles: PAYING,
  async run({ batch: id, photo, on, lines, rest }, ctx) {
    demandHappened(on, ctx.today);
    const { batch, members } = await released(id, ctx);
    await demandFit({ lines: [...new Set(lines.map(({ note }) => note))].join('\n').trim() }, ctx);
    const byId = new Map(members.map((member) => [member._id, member]));
    const results: ReadResult[] = [];
    let known = 0;
    const named = new Set<string>();
    for (const { payment, outcome, reason, note } of lines) {
      const member = byId.get(payment);
      if (!member || named.has(payment))
        throw new Problem('bad_input', { message: member ? `${member.personName}写了两回。` : '有一个人不在这一批里。' });
      named.add(payment);
      if (outcome === 'failed' && reason === undefined)
        throw new Problem('bad_input', { message: `${member.personName}没打进去，要选一个原因。` });
      if (member.status === outcome) known += 1;
      else if (member.status !== 'listed')
        throw new Problem('not_possible_now', {
          message: `${member.personName}上回记的是「${member.status === 'paid' ? '成功' : '失败'}」，不能改成另一样。`,
        });
      else results.push({ payment, outcome, reason: outcome === 'failed' ? (reason ?? 'other') : '', note, on });
    }
    if (rest === 'paid')
      for (const { _id, status } of members)
        if (status === 'listed' && !named.has(_id)) results.push({ payment: _id, outcome: 'paid', reason: '', note: '', on });
    if (results.length === 0) return { task: null, paid: 0, failed: 0, known };
    const sum = counts(results);
    const by = { openid: ctx.caller.openid, name: ctx.caller.name };
    const task = await takeIn(photo, ctx, async (bytes) =>
      begin(batch, { kind: 'photo', ...(await keptPhoto(bytes, ctx)), at: ctx.now, by, ...sum }, results, ctx),
    );
    return { task, ...sum, known };
  },
});

export const sheetLink = action('pay.sheet', {
  roles: LOOKING,
  async run({ batch: id, at }, ctx) {
    const batch = await ctx.repos.paying.batch(id);
    const sheet = batch.sheets.find((one) => one.at === at && one.kind === 'photo');
    if (!sheet) throw new Problem('not_found', { message: '这一回没有照片。' });
    await ctx.note(
      `look:${ctx.caller.openid}:${ctx.requestId}`,
      { collection: 'batches', record: id },
      { verb: 'look', role: 'payer', detail: { sheet: sheet.sha256 } },
    );
    const url = await ctx.files.link(sheet.fileID, LINK_SECONDS);
    if (url === null) throw new Problem('not_found', { message: '照片不在了。' });
    return { url, until: new Date(Date.parse(ctx.now) + LINK_SECONDS * 1000).toISOString() };
  },
});
