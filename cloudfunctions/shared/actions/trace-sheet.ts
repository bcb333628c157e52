// 一笔查到底: everything one payment rests on, gathered from the records themselves and readable without them.
import type { Output } from '@shared/contract';
import { beijingDate, beijingTime, countedDaysWords, periodWords } from '@shared/domain/dates';
import { maskIdNumber } from '@shared/domain/masks';
import { minutesPrefix } from '@shared/domain/minutes-records';
import { payerText, yuanText } from '@shared/domain/money';
import type {
  BatchRecord,
  ClaimEvent,
  ClaimRecord,
  HouseholdRecord,
  MinutesRecord,
  ObjectionRecord,
  PaymentRecord,
  PersonRecord,
  PublicityRecord,
  ReceiptRecord,
  RecoveryRecord,
  Suspicion,
} from '@shared/domain/records';
import { checkWords } from '@shared/domain/words/checks';
import { eventWords, stageWords, trailWords } from '@shared/domain/words/claims';
import { evidenceWords } from '@shared/domain/words/evidence';
import { failureWords, SUSPICION_WORDS } from '@shared/domain/words/paying';
import { reasonWords } from '@shared/domain/words/reasons';
import { recoveryId } from '@shared/repos/paying';
import type { AuditEntry } from '@shared/runtime/audit';
import type { Context } from '@shared/runtime/context';
import type { SealRecord } from '@shared/runtime/seal';
import { range } from '@shared/runtime/store';
import { sealText } from './pay-parts';

export type Sheet = Output<'trace.sheet'>['sheet'];
type Block = Sheet['blocks'][number];
type Pair = Block['pairs'][number];

export const when = (at: string | null) => (at === null || at === '' ? '' : `${beijingDate(at)} ${beijingTime(at)}`);
const pair = (label: string, words: string): Pair => ({ label, words });
const block = (heading: string, pairs: Pair[], lines: string[] = []): Block => ({
  heading,
  pairs: pairs.filter(({ words }) => words !== ''),
  lines,
});

const AGREED: Record<string, string> = {
  signed: '本人签名',
  phone: '电话同意',
  chat: '微信同意',
  in_person: '当面同意',
  paper: '纸质委托',
  helper: '家里人代办',
};
const STATUS: Record<PaymentRecord['status'], string> = { listed: '等银行结果', paid: '发放成功', failed: '发放失败', void: '没有发出' };

export interface Found {
  payment: PaymentRecord;
  claim: ClaimRecord | null;
  person: PersonRecord | null;
  household: HouseholdRecord | null;
  batch: BatchRecord | null;
  receipts: ReceiptRecord[];
  publicity: PublicityRecord | null;
  minutes: MinutesRecord | null;
  objections: ObjectionRecord[];
  audits: AuditEntry[];
  recovery: RecoveryRecord | null;
}

export async function gather(payment: PaymentRecord, { store }: Context): Promise<Found> {
  const claim = await store.get<ClaimRecord>('claims', payment.claim);
  const [person, household, batch, receipts, publicity, objections, audits, recovery] = await Promise.all([
    store.get<PersonRecord>('persons', payment.person),
    store.get<HouseholdRecord>('households', payment.household),
    store.get<BatchRecord>('batches', payment.batch),
    store.getMany<ReceiptRecord>(
      'receipts',
      (claim?.receipts ?? []).map(({ receipt }) => receipt),
    ),
    claim?.posting ? store.get<PublicityRecord>('publicities', claim.posting) : null,
    store.list<ObjectionRecord>('objections', { where: { claim: payment.claim }, limit: 20 }),
    store.list<AuditEntry>('audits', { where: { record: payment._id }, order: ['version', 'asc'], limit: 20 }),
    store.get<RecoveryRecord>('recoveries', recoveryId(payment._id)),
  ]);
  const minutes = publicity?.minutes ? await store.get<MinutesRecord>('minutes', publicity.minutes) : await lastMinutes(payment, store);
  return { payment, claim, person, household, batch, receipts, publicity, minutes, objections, audits, recovery };
}

/** The newest meeting of the village about this programme-year, where the posted list names none. */
async function lastMinutes({ village, programme, period }: PaymentRecord, store: Context['store']): Promise<MinutesRecord | null> {
  const prefix = minutesPrefix(programme, period);
  const [newest] = await store.list<MinutesRecord>('minutes', {
    where: { village, sortKey: range({ gte: prefix, lt: `${prefix}~` }) },
    order: ['sortKey', 'desc'],
    limit: 1,
  });
  return newest ?? null;
}

