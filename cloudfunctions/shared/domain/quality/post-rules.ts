// Data rules about 公益岗位: age, kind and number of posts, one per household.
import { ageOf, type HouseholdRule, isHere, isOpen, openOf, type PersonRule, POST, type SpellRule } from './rule';

const MOST_AGE = 70;
const MANY_POSTS = 3;
const common = { subject: 'post' } as const;
const looksLikePost = (employer: string | null): boolean =>
  employer !== null && /公益岗|护林|护路|保洁|护水|护理员|光伏管护/.test(employer);

export const POST_RULES: readonly (PersonRule | SpellRule | HouseholdRule)[] = [
  {
    ...common,
    about: 'person',
    id: 'post_too_young',
    codes: ['3_01_008', '5_12_004'],
    severity: 'block',
    title: '公益岗位人员不满 16 周岁',
    mend: '核对出生日期；没错就退岗。',
    explainable: false,
    look(person, _household, { today }) {
      const age = ageOf(person, today);
      return isHere(person) && openOf(person)?.channel === POST && age !== null && age < 16 ? `${age} 岁在公益岗` : null;
    },
  },
  {
    ...common,
    about: 'person',
    id: 'post_too_old',
    codes: ['5_01_006', '5_12_005'],
    severity: 'block',
    title: '公益岗位人员满 70 周岁',
    mend: '按规定退岗；符合别的政策的，帮着接上。',
    explainable: false,
    look(person, _household, { today }) {
      const age = ageOf(person, today);
      return isHere(person) && openOf(person)?.channel === POST && age !== null && age >= MOST_AGE ? `${age} 岁在公益岗` : null;
    },
  },
  {
    ...common,
    about: 'spell',
    id: 'post_without_kind',
    codes: ['3_01_005'],
    severity: 'warn',
    title: '就业渠道是公益岗位，没写哪个岗',
    mend: '单位一栏写清是哪个岗：护林、保洁、护路等。',
    explainable: false,
    look: (spell) => (isOpen(spell) && spell.channel === POST && (spell.employer ?? '') === '' ? '公益岗位，岗位没写' : null),
  },
  {
    ...common,
    about: 'spell',
    id: 'post_words_other_channel',
    codes: ['3_01_006'],
    severity: 'warn',
    title: '写的是公益岗，就业渠道却不是公益岗位',
    mend: '真是公益岗就改就业渠道。',
    explainable: true,
    look: (spell) =>
      isOpen(spell) && spell.channel !== POST && looksLikePost(spell.employer) ? `${spell.employer}，渠道是${spell.channel}` : null,
  },
  {
    ...common,
    about: 'person',
    id: 'many_posts',
    codes: ['3_01_010', '3_01_011'],
    severity: 'warn',
    title: '一年里有 3 个及以上公益岗位',
    mend: '看是不是一个岗写了好几条，合成一条。',
    explainable: true,
    look(person, _household, { today }) {
      const since = `${today.slice(0, 4)}-01-01`;
      const posts = person.spells.filter(({ channel, end }) => channel === POST && (end === null || end >= since));
      return posts.length >= MANY_POSTS ? `今年有 ${posts.length} 个公益岗位` : null;
    },
  },
  {
    ...common,
    about: 'household',
    id: 'household_two_posts',
    codes: [],
    severity: 'warn',
    title: '一户不止一个人在公益岗（一户一公岗）',
    mend: '留一个；确实要留两个的，写清谁批的、为什么。',
    explainable: true,
    look(household) {
      const holders = household.members.filter((one) => isHere(one) && openOf(one)?.channel === POST);
      return holders.length > 1 ? `${holders.map(({ name }) => name).join('、')}都在公益岗` : null;
    },
  },
];
