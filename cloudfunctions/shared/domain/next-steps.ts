// What is to be done next for somebody, by where they stand: in words for cadres, by whom, within how many days (方案·二(六), 三(一)).

export interface NextStep {
  words: string;
  /** Whose it is: whoever keeps the household, the labour station, the revival station; '' = nothing to do. */
  who: '' | 'keeper' | 'labour' | 'revival';
  /** Within so many days of standing there; 0 = no day. */
  days: number;
}

const step = (words: string, who: NextStep['who'], days: number): NextStep => ({ words, who, days });

export const NEXT_STEPS = {
  none: step('', '', 0),
  keep_in_touch: step('每月问一声：还在不在、工资给没给、有没有难处', 'keeper', 30),
  see_off: step('走以前问一声：车票、活、家里老小有没有难处', 'keeper', 7),
  ask_gone_back: step('问一声回去没有', 'keeper', 3),
  settle_return: step('过了说好的日子 45 天：问清还去不去，不去就记「不去了」，帮着再找活', 'keeper', 3),
  second_job: step('上门问想干啥，推三个岗位：再出去、县里的活、搞产业', 'keeper', 7),
  mobilise: step('问为啥还没走：缺活、缺路费还是家里有事', 'keeper', 7),
  offer_jobs: step('按想干的推岗位，问愿不愿意学门手艺', 'labour', 15),
  offer_near: step('先推离家近的：车间、公益岗、以工代赈', 'revival', 15),
  ease_ties: step('看家里的难处能不能帮：老人孩子有人照看、看病、离家近的活', 'keeper', 30),
  talk_again: step('过一阵再问：工资、活、离家远近，哪样变了', 'keeper', 90),
  fill_place: step('补上在哪个省、哪个市、哪个县干活', 'keeper', 7),
  mend_record: step('记的对不上，核实一下', 'keeper', 7),
} as const satisfies Record<string, NextStep>;

export type NextKey = keyof typeof NEXT_STEPS;

export const NEXT_WHO: Readonly<Record<NextStep['who'], string>> = {
  '': '',
  keeper: '包户干部',
  labour: '劳动就业站',
  revival: '乡村振兴站',
};

/** A step by its key as stored; an unknown one, from a newer version, asks for nothing. */
export function nextStep(key: string): NextStep {
  return Object.keys(NEXT_STEPS).includes(key) ? NEXT_STEPS[key as NextKey] : NEXT_STEPS.none;
}
