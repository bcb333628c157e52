// Words of the checks about windows by quarter and month, time away, yearly pay, ceilings, and whether there is a sum to pay.
import type { CheckName } from '../check-names';
import { byStatus, day, fixed, type Half, known, list, official, spoken, windowFound } from './finding';
import type { Register } from './register';

type SumCheck = Extract<
  CheckName,
  | 'quarterly_window'
  | 'monthly_window'
  | 'rolling_window'
  | 'months_away'
  | 'period_income_at_least'
  | 'not_paid_last_year'
  | 'person_cap'
  | 'household_cap'
  | 'amount_due'
>;

const until =
  (register: Register): Half['asked'] =>
  ({ expected }) => {
    const [opens = '', closes = ''] = list(expected);
    return register === 'resident' ? `${day(closes, register)}以前交上来` : `申领时间：${day(opens, register)}至${day(closes, register)}`;
  };

const WINDOW: { resident: Half; official: Half } = {
  resident: {
    asked: until('resident'),
    found: (finding) => (finding.status === 'unknown' ? '还没登记干过的活，说清楚这一样就行' : windowFound(finding)),
  },
  official: { asked: until('official'), found: known(official, '无务工记录，截止日期待定') },
};

/** Used up, not yet, or not looked at. */
const ceiling = (whose: string): { resident: Half; official: Half } => ({
  resident: {
    asked: ({ expected }) => `${whose}一年一共不超过 ${spoken(expected)}`,
    found: ({ status, actual }) => {
      if (status === 'unknown') return '还没查家里人领过多少，查清楚就行';
      return status === 'failed' ? `已经领了 ${spoken(actual)}，到头了` : `已经领了 ${spoken(actual)}`;
    },
  },
  official: {
    asked: ({ expected }) => `${whose}每年累计不超过 ${official(expected)}`,
    found: ({ status, actual }) => (status === 'unknown' ? '同户其他人员本年度享受情况待比对' : `本年度已享受 ${official(actual)}`),
  },
});

export const SUM_CHECK_WORDS: Record<SumCheck, { resident: Half; official: Half }> = {
  quarterly_window: WINDOW,
  monthly_window: WINDOW,
  rolling_window: WINDOW,
  months_away: {
    resident: {
      asked: ({ expected }) => `出去干满 ${spoken(expected)}`,
      found: ({ status, actual }) => (status === 'unknown' ? '还不知道有的活在哪干的，问清楚这一样就行' : `出去干了 ${spoken(actual)}`),
    },
    official: {
      asked: ({ expected }) => `在规定地域务工满 ${official(expected)}`,
      found: ({ status, actual }) => (status === 'unknown' ? '部分务工地点待核实' : `符合地域要求的务工 ${official(actual)}`),
    },
  },
  period_income_at_least: {
    resident: {
      asked: ({ expected }) => `一年干活挣 ${spoken(expected)}以上`,
      found: ({ status, actual }) => (status === 'unknown' ? '还不知道一共挣了多少，问清楚这一样就行' : `一共挣了 ${spoken(actual)}`),
    },
    official: {
      asked: ({ expected }) => `年务工收入不低于 ${official(expected)}`,
      found: ({ status, actual }) => (status === 'unknown' ? '务工收入待核实' : `务工收入 ${official(actual)}`),
    },
  },
  not_paid_last_year: {
    resident: { asked: fixed('去年没领过这项钱'), found: byStatus('去年没领', '去年领过了，今年轮不上') },
    official: {
      asked: fixed('上一年度未享受'),
      found: ({ status, actual }) => (status === 'passed' ? '上一年度未享受' : `上一年度已享受 ${official(actual)}`),
    },
  },
  person_cap: ceiling('一个人'),
  household_cap: ceiling('一家'),
  amount_due: {
    resident: {
      asked: fixed('钱数算得出来'),
      found: ({ status, actual }) => {
        if (status === 'passed') return `算下来 ${spoken(actual)}`;
        if (status === 'failed') return '现在还没有能算的钱';
        return actual === null ? '还差一样，算不出来' : `少说有 ${spoken(actual)}，还差一样才算得准`;
      },
    },
    official: {
      asked: fixed('应发金额可计算'),
      found: ({ status, actual }) => {
        if (status === 'passed') return `应发 ${official(actual)}`;
        if (status === 'failed') return '无应发金额';
        return actual === null ? '金额待定' : `至少 ${official(actual)}，余下待定`;
      },
    },
  },
};
