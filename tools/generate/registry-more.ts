// What a survey has asked of a township's people beyond the first need: skills, wishes, ties, disability, who uses WeChat, risks of households.
import { ageOn } from '@shared/domain/dates';
import { DISABILITIES, TRADES, TRAINING_MODES } from '@shared/domain/options';
import type { DateText, HouseholdRecord } from '@shared/domain/records';
import type { Random } from './random';
import type { PlainPerson } from './types';

interface Survey {
  persons: PlainPerson[];
  households: HouseholdRecord[];
  asOf: DateText;
  /** People of the cast and of the planted cases: their stories say what is known of them. */
  settled: ReadonlySet<string>;
  /** Who has open work. */
  working: ReadonlySet<string>;
  isLabourer(person: PlainPerson): boolean;
}

const MEN: readonly string[] = ['瓦工', '木工', '钢筋工', '焊工', '油漆工', '电工', '开货车', '挖掘机', '养殖', '带班'];
const WOMEN: readonly string[] = ['家政', '缝纫', '面点', '护工', '月嫂', '厨师', '养殖', '果树管理'];
const WHERE: readonly string[] = ['太原', '晋中城里', '北京', '天津', '深圳', '县里', '哪儿工资高去哪儿'];
const TRADES_WANTED: readonly string[] = TRADES.filter((trade) => !['带班', '保安', '瓦工'].includes(trade));

/** Fills in what was asked; what was not asked stays absent, as in any ledger. */
export function giveSurvey(survey: Survey, random: Random): void {
  const houses = new Map(survey.households.map((household) => [household._id, household]));
  for (const household of survey.households) surveyHousehold(household, random);
  for (const person of survey.persons) {
    const type = houses.get(person.household)?.householdType;
    if (type === '低保脱贫户') person.support = '低保';
    if (type === '特困供养脱贫户') person.support = '特困供养';
    if (!survey.settled.has(person._id) && person.status === 'active') surveyPerson(person, survey, random);
  }
}

function surveyHousehold(household: HouseholdRecord, random: Random): void {
  if (household.monitoring) {
    household.risks = [random.pick(['因病', '因残', '因学', '务工就业不稳', '缺劳动力']), ...(random.chance(0.25) ? ['因灾'] : [])];
    if (household.monitoring.clearedOn !== null) household.riskClearedBy = random.pick(['务工增收', '产业帮扶', '医疗救助', '社会帮扶']);
  }
  if (household.resettled) household.resettlementSite = random.chance(0.8) ? '青石新村' : '县城安居小区';
  if (random.chance(0.7)) household.perCapitaFen = random.int(90, 260) * 10_000;
}

function surveyPerson(person: PlainPerson, { asOf, working, isLabourer }: Survey, random: Random): void {
  const age = ageOn(person.born, asOf);
  person.nation = random.chance(0.985) ? '汉族' : random.pick(['回族', '蒙古族', '满族']);
  if (person.phone !== null) {
    person.smartphone = random.chance(age < 60 ? 0.93 : age < 70 ? 0.5 : 0.12);
    if (random.chance(0.5)) person.bestHour = random.pick(['中午12点到2点', '晚6点到8点', '晚8点后', '随时']);
  }
  if (age > 40 && !isLabourer(person) && random.chance(0.06)) disable(person, random, asOf);
  if (!isLabourer(person)) return;
  if (random.chance(0.6)) person.skills = [random.pick(person.sex === '男' ? MEN : WOMEN)];
  if (person.labourSkill === '技能劳动力')
    person.certificates = [
      {
        name: `${person.skills?.[0] ?? '焊工'}证`,
        level: random.pick(['初级工', '中级工']),
        on: `20${random.int(15, 24)}-0${random.int(1, 9)}-15`,
      },
    ];
  surveyWishes(person, age, working.has(person._id), random, asOf);
}

function surveyWishes(person: PlainPerson, age: number, works: boolean, random: Random, asOf: DateText): void {
  const asked = random.pick(['2026-01-18', '2026-02-05', '2026-02-24']);
  if (!works && random.chance(0.55))
    person.workWish = {
      plans: true,
      why: '',
      where: random.pick(WHERE),
      leaveOn: asOf.slice(0, 7) <= '2026-03' ? random.pick(['2026-03', '2026-04']) : null,
      needs: [random.pick(['岗位信息', '交通补贴', '有组织输送', '不需要'])],
      asked,
    };
  if (random.chance(0.4)) person.tiedBy = [];
  if (age < 56 && random.chance(0.22))
    person.trainingWish = {
      wants: true,
      trades: [random.pick(TRADES_WANTED)],
      mode: random.pick(TRAINING_MODES),
      when: random.pick(['农闲的时候', '正月里', '十一月以后', '周末']),
      board: random.chance(0.5),
      asked,
    };
}

/** The certificate's number is the identity number with kind and level; `cert` is in plain text until it is sealed. */
function disable(person: PlainPerson, random: Random, asOf: DateText): void {
  const kind = random.int(1, DISABILITIES.length - 1);
  const level = random.chance(0.75) ? random.int(3, 4) : 2;
  person.health = person.health === '健康' ? '残疾' : `${person.health}、残疾`;
  person.disability = {
    category: DISABILITIES[kind - 1] ?? '肢体',
    level: ['一级', '二级', '三级', '四级'][level - 1] ?? '三级',
    cert: `${person.idNumber.toUpperCase()}${kind}${level}`,
    certTail: `${person.idNumber.slice(-2)}${kind}${level}`,
    issuedOn: `${Number(asOf.slice(0, 4)) - random.int(2, 12)}-06-01`,
  };
}
