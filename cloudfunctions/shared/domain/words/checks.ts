// Every named check in words: what is asked, what was found, what to do. Residents never read the names of target groups.
import type { CheckResult, CheckValue } from '../assessment';
import type { CheckName } from '../check-names';
import { periodWords } from '../dates';
import { SUM_CHECK_WORDS } from './checks-sums';
import { byStatus, day, fixed, type Half, known, list, official, spoken, text, windowFound } from './finding';
import type { Register } from './register';
import { deadEndWords, remedyWords } from './remedies';

export interface CheckWords {
  /** What is asked. */
  label: string;
  /** What was found. */
  found: string;
  /** What would settle it, or that nothing can; '' where it is met. */
  remedy: string;
}

const CHECK_WORDS: Record<CheckName, { resident: Half; official: Half }> = {
  ...SUM_CHECK_WORDS,
  period_covered: {
    resident: { asked: fixed('这一年有这项补贴'), found: byStatus('有', '这一年没有这项补贴') },
    official: {
      asked: ({ expected }) => `属于补贴执行年度（${list(expected).map(periodWords).join('、')}）`,
      found: ({ actual }) => (text(actual) === '' ? '待核实' : periodWords(text(actual))),
    },
  },
  claim_window: {
    resident: {
      asked: ({ expected }) => `${day(list(expected)[1] ?? '', 'resident')}以前交上来`,
      found: windowFound,
    },
    official: {
      asked: ({ expected }) =>
        `申领时间：${list(expected)
          .map((date) => day(date, 'official'))
          .join('至')}`,
      found: ({ actual }) => official(actual),
    },
  },
  alive: {
    resident: { asked: fixed('本人的登记有效'), found: byStatus('有效', '登记上写着人已经不在了') },
    official: { asked: fixed('本人在世'), found: byStatus('登记正常', '登记为已死亡', '待核实') },
  },
  target_household: {
    resident: {
      asked: fixed('您家在乡里的名册上'),
      found: byStatus('在名册上', '名册上没有您家', '名册上您家的登记不全，问清楚这一样就行'),
    },
    official: { asked: ({ expected }) => `对象：${list(expected).join('、')}`, found: ({ actual }) => official(actual) },
  },
  age_range: {
    resident: { asked: ({ expected }) => spoken(expected), found: known((value) => spoken(value), '还不知道哪天生的，问清楚这一样就行') },
    official: { asked: ({ expected }) => `年龄：${official(expected)}`, found: known((value) => official(value), '出生日期待补') },
  },
  labour_able: {
    resident: { asked: fixed('身体能干活'), found: byStatus('能干活', '登记的是干不了活') },
    official: { asked: ({ expected }) => `劳动技能：${list(expected).join('、')}`, found: ({ actual }) => official(actual) },
  },
  not_student: {
    resident: { asked: fixed('不在学校念书'), found: byStatus('没在念书', '登记的是还在念书') },
    official: { asked: fixed('非在校生'), found: ({ status, actual }) => (status === 'passed' ? '非在校生' : official(actual)) },
  },
  worked_outside_county: {
    resident: {
      asked: ({ expected }) => (isAway(expected) ? '到外县、外省干活' : `到${spoken(expected)}干活`),
      found: ({ status, actual }) => {
        if (status === 'unknown') return '还不知道在哪干活，问清楚这一样就行';
        return actual === null ? '没有登记出去干过活' : `在${spoken(actual)}干活`;
      },
    },
    official: {
      asked: ({ expected }) => (isAway(expected) ? '县外务工' : `务工地点：${official(expected)}`),
      found: ({ status, actual }) => {
        if (status === 'unknown') return '务工地点未到县';
        return actual === null ? '补贴期内无务工记录' : `${official(actual)}务工`;
      },
    },
  },
  months_worked: {
    resident: {
      asked: ({ expected }) => `一共干满 ${spoken(expected)}`,
      found: known((value) => `干了 ${spoken(value)}`, '还不知道干了多久'),
    },
    official: {
      asked: ({ expected }) => `累计务工满 ${official(expected)}`,
      found: known((value) => `累计 ${official(value)}`, '务工时间待核实'),
    },
  },
  same_employer_months: {
    resident: {
      asked: ({ expected }) => `在同一家干满 ${spoken(expected)}`,
      found: known(
        (value) => (isNone(value) ? '没有登记固定在哪一家干' : `在同一家最多干了 ${spoken(value)}`),
        '还不知道在哪家干的，问清楚这一样就行',
      ),
    },
    official: {
      asked: ({ expected }) => `同一用工单位累计务工满 ${official(expected)}`,
      found: ({ status, expected, actual }) => {
        if (status === 'unknown' || actual === null) return '用工单位待补';
        const had = `同一用工单位累计 ${official(actual)}`;
        return status === 'failed' ? `${had}，不足 ${official(expected)}` : had;
      },
    },
  },
  average_income_at_least: {
    resident: {
      asked: ({ expected }) => `平均一个月挣 ${spoken(expected)}以上`,
      found: known((value) => `平均一个月 ${spoken(value)}`, '还不知道工资，问清楚这一样就行'),
    },
    official: {
      asked: ({ expected }) => `月平均工资不低于 ${official(expected)}`,
      found: known((value) => `月平均 ${official(value)}`, '月收入待核实'),
    },
  },
  not_claimed_before: {
    resident: { asked: fixed('还没领过'), found: byStatus('没领过', '已经交过或者领过了') },
    official: { asked: fixed('未重复申领'), found: ({ status, actual }) => (status === 'passed' ? '无重复' : `已有 ${official(actual)}`) },
  },
  not_organised_transport: {
    resident: { asked: fixed('路费是自己出的'), found: byStatus('自己去的', '是统一送去的', '还不知道是怎么去的，问清楚这一样就行') },
    official: { asked: fixed('非点对点输送'), found: byStatus('自行前往', '点对点输送', '是否点对点输送待核实') },
  },
  not_through_channels: {
    resident: {
      asked: fixed('干的活不在不补的几种里'),
      found: byStatus('不在', '干的活在不补的几种里', '还不知道活是怎么找的，问清楚这一样就行'),
    },
    official: {
      asked: ({ expected }) => `就业渠道不含：${list(expected).join('、')}`,
      found: ({ status, actual }) =>
        status === 'failed' ? `就业渠道：${official(actual)}` : status === 'passed' ? '不含' : '就业渠道待补',
    },
  },
  no_other_programme: {
    resident: { asked: fixed('没领不能一起领的补贴'), found: byStatus('没领', '已经领了不能一起领的') },
    official: {
      asked: fixed('未享受互斥补贴'),
      found: ({ status, actual }) => (status === 'passed' ? '未享受' : `互斥补贴 ${official(actual)}`),
    },
  },
  claims_agree: {
    resident: { asked: fixed('和另一项补贴上说的对得上'), found: byStatus('对得上', '两项说的不一样') },
    official: { asked: fixed('与另一项申领的务工信息一致'), found: byStatus('一致', '不一致', '待比照') },
  },
};

const isNone = (value: CheckValue): boolean => value.kind === 'months' && value.n === 0;

/** All three ways of being outside the county are asked for. */
function isAway(expected: CheckValue): boolean {
  const asked = list(expected);
  return asked.length === 3 && !asked.includes('home_county');
}

/** A check in words. One the phone does not know yet still gets a sensible line. */
export function checkWords(check: CheckResult, register: Register): CheckWords {
  const half = Object.keys(CHECK_WORDS).includes(check.check) ? CHECK_WORDS[check.check as CheckName][register] : null;
  const remedy = check.status === 'passed' ? '' : check.remedy === null ? deadEndWords(register) : remedyWords(check.remedy, register);
  if (half === null) {
    const found = byStatus('够了', '不够', '还不知道，问清楚这一样就行')(check);
    return { label: register === 'resident' ? '规定里的另一条' : `其他条件（${check.id}）`, found, remedy };
  }
  return { label: half.asked(check), found: half.found(check), remedy };
}
