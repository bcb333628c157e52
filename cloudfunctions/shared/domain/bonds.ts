// The life of a bond between a WeChat and a person: until when help lasts, who may agree, who may end it. Pure.
import { addDays, addMonths } from './dates';
import type { BondRecord, BondStatus, DateText } from './records';

/** 家里人代办 is agreed to for a year. */
const MONTHS = 12;
/** From so many days before its end it may be agreed to anew, and both are told. */
export const RENEW_DAYS = 30;
/** A personal code is good for a week. */
export const CODE_DAYS = 7;
/** More persons than one WeChat looks after in a family; beyond it the village acts. */
export const MOST_PERSONS = 12;

/** The last day of help agreed to on a day. */
export function helpUntil(on: DateText): DateText {
  return addDays(addMonths(on, MONTHS), -1);
}

/** Whether the person's agreement is wanted now: asked for the first time, or running out. */
export function canAgree(bond: Pick<BondRecord, 'as' | 'status' | 'until'>, today: DateText): boolean {
  if (bond.as !== 'helper') return false;
  if (bond.status === 'asked') return true;
  return bond.status === 'confirmed' && bond.until !== null && bond.until <= addDays(today, RENEW_DAYS);
}

/** Whether the helper's code may be handed out: the person's signature has arrived. */
export const canInvite = (bond: Pick<BondRecord, 'status' | 'confirmed'>): boolean =>
  bond.status === 'invited' && bond.confirmed?.proof != null;

/** An invitation that came to its end says nothing any more: the bond it became does. */
export const isOver = (bond: Pick<BondRecord, 'status' | 'openid'>): boolean =>
  bond.status === 'declined' || (bond.openid === '' && bond.status !== 'invited');

export function canEnd(bond: Pick<BondRecord, 'status'>): boolean {
  return bond.status === 'invited' || bond.status === 'asked' || bond.status === 'confirmed';
}

/** Whose word ends it decides how it is recorded: one who steps back ends it, the person (or a cadre for them) takes it back. */
export function endedAs(by: 'helper' | 'person' | 'cadre'): Extract<BondStatus, 'ended' | 'revoked'> {
  return by === 'helper' ? 'ended' : 'revoked';
}
