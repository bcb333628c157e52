// From the records of a list to the blanks of its papers. Whole numbers of persons and accounts go in only when they were opened for it.
import { ageOn, dayWords } from '@shared/domain/dates';
import { maskIdNumber } from '@shared/domain/masks';
import type { MinutesRecord } from '@shared/domain/minutes-records';
import { capitalWords, payerText } from '@shared/domain/money';
import type { ClaimConsent, ClaimRecord, DateText, Fen, PersonRecord, PlaceRecord } from '@shared/domain/records';
import { AGREED_WORDS } from '@shared/domain/words/agreed';
import type { Blanks } from './fill';
import { BY_HAND } from './fill';

/** The sensitive values of one person, opened for a roster with a reason; absent = masked. */
export interface OpenedValues {
  idNumber: string;
  account: string;
  phone: string;
}

export interface Member {
  claim: ClaimRecord;
  person: PersonRecord;
  householdCode: string;
  opened: OpenedValues | null;
}

/** What a posted list says of itself. */
export interface Posted {
  level: string;
  from: DateText;
  to: DateText;
  days: number;
  place: string;
  code: string;
  seal: string;
  objections: number;
}

export interface ListData {
  county: PlaceRecord;
  town: PlaceRecord;
  village: PlaceRecord;
  programmeName: string;
  period: string;
  today: DateText;
  complaintPhone: string;
  statement: readonly string[];
  minutes: MinutesRecord | null;
  posted: Posted | null;
  members: readonly Member[];
}

const full = (day: DateText): string => `${day.slice(0, 4)}年${dayWords(day)}`;
const sumOf = (members: readonly Member[]): Fen => members.reduce((sum, { claim }) => sum + claim.amountFen, 0);

function totals(count: number, fen: Fen): Blanks {
  return { 人数: String(count), 合计: payerText(fen), 合计大写: capitalWords(fen) };
}

/** The spells of the facts the claim was judged on, clipped to whole months as the ledger has them. */
function workOf({ claim }: Member): Blanks[] {
  return (claim.facts?.spells ?? []).map((spell) => ({
    开始: spell.start.slice(0, 7),
    结束: spell.end === null ? '至今' : spell.end.slice(0, 7),
    地点: `${spell.province ?? ''}${spell.city ?? ''}${spell.county ?? ''}`,
    用工单位: spell.employer ?? '灵活就业',
    月收入: spell.monthlyFen === null ? BY_HAND : payerText(spell.monthlyFen).replace('.00', ''),
  }));
}

function agreedWords(consent: ClaimConsent | null | undefined): string {
  return consent ? AGREED_WORDS[consent.how] : '本人手机上签名';
}

function memberBlanks(member: Member, at: number, { today }: ListData): Blanks {
  const { claim, person, opened } = member;
  const work = workOf(member);
  const first = work[0];
  const last = work.at(-1);
  return {
    序号: String(at + 1),
    姓名: claim.personName,
    性别: person.sex,
    年龄: String(ageOn(person.born, today)),
    身份证号: opened?.idNumber ?? maskIdNumber(person.idTail),
    户编号: member.householdCode,
    务工地点: [...new Set(work.map((one) => String(one.地点)))].join('、'),
    用工单位: [...new Set(work.map((one) => String(one.用工单位)))].join('、'),
    务工时间: first && last ? `${first.开始} 至 ${last.结束}` : BY_HAND,
    月收入: [...new Set(work.map((one) => String(one.月收入)))].join('、'),
    金额: payerText(claim.amountFen),
    开户行: claim.account?.bank ?? BY_HAND,
    账号: opened?.account ?? (claim.account ? `尾号 ${claim.account.tail}` : BY_HAND),
    账号尾号: claim.account?.tail ?? BY_HAND,
    联系电话: opened?.phone ?? (person.phoneTail ? `尾号 ${person.phoneTail}` : BY_HAND),
    签字: '',
    受托人: claim.filedBy.role === 'resident' ? claim.filedBy.name : `${claim.filedBy.name}（村干部）`,
    同意方式: agreedWords(claim.consent),
    同意日期: claim.consent ? full(claim.consent.on) : BY_HAND,
    务工: work,
  };
}

function posting(posted: Posted | null): Blanks {
  if (!posted)
    return {
      公示级别: BY_HAND,
      公示开始: BY_HAND,
      公示结束: BY_HAND,
      公示天数: BY_HAND,
      公示地点: BY_HAND,
      查看编号: BY_HAND,
      校验: '',
      意见件数: BY_HAND,
    };
  return {
    公示级别: posted.level,
    公示开始: full(posted.from),
    公示结束: full(posted.to),
    公示天数: String(posted.days),
    公示地点: posted.place || '村务公开栏',
    查看编号: posted.code,
    校验: posted.seal,
    意见件数: String(posted.objections),
  };
}

function meeting(minutes: MinutesRecord | null): Blanks {
  return {
    会议日期: minutes ? full(minutes.on) : BY_HAND,
    会议地点: minutes?.place || BY_HAND,
    参会人员: minutes ? minutes.attendees.join('、') : BY_HAND,
    会议决定: minutes?.decision ?? '会议',
  };
}

/** Blanks of a village's papers. */
export function villageBlanks(data: ListData): Blanks {
  const { county, town, village, programmeName, period, today, complaintPhone, statement, members } = data;
  return {
    县: county.name,
    乡镇: town.name,
    村: village.name,
    年度: period,
    补贴名称: programmeName,
    今天: full(today),
    反映电话: complaintPhone,
    公示单位: `${village.name}村民委员会`,
    ...totals(members.length, sumOf(members)),
    ...posting(data.posted),
    ...meeting(data.minutes),
    承诺: statement.map((line, at) => ({ 条: `${at + 1}. ${line}` })),
    名单: members.map((member, at) => memberBlanks(member, at, data)),
  };
}

/** Whether somebody else filed it: a cadre, or family who helps. */
export function isFiledForThem(claim: ClaimRecord): boolean {
  return claim.filedBy.role !== 'resident' || claim.filedBy.name !== claim.personName || !!claim.consent;
}

/** Only those somebody else filed for: a mandate is theirs alone. */
export function proxyOnly(data: ListData): ListData {
  return { ...data, members: data.members.filter(({ claim }) => isFiledForThem(claim)) };
}

/** One village's line of the township's papers. */
export interface VillageSum {
  name: string;
  count: number;
  fen: Fen;
  posted: Posted | null;
}

export function townBlanks(
  data: Pick<ListData, 'county' | 'town' | 'programmeName' | 'period' | 'today'> & { fund: string; villages: readonly VillageSum[] },
): Blanks {
  const count = data.villages.reduce((sum, one) => sum + one.count, 0);
  const fen = data.villages.reduce((sum, one) => sum + one.fen, 0);
  return {
    县: data.county.name,
    乡镇: data.town.name,
    村: '',
    年度: data.period,
    补贴名称: data.programmeName,
    今天: full(data.today),
    资金来源: data.fund || BY_HAND,
    村数: String(data.villages.length),
    ...totals(count, fen),
    各村: data.villages.map((one, at) => ({
      序号: String(at + 1),
      村名: one.name,
      村人数: String(one.count),
      村金额: payerText(one.fen),
      村公示: one.posted ? `${one.posted.from} 至 ${one.posted.to}` : BY_HAND,
      备注: '',
    })),
  };
}
