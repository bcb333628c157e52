// For whoever checks: find a payment, read it whole, print it; bring a list of numbers; look through 疑点. Nothing here decides anything.
import type { Output } from '@shared/contract';
import { periodWords } from '@shared/domain/dates';
import { maskIdNumber } from '@shared/domain/masks';
import { payerText } from '@shared/domain/money';
import { type ClaimRecord, type PaymentRecord, type Role, SUSPICIONS, type SuspicionRecord } from '@shared/domain/records';
import { SUSPICION_WORDS } from '@shared/domain/words/paying';
import { LINK_SECONDS, noteExport, offerFile } from '@shared/papers/offer';
import { type Block, writePages } from '@shared/papers/page';
import { writeSheets } from '@shared/papers/sheets';
import { readSheets } from '@shared/papers/tables/read';
import { takeIn } from '@shared/papers/take-in';
import { TRACERS } from '@shared/repos/trace';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { blindIndexes } from '@shared/runtime/crypto';
import { type JobRecord, newJob, onceKey } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { nightLookId } from '@shared/works/trace-night';
import { proofBlocks } from './trace-proofs';
import { gather, type Sheet, sheetOf } from './trace-sheet';

const ROLES = TRACERS as readonly [Role, ...Role[]];
/** What one read of documents by id takes. */
const MOST_TOWNS = 100;
const PAGE = 30;
const MOST_NUMBERS = 2000;
const MOST_EXPORTED = 2000;
const MOST_COUNTED = 200;
const STATUS: Record<PaymentRecord['status'], string> = { listed: '等银行结果', paid: '到账', failed: '没打进去', void: '没有发出' };

type Row = Output<'trace.search'>['items'][number];

async function rowOf(payment: PaymentRecord, ctx: Context): Promise<Row> {
  return {
    payment: payment._id,
    claim: payment.claim,
    name: payment.personName,
    idMasked: maskIdNumber(payment.idTail),
    villageName: (await ctx.repos.places.get(payment.village))?.name ?? '',
    spoken: payment.spoken,
    period: payment.period,
    amountFen: payment.amountFen,
    on: payment.result?.on ?? '',
    status: payment.status,
    statusWords: STATUS[payment.status],
  };
}

const ID_NUMBER = /^\d{17}[\dX]$/;
const idText = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toUpperCase();

export const traceSearch = action('trace.search', {
  roles: ROLES,
  limit: { times: 300, seconds: 3600 },
  async run({ text, cursor, limit = PAGE, period }, ctx) {
    const { trace } = ctx.repos;
    const id = idText(text ?? '');
    const name = text?.normalize('NFKC').replace(/\s/g, '');
    const found = ID_NUMBER.test(id)
      ? await trace.byNumbers(blindIndexes(ctx.services.ring, 'persons.idNumber', id))
      : await trace.find(name, name === undefined ? cursor : undefined, limit);
    const fitting = found.filter((payment) => trace.visible(payment) && (period === undefined || payment.period === period));
    const shown = fitting.slice(0, name === undefined ? limit : 200);
    return {
      items: await Promise.all(shown.map((payment) => rowOf(payment, ctx))),
      next: name === undefined && found.length >= limit ? (found[limit - 1]?.sortKey ?? null) : null,
    };
  },
});

