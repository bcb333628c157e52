// Data rules about what somebody can do: labour ability, school, age, health, graduates without work.
import { ageOf, isHere, isOutside, NO_LABOUR, openOf, type PersonRule, POST, WEAK } from './rule';

const rule = (one: Omit<PersonRule, 'about' | 'subject'>): PersonRule => ({ about: 'person', subject: 'ability', ...one });
const isGraduate = (schooling: string | null): boolean => schooling === '大专' || schooling === '本科及以上';
const isVocational = (status: string | null): boolean => status !== null && /^(中职|高职高专|技师学院)/.test(status);

export const ABILITY_RULES = [
  rule({
    id: 'no_labour_working',
    codes: ['2_01_015', '2_12_004'],
    severity: 'warn',
    title: '无劳动力或丧失劳动力，却在务工或计划外出',
    mend: '真在干活就改劳动技能；没在干就结束务工记录。',
    explainable: true,
    look(person) {
      if (!isHere(person) || !NO_LABOUR.includes(person.labourSkill)) return null;
      if (openOf(person)) return `${person.labourSkill}，却写着在务工`;
      return person.workWish?.plans ? `${person.labourSkill}，却写着计划外出` : null;
    },
  }),
  rule({
    id: 'weak_far_away',
    codes: [],
    severity: 'verify',
    title: '弱劳动力或半劳动力在县外务工',
    mend: '问清身体怎么样；能在外面干重活，就看劳动技能该不该改。',
    explainable: true,
    look(person, _household, { home }) {
      const open = openOf(person);
      return isHere(person) && person.labourSkill === WEAK && open && isOutside(open, home) === true
        ? '弱劳动力或半劳动力，人在县外'
        : null;
    },
  }),
  rule({
    id: 'student_with_labour',
    codes: ['1111_07'],
    severity: 'warn',
    title: '在校生，劳动技能不是「无劳动力」',
    mend: '还在上学，劳动技能改成无劳动力；不上学了，填文化程度。',
    explainable: true,
    look: (person) =>
      isHere(person) && person.studentStatus !== null && person.labourSkill !== '无劳动力'
        ? `在读${person.studentStatus}，劳动技能是${person.labourSkill}`
        : null,
  }),
  rule({
    id: 'child_with_labour',
    codes: ['2_12_014'],
    severity: 'warn',
    title: '不满 16 周岁，劳动技能不是「无劳动力」',
    mend: '核对出生日期；没错就改成无劳动力。',
    explainable: false,
    look(person, _household, { today }) {
      const age = ageOf(person, today);
      return isHere(person) && age !== null && age < 16 && person.labourSkill !== '无劳动力'
        ? `${age} 岁，劳动技能是${person.labourSkill}`
        : null;
    },
  }),
  rule({
    id: 'able_but_unable',
    codes: ['5_12_008', '1111_14', '1111_15'],
    severity: 'verify',
    title: '16 到 59 岁、健康、不在上学，却是弱、丧失或无劳动力',
    mend: '上门看看；能干活就改，不能干写清为什么。',
    explainable: true,
    look(person, _household, { today }) {
      const age = ageOf(person, today);
      const unable = [...NO_LABOUR, WEAK].includes(person.labourSkill);
      const healthy = person.health.length === 1 && person.health[0] === '健康';
      if (!isHere(person) || age === null || age < 16 || age >= 60 || !unable || !healthy || person.studentStatus !== null) return null;
      return `${age} 岁、健康，却是${person.labourSkill}`;
    },
  }),
  rule({
    id: 'schooling_or_school',
    codes: [],
    severity: 'block',
    title: '文化程度和在校生状况，填一个、只填一个',
    mend: '在上学填在校生状况，不上学填文化程度。',
    explainable: false,
    look(person) {
      if (!isHere(person) || (person.schooling === null) !== (person.studentStatus === null)) return null;
      return person.schooling === null ? '两个都空着' : '两个都填了';
    },
  }),
  rule({
    id: 'health_contradicts',
    codes: [],
    severity: 'block',
    title: '写了「健康」，又写了病或残疾',
    mend: '有病有残疾，就去掉「健康」。',
    explainable: false,
    look: (person) => (person.health.includes('健康') && person.health.length > 1 ? person.health.join('、') : null),
  }),
  rule({
    id: 'disabled_without_certificate',
    codes: [],
    severity: 'verify',
    title: '健康状况是残疾，没有残疾证；或有证，健康状况没写残疾',
    mend: '有证的补上类别、等级；没证的问要不要帮着办。',
    explainable: true,
    look(person) {
      if (!isHere(person) || person.disability === undefined) return null;
      const says = person.health.includes('残疾');
      const cert = person.disability?.hasCert ?? false;
      if (says === cert) return null;
      return says ? '健康状况写残疾，没有残疾证' : '有残疾证，健康状况没写残疾';
    },
  }),
  rule({
    id: 'supported_working_away',
    codes: ['5_01_004', '5_12_003'],
    severity: 'block',
    title: '特困供养人员写着外出务工',
    mend: '真在外面干活，报民政看还该不该供养；没出去就结束务工记录。',
    explainable: false,
    look(person, household, { home }) {
      const open = openOf(person);
      const supported = person.support === '特困供养' || household.type === '特困供养脱贫户';
      return isHere(person) && supported && open && isOutside(open, home) === true ? '特困供养，却写着在县外务工' : null;
    },
  }),
  rule({
    id: 'old_working',
    codes: [],
    severity: 'verify',
    title: '满 70 周岁还写着在务工',
    mend: '打电话问清还在不在干。',
    explainable: true,
    look(person, _household, { today }) {
      const age = ageOf(person, today);
      const open = openOf(person);
      return isHere(person) && age !== null && age >= 70 && open && open.channel !== POST ? `${age} 岁，还写着在务工` : null;
    },
  }),
  rule({
    id: 'skilled_without_work',
    codes: ['5_20_028', '5_20_029', '5_20_030', '5_20_031'],
    severity: 'verify',
    title: '大专以上或技能劳动力，没有务工',
    mend: '这是能找活的人：问想干什么，推岗位。',
    explainable: true,
    look(person, _household, { today }) {
      const age = ageOf(person, today);
      if (!isHere(person) || person.studentStatus !== null || openOf(person) || age === null || age < 16 || age >= 60) return null;
      if (person.labourSkill === '技能劳动力') return '技能劳动力，没有务工';
      return isGraduate(person.schooling) && !NO_LABOUR.includes(person.labourSkill) ? `${person.schooling}，没有务工` : null;
    },
  }),
  rule({
    id: 'yulu_not_vocational',
    codes: ['5_15_011', '5_15_012'],
    severity: 'block',
    title: '享受雨露计划，却不在中职、高职',
    mend: '核对学校和年级；不在读了就停。',
    explainable: false,
    look: (person) =>
      isHere(person) && person.yulu === true && !isVocational(person.studentStatus)
        ? `享受雨露计划，在校生状况是${person.studentStatus ?? '空'}`
        : null,
  }),
  rule({
    id: 'vocational_without_yulu',
    codes: ['1111_2'],
    severity: 'verify',
    title: '在读中职、高职，没有享受雨露计划',
    mend: '帮着申请雨露计划；不够条件写清为什么。',
    explainable: true,
    look: (person, household) =>
      isHere(person) && person.yulu === false && isVocational(person.studentStatus) && household.type !== '一般农户'
        ? `在读${person.studentStatus}，没有雨露计划`
        : null,
  }),
] as const;
