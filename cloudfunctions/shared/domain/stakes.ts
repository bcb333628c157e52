// 今天先办: what is at stake for whom, as a table. What weighs most stands first; it ranks matters, never people who work.
import { addDays, daysBetween, dayWords } from './dates';
import { moneyWords } from './money';
import type { CheckOutcome, DateText, DutyKind, Fen, SpellAway } from './records';
import { LAPSE_DAYS } from './standing-facts';

export interface StakeFacts {
  today: DateText;
  status: CheckOutcome;
  /** The month before was carried or not reached. */
  first: boolean;
  tries: number;
  /** The open work; null at home. */
  work: {
    away: SpellAway | null;
    contractUntil: DateText | null;
    placeKnown: boolean;
    monthlyFen: Fen | null;
    employer: string | null;
    flexible: boolean;
  } | null;
  reachable: boolean;
  /** What is open and due when. */
  duties: { kind: DutyKind; dueOn: DateText }[];
  /** What could be had and is not yet: sum and what is missing in words; null = nothing. */
  subsidy: { fen: Fen; words: string } | null;
}

interface Row {
  key: string;
  /** A record in doubt, counted in the village's figures. */
  doubt?: true;
  applies(facts: StakeFacts): boolean;
  weight(facts: StakeFacts): number;
  words(facts: StakeFacts): string;
}

const CONTRACT_SOON = 30;
const MOST_FOR_MONEY = 300;

const duty = (kind: DutyKind, weight: number, words: string): Row => ({
  key: kind,
  applies: ({ duties }) => duties.some((one) => one.kind === kind),
  weight: ({ duties, today }) => weight + (duties.some((one) => one.kind === kind && one.dueOn < today) ? 50 : 0),
  words: ({ duties }) => `${words}，${dayWords(duties.find((one) => one.kind === kind)?.dueOn ?? '')}前要有回话`,
});
const backOn = ({ work }: StakeFacts): DateText => work?.away?.backOn ?? '';
const past = (facts: StakeFacts): number => (backOn(facts) === '' ? 0 : daysBetween(backOn(facts), facts.today));

export const STAKES: readonly Row[] = [
  duty('arrears', 1000, '工资要不来'),
  duty('injury', 950, '受伤了'),
  {
    key: 'past_45_days',
    doubt: true,
    applies: (facts) => past(facts) >= LAPSE_DAYS,
    weight: () => 900,
    words: (facts) => `说 ${dayWords(backOn(facts))} 再去，过了 ${past(facts)} 天：去了没有，要问清`,
  },
  duty('no_work', 700, '没活了'),
  {
    key: 'subsidy',
    applies: ({ subsidy }) => subsidy !== null && subsidy.fen > 0,
    weight: ({ subsidy }) => 500 + Math.min(MOST_FOR_MONEY, Math.floor((subsidy?.fen ?? 0) / 1000)),
    words: ({ subsidy }) => `能领 ${moneyWords(subsidy?.fen ?? 0)}，${subsidy?.words ?? ''}`,
  },
  duty('no_certificate', 480, '厂里不给证明'),
  duty('wants_move', 460, '想换地方'),
  duty('family_matter', 455, '家里有事'),
  {
    key: 'past_return',
    doubt: true,
    applies: (facts) => past(facts) > 0 && past(facts) < LAPSE_DAYS,
    weight: (facts) => 400 + past(facts),
    words: (facts) => `说 ${dayWords(backOn(facts))} 再去，到日子了，问问走了没有`,
  },
  {
    key: 'contract_ends',
    applies: ({ work, today }) => work?.contractUntil != null && work.contractUntil <= addDays(today, CONTRACT_SOON),
    weight: () => 390,
    words: ({ work, today }) => `合同 ${dayWords(work?.contractUntil ?? '', today)} 到期，问问接着干不`,
  },
  {
    key: 'no_phone',
    doubt: true,
    applies: ({ reachable }) => !reachable,
    weight: () => 350,
    words: () => '没登记电话，联系人也没有',
  },
  {
    key: 'not_reached',
    doubt: true,
    applies: ({ first, status }) => first && (status === 'due' || status === 'unreached'),
    weight: ({ tries }) => 300 + Math.min(20, tries),
    words: ({ tries }) => (tries > 0 ? `上个月没问到，这个月打过 ${tries} 次没通` : '上个月没问到'),
  },
  {
    key: 'incomplete',
    doubt: true,
    applies: ({ work }) => work !== null && (!work.placeKnown || work.monthlyFen === null || (work.employer === null && !work.flexible)),
    weight: () => 200,
    words: ({ work }) =>
      `登记还缺：${[
        work?.placeKnown ? '' : '在哪个县',
        work?.monthlyFen === null ? '一月多少' : '',
        work?.employer === null && !work.flexible ? '在哪家干' : '',
      ]
        .filter((one) => one !== '')
        .join('、')}`,
  },
];

/** What is at stake for one person, the heaviest first. */
export function stakesOf(facts: StakeFacts): { key: string; weight: number; words: string; doubt: boolean }[] {
  return STAKES.filter((row) => row.applies(facts))
    .map((row) => ({ key: row.key, weight: row.weight(facts), words: row.words(facts), doubt: row.doubt === true }))
    .sort((a, b) => b.weight - a.weight);
}