export const traceMatch = action('trace.match', {
  roles: ROLES,
  limit: { times: 30, seconds: 3600 },
  async run({ fileID, reason }, ctx) {
    return takeIn(fileID, ctx, async (bytes) => {
      const sheets = await readSheets(bytes);
      const rows = sheets.flatMap(({ rows: cells }) =>
        cells.map((row, i) => ({ row: i + 1, ids: row.map(idText).filter((text) => ID_NUMBER.test(text)) })),
      );
      const wanted = rows.flatMap(({ row, ids }) => ids.slice(0, 1).map((id) => ({ row, id })));
      if (wanted.length === 0)
        throw new Problem('file_refused', {
          message: '表里没有 18 位的身份证号。',
          next: '看看证件号那一栏是不是存成了数字，末几位变成了 0。',
        });
      if (wanted.length > MOST_NUMBERS)
        throw new Problem('file_refused', { message: `一次最多 ${MOST_NUMBERS} 个号码。`, next: '分成几张表。' });
      const { ring } = ctx.services;
      const byIndex = new Map(
        wanted.flatMap(({ row, id }) => blindIndexes(ring, 'persons.idNumber', id).map((index) => [index, row] as const)),
      );
      const town = ctx.caller.grants[0];
      const place = { county: '', town: '', village: '', ...(town ? { [town.level]: town.code } : {}) };
      await noteExport('match_numbers', { place, rows: wanted.length, reason }, ctx);
      const indexes = [...byIndex.keys()];
      const [persons, payments] = await Promise.all([ctx.repos.trace.personsBy(indexes), ctx.repos.trace.byNumbers(indexes)]);
      const hits = await Promise.all(
        persons.map(async (person) => ({
          row: byIndex.get(person.idIndex) ?? 0,
          name: person.name,
          person: person._id,
          payments: await Promise.all(payments.filter((payment) => payment.person === person._id).map((payment) => rowOf(payment, ctx))),
        })),
      );
      const unreadable = rows.filter(({ ids }, i) => ids.length === 0 && i > 0).length;
      return { read: wanted.length, unreadable, hits: hits.sort((a, b) => a.row - b.row) };
    });
  },
});

export const traceSheet = action('trace.sheet', {
  roles: ROLES,
  run: async ({ payment }, ctx) => ({ sheet: await sheetOf(await gather(await ctx.repos.trace.payment(payment), ctx), ctx) }),
});

function printed(sheet: Sheet, proofs: readonly Block[]): Block[] {
  return [
    { kind: 'title', text: sheet.title },
    ...sheet.blocks.flatMap(({ heading, pairs, lines }): Block[] => [
      { kind: 'heading', text: heading },
      ...(pairs.length === 0 ? [] : [{ kind: 'pairs' as const, pairs }]),
      ...lines.map((text) => ({ kind: 'small' as const, text })),
    ]),
    ...(sheet.suspicions.length === 0 ? [] : [{ kind: 'heading' as const, text: '疑点' }]),
    ...sheet.suspicions.map(({ words }) => ({ kind: 'line' as const, text: words })),
    ...proofs,
    { kind: 'heading', text: '签字' },
    { kind: 'line', text: '核对人：　　　　　　　　日期：　　　　　　　　盖章：' },
  ];
}

export const tracePrint = action('trace.print', {
  roles: ROLES,
  limit: { times: 120, seconds: 3600 },
  async run({ payment: id, reason }, ctx) {
    const payment = await ctx.repos.trace.payment(id);
    const found = await gather(payment, ctx);
    const sheet = await sheetOf(found, ctx);
    await noteExport('trace_sheet', { place: payment, rows: 1, reason, detail: { payment: id } }, ctx);
    const installation = await ctx.repos.installation.get();
    const bytes = await writePages(printed(sheet, await proofBlocks(found, ctx)), {
      size: 'A4',
      foot: `${installation.operator}　打印 ${ctx.today}　${payment._id}`,
    });
    return { file: await offerFile(`一笔查到底-${payment.personName}-${periodWords(payment.period)}${payment.spoken}.docx`, bytes, ctx) };
  },
});

export const tracePicture = action('trace.picture', {
  roles: ROLES,
  limit: { times: 300, seconds: 3600 },
  async run({ payment: id, receipt: wanted }, ctx) {
    const payment = await ctx.repos.trace.payment(id);
    const claim = await ctx.store.get<ClaimRecord>('claims', payment.claim);
    if (!claim) throw new Problem('not_found');
    const receipt = await ctx.repos.receipts.oneOf(claim, wanted);
    await ctx.note(
      `look:${ctx.caller.openid}:${ctx.requestId}`,
      { collection: 'receipts', record: wanted },
      { verb: 'look', role: 'auditor', detail: { payment: id } },
    );
    const url = await ctx.files.link(receipt.fileID, LINK_SECONDS);
    if (url === null) throw new Problem('not_found', { message: '照片不在了。' });
    return { url, until: new Date(Date.parse(ctx.now) + LINK_SECONDS * 1000).toISOString() };
  },
});

