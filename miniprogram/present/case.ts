// A claim as its reviewer reads it, in official words: the row of a queue and the open case.
import type { Output } from '@shared/contract/index';
import { beijingDate, daysBetween, dayWords, periodWords } from '@shared/domain/dates';
import { moneyWords } from '@shared/domain/money';
import { checkWords, evidenceWords, reasonWords, stageWords, statusWords } from '@shared/domain/words';
import { hintWords } from '@shared/domain/words/hints';
import { type CheckRow, checkRows } from './assessment';
import { type EventRow, eventRows, stateChip } from './claim';
import { statusLook } from './status';
import type { Tone } from './tone';

type Row = Output<'claim.queue'>['items'][number];
type Case = Output<'claim.case'>['case'];

export interface QueueItem {
  id: string;
  name: string;
  village: string;
  programme: string;
  amount: string;
  since: string;
  due: string;
  late: boolean;
  receipts: number;
  /** Why somebody else must decide it; '' = the reader may. */
  barred: string;
  tone: Tone;
  icon: string;
  state: string;
}

/** 干净的 need only a look; the others say what to look at. */
function findings(row: Row): Pick<QueueItem, 'tone' | 'icon' | 'state'> {
  if (row.failed > 0) return { tone: 'stop', icon: 'cross', state: `${row.failed} 条不符` };
  if (row.unknown > 0) return { tone: 'wait', icon: 'ask', state: `${row.unknown} 条待核实` };
  return { tone: 'good', icon: 'check', state: '条件齐全' };
}

/** What was decided, or that it has gone on to the next level. */
function outcome(row: Row): Pick<QueueItem, 'tone' | 'icon' | 'state'> {
  return { ...statusLook(row.status), state: statusWords(row.status, 'official') };
}

/** @param view a waiting row says what to look at, a done one how it ended. */
export function queueItem(row: Row, today: string, view: 'waiting' | 'done'): QueueItem {
  const day = beijingDate(row.since);
  const waited = daysBetween(day, today);
  return {
    id: row.id,
    name: row.personName,
    village: row.villageName,
    programme: `${row.name} · ${periodWords(row.period)}`,
    amount: moneyWords(row.amountFen),
    since: waited > 0 ? `${dayWords(day, today)}到，等了 ${waited} 天` : `${dayWords(day, today)}到`,
    due: [row.due === null ? '' : `${dayWords(row.due, today)}前办`, view === 'waiting' && row.hints > 0 ? `${row.hints} 处要看` : '']
      .filter((part) => part !== '')
      .join(' · '),
    late: row.due !== null && row.due < today,
    receipts: row.receipts,
    barred: view === 'waiting' ? row.barred : '',
    ...(view === 'done' ? outcome(row) : findings(row)),
  };
}

export interface CaseModel {
  id: string;
  version: number;
  name: string;
  where: string;
  programme: string;
  amount: string;
  amountFrom: string;
  chip: { tone: Tone; icon: string; words: string };
  stage: string;
  filed: string;
  identity: { key: string; field: 'idNumber' | 'phone' | 'account' | ''; label: string; value: string }[];
  spells: { id: string; when: string; where: string; pay: string }[];
  checks: CheckRow[];
  failed: number;
  unknown: number;
  receipts: { id: string; words: string; elsewhere: string; size: string; pdf: boolean }[];
  kinds: string[];
  events: EventRow[];
  changed: string[];
  hints: string[];
  /** 电话核实: the stage asks for a call, and what was said is kept. */
  phoneCheck: boolean;
  /** Reasons for sending it back that its open conditions speak for, and all of what is missing in spoken words. */
  suggested: string[];
  lacks: string;
  barred: string;
  onWord: Case['onWord'];
  /** 「本人要撤回、更正」: what may be done on the person's word, '' = nothing. */
  onWordWords: string;
  canApprove: boolean;
  canReturn: boolean;
  canReject: boolean;
}

function kindWords(one: Case, kind: string): string {
  for (const set of one.evidence) for (const known of set.kinds) if (known.kind === kind) return known.official;
  return evidenceWords(kind, 'official');
}

function spellWhen(start: string, end: string | null): string {
  return `${start} 至 ${end ?? '今'}`;
}

/** The reason that speaks of what would settle a condition. */
const REASON_OF: Record<string, string> = {
  wage_proof: 'wage_proof_missing',
  name_employer: 'work_proof_missing',
  complete_place: 'work_proof_missing',
};

/** Everything missing at once, so that nobody is sent home twice. */
function lacksOf(one: Case): Pick<CaseModel, 'suggested' | 'lacks'> {
  const open = one.assessment.checks.filter(({ status }) => status !== 'passed');
  const given = one.receipts.map(({ kind }) => kind);
  const sets = one.evidence.filter(({ need, kinds }) =>
    need === 'any' ? !kinds.some(({ kind }) => given.includes(kind)) : !kinds.every(({ kind }) => given.includes(kind)),
  );
  const about = sets.flatMap(({ kinds }) => kinds.filter(({ kind }) => !given.includes(kind)).map(({ kind }) => `${kind}_missing`));
  const suggested = [...new Set([...open.map(({ remedy }) => REASON_OF[remedy ?? ''] ?? 'facts_differ'), ...about])];
  const lines = open.map((check) => {
    const { label, remedy } = checkWords(check, 'resident');
    return remedy === '' ? label : `${label}：${remedy}`;
  });
  const missing = sets.map(({ kinds }) => `还差：${kinds.map(({ words }) => words).join('、')}`);
  return { suggested, lacks: [...lines, ...missing].join('；').slice(0, 300) };
}

