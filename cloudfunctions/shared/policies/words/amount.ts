// How much is paid, line by line, each line with the place in the pack it says.
import { moneyWords } from '@shared/domain/money';
import type { Amount, TicketRules, Tier } from '../amount-schema';
import { percentWords } from '../amounts/wages';
import type { BasisRef } from '../schema';
import { dayIn, distances, MODE_WORDS, tierWhere } from './names';

export interface AmountLine {
  path: string;
  line: string;
  ref: BasisRef;
}

const tierLines = (tiers: Tier[], path: string, say: (tier: Tier) => string): AmountLine[] =>
  tiers.map((tier) => ({ path: `amount.${path}.${tier.id}`, line: say(tier), ref: tier.basis }));

function ticketLines(amount: TicketRules): AmountLine[] {
  const { basis: ref } = amount;
  const line = (path: string, words: string): AmountLine => ({ path: `amount.${path}`, line: words, ref });
  const kinds = amount.kinds.map(
    ({ mode, pays }) => `${MODE_WORDS[mode]}${pays === 'rail_fare' ? '（不超过同程高铁二等座最低票价）' : ''}`,
  );
  return [
    line(
      'legs',
      `${amount.words}：${amount.legs === 'one_way' ? '去程单程' : '往返'}票据，${amount.journeys === 'one' ? '每个方向算一趟' : '期内各趟都算'}`,
    ),
    line('kinds', `认可的交通工具：${kinds.join('、')}`),
    ...(amount.shows.length === 0
      ? []
      : [line('shows', `票据要能看出${amount.shows.map((one) => (one === 'traveller' ? '乘车人' : '区间')).join('、')}、日期、票价`)]),
    ...(amount.organised === 'return_only' ? [line('organised', '统一输送的只补返程')] : []),
    ...(amount.travel === undefined
      ? []
      : [
          line(
            'travel',
            `乘车日期：${dayIn(amount.travel.fromYear, amount.travel.fromDay)}至${dayIn(amount.travel.toYear, amount.travel.toDay)}`,
          ),
        ]),
    ...(amount.caps.length === 0 ? [line('caps', '据实补贴，文件未见上限')] : []),
    ...tierLines(amount.caps, 'caps', (tier) => `${tierWhere(tier)}：据实补贴，不超过 ${moneyWords(tier.fen)}`),
    ...tierLines(amount.substitutes, 'substitutes', (tier) => `没有票据的，${tierWhere(tier)}：定额 ${moneyWords(tier.fen)}`),
  ];
}

/** The amount of a pack in official words. */
export function amountLines(amount: Amount): AmountLine[] {
  switch (amount.mode) {
    case 'fixed_by_place':
      return tierLines(amount.tiers, 'tiers', (tier) => `${tier.words}（${tierWhere(tier)}）：定额 ${moneyWords(tier.fen)}`);
    case 'per_month':
      return [
        {
          path: 'amount',
          line: `${amount.words}：每月 ${moneyWords(amount.fenPerMonth)}，按${amount.months === 'same_employer' ? '同一用工单位' : '全部'}务工月数，最多 ${amount.maxMonths} 个月`,
          ref: amount.basis,
        },
      ];
    case 'receipt':
      return ticketLines(amount);
    case 'fixed_then_topup':
      return [
        ...ticketLines(amount),
        {
          path: 'amount.topUp',
          line: `先按定额发放的，${dayIn(amount.topUp.opensYear, amount.topUp.opensDay)}至${dayIn(amount.topUp.closesYear, amount.topUp.closesDay)}补交票据，补足差额`,
          ref: amount.topUp.basis,
        },
      ];
    case 'percent_of_wage':
      return [
        {
          path: 'amount',
          line: `${amount.words}：${distances(amount.distances)}务工收入的 ${percentWords(amount.basisPoints)}${capWords(amount.capFen)}`,
          ref: amount.basis,
        },
      ];
    case 'wage_brackets':
      return [
        ...amount.brackets.map(({ id, upToFen, basisPoints, basis }, index): AmountLine => {
          const from = amount.brackets[index - 1]?.upToFen ?? null;
          const range = [from === null ? '' : `${moneyWords(from)}以上`, upToFen === null ? '' : `${moneyWords(upToFen)}及以下`];
          return {
            path: `amount.brackets.${id}`,
            line: `务工收入${range.filter((one) => one !== '').join('、')}：${percentWords(basisPoints)}`,
            ref: basis,
          };
        }),
        { path: 'amount', line: `${amount.words}：按${distances(amount.distances)}务工收入${capWords(amount.capFen)}`, ref: amount.basis },
      ];
    case 'by_household_income':
      return amount.bands.map(({ id, fromFen, fen, words, basis }) => ({
        path: `amount.bands.${id}`,
        line: `${words}（户上年度人均纯收入 ${moneyWords(fromFen)}起）：定额 ${moneyWords(fen)}`,
        ref: basis,
      }));
  }
}

const capWords = (capFen: number | null): string => (capFen === null ? '，文件未见上限' : `，不超过 ${moneyWords(capFen)}`);
