// Data rules about 务工记录: what must be filled in, where and how it was worked, when it began and ended.
import { addDays, ageOn, monthIndex } from '../dates';
import { isOpen, isOutside, isPupil, openOf, type PersonRule, POST, type SpellRule, WORKSHOP, yuan } from './rule';

/** 月收入 above and below which the national checks ask again, fen. */
const HIGH_FEN = 3_000_000;
const LOW_FEN = 10_000;
const LOWISH_FEN = 40_000;
const WORKING_AGE = 16;
/** 暂回 past the day announced: then it is no longer a while. */
const LATE_DAYS = 45;
const SILENT_MONTHS = 2;

const spellRule = (rule: Omit<SpellRule, 'about' | 'subject'>): SpellRule => ({ about: 'spell', subject: 'work', ...rule });
const personRule = (rule: Omit<PersonRule, 'about' | 'subject'>): PersonRule => ({ about: 'person', subject: 'work', ...rule });

const isFlexible = (kind: string): boolean => kind === '其他形式务工就业人员';

export const WORK_RULES = [
  spellRule({
    id: 'work_incomplete',
    codes: ['5_01_007', '5_12_006'],
    severity: 'block',
    title: '在务工，月收入、企业名称、所属行业、是否点对点输送、就业渠道要填全',
    mend: '问本人或家里人，把空着的补上；没有固定单位的，类别选「其他形式务工就业人员」。',
    explainable: false,
    look(spell) {
      if (!isOpen(spell)) return null;
      const empty = [
        spell.monthlyFen === null ? '月收入' : '',
        spell.employer === null && !isFlexible(spell.kind) ? '务工企业名称' : '',
        spell.industry === '' ? '所属行业' : '',
        spell.organised === null ? '是否点对点输送' : '',
        spell.channel === '' ? '就业渠道' : '',
      ].filter((name) => name !== '');
      return empty.length === 0 ? null : `还空着：${empty.join('、')}`;
    },
  }),
  spellRule({
    id: 'place_not_to_county',
    codes: ['5_01_005_203', '5_01_005_204', '4_12_001'],
    severity: 'block',
    atDoor: true,
    title: '务工地点要到县（区）',
    mend: '问清在哪个县、哪个区，选到最后一级。',
    explainable: false,
    look: (spell) =>
      !spell.overseas && isOpen(spell) && (spell.province === '' || spell.city === '' || spell.county === '')
        ? `现在只写到「${[spell.province, spell.city].filter((part) => part !== '').join(' ') || '空'}」`
        : null,
  }),
  spellRule({
    id: 'local_channel_outside',
    codes: ['5_01_003', '5_12_002'],
    severity: 'block',
    title: '在县外务工，就业渠道不能是公益岗位、帮扶车间',
    mend: '人在县外就改就业渠道；人在本县就改务工地点。',
    explainable: false,
    look: (spell, _person, { home }) =>
      (spell.channel === POST || spell.channel === WORKSHOP) && isOutside(spell, home) === true
        ? `地点 ${spell.province}${spell.city}${spell.county}，渠道却是${spell.channel}`
        : null,
  }),
  spellRule({
    id: 'wage_high',
    codes: ['5_16_001'],
    severity: 'warn',
    title: '月收入超过 30000 元',
    mend: '看是不是把年收入当月收入、或者多打了一个零。',
    explainable: true,
    look: (spell) => (spell.monthlyFen !== null && spell.monthlyFen > HIGH_FEN ? `月收入 ${yuan(spell.monthlyFen)} 元` : null),
  }),
  spellRule({
    id: 'wage_very_low',
    codes: ['5_16_002'],
    severity: 'warn',
    title: '月收入不到 100 元',
    mend: '看是不是把「千元」当「元」写、或者一天的工钱。',
    explainable: true,
    look: (spell) => (spell.monthlyFen !== null && spell.monthlyFen < LOW_FEN ? `月收入 ${yuan(spell.monthlyFen)} 元` : null),
  }),
  spellRule({
    id: 'wage_low',
    codes: ['1111_12'],
    severity: 'verify',
    title: '月收入不到 400 元',
    mend: '问清一个月到手多少。',
    explainable: true,
    look: (spell) =>
      spell.monthlyFen !== null && spell.monthlyFen >= LOW_FEN && spell.monthlyFen < LOWISH_FEN
        ? `月收入 ${yuan(spell.monthlyFen)} 元`
        : null,
  }),
  spellRule({
    id: 'wage_exact_threshold',
    codes: [],
    severity: 'verify',
    title: '月收入正好 1000 元',
    mend: '1000 元正好是稳岗补助的线，看工资凭证上是多少。',
    explainable: true,
    look: (spell) => (spell.monthlyFen === 100_000 && spell.channel !== POST ? '月收入不多不少 1000 元' : null),
  }),
  personRule({
    id: 'work_overlaps',
    codes: ['5_12_001'],
    severity: 'block',
    atDoor: true,
    title: '后一条务工的开始要在前一条结束以后',
    mend: '换了地方，就把前一条的结束日子填成换之前那一天。',
    explainable: false,
    look(person) {
      const spells = [...person.spells].sort((a, b) => (a.start < b.start || (a.start === b.start && a.id < b.id) ? -1 : 1));
      for (let at = 1; at < spells.length; at += 1) {
        const [before, after] = [spells[at - 1], spells[at]];
        if (before && after && (before.end === null || after.start <= before.end))
          return `${before.start} 开始的那条${before.end === null ? '还没结束' : ` ${before.end} 才结束`}，${after.start} 又开始一条`;
      }
      return null;
    },
  }),
  spellRule({
    id: 'ends_in_future',
    codes: ['1111_16', '1111_17'],
    severity: 'block',
    title: '不务工了，结束时间不能空着、不能在今天以后，也不能早于开始',
    mend: '填真正不干的那一天；还在干就把结束时间清掉。',
    explainable: false,
    look(spell, _person, { today }) {
      if (spell.end === null) return null;
      if (spell.end > today) return `结束时间写的是 ${spell.end}，还没到`;
      return spell.end < spell.start ? `结束 ${spell.end} 早于开始 ${spell.start}` : null;
    },
  }),
  spellRule({
    id: 'long_without_word',
    codes: ['1111_08'],
    severity: 'verify',
    title: '同一份活从往年一直干到现在，今年没人问过',
    mend: '打个电话问一声还在不在老地方。',
    explainable: true,
    look: (spell, _person, { today }) =>
      isOpen(spell) && spell.start < `${today.slice(0, 4)}-01-01` && (spell.confirmedMonth ?? '') < `${today.slice(0, 4)}-01`
        ? `从 ${spell.start} 写到现在「至今未回」`
        : null,
  }),
  spellRule({
    id: 'silent',
    codes: [],
    severity: 'verify',
    title: '两个月没人问过还在不在干',
    mend: '这个月问一声。',
    explainable: true,
    look(spell, _person, { today }) {
      if (!isOpen(spell) || spell.start < `${today.slice(0, 4)}-01-01`) return null;
      const last = spell.confirmedMonth ?? spell.start.slice(0, 7);
      return monthIndex(today) - monthIndex(last) > SILENT_MONTHS ? `上次问是 ${last}` : null;
    },
  }),
  spellRule({
    id: 'too_young_at_start',
    codes: ['5_16_010'],
    severity: 'block',
    atDoor: true,
    title: '开始务工时不满 16 周岁',
    mend: '核对出生日期和开始日子；真是童工，马上报劳动监察。',
    explainable: false,
    look: (spell, person) =>
      person.born !== null && spell.start >= person.born && ageOn(person.born, spell.start) < WORKING_AGE
        ? `${spell.start} 开始时才 ${ageOn(person.born, spell.start)} 岁`
        : null,
  }),
  personRule({
    id: 'pupil_working',
    codes: ['4_01_006', '4_12_002'],
    severity: 'block',
    title: '在校生（高中及以下）写着在务工或计划外出务工',
    mend: '毕业了就改文化程度；还在上学就去掉务工记录。',
    explainable: false,
    look(person) {
      if (!isPupil(person)) return null;
      if (openOf(person)) return `在读${person.studentStatus}，却写着在务工`;
      return person.workWish?.plans ? `在读${person.studentStatus}，却写着计划外出` : null;
    },
  }),
  personRule({
    id: 'gone_but_working',
    codes: [],
    severity: 'block',
    title: '人已去世或不在册，务工记录还开着',
    mend: '把务工记录的结束日子填上。',
    explainable: false,
    look: (person) => (person.status !== 'active' && openOf(person) ? (person.status === 'dead' ? '人已去世' : '人已不在册') : null),
  }),
  spellRule({
    id: 'away_too_long',
    codes: [],
    severity: 'verify',
    title: '说好回去的日子过了 45 天还没回去',
    mend: '问清：回去了就点「还在老地方」，不去了就记「不去了」。',
    explainable: true,
    look: (spell, _person, { today }) =>
      spell.away && today > addDays(spell.away.backOn, LATE_DAYS) ? `说 ${spell.away.backOn} 回去，到今天没有信` : null,
  }),
  personRule({
    id: 'plan_without_needs',
    codes: ['5_15_008', '5_15_009'],
    severity: 'warn',
    title: '计划外出务工，就业服务需求空着',
    mend: '问要帮啥忙：岗位、培训、车、票钱；什么都不要就选「不需要」。',
    explainable: false,
    look: (person) =>
      person.status === 'active' && person.workWish?.plans && person.workWish.needs.length === 0 ? '计划外出，需求没填' : null,
  }),
] as const;
