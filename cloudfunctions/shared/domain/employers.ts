// Who offers work: when two spellings are one employer, what is held against one, in which words, and what follows from it.
import { monthWords } from './dates';
import type { DateText, EmployerKind, EmployerMark, EmployerMarked, EmployerRecord, EmployerStatus } from './records';

export const EMPLOYER_KIND_WORDS: Readonly<Record<EmployerKind, string>> = {
  company: '公司、工厂',
  workshop: '帮扶车间',
  site: '工地',
  agency: '中介、劳务公司',
  public: '机关、村里',
  farm: '合作社、农场',
  person: '个人雇工',
};

export const EMPLOYER_STATUS_WORDS: Readonly<Record<EmployerStatus, string>> = { good: '正常', watched: '留意', stopped: '停了' };

/** What is held against one: `official` is what staff write, `spoken` what residents read once an authority has said so; `stops` takes it off. */
export const EMPLOYER_MARKS_TABLE: Readonly<Record<EmployerMark, { official: string; spoken: string; stops: boolean }>> = {
  arrears: { official: '拖欠工资', spoken: '这家拖欠过工钱', stops: false },
  fraud: { official: '虚假招工、诈骗', spoken: '这家用招工骗过人', stops: true },
  fee: { official: '收押金、介绍费', spoken: '这家收过押金或介绍费', stops: false },
  injury_hidden: { official: '瞒报工伤', spoken: '这家出了工伤没往上报', stops: false },
};

/** Longest first, so that 有限责任公司 does not leave 有限责任 behind. */
const FORMS = ['股份有限责任公司', '股份有限公司', '有限责任公司', '有限公司', '股份公司', '总公司', '公司', '股份'] as const;
const ENDING = /\([^()]*\)\s*$/;

/** Without endings of the kind (招工点), as long as something is left. */
function bare(name: string): string {
  let left = name.trim();
  while (ENDING.test(left) && left.replace(ENDING, '').trim() !== '') left = left.replace(ENDING, '').trim();
  return left;
}

/**
 * What two spellings of one employer have in common: half-width and lower case, no blanks, no punctuation, no (…) at the end, no legal form at
 * the end. 青石乡柳编 厂（一分厂） and 青石乡柳编厂有限公司 are 青石乡柳编厂. Never empty for a name with a letter in it.
 */
export function nameKeyOf(name: string): string {
  const flat = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
  const wide = name.normalize('NFKC').toLowerCase();
  const key = flat(bare(wide)) || flat(wide);
  const form = FORMS.find((end) => key.endsWith(end) && key.length > end.length);
  return form === undefined ? key : key.slice(0, -form.length);
}

export const inForce = (marks: readonly EmployerMarked[]): EmployerMarked[] => marks.filter(({ lifted }) => lifted === null);

/** The mark that keeps an employer off whatever else is decided; undefined = none. */
export const stopping = ({ marks }: Pick<EmployerRecord, 'marks'>): EmployerMarked | undefined =>
  inForce(marks).find(({ mark }) => EMPLOYER_MARKS_TABLE[mark].stops);

export function statusOf(employer: Pick<EmployerRecord, 'marks' | 'stopped'>): EmployerStatus {
  if (employer.stopped !== null || stopping(employer)) return 'stopped';
  return inForce(employer.marks).length > 0 ? 'watched' : 'good';
}

/** For staff: 「本乡有 3 人说过这家欠工资，最近一次在 2026年2月」. */
export function arrearsWords({ people, more, last }: { people: number; more: boolean; last: DateText }): string {
  return `本乡有 ${people} 人${more ? '以上' : ''}说过这家欠工资，最近一次在${monthWords(last.slice(0, 7))}`;
}

export interface EmployerWarning {
  words: string;
  from: string;
  on: string;
}

/** What residents are told: what an authority has found and what was not lifted since, with who says so and when. */
export function warningsOf({ marks }: Pick<EmployerRecord, 'marks'>): EmployerWarning[] {
  return inForce(marks)
    .filter(({ official }) => official)
    .map(({ mark, from, on }) => ({ words: EMPLOYER_MARKS_TABLE[mark].spoken, from, on }));
}
