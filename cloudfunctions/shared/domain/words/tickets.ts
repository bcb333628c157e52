// Words about tickets: kinds of transport, directions, what is paid for them and what those entered come to. For the phone and the desk.
import type { TransportMode } from '../facts';
import { moneyWords } from '../money';
import type { Fen } from '../records';

export const MODE_WORDS: Record<TransportMode, string> = {
  train: '火车',
  high_speed: '高铁动车',
  coach: '汽车',
  plane: '飞机',
  ship: '船',
  other: '别的',
};
export const DIRECTION_WORDS = { out: '去干活', back: '回家' } as const;

/** What a policy says of tickets, as `ticketTermsOf` makes it. */
export interface TicketTerms {
  legs: 'one_way' | 'round_trip';
  journeys: 'one' | 'all';
  kinds: { mode: TransportMode; pays: 'fare' | 'rail_fare' }[];
  days: { from: string; to: string };
  caps: { spoken: string; fen: Fen }[];
  /** What is paid without any ticket; empty = nothing, so that 「没有车票」 cannot be chosen. */
  substitutes: { spoken: string; fen: Fen }[];
  topUp: { opens: string; closes: string } | null;
}

/** The rules in sentences for the person. */
export function termsWords({ legs, kinds, caps, substitutes }: TicketTerms): string[] {
  const rail = kinds.filter(({ pays }) => pays === 'rail_fare').map(({ mode }) => MODE_WORDS[mode]);
  return [
    legs === 'one_way' ? '只补去的路费，回来的票不用交。' : '去的、回来的都补。',
    ...caps.map(({ spoken, fen }) => `${spoken}，最多 ${moneyWords(fen)}。`),
    ...(rail.length > 0 ? [`${rail.join('、')}票按高铁二等座算，票价由村里查。`] : []),
    ...substitutes.map(({ spoken, fen }) => `没有车票的，${spoken}，${moneyWords(fen)}。`),
  ];
}

/** What the tickets entered come to beside what will be paid, so that a cap is no surprise. */
export function ticketSumWords(
  tickets: readonly { fareFen: Fen | null; mode: TransportMode | null }[] | null,
  amountFen: Fen,
  terms: TicketTerms,
  seq = 0,
): string {
  if (tickets === null) return '';
  if (tickets.length === 0) return amountFen > 0 ? `没有车票，按规定给 ${moneyWords(amountFen)}。` : '没有车票，这一项领不了。';
  const faceFen = tickets.reduce((sum, { fareFen }) => sum + (fareFen ?? 0), 0);
  const face = `${tickets.length} 张票，票面一共 ${moneyWords(faceFen)}`;
  const railed = tickets.some(({ mode }) => terms.kinds.some((one) => one.mode === mode && one.pays === 'rail_fare'));
  if (seq === 1 && amountFen === 0 && !railed) return `${face}。没有比头一笔多，或者日子、名字不对，补不了。`;
  if (amountFen === 0)
    return `${face}。${railed ? '飞机票、船票等村里查了火车票价，才知道补多少。' : '这些票现在还算不出钱，看看日子、去还是回、名字对不对。'}`;
  if (seq === 1) return `${face}，减掉头一笔给过的，这回给 ${moneyWords(amountFen)}。`;
  if (amountFen < faceFen)
    return `${face}，这回给 ${moneyWords(amountFen)}。${railed ? '飞机票按高铁二等座算。' : '超过上限或者不在期间里的不算。'}`;
  return `${face}，这回给 ${moneyWords(amountFen)}。`;
}
