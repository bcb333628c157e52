// Who offers work in the county, as the township's stations keep them: its workshops, the factories and farms around, one that an authority
// found to owe pay, one that took deposits and was stopped. What each offers are the postings of the same name.
import { addDays } from '@shared/domain/dates';
import { nameKeyOf, statusOf } from '@shared/domain/employers';
import type { DateText, EmployerKind, EmployerMarked, EmployerRecord, PostingRecord } from '@shared/domain/records';
import { employerIdOf } from '@shared/repos/employers';
import { COUNTY, TOWN } from './villages';

const BY = { openid: '', name: '青石乡劳动就业站' };
/** Those that an officer would write down first: near home, where somebody can go and look. */
const KEPT: readonly PostingRecord['area'][] = ['in_county'];
const KINDS: readonly (readonly [RegExp, EmployerKind])[] = [
  [/帮扶车间$/, 'workshop'],
  [/合作社$|农场$/, 'farm'],
  [/工地|建筑|工程/, 'site'],
  [/中介|劳务/, 'agency'],
  [/村委会|乡政府/, 'public'],
];
const kindOf = (name: string): EmployerKind => KINDS.find(([ending]) => ending.test(name))?.[1] ?? 'company';

const STOPPED = '云岭县顺心劳务服务部';

/** What stood on the board until its employer was stopped: made from a posting that stands, under another name. */
export function stoppedPosting(model: PostingRecord, id: string, asOf: DateText): PostingRecord {
  const on = addDays(asOf, -40);
  return {
    ...model,
    ...{ _id: id, sortKey: `${on}:${id}`, title: '大厂直招普工', employer: STOPPED, employerId: employerIdOf(TOWN.code, STOPPED) },
    until: addDays(asOf, 20),
    ...{ status: 'stopped', why: '用工单位停了', askAgainOn: '', cells: [], rankKey: '', source: 'typed', channel: 'in_county' },
    checked: model.checked && { ...model.checked, on },
    searchText: ['大厂直招普工', STOPPED, COUNTY.province, COUNTY.city, COUNTY.name].join(' ').toLowerCase(),
  };
}

function employerOf(
  { employer: name, place, contact }: PostingRecord,
  marks: EmployerMarked[],
  more: Partial<EmployerRecord>,
): EmployerRecord {
  const _id = employerIdOf(TOWN.code, name);
  const nameKey = nameKeyOf(name);
  const made: EmployerRecord = {
    ...{ _id, county: COUNTY.code, town: TOWN.code, village: '', status: 'good', sortKey: `${nameKey}:${_id}`, version: 0, auditHead: '' },
    ...{ name, nameKey, kind: kindOf(name), place, contact, marks, stopped: null, openids: [], note: '', ...more },
  };
  return { ...made, status: statusOf(made) };
}

const marked = (mark: EmployerMarked['mark'], words: string, from: string, on: DateText): EmployerMarked => ({
  ...{ mark, words, from, on, official: true, by: BY, lifted: null },
});

/** One for each name near home; the first company that offers by the month is the one that owed. */
export function employers(postings: readonly PostingRecord[], asOf: DateText): EmployerRecord[] {
  const byId = new Map<string, PostingRecord>();
  for (const one of postings) if (KEPT.includes(one.area) && !byId.has(one.employerId)) byId.set(one.employerId, one);
  const owing = [...byId.values()].find(
    ({ employer, pay }) => kindOf(employer) === 'company' && employer !== STOPPED && pay.unit === 'month',
  );
  return [...byId.values()].map((one) => {
    if (one.employer === STOPPED) {
      const on = addDays(asOf, -21);
      const fee = marked('fee', '每人收押金三百元，人走了不退', '县人社局通报', on);
      const stopped = { on, why: '收押金不退，县人社局通报', by: BY };
      return employerOf(one, [fee], { kind: 'agency', stopped });
    }
    if (one === owing)
      return employerOf(one, [marked('arrears', '去年腊月拖欠 11 人工资，已结清 8 人', '县劳动监察大队', addDays(asOf, -48))], {});
    return employerOf(one, [], { note: kindOf(one.employer) === 'workshop' ? '乡里办的，每月 28 号发工资' : '' });
  });
}
