// A claim as lines on the screen: where it is, what happened, what to do now.
import type { Output } from '@shared/contract/index';
import { beijingDate, beijingTime, daysBetween, dayWords, periodWords } from '@shared/domain/dates';
import { moneyWords } from '@shared/domain/money';
import { eventWords, type Register, reasonNext, reasonWords, stageWords, statusWords } from '@shared/domain/words';
import { type Status, statusLook } from './status';
import type { Tone } from './tone';

type Mine = Output<'claim.mine'>['claims'][number];
type Step = Mine['steps'][number];
type Event = Mine['events'][number];

export interface TrackRow {
  key: string;
  icon: string;
  label: string;
  state: Step['state'];
  stateWords: string;
  detail: string;
}

const LEVEL_ICON: Record<Step['stage']['level'], string> = { village: 'village', town: 'town', county: 'town' };
const STATE_WORDS: Record<Step['state'], string> = { done: '办完了', here: '现在在这儿', ahead: '还没到', stopped: '停在这儿' };

function stageIcon(step: Step): string {
  if (step.state === 'done') return 'check';
  if (step.stage.kind === 'publicity') return 'wall';
  return step.stage.kind === 'phone_check' ? 'phone' : LEVEL_ICON[step.stage.level];
}

/** 3月12日起，等了 5 天 · 一般 3月20日前有结果. */
function waitWords(since: string | null, today: string, due: string | null): string {
  if (since === null) return '';
  const day = beijingDate(since);
  const days = daysBetween(day, today);
  const waited = days > 0 ? `，等了 ${days} 天` : '';
  return `${dayWords(day, today)}起${waited}${due === null ? '' : `。一般 ${dayWords(due, today)}前有结果`}`;
}

/** The two stops after the last stage: the county's money, and the card. */
function moneySteps(status: Status, since: string, today: string, account: Mine['account']): TrackRow[] {
  const waiting = status === 'approved' || status === 'in_batch';
  const paid = status === 'paid';
  const failed = status === 'payment_failed';
  const card = account === null ? '' : `打到 ${account.bank} 尾号 ${account.tail}，是本人的卡`;
  const grant: Step['state'] = waiting ? 'here' : paid || failed ? 'done' : 'ahead';
  const arrive: Step['state'] = paid ? 'done' : failed ? 'stopped' : 'ahead';
  return [
    {
      key: 'grant',
      icon: grant === 'done' ? 'check' : 'money',
      label: waiting ? statusWords(status, 'resident') : '等拨款',
      state: grant,
      stateWords: STATE_WORDS[grant],
      detail: waiting ? waitWords(since, today, null) : '',
    },
    {
      key: 'arrive',
      icon: arrive === 'done' ? 'check' : 'card',
      label: paid || failed ? statusWords(status, 'resident') : '到账',
      state: arrive,
      stateWords: STATE_WORDS[arrive],
      detail: paid ? `${dayWords(beijingDate(since), today)}${card === '' ? '' : `，${card}`}` : card,
    },
  ];
}

function stageDetail(step: Step, today: string): string {
  if (step.state === 'ahead') return '';
  const who = step.who === '' ? '' : `${step.who} · `;
  if (step.state === 'here') return who + waitWords(step.since, today, step.due);
  return who + (step.since === null ? '' : dayWords(beijingDate(step.since), today));
}

/**
 * The whole way of a claim, stages of the policy first, then the money. `short` keeps the plain names for the narrow row.
 */
export function trackRows(claim: Pick<Mine, 'steps' | 'status' | 'since' | 'account'>, today: string, short = false): TrackRow[] {
  const stages = claim.steps.map((step, index) => ({
    key: String(index),
    icon: stageIcon(step),
    label: stageWords(step.stage, 'resident', short && step.state === 'done' ? 'ahead' : step.state),
    state: step.state,
    stateWords: STATE_WORDS[step.state],
    detail: stageDetail(step, today),
  }));
  return [...stages, ...moneySteps(claim.status, claim.since, today, claim.account)];
}

/** The state in one glance. */
export function stateChip(claim: Pick<Mine, 'status' | 'steps'>, register: Register): { tone: Tone; icon: string; words: string } {
  const here = claim.steps.find((step) => step.state === 'here');
  return { ...statusLook(claim.status), words: statusWords(claim.status, register, here?.stage ?? null) };
}

export interface EventRow {
  key: number;
  when: string;
  words: string;
  by: string;
  reasons: { words: string; next: string }[];
  note: string;
}

/** What happened, newest first. */
export function eventRows(events: Event[], today: string, register: Register): EventRow[] {
  return events
    .map((event, key) => ({
      key,
      when: `${dayWords(beijingDate(event.at), today)} ${beijingTime(event.at)}`,
      words: eventWords(event.verb, register),
      by: event.by,
      reasons: event.reasons.map((code) => ({ words: reasonWords(code, register), next: reasonNext(code, register) })),
      note: event.note,
    }))
    .reverse();
}

/** Why it was sent back or refused, for the top of the page; null while nothing is to be mended. */
export function trouble(claim: Pick<Mine, 'status' | 'events'>, today: string): EventRow | null {
  const verb = claim.status === 'returned' ? 'return' : claim.status === 'rejected' ? 'reject' : '';
  return eventRows(claim.events, today, 'resident').find((event) => verb !== '' && eventVerb(claim.events, event.key) === verb) ?? null;
}

function eventVerb(events: Event[], key: number): string {
  return events[key]?.verb ?? '';
}

export interface ClaimRow {
  id: string;
  programme: string;
  period: string;
  spoken: string;
  periodWords: string;
  amount: string;
  status: Status;
  chip: { tone: Tone; icon: string; words: string };
  track: TrackRow[];
  line: string;
}

/** What to know now, in one line: what to mend, where it waits and since when, or where the money goes. */
function nowLine(claim: Mine, today: string): string {
  const mend = trouble(claim, today);
  if (mend) return [mend.reasons.map((reason) => reason.words).join('、'), mend.note].filter((part) => part !== '').join('。');
  const here = trackRows(claim, today).find((row) => row.state === 'here' || row.state === 'stopped');
  if (claim.status === 'draft') return '还没交上去，点开接着填';
  return here ? here.detail : '';
}

export function claimRow(claim: Mine, today: string): ClaimRow {
  return {
    id: claim.id,
    programme: claim.programme,
    period: claim.period,
    spoken: claim.spoken,
    periodWords: periodWords(claim.period),
    // A draft has no sum yet: it is judged when it is opened or handed in.
    amount: claim.status === 'draft' && claim.amountFen === 0 ? '' : moneyWords(claim.amountFen),
    status: claim.status,
    chip: stateChip(claim, 'resident'),
    track: claim.status === 'draft' || claim.status === 'withdrawn' ? [] : trackRows(claim, today, true),
    line: nowLine(claim, today),
  };
}