function minutesWords(minutes: MinutesRecord | null): string {
  if (!minutes) return '没有关联';
  const { on, place, chair, attendees, decision, lines } = minutes;
  return `${on} ${place}，${chair}主持，${attendees.length} 人参加，过了 ${lines} 人：${decision}`;
}

async function whoBlock({ payment, claim, person, household }: Found, ctx: Context): Promise<Block> {
  const village = await ctx.repos.places.get(payment.village);
  return block('谁', [
    pair('姓名', payment.personName),
    pair('证件号', maskIdNumber(payment.idTail)),
    pair('性别、出生', person ? `${person.sex}　${person.born}` : ''),
    pair('村、组', `${village?.name ?? ''} ${household?.group ?? ''}`.trim()),
    pair('户主、户别', household ? `${household.headName}　${household.householdType}` : ''),
    pair('劳动能力', person?.labourSkill ?? ''),
    pair(
      '谁报的',
      claim ? `${claim.filedBy.name || payment.personName}（${claim.filedBy.role === 'resident' ? '本人或家里人' : '村里代办'}）` : '',
    ),
    pair('怎么同意的', consentWords(claim)),
  ]);
}

function consentWords(claim: ClaimRecord | null): string {
  if (claim === null) return '';
  if (!claim.consent) return claim.submittedAt === null ? '' : `${when(claim.submittedAt)} 在手机上签了承诺书`;
  const { how, on, note, by, receipt } = claim.consent;
  return `${on} ${AGREED[how] ?? how}，${by.name}记的${note === '' ? '' : `：${note}`}${receipt === null && !(how === 'signed' && claim.signature) ? '' : '（有凭据）'}`;
}

async function whyBlock({ claim }: Found, ctx: Context): Promise<Block> {
  if (!claim) return block('凭什么', [], ['申领记录找不到']);
  const { pack } = await ctx.policies.version(claim.policy.version, claim.policy.hash);
  const spells = (claim.facts?.spells ?? []).map(
    ({ start, end, province, city, county, employer, monthlyFen }) =>
      `${start} 至 ${end ?? '仍在干'}　${[province, city, county].filter(Boolean).join('')}　${employer ?? '单位没登记'}　${monthlyFen === null ? '工资没登记' : `月均 ${yuanText(monthlyFen)} 元`}`,
  );
  const checks = claim.checks.map((check) => {
    const { label, found } = checkWords(check, 'official');
    const mark = check.status === 'passed' ? '✓' : check.status === 'failed' ? '✗' : '?';
    return `${mark} ${label}：${found}　依据：${[check.basis.title, check.basis.docNo, check.basis.article].filter((part) => part !== '').join(' ')}`;
  });
  return block(
    '凭什么',
    [
      pair('补贴项目', `${pack.name}（${periodWords(claim.period)}）`),
      pair('政策版本', `${claim.policy.version}　校验值 ${claim.policy.hash.slice(0, 16)}`),
      pair('金额', `${payerText(claim.amountFen)} 元`),
      pair('事实截至', claim.facts?.asOf ?? ''),
    ],
    [...spells.map((words) => `务工：${words}`), ...checks],
  );
}

function eventLine(claim: ClaimRecord, event: ClaimEvent): string {
  const stage = event.stage === null ? null : (claim.stages[event.stage] ?? null);
  const at = stage === null ? '' : `${stageWords(stage, 'official')} `;
  const reasons = event.reasons
    .map((code) => (event.verb === 'fail' ? failureWords(code, 'official') : reasonWords(code, 'official')))
    .join('、');
  return `${when(event.at)}　${event.by.name || '本人'}　${at}${eventWords(event.verb, 'official')}${reasons === '' ? '' : `（${reasons}）`}${event.note === '' ? '' : `「${event.note}」`}`;
}

function publicBlock({ publicity, minutes, objections, claim }: Found): Block {
  const lines = objections.map(
    ({ at, text, answer, status }) =>
      `${when(at)} 有人提：${text}　${answer ? `${when(answer.at)} ${answer.by.name}答复：${answer.text}` : status === 'open' ? '还没答复' : ''}`,
  );
  if (!publicity)
    return block('公示', minutes ? [pair('会议记录', minutesWords(minutes))] : [], [
      claim?.stages.some(({ kind }) => kind === 'publicity') ? '公示名单找不到' : '这个项目的政策没有单列公示关',
      ...lines,
    ]);
  return block(
    '公示',
    [
      pair('哪天到哪天', `${publicity.from} 至 ${publicity.until}（${countedDaysWords(publicity.days, publicity.calendar === true)}）`),
      pair('公示了多少人', `${publicity.count} 人，${payerText(publicity.sumFen)} 元`),
      pair('名单校验值', publicity.hash),
      pair('张贴照片', publicity.photos.length === 0 ? '没有' : `${publicity.photos.length} 张`),
      pair('会议记录', minutesWords(minutes)),
      pair('公示编号', publicity._id),
    ],
    lines.length === 0 ? ['公示期内没有人提异议'] : lines,
  );
}

