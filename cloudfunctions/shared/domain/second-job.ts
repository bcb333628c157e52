// Back for good: when a second job is to be offered to somebody, and what ends that by itself. 暂回 opens nothing.
import { addDays } from './dates';
import type { DateText, SecondJobEnd, SecondJobRecord, SpellRecord, Whereabouts } from './records';
import { isJustBack, LAPSE_DAYS, type StandingFacts } from './standing-facts';

/** Days after somebody came back within which something is to be offered. */
export const OFFER_DAYS = 3;

export interface Stood {
  state: Whereabouts;
  facts: Pick<StandingFacts, 'work' | 'last' | 'today' | 'counting'>;
}

export interface Return {
  /** The work that is over. */
  spell: SpellRecord['_id'];
  why: string;
  backOn: DateText;
  offerBy: DateText;
}

const LAPSED: Readonly<Record<string, string>> = {
  away_lapsed: `说好再去，过了 ${LAPSE_DAYS} 天没走`,
  new_year: `过年回来，过了元宵 ${LAPSE_DAYS} 天没走`,
  closed: '不去了',
};

export const secondId = (spell: string): string => `second:${spell}`;

/**
 * Whether somebody is back for good and without work, since when and why; null = nothing to be offered. Who came back longer ago is on the
 * lists of those who wait for work; who said since that they do not want any is not asked for three offers.
 */
export function returnOf({ state, facts: { work, last, today, counting } }: Stood): Return | null {
  if (state === 'not_counted' || state === 'unwilling' || work !== null || last === null) return null;
  if (!isJustBack(last, today, counting.justBackDays)) return null;
  const { backFrom, spell, how } = last;
  const by = addDays(backFrom, OFFER_DAYS);
  // Heard of late: three days from now would be a second grace, none at all an accusation; today it is.
  return { spell: spell._id, why: spell.endReason || (LAPSED[how] as string), backOn: backFrom, offerBy: by < today ? today : by };
}

/** Whether a return is a new one beside what is already recorded of the same work: somebody who went again and came back again. */
export function isNewReturn(known: Pick<SecondJobRecord, 'backOn' | 'status'> | null, found: Return): boolean {
  return known === null || (known.status === 'done' && known.backOn < found.backOn);
}

/**
 * Whether what is recorded of a work goes over to another record of the same person, as the work itself did (two records merged, or taken
 * apart again): under way, or ended by nobody's word only because the other record went.
 */
export function goesOver(known: Pick<SecondJobRecord, 'person' | 'status' | 'end'> | null, person: string): boolean {
  if (known === null || known.person === person) return false;
  return known.status === 'open' || (known.end?.how === 'left_us' && known.end.by === null);
}

export interface SelfEnd {
  how: SecondJobEnd;
  /** The work it ended with; '' = none. */
  record: string;
  words: string;
}

const NEAR: Partial<Record<Whereabouts, SecondJobEnd>> = { local_post: 'local_post', self_employed: 'business' };

/** What ends an open one by itself: new work, or that the person is no longer ours to offer to; null = still open. */
export function selfEnd(open: Pick<SecondJobRecord, 'spell'>, { state, facts: { work, last } }: Stood): SelfEnd | null {
  if (work !== null && work.spell._id !== open.spell)
    return { how: NEAR[state] ?? 'work', record: work.spell._id, words: work.spell.employer ? `去了${work.spell.employer}` : '又有活了' };
  if (work !== null) return { how: 'left_us', record: work.spell._id, words: '回原来的地方去了' };
  if (state === 'not_counted') return { how: 'left_us', record: '', words: '不在要安排的人里了' };
  // Put right: that work was never over, or another one was the last.
  return last === null ? { how: 'left_us', record: '', words: '原来记的结束改掉了' } : null;
}

export const SECOND_END_WORDS: Readonly<Record<SecondJobEnd, string>> = {
  work: '又出去干活了',
  local_post: '上了家门口的岗',
  business: '自己干了',
  training: '去学手艺了',
  refused: '问过了，不要',
  left_us: '不用安排了',
};
/** What an officer may record; new work closes it by itself. */
export const SECOND_SAID = ['business', 'training', 'refused'] as const satisfies readonly SecondJobEnd[];
