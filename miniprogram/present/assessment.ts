// The answer of eligibility as lines on the screen. Every condition is shown, met or not: nobody is told no without a reason.
import type { Output } from '@shared/contract/index';
import { dayWords, periodWords } from '@shared/domain/dates';
import { moneyWords, yuanText } from '@shared/domain/money';
import { checkWords, type Register, statusWords, verdictWords } from '@shared/domain/words';
import { lackWords } from '@shared/domain/words/lines';
import { statusLook } from './status';
import type { Tone } from './tone';

type Result = Output<'assess.me'>['results'][number];
type Assessment = Result['assessment'];
type Check = Assessment['checks'][number];
type Basis = Check['basis'];
type Card = Result['card'];

export interface CheckRow {
  id: string;
  tone: Tone;
  icon: string;
  statusWords: string;
  title: string;
  found: string;
  remedy: string;
  from: string;
  basis: string;
}

const STATUS: Record<Check['status'], { tone: Tone; icon: string; resident: string; official: string }> = {
  passed: { tone: 'good', icon: 'check', resident: '够了', official: '符合' },
  failed: { tone: 'stop', icon: 'cross', resident: '不够', official: '不符' },
  unknown: { tone: 'wait', icon: 'ask', resident: '还不知道', official: '待核实' },
};
/** What stops a person stands first, then what is not known, then what is in order. */
const ORDER: Record<Check['status'], number> = { failed: 0, unknown: 1, passed: 2 };

export function basisWords({ title, docNo, article }: Basis): string {
  return `《${title}》${docNo}${article === '' ? '' : ` ${article}`}`;
}

/** For a line with little room: the document by its number where it has one. */
export function shortBasis({ title, docNo, article }: Basis): string {
  return `${docNo === '' ? `《${title}》` : docNo}${article === '' ? '' : ` ${article}`}`;
}

export function checkRow(check: Check, register: Register): CheckRow {
  const status = STATUS[check.status];
  const words = checkWords(check, register);
  return {
    id: check.id,
    tone: status.tone,
    icon: status.icon,
    statusWords: status[register],
    title: words.label,
    found: words.found,
    remedy: words.remedy,
    from: check.from.map((source) => source.words).join('；'),
    basis: basisWords(check.basis),
  };
}

export function checkRows(checks: Check[], register: Register): CheckRow[] {
  return [...checks].sort((a, b) => ORDER[a.status] - ORDER[b.status]).map((check) => checkRow(check, register));
}

const VERDICT: Record<Assessment['verdict'], { tone: Tone; icon: string }> = {
  eligible: { tone: 'good', icon: 'check' },
  unknown: { tone: 'wait', icon: 'ask' },
  not_eligible: { tone: 'calm', icon: 'cross' },
};

/** What is still open, as one line after the verdict: the first thing to settle, and how many more. */
export function openWords(checks: Check[]): string {
  const open = checkRows(checks, 'resident').filter((row) => row.tone !== 'good');
  const first = open[0];
  if (!first) return '每一条都够了';
  return `${first.remedy === '' ? first.found : first.remedy}${open.length > 1 ? `；另外还有 ${open.length - 1} 样` : ''}`;
}

/** What would do as a proof, by the programme's own words: 工资截图或者车票. */
function proofWords({ evidence }: Card): string {
  const set = evidence.find(({ kinds }) => kinds.length > 1);
  return set ? set.kinds.map(({ words }) => words).join('或者') : lackWords('proof', 'resident');
}

/** Under the verdict: every condition met says what to bring, or that a signature is enough. */
function rowLine({ verdict, checks }: Assessment, lacks: readonly string[], card: Card): string {
  if (verdict !== 'eligible') return openWords(checks);
  return lacks.length === 0
    ? '签个名就行'
    : `还差：${lacks.map((code) => (code === 'proof' ? proofWords(card) : lackWords(code, 'resident'))).join('、')}`;
}

/** One programme on the overview 「我能领多少」. */
export interface BenefitRow {
  programme: string;
  period: string;
  spoken: string;
  name: string;
  amount: string;
  tone: Tone;
  icon: string;
  verdict: string;
  line: string;
  /** Handed in: the row leads to the claim. */
  claimed: boolean;
  claimId: string;
  claimStatus: string;
  /** Nothing but a signature is missing. */
  simple: boolean;
}

/** What the row says once there is a claim on its way: how it stands, no longer whether one may. */
const UNDER_WAY = '点开看办到哪一步了';

/** 正在核对往年的: no sums, no verdict yet; what one has may already be kept. */
const CHECKING = { words: '正在核对往年的', line: '乡里核对好了，就能看到能领多少；材料可以先存着' };

export function benefitRow({ card, assessment, claim, opened, lacks }: Result): BenefitRow {
  const status = claim === null || claim.status === 'withdrawn' ? '' : claim.status;
  const claimed = status !== '' && status !== 'draft';
  const look = claimed ? statusLook(status) : opened ? VERDICT[assessment.verdict] : { tone: 'calm' as const, icon: 'clock' };
  return {
    programme: card.programme,
    period: assessment.period,
    spoken: card.spoken,
    name: card.name,
    amount: assessment.amountFen > 0 && status !== 'rejected' ? moneyWords(assessment.amountFen) : '',
    tone: look.tone,
    icon: look.icon,
    verdict: claimed ? statusWords(status, 'resident') : opened ? verdictWords(assessment.verdict, 'resident') : CHECKING.words,
    line: claimed ? UNDER_WAY : opened ? rowLine(assessment, lacks, card) : CHECKING.line,
    claimed,
    claimId: claim?.id ?? '',
    claimStatus: claim?.status ?? '',
    simple: opened && assessment.verdict === 'eligible' && lacks.length === 0,
  };
}

/** The sum on top: what is sure and what may come. Programmes already claimed count too: it is the year's money; a refused one does not. */
export function yearTotal(results: Result[]): { yuan: string; sure: boolean; checking: boolean } {
  const counted = results.filter((one) => one.assessment.verdict !== 'not_eligible' && one.claim?.status !== 'rejected');
  const fen = counted.reduce((sum, one) => sum + one.assessment.amountFen, 0);
  return {
    yuan: yuanText(fen),
    sure: counted.every((one) => one.assessment.verdict === 'eligible'),
    checking: results.length > 0 && results.every((one) => !one.opened),
  };
}

/** A programme as anybody may read it: who, how much, by which document, last checked when. */
export interface ProgrammeText {
  programme: string;
  spoken: string;
  name: string;
  summary: string[];
  most: string;
  documents: string[];
  notice: string;
  checked: string;
}

export function programmeText(card: Card, today: string): ProgrammeText {
  return {
    programme: card.programme,
    spoken: card.spoken,
    name: card.name,
    summary: card.summary,
    most: moneyWords(card.maxFen),
    documents: [...new Set(card.documents.map((one) => basisWords({ ...one, article: '' })))],
    notice: card.notice,
    checked: `${dayWords(card.checkedOn, today)}对过文件`,
  };
}

export { periodWords };