function paidBlock({ payment, batch, recovery }: Found): Block {
  const result = payment.result;
  const sheet = batch?.sheets.find(({ sha256 }) => sha256 === result?.sheet);
  return block(
    '怎么发的',
    [
      pair('第几次发', `第 ${payment.attempt} 次`),
      pair('批次', batch ? `${batch.title}，共 ${batch.count} 人，${payerText(batch.sumFen)} 元` : ''),
      pair('资金来源', batch ? `${batch.year}年 ${batch.fund}` : ''),
      pair('谁列的', batch ? `${batch.madeBy.name}　${when(batch.madeAt)}` : ''),
      pair('谁放行的', batch?.released ? `${batch.released.by.name}　${when(batch.released.at)}` : ''),
      pair('批次封条', batch ? sealText(batch.hash) : ''),
      pair('打到哪', `${payment.account.bank} 尾号 ${payment.account.tail}，户名 ${payment.account.holder}`),
      pair(
        '银行结果',
        result
          ? `${result.on} ${result.outcome === 'paid' ? '成功' : `失败：${failureWords(result.reason, 'official')}`}${result.note === '' ? '' : `「${result.note}」`}`
          : STATUS[payment.status],
      ),
      pair(
        '谁登的、凭什么',
        result
          ? `${result.by.name} ${when(result.at)}　${sheet?.kind === 'photo' ? '银行单子照片' : '银行回盘表'} ${result.sheet.slice(0, 16)}`
          : '',
      ),
      pair('本人说', payment.answer ? `${when(payment.answer.at)} ${payment.answer.received ? '收到了' : '没收到'}` : ''),
    ],
    recovery
      ? [
          `追回 ${payerText(recovery.amountFen)} 元：${recovery.reason}`,
          ...recovery.received.map(({ on, fen, note }) => `${on} 收回 ${payerText(fen)} 元 ${note}`),
        ]
      : [],
  );
}

async function trailBlock({ claim, audits }: Found, ctx: Context): Promise<Block> {
  const own = claim
    ? await ctx.store.list<AuditEntry>('audits', { where: { record: claim._id }, order: ['version', 'asc'], limit: 60 })
    : [];
  const windows = [...new Set([...own, ...audits].map(({ window }) => window))].slice(-30);
  const seals = await ctx.store.getMany<SealRecord>(
    'seals',
    windows.map((window) => `seal:${window}`),
  );
  const sealOf = new Map(seals.map((seal) => [seal.window, seal.hash]));
  const lines = [...own, ...audits].map(
    ({ at, verb, version, hash, window }) =>
      `${when(at)} ${trailWords(verb)} 第${version ?? 0}版　${hash.slice(0, 16)}　封条 ${sealOf.get(window)?.slice(0, 16) ?? '还没封'}`,
  );
  return block(
    '来历（防篡改）',
    [pair('申领', claim?._id ?? ''), pair('申领末条', claim?.auditHead ?? ''), pair('发放末条', audits.at(-1)?.hash ?? '')],
    lines,
  );
}

export async function sheetOf(found: Found, ctx: Context): Promise<Sheet> {
  const { payment } = found;
  const { claim, receipts } = found;
  const [who, why, trail, suspicions] = await Promise.all([
    whoBlock(found, ctx),
    whyBlock(found, ctx),
    trailBlock(found, ctx),
    ctx.repos.trace.ofPayment(payment),
  ]);
  return {
    payment: payment._id,
    title: `这 ${yuanText(payment.amountFen)} 元是怎么来的`,
    asOf: ctx.now,
    blocks: [
      who,
      why,
      block(
        '凭证',
        [],
        receipts.map((receipt) => `${evidenceWords(receipt.kind, 'official')}　${when(receipt.acceptedAt)}　sha256 ${receipt.sha256}`),
      ),
      block(
        '谁看的',
        [],
        (claim?.events ?? []).map((event) => eventLine(claim as ClaimRecord, event)),
      ),
      publicBlock(found),
      paidBlock(found),
      trail,
    ],
    pictures: receipts.map((receipt) => ({
      receipt: receipt._id,
      words: evidenceWords(receipt.kind, 'official'),
      sha256: receipt.sha256,
      kept: receipt.status === 'kept',
    })),
    suspicions: suspicions.map(({ status, words }) => ({
      code: status as Suspicion,
      words: `${SUSPICION_WORDS[status as Suspicion]}：${words}`,
    })),
  };
}
