// Rules about the terms of the work: what one must know or hold, board and lodging, pay against what was earned, what is known of the employer.
import { skillsAsked } from './job-cells';
import { monthOf } from './job-pay';
import { fits, isLocal, type MatchRule, not, unknown } from './matching-parts';
import { moneyWords } from './money';
import type { EmployerMark } from './records';

const near = (have: string, asked: string): boolean => have !== '' && asked !== '' && (have.includes(asked) || asked.includes(have));

const skills: MatchRule = {
  id: 'skills',
  about: '手艺：岗位要会的，对本人会的、有证的',
  hard: false,
  weight: 6,
  judge({ skills, certificates, trainingWish }, posting) {
    const asked = skillsAsked(posting.skills);
    if (asked.length === 0) return null;
    const have = [...(skills ?? []), ...(certificates ?? []).map(({ name }) => name)];
    const met = asked.filter((one) => have.some((own) => near(own, one)));
    const words = asked.join('、');
    if (met.length > 0) return fits(`您会${met.join('、')}`, `技能相符：${met.join('、')}`);
    if (skills === undefined)
      return unknown(`他家写着：${words}；您会不会还没登记`, `岗位要求：${words}；本人技能未登记`, '会的话，让村里登记上');
    const learns = trainingWish?.wants === true && asked.some((one) => trainingWish.trades.some((trade) => near(trade, one)));
    return not(
      `他家写着：${words}；您登记的里头没有`,
      `岗位要求：${words}；本人未登记此技能`,
      learns ? '您想学这个，先报名培训' : '想干的话，可以先学，问村里有没有培训',
    );
  },
};

const certificates: MatchRule = {
  id: 'certificates',
  about: '证书：没有就上不了岗的',
  hard: true,
  weight: 6,
  judge({ certificates }, { certificates: asked }) {
    if (asked.length === 0) return null;
    const lacking = asked.filter((one) => !(certificates ?? []).some(({ name }) => near(name, one)));
    if (lacking.length === 0) return fits(`要的证您有：${asked.join('、')}`, `持证相符：${asked.join('、')}`);
    const words = lacking.join('、');
    if (certificates === undefined) return unknown(`要有${words}，您有没有还没登记`, `要求${words}，本人证书未登记`, '有证就让村里登记上');
    return not(`要有${words}，您还没有`, `要求${words}，本人未登记`, '有证就让村里登记上，没有可以先考');
  },
};

const board: MatchRule = {
  id: 'board',
  about: '吃住：出远门的管不管吃住',
  hard: false,
  weight: 3,
  judge(_person, posting) {
    const { food, lodging } = posting.board;
    if (food && lodging) return fits('管吃管住', '提供食宿');
    if (isLocal(posting)) return food ? fits('管饭', '提供餐食') : null;
    if (!lodging) return not('不管住，租房的钱自己出', '不提供住宿', '去前问清附近租房多少钱');
    return not('管住不管吃，饭钱自己出', '提供住宿，不提供餐食', '去前问清食堂一顿多少钱');
  },
};

const pay: MatchRule = {
  id: 'pay',
  about: '工钱：跟本人现在或上一份活比',
  hard: false,
  weight: 5,
  judge({ earnedFen }, { pay }) {
    if (earnedFen === null || earnedFen === 0) return null;
    const month = monthOf(pay);
    const before = `上一份活一个月 ${moneyWords(earnedFen)}`;
    if (month === null) return unknown('干一件算一件，一个月能挣多少说不准', `计件，月收入不定；${before}`, '问问干熟了的人一天做多少件');
    const assumed = month.assumed === '' ? '' : `（${month.assumed}）`;
    if (month.minFen >= earnedFen) return fits(`不比您${before}少${assumed}`, `月收入不低于上一份（${moneyWords(earnedFen)}）${assumed}`);
    if (month.maxFen >= earnedFen) return fits(`跟您${before}差不多${assumed}`, `月收入与上一份（${moneyWords(earnedFen)}）相当${assumed}`);
    return not(`比您${before}少${assumed}`, `月收入低于上一份（${moneyWords(earnedFen)}）${assumed}`);
  },
};

const MARK_WORDS: Readonly<Record<EmployerMark, string>> = {
  arrears: '欠过工资',
  fraud: '说的和做的不一样',
  fee: '收过钱',
  injury_hidden: '瞒过工伤',
};

const employer: MatchRule = {
  id: 'employer',
  about: '用工单位：有没有被反映过欠薪、收费等',
  hard: false,
  weight: 8,
  judge(_person, _posting, { marks }) {
    if (marks.length === 0) return null;
    const words = [...new Set(marks)].map((mark) => MARK_WORDS[mark]).join('、');
    return not(`有人反映这家${words}`, `用工单位有反映记录：${words}`, '去前跟村里问清楚，别交钱、别押证件');
  },
};

export const TERM_RULES: readonly MatchRule[] = [skills, certificates, board, pay, employer];