export const traceLook = action('trace.look', {
  roles: ROLES,
  limit: { times: 20, seconds: 3600 },
  async run(_input, ctx) {
    const [scope] = ctx.repos.trace.scopes();
    if (!scope) throw new Problem('not_allowed');
    const { level, code } = scope;
    const about = { owner: ctx.caller.openid, county: '', town: '', village: '', [level]: code };
    const job = newJob('trace.look', `${code}:${onceKey(ctx)}`, { level, code }, about, ctx.now);
    await ctx.store.insert('jobs', job);
    return { task: job._id };
  },
});

async function suspicionRow(one: SuspicionRecord, ctx: Context) {
  const payment = await ctx.store.get<PaymentRecord>('payments', one.payment);
  const row = payment && (await rowOf(payment, ctx));
  return row && { ...row, code: one.status as (typeof SUSPICIONS)[number], words: one.words };
}

/** The oldest of the night's last looks at the towns in the caller's scope that had money to look at. */
async function lookedAt({ repos, store }: Context): Promise<string | null> {
  const villages = await repos.places.villagesIn(repos.trace.scopes());
  const towns = [...new Set(villages.map(({ parent }) => parent ?? ''))].slice(0, MOST_TOWNS);
  const looks = (await store.getMany<JobRecord>('jobs', towns.map(nightLookId))).flatMap(({ finishedAt }) => finishedAt ?? []);
  return looks.sort()[0] ?? null;
}

export const traceSuspicions = action('trace.suspicions', {
  roles: ROLES,
  async run({ code, cursor, limit = PAGE }, ctx) {
    const counts = await Promise.all(
      SUSPICIONS.map(async (one) => {
        const found = await ctx.repos.trace.suspicions(one, undefined, MOST_COUNTED);
        return { code: one, words: SUSPICION_WORDS[one], count: found.length, more: found.length === MOST_COUNTED };
      }),
    );
    const wanted = code ?? counts.find(({ count }) => count > 0)?.code;
    const found = wanted === undefined ? [] : await ctx.repos.trace.suspicions(wanted, cursor, limit);
    const items = (await Promise.all(found.map((one) => suspicionRow(one, ctx)))).filter((row) => row !== null);
    const next = found.length === limit ? (found.at(-1)?.sortKey ?? null) : null;
    return { counts, items, next, lookedAt: cursor === undefined ? await lookedAt(ctx) : null };
  },
});

export const traceExport = action('trace.export', {
  roles: ROLES,
  limit: { times: 20, seconds: 3600 },
  async run({ code, reason }, ctx) {
    const found: SuspicionRecord[] = [];
    for (const one of code === undefined ? SUSPICIONS : [code])
      found.push(...(await ctx.repos.trace.suspicions(one, undefined, MOST_EXPORTED / 2)));
    if (found.length === 0) throw new Problem('not_possible_now', { message: '没有疑点可导。' });
    const rows = (await Promise.all(found.slice(0, MOST_EXPORTED).map((one) => suspicionRow(one, ctx)))).filter((row) => row !== null);
    const [first] = found;
    await noteExport('suspicions', { place: first as SuspicionRecord, rows: rows.length, reason }, ctx);
    const bytes = await writeSheets([
      {
        name: '疑点',
        title: '疑点清单（只是线索，要核实）',
        columns: [
          { head: '疑点', width: 24 },
          { head: '说明', width: 40 },
          { head: '姓名', width: 12 },
          { head: '证件号', width: 22 },
          { head: '村', width: 12 },
          { head: '补贴', width: 14 },
          { head: '年度', width: 10 },
          { head: '金额（元）', kind: 'money', width: 14 },
          { head: '发放日', width: 14 },
        ],
        rows: rows.map((row) => [
          SUSPICION_WORDS[row.code],
          row.words,
          row.name,
          row.idMasked,
          row.villageName,
          row.spoken,
          row.period,
          row.amountFen,
          row.on,
        ]),
        foot: [`截至 ${ctx.today}，共 ${rows.length} 条，合计 ${payerText(rows.reduce((sum, row) => sum + row.amountFen, 0))} 元`],
      },
    ]);
    return { file: await offerFile(`疑点清单-${ctx.today}.xlsx`, bytes, ctx), count: rows.length };
  },
});
