// Whom the month's question is about: labourers of the households on the roll. Everybody else is 不算数 and never asked.
import { ageOn } from './dates';
import type { DateText, HouseholdRecord, PersonRecord } from './records';

/** 无劳动能力 of the national list. */
const UNABLE: readonly string[] = ['无劳动力', '丧失劳动力'];
/** Labour law: nobody under sixteen works. */
const YOUNGEST = 16;

type Asked = Pick<PersonRecord, 'status' | 'labourSkill' | 'studentStatus' | 'born'>;
type Home = Pick<HouseholdRecord, 'status' | 'householdType' | 'monitoring'>;

/** Whether somebody is asked each month: alive and here, able to work, not at school, of a 脱贫户 or a household being monitored. */
export function isAskedMonthly(person: Asked, household: Home | null, today: DateText): boolean {
  if (person.status !== 'active' || household === null || household.status !== 'active') return false;
  if (UNABLE.includes(person.labourSkill) || person.studentStatus !== null) return false;
  if (person.born !== '' && ageOn(person.born, today) < YOUNGEST) return false;
  return household.householdType !== '一般农户' || household.monitoring !== null;
}
