// A posting as lines on the screen: pay, place, board, until when, in the words of who looks for work.
import type { Output } from '@shared/contract/index';
import { daysBetween, dayWords } from '@shared/domain/dates';
import { kmWords } from '@shared/domain/distance';
import { yuanText } from '@shared/domain/money';

/** `km` where it is known from whose village. */
type JobCard = Omit<Output<'job.list'>['items'][number], 'km'> & { km?: number | null };
type JobDetail = Output<'job.detail'>;

export interface JobRow {
  id: string;
  title: string;
  pay: string;
  payUnit: string;
  place: string;
  /** From the village, '' when not known. */
  distance: string;
  board: string;
  employer: string;
  headcount: number;
  until: string;
  tone: 'good' | 'wait' | 'stop' | 'calm';
  icon: string;
}

const PAY_UNIT: Record<JobCard['pay']['unit'], string> = { month: '一个月', day: '一天', hour: '一小时', piece: '一件' };

export const AREAS: { area: JobCard['area'] | ''; words: string }[] = [
  { area: '', words: '都看看' },
  { area: 'in_county', words: '县里的' },
  { area: 'in_province', words: '省里的' },
  { area: 'outside_province', words: '外省的' },
];

function boardWords({ food, lodging }: JobCard['board']): string {
  if (food && lodging) return '管吃管住';
  if (food) return '管吃，不管住';
  return lodging ? '管住，不管吃' : '不管吃住';
}

/** Place as people say it, each name once: 深圳市宝安区, not 广东省深圳市宝安区 twice. */
function placeWords(place: { province: string; city: string; county: string }, area: JobCard['area']): string {
  const names = area === 'outside_province' ? [place.province, place.city, place.county] : [place.city, place.county];
  const parts = area === 'in_county' ? [place.county] : names;
  return parts.filter((name, at) => name !== '' && parts.indexOf(name) === at).join('') || place.province;
}

/** Days left as words; three days or fewer is said with a clock. */
function untilWords(job: Pick<JobCard, 'until' | 'status'>, today: string): Pick<JobRow, 'until' | 'tone' | 'icon'> {
  if (job.status === 'full') return { until: '招满了', tone: 'calm', icon: 'people' };
  const left = daysBetween(today, job.until);
  if (job.status === 'expired' || left < 0) return { until: '已经截止', tone: 'calm', icon: 'stop' };
  if (left === 0) return { until: '今天截止', tone: 'wait', icon: 'clock' };
  if (left <= 3) return { until: `还剩 ${left} 天`, tone: 'wait', icon: 'clock' };
  return { until: `招到 ${dayWords(job.until, today)}`, tone: 'good', icon: 'clock' };
}

export function payWords(pay: Pick<JobCard['pay'], 'minFen' | 'maxFen'>): string {
  return pay.minFen === pay.maxFen ? `${yuanText(pay.minFen)} 元` : `${yuanText(pay.minFen)}–${yuanText(pay.maxFen)} 元`;
}

export function jobRow(job: JobCard, today: string): JobRow {
  return {
    id: job.id,
    title: job.title,
    pay: payWords(job.pay),
    payUnit: PAY_UNIT[job.pay.unit],
    place: placeWords(job.place, job.area),
    distance: kmWords(job.km ?? null, '您村'),
    board: boardWords(job.board),
    employer: job.employer,
    headcount: job.headcount,
    ...untilWords(job, today),
  };
}

function ageWords({ min, max }: JobCard['age']): string {
  return max === null ? `${min} 岁以上` : `${min} 到 ${max} 岁`;
}

/** The whole address; what the street part already names is not said twice. */
function addressWords({ province, city, county, address }: JobDetail['place']): string {
  const names = [province, city, county].filter((name, at, all) => name !== '' && all.indexOf(name) === at);
  // The address as it was written may begin with some of them.
  const rest = names.reduce((left, name) => (left.startsWith(name) ? left.slice(name.length) : left), address);
  return names.join('') + rest;
}

const STRENGTH_WORDS: Record<JobDetail['strength'], string> = {
  light: '轻活，坐着站着都能干',
  medium: '不轻不重',
  heavy: '重活，要有力气',
};
const BACKING_WORDS = { partner: '帮扶单位', exchange: '两地劳务协作' } as const;

const backingWords = (backing: JobDetail['backing']): string => (backing ? `${BACKING_WORDS[backing.kind]} ${backing.name}` : '');

function busWords(backing: JobDetail['backing']): string {
  if (!backing || backing.bus === null) return '';
  return backing.bus ? backing.busWords || '有车来接' : '没有车来接，自己去';
}

const HOW_WORDS = { phone: '打电话', visited: '上门', paper: '看材料', known: '凭平时了解' } as const;

/** Who made sure of it, when and how. */
export function checkedWords({ by, on, how }: JobDetail['checked'], today: string): string {
  return by === '' ? '' : `${dayWords(on, today)}，${by} ${how ? HOW_WORDS[how] : ''}核对过。`;
}

/** What an authority has found of the employer: who said so, when, what. */
export const warningWords = ({ words, from, on }: JobDetail['warnings'][number], today: string): string =>
  `${words}（${from}，${dayWords(on, today)}）`;

/** What else a worker asks, in the order they ask it; lines nobody filled in are left out. */
export function jobFacts(job: JobDetail): { key: string; value: string }[] {
  const lines = [
    { key: '工钱怎么算', value: job.pay.how },
    { key: '在哪里', value: addressWords(job.place) },
    { key: '吃住', value: boardWords(job.board) },
    { key: '一天干多久', value: job.hours },
    { key: '活重不重', value: STRENGTH_WORDS[job.strength] },
    { key: '年纪', value: `${ageWords(job.age)}${job.ageWhy === '' ? '' : `（${job.ageWhy}）`}` },
    { key: '要会什么', value: job.skills.join('、') },
    { key: '要什么证', value: job.certificates.join('、') },
    { key: '招几个人', value: `${job.headcount} 人` },
    { key: '谁牵的线', value: backingWords(job.backing) },
    { key: '有没有车', value: busWords(job.backing) },
    { key: '怎么去', value: job.transport === busWords(job.backing) ? '' : job.transport },
    { key: '保险', value: job.insurance },
    { key: '合同', value: job.contract },
  ];
  return lines.filter((line) => line.value !== '');
}
