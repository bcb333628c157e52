// The month's list by household: who is still to be asked, whom to ring, what the phone itself still holds.
import { beijingDate, dayWords } from '@shared/domain/dates';
import { groupKey } from '@shared/domain/groups';
import { countMonth, isCleared } from '@shared/domain/month';
import type { CheckHow, CheckOutcome, MonthFigures } from '@shared/domain/records';
import { backOnWords, HOW_WORDS, outcomeWords } from '@shared/domain/words/month';
import type { Waiting } from '../../../services/answers';
import type { Check } from './ask';

export interface Member extends Check {
  line: string;
  chip: string;
  tone: 'good' | 'wait' | 'calm';
  icon: string;
  cleared: boolean;
  /** Answered on this phone and not sent yet. */
  held: boolean;
}

export interface House {
  household: string;
  heading: string;
  count: string;
  group: string;
  first: boolean;
  mine: boolean;
  callerName: string;
  /** 周某某 · 晚7点后好打; '' = nobody to ring. */
  ring: string;
  members: Member[];
  open: boolean;
  tried: boolean;
}

const OUTCOME_OF: Readonly<Record<string, CheckOutcome>> = {
  away: 'away',
  back: 'back',
  moved: 'moved',
  same: 'same',
  unreached: 'unreached',
  carried: 'carried',
};

/** Checks as they will be once what waits on the phone is sent. */
export function withWaiting(items: readonly Check[], queue: readonly Waiting[]): (Check & { held: boolean })[] {
  const held = new Map(queue.flatMap(({ input }) => input.answers.map((answer) => [answer.check, answer] as const)));
  return items.map((item) => {
    const answer = held.get(item.id);
    if (!answer) return { ...item, held: false };
    const status = OUTCOME_OF[answer.said.kind] ?? item.status;
    const how: CheckHow = status === 'carried' ? 'carried' : answer.how;
    return { ...item, status: status === 'unreached' && isCleared(item.status) ? item.status : status, how, held: true };
  });
}

export function figuresOf(items: readonly (Check & { held: boolean })[]): MonthFigures {
  return countMonth(items.map(({ status, how, household, late }) => ({ status, how, household, late, troubles: [] })));
}

function memberOf(check: Check & { held: boolean }, today: string): Member {
  const { status, how, standing, where, backOn, at, tries } = check;
  const cleared = isCleared(status);
  const away = standing === 'away' ? `在家，${backOnWords(backOn, today)}` : '';
  const how_ = how === null ? '' : HOW_WORDS[how];
  const when = at === null || how === 'carried' ? '' : dayWords(beijingDate(at), today);
  const outcome = outcomeWords(status, standing === 'working');
  const chip = check.held
    ? `${outcome} · 有信号自己传`
    : cleared
      ? [outcome, how === 'carried' ? '' : how_, when].filter((part) => part !== '').join(' · ')
      : status === 'unreached'
        ? `打过 ${tries} 次没通`
        : check.first
          ? '上个月没问到'
          : '';
  return {
    ...check,
    line: away || where || '在家',
    chip,
    tone: check.held ? 'calm' : cleared ? (status === 'carried' ? 'wait' : 'good') : 'wait',
    icon: check.held ? 'clock' : cleared ? 'check' : 'ask',
    cleared,
  };
}

function ringWords(members: readonly Member[]): string {
  const asked = members.filter(({ cleared }) => !cleared);
  const own = asked.find(({ ownPhone }) => ownPhone);
  const contact = asked.find((one) => one.contact !== null);
  const best = asked.find(({ bestHour }) => bestHour !== '')?.bestHour ?? '';
  // One telephone for several is the family's; for one it is their own.
  const shared = contact && asked.filter((one) => one.contact?.name === contact.contact?.name).length > 1 ? contact : undefined;
  const whom = shared ?? (own ? undefined : contact);
  const who = whom?.contact ? `${whom.contact.relation || '联系人'} ${whom.contact.name}` : own ? own.name : '';
  return [who, best].filter((part) => part !== '').join(' · ');
}

/** First those with somebody not reached last month, then 组 by 组; whoever did not answer today goes to the end. */
export function housesOf(items: readonly (Check & { held: boolean })[], today: string): House[] {
  const byHousehold = new Map<string, Member[]>();
  for (const item of items) byHousehold.set(item.household, [...(byHousehold.get(item.household) ?? []), memberOf(item, today)]);
  const houses = [...byHousehold].map(([household, members]): House => {
    const [one] = members as [Member, ...Member[]];
    const open = members.some(({ cleared }) => !cleared);
    const left = members.filter(({ cleared }) => !cleared);
    return {
      household,
      heading: `${one.headName}家`,
      count: open ? `${left.length} 人要问` : `${members.length} 人`,
      group: one.group,
      first: left.some(({ first }) => first),
      mine: one.mine,
      callerName: one.callerName,
      ring: ringWords(members),
      members,
      open,
      tried: left.length > 0 && left.every(({ status }) => status === 'unreached'),
    };
  });
  const rank = ({ tried, first }: House) => (tried ? 2 : first ? 0 : 1);
  const key = ({ group, household }: House) => `${groupKey(group)}:${household}`;
  return houses.sort((a, b) => rank(a) - rank(b) || (key(a) < key(b) ? -1 : 1));
}
