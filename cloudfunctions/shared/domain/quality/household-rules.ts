// Data rules about a household as a whole: head and spouse, ages of the generations, monitoring and its risks.
import { daysBetween } from '../dates';
import { type HouseholdRule, isHere, NO_LABOUR } from './rule';

const rule = (one: Omit<HouseholdRule, 'about' | 'subject'>): HouseholdRule => ({ about: 'household', subject: 'household', ...one });
const CHILDREN: readonly string[] = ['之子', '之女'];
const PARENTS: readonly string[] = ['之父', '之母'];
/** A child is younger than its parent by at least this many years. */
const GENERATION = 14;

export const HOUSEHOLD_RULES = [
  rule({
    id: 'one_head',
    codes: ['sheet_05', 'sheet_06'],
    severity: 'block',
    title: '一户要有一个户主，只有一个',
    mend: '户主去世或迁走了，定一个新户主，改与户主关系。',
    explainable: false,
    look(household) {
      const here = household.members.filter(isHere);
      const heads = here.filter(({ relation }) => relation === '户主');
      if (here.length === 0 || heads.length === 1) return null;
      return heads.length === 0 ? '没有户主' : `${heads.map(({ name }) => name).join('、')}都是户主`;
    },
  }),
  rule({
    id: 'one_spouse',
    codes: ['sheet_07'],
    severity: 'block',
    title: '一户只能有一个配偶',
    mend: '把儿媳、女婿改成「之儿媳」「之女婿」。',
    explainable: false,
    look(household) {
      const spouses = household.members.filter((one) => isHere(one) && one.relation === '配偶');
      return spouses.length > 1 ? `${spouses.map(({ name }) => name).join('、')}都是配偶` : null;
    },
  }),
  rule({
    id: 'spouse_same_sex',
    codes: ['sheet_28'],
    severity: 'verify',
    title: '户主和配偶性别一样',
    mend: '核对性别和与户主关系。',
    explainable: true,
    look(household) {
      const here = household.members.filter(isHere);
      const head = here.find(({ relation }) => relation === '户主');
      const spouse = here.find(({ relation }) => relation === '配偶');
      return head && spouse && head.sex === spouse.sex ? `${head.name}和${spouse.name}都是${head.sex}` : null;
    },
  }),
  rule({
    id: 'generations_reversed',
    codes: [],
    severity: 'verify',
    title: '儿女比户主还大，或父母比户主还小',
    mend: '核对出生日期和与户主关系。',
    explainable: true,
    look(household) {
      const here = household.members.filter(isHere);
      const head = here.find(({ relation }) => relation === '户主');
      if (!head || head.born === null) return null;
      const born = head.born;
      const wrong = here.find((one) => {
        if (one.born === null) return false;
        const years = daysBetween(born, one.born) / 365.25;
        return (CHILDREN.includes(one.relation) && years < GENERATION) || (PARENTS.includes(one.relation) && years > -GENERATION);
      });
      return wrong ? `${wrong.name}（${wrong.relation}）生于 ${wrong.born}，户主生于 ${born}` : null;
    },
  }),
  rule({
    id: 'risk_without_labour',
    codes: ['5_15_013'],
    severity: 'verify',
    title: '风险是「务工就业不稳」，家里却没有劳动力',
    mend: '核对风险类型或家里人的劳动技能。',
    explainable: true,
    look(household) {
      if (!household.risks.some((risk) => risk.includes('务工就业不稳'))) return null;
      const labour = household.members.some((one) => isHere(one) && one.studentStatus === null && !NO_LABOUR.includes(one.labourSkill));
      return labour ? null : '风险是务工就业不稳，家里没有劳动力';
    },
  }),
  rule({
    id: 'risk_without_work',
    codes: ['5_15_014'],
    severity: 'verify',
    title: '风险是「务工就业不稳」，家里却没有务工记录',
    mend: '补上家里人的务工记录，或者改风险类型。',
    explainable: true,
    look(household) {
      if (!household.risks.some((risk) => risk.includes('务工就业不稳'))) return null;
      const labour = household.members.some((one) => isHere(one) && one.studentStatus === null && !NO_LABOUR.includes(one.labourSkill));
      return labour && household.members.every(({ spells }) => spells.length === 0) ? '风险是务工就业不稳，没有一条务工记录' : null;
    },
  }),
  rule({
    id: 'monitoring_dates',
    codes: [],
    severity: 'block',
    title: '消除监测的日子早于识别的日子，或在今天以后',
    mend: '对着国家系统改日子。',
    explainable: false,
    look({ monitoring }, { today }) {
      if (!monitoring) return null;
      const { identifiedOn, clearedOn } = monitoring;
      if (identifiedOn > today) return `识别日子 ${identifiedOn} 还没到`;
      if (clearedOn === null) return null;
      if (clearedOn < identifiedOn) return `识别 ${identifiedOn}，消除 ${clearedOn}`;
      return clearedOn > today ? `消除日子 ${clearedOn} 还没到` : null;
    },
  }),
  rule({
    id: 'not_a_target',
    codes: [],
    severity: 'verify',
    title: '一般农户，又没有监测类别',
    mend: '看是不是漏填了户类型或监测类别；不是对象的，移出名册。',
    explainable: true,
    look: (household) => (household.type === '一般农户' && household.monitoring === null ? '不是脱贫户，也不是监测户' : null),
  }),
] as const;
