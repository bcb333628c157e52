// Bonds, codes and complaints as a person reads them.

import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { BOND_STATUS_WORDS, CONFIRM_WORDS } from '@shared/domain/words/people';

type Bond = Output<'bond.mine'>['bonds'][number];
type Complaint = Output<'complaint.mine'>['items'][number];

export interface BondRow {
  id: string;
  /** Who helps, or whom one helps, from where the reader stands. */
  who: string;
  state: string;
  detail: string;
  tone: 'good' | 'wait' | 'calm';
  icon: string;
  person: string;
  canConfirm: boolean;
  canEnd: boolean;
  canRecord: boolean;
  /** Signed for at the door: the helper's code may be handed out. */
  canCode: boolean;
}

const TONES = { invited: 'wait', asked: 'wait', confirmed: 'good', declined: 'calm', ended: 'calm', revoked: 'calm' } as const;
const ICONS = { wait: 'clock', good: 'check', calm: 'stop' } as const;

/** One line of 家里人. `from`: the reader is the helper, or the person (or an officer looking at the person). */
export function bondRow(bond: Bond, from: 'helper' | 'person', today: string): BondRow {
  const tone = TONES[bond.status];
  const relation = bond.relation === '' ? '' : `（${bond.relation}）`;
  const days = bond.until === null ? '' : `到${bond.until.slice(0, 4)}年${dayWords(bond.until)}为止`;
  const how = bond.how === null || bond.as === 'self' ? '' : CONFIRM_WORDS[bond.how];
  return {
    id: bond.id,
    who: from === 'helper' ? bond.person.name : bond.as === 'self' ? '本人的微信' : `${bond.name}${relation}`,
    state: bond.as === 'self' && bond.status === 'confirmed' ? '认过了' : BOND_STATUS_WORDS[bond.status],
    detail: [how, days, days === '' ? `${dayWords(bond.askedAt.slice(0, 10), today)}起` : ''].filter((part) => part !== '').join('，'),
    tone,
    icon: ICONS[tone],
    person: bond.person.id,
    canConfirm: bond.can.includes('confirm'),
    canEnd: bond.can.includes('end'),
    canRecord: bond.can.includes('record'),
    canCode: bond.can.includes('code'),
  };
}

export interface ComplaintRow {
  id: string;
  version: number;
  kind: string;
  text: string;
  state: string;
  tone: 'good' | 'wait';
  icon: string;
  when: string;
  due: string;
  from: string;
  answer: string;
  answeredBy: string;
}

export function complaintRow(one: Complaint, today: string): ComplaintRow {
  const open = one.status === 'open';
  return {
    id: one.id,
    version: one.version,
    kind: one.kind === 'complaint' ? '投诉' : '建议',
    text: one.text,
    state: open ? '还没回话' : '回话了',
    tone: open ? 'wait' : 'good',
    icon: open ? 'clock' : 'check',
    when: dayWords(one.at.slice(0, 10), today),
    due: open ? `${dayWords(one.dueOn, today)}前回话` : '',
    from: [one.villageName, one.name === '' ? '没留姓名' : one.name, one.phoneMasked].filter((part) => part !== '').join(' · '),
    answer: one.answer?.text ?? '',
    answeredBy: one.answer ? `${one.answer.by}，${dayWords(one.answer.at.slice(0, 10), today)}` : '',
  };
}

/** The personal code in whatever a card, a scanned picture or its scene brings; '' when there is none. */
export function codeIn(text: string): string {
  return /(?:^|code=|scene=)([a-z0-9]{20})(?:$|&)/.exec(text)?.[1] ?? '';
}