const ON_WORD_WORDS: Record<Case['onWord'][number], string> = { withdraw: '撤回', correct: '更正', appeal: '申诉' };

export function caseModel(one: Case, today: string): CaseModel {
  const { subject, account } = one;
  const here = one.steps.find((step) => step.state === 'here');
  const count = (status: string) => one.assessment.checks.filter((check) => check.status === status).length;
  return {
    id: one.id,
    version: one.version,
    name: one.person.name,
    where: `${one.villageName} ${subject.group}`,
    programme: `${one.name} · ${periodWords(one.period)}`,
    amount: moneyWords(one.amountFen),
    amountFrom: one.assessment.amountFrom?.words ?? '',
    chip: stateChip(one, 'official'),
    stage: here ? `${stageWords(here.stage, 'official', 'here')}${here.due === null ? '' : `，${dayWords(here.due, today)}前办`}` : '',
    filed: one.submittedAt === null ? `${one.filedBy}填报` : `${one.filedBy}，${dayWords(beijingDate(one.submittedAt), today)}提交`,
    identity: [
      { key: 'idNumber', field: 'idNumber', label: '证件号码', value: subject.idMasked },
      { key: 'phone', field: 'phone', label: '联系电话', value: subject.phoneMasked === '' ? '未登记' : subject.phoneMasked },
      {
        key: 'account',
        field: account === null ? '' : 'account',
        label: '银行账户',
        value: account === null ? '未登记' : `${account.bank} 尾号 ${account.tail}`,
      },
      { key: 'born', field: '', label: '出生日期', value: `${subject.born}，${subject.sex}` },
      { key: 'type', field: '', label: '户类型', value: subject.householdType },
      { key: 'skill', field: '', label: '劳动技能', value: subject.labourSkill },
    ],
    spells: one.spells.map((spell) => ({
      id: spell.id,
      when: spellWhen(spell.start, spell.end),
      where: [spell.place, spell.employer].filter((part) => part !== '').join(' · '),
      pay: [spell.monthlyFen === null ? '月收入未登记' : `${moneyWords(spell.monthlyFen)}/月`, spell.channel]
        .filter((part) => part !== '')
        .join(' · '),
    })),
    checks: checkRows(one.assessment.checks, 'official'),
    failed: count('failed'),
    unknown: count('unknown'),
    receipts: one.receipts.map((receipt) => ({
      id: receipt.id,
      words: kindWords(one, receipt.kind),
      elsewhere: receipt.elsewhere > 0 ? `同一张图片还出现在另外 ${receipt.elsewhere} 件申领里` : '',
      size:
        receipt.bytes >= 1_000_000 ? `${(receipt.bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(receipt.bytes / 1000))} KB`,
      pdf: receipt.mime.startsWith('application/'),
    })),
    kinds: one.evidence.flatMap((set) => set.kinds.map(({ kind }) => kind)),
    events: eventRows(one.events, today, 'official'),
    changed: one.changed,
    phoneCheck: here?.stage.kind === 'phone_check',
    hints: one.hints.map((hint) => hintWords(hint)),
    ...lacksOf(one),
    barred: one.barred,
    onWord: one.onWord,
    onWordWords: one.onWord.length === 0 ? '' : `本人要${one.onWord.map((verb) => ON_WORD_WORDS[verb]).join('、')}`,
    canApprove: one.can.includes('approve'),
    canReturn: one.can.includes('return'),
    canReject: one.can.includes('reject'),
  };
}

type Verb = 'return' | 'reject';
type Code = Case['events'][number]['reasons'][number];

/** Reasons offered with each verb, likeliest first; `other` needs words. */
const OFFERED = {
  return: [
    'photo_unclear',
    'wage_proof_missing',
    'work_proof_missing',
    'ticket_missing',
    'wrong_person',
    'wrong_period',
    'facts_differ',
    'account_wrong',
    'other',
  ],
  reject: ['not_eligible', 'paid_before', 'facts_differ', 'wrong_person', 'other'],
} as const satisfies Record<Verb, readonly Code[]>;

export type ReasonCode = (typeof OFFERED)[Verb][number];

/** The kind of evidence a reason speaks of. */
const ABOUT: Partial<Record<ReasonCode, string>> = {
  wage_proof_missing: 'wage_proof',
  work_proof_missing: 'work_proof',
  ticket_missing: 'ticket',
};

/** @param kinds evidence the claim asks for. */
export function offeredReasons(verb: Verb, kinds: string[]): { code: ReasonCode; words: string; spoken: string }[] {
  return OFFERED[verb]
    .filter((code) => kinds.includes(ABOUT[code] ?? '') || ABOUT[code] === undefined)
    .map((code) => ({ code, words: reasonWords(code, 'official'), spoken: reasonWords(code, 'resident') }));
}
