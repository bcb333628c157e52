// What a bank sends back, read by rows: which column is which, what an outcome says, which payment a row means, and what is wrong with it.
import type { BankField, FailureCode, PaymentRecord } from './paying-records';
import type { Fen } from './records';

export const RESULT_FIELDS = ['name', 'id_number', 'account', 'amount', 'outcome', 'reason', 'on'] as const;
export type ResultField = (typeof RESULT_FIELDS)[number];

/** How banks head their columns; the first that fits a heading wins, longest words first. */
const HEADS: readonly (readonly [ResultField, RegExp])[] = [
  ['reason', /(失败|退票|退回|退汇|错误|不成功|返回)(的)?(原因|说明|信息)|原因|附言|处理信息/],
  ['outcome', /(处理|交易|发放|入账|代发|记账|返回|到账)?(结果|状态|标志)|是否成功|成功标志/],
  ['id_number', /身份证|证件|公民身份/],
  ['account', /(银行|收款|入账|社保)?(卡号|账号|帐号|账户号|存折)|一卡通号/],
  ['amount', /金额|补贴额|发放额|实发|应发|交易额/],
  ['name', /姓名|户名|收款人|账户名|领款人/],
  ['on', /日期|时间/],
];

export interface Columns {
  /** Row of the headings, counted from 0. */
  head: number;
  at: Partial<Record<ResultField, number>>;
}

const flat = (text: string) => text.normalize('NFKC').replace(/\s/g, '');

/** Finds the row of headings among the first rows; null when none names a person and an account, number or outcome. */
export function columnsOf(rows: readonly (readonly string[])[]): Columns | null {
  for (let head = 0; head < Math.min(rows.length, 15); head += 1) {
    const at: Columns['at'] = {};
    (rows[head] ?? []).forEach((text, column) => {
      const field = HEADS.find(([, words]) => words.test(flat(text)))?.[0];
      if (field !== undefined && at[field] === undefined) at[field] = column;
    });
    const whom = at.id_number !== undefined || at.account !== undefined || at.name !== undefined;
    if (whom && Object.keys(at).length >= 2) return { head, at };
  }
  return null;
}

const GOOD = /^(成功|处理成功|交易成功|入账成功|已入账|已到账|到账|已发放|发放成功|正常|完成|是|ok|success|0000|00|1|s|y)$/i;
const BAD = /失败|退票|退回|退汇|不成功|未成功|拒绝|异常|错误|未到账|未入账|^(否|fail(ed)?|n|f|2)$/i;

/** What an outcome cell says; null when it cannot be told. */
export function outcomeOf(text: string): 'paid' | 'failed' | null {
  const said = flat(text);
  if (BAD.test(said)) return 'failed';
  return GOOD.test(said) ? 'paid' : null;
}

const REASONS: readonly (readonly [FailureCode, RegExp])[] = [
  ['closed_account', /销户|注销|已销|清户/],
  ['not_activated', /激活|启用|睡眠|不动户|久悬|未开通|停用|冻结|止付/],
  ['name_differs', /(户名|姓名|名字|账户名|名称)[^，。]{0,6}(不符|不一致|不匹配|不对|有误|错)/],
  ['wrong_account', /(账号|卡号|帐号|账户)[^，。]{0,6}(不存在|不符|有误|错|无效|不对)|无此(账|帐|卡)|查无/],
];

export function failureOf(text: string): FailureCode {
  const said = flat(text);
  return REASONS.find(([, words]) => words.test(said))?.[0] ?? 'other';
}

/** 1,500.00 · 1500 · ¥1500.00元 → 150000; null when it is no sum to the fen. */
export function fenOf(text: string): Fen | null {
  const said = flat(text).replace(/[¥￥,，元]/g, '');
  const parts = /^(\d{1,9})(?:\.(\d{1,2})0*)?$/.exec(said);
  return parts ? Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0')) : null;
}

/** 2026-03-20, 2026/3/20, 20260320, 2026年3月20日 → 2026-03-20; null otherwise. */
export function dayOf(text: string): string | null {
  const parts = /^(20\d{2})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})/.exec(text.normalize('NFKC').trim());
  if (!parts) return null;
  const [, year, month, day] = parts;
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31
    ? `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    : null;
}

/** A row of the sheet with what it may be found by; indexes are keyed hashes, made by whoever holds the key. */
export interface ResultRow {
  /** As people count it, the first row of the sheet = 1. */
  row: number;
  name: string;
  idIndexes: readonly string[];
  accountIndexes: readonly string[];
  amount: string;
  outcome: string;
  reason: string;
  on: string;
}

export interface ReadResult {
  payment: string;
  outcome: 'paid' | 'failed';
  reason: FailureCode | '';
  note: string;
  on: string | null;
}

export interface RowTrouble {
  row: number;
  name: string;
  words: string;
}

type Member = Pick<PaymentRecord, '_id' | 'personName' | 'idIndex' | 'account' | 'amountFen' | 'status' | 'result'>;

export interface Reading {
  results: ReadResult[];
  /** Rows that say what is recorded already. */
  known: number;
  troubles: RowTrouble[];
}

/**
 * Matches rows with the members of a batch. A row that contradicts its payment in name, account or amount is refused, not bent.
 * @param assume what rows of a sheet without an outcome column are.
 */
export function readResults(rows: readonly ResultRow[], members: readonly Member[], assume: 'paid' | 'failed' | null): Reading {
  const results = new Map<string, ReadResult>();
  const troubles: RowTrouble[] = [];
  const taken = new Map<string, number>();
  let known = 0;
  for (const row of rows) {
    const complain = (words: string) => troubles.push({ row: row.row, name: row.name, words });
    const found = memberOf(row, members);
    if (typeof found === 'string') {
      complain(found);
      continue;
    }
    const wrong = contradiction(row, found);
    if (wrong !== null) {
      complain(wrong);
      continue;
    }
    const outcome = row.outcome === '' ? assume : outcomeOf(row.outcome);
    if (outcome === null) {
      complain(row.outcome === '' ? '没写成功还是失败' : `结果写的是「${row.outcome.slice(0, 20)}」，看不出成功还是失败`);
      continue;
    }
    const before = taken.get(found._id);
    if (before !== undefined) {
      if (results.get(found._id)?.outcome === outcome) complain(`和第 ${before} 行是同一个人，只算一回`);
      else {
        results.delete(found._id);
        complain(`和第 ${before} 行是同一个人，一行成功一行失败，两行都没记，问银行哪个对`);
      }
      continue;
    }
    taken.set(found._id, row.row);
    if (found.status !== 'listed') {
      if (found.status === outcome) known += 1;
      else complain(`上回已经记了「${found.status === 'paid' ? '成功' : '失败'}」，这回写的不一样，没有改`);
      continue;
    }
    const note = row.reason.slice(0, 60);
    const reason = outcome === 'failed' ? failureOf(row.reason === '' ? row.outcome : row.reason) : '';
    results.set(found._id, { payment: found._id, outcome, reason, note, on: dayOf(row.on) });
  }
  return { results: [...results.values()], known, troubles };
}

function memberOf(row: ResultRow, members: readonly Member[]): Member | string {
  const byId = members.filter(({ idIndex }) => row.idIndexes.includes(idIndex));
  if (byId.length === 1) return byId[0] as Member;
  if (row.idIndexes.length > 0) return '身份证号不在这一批里';
  const byAccount = members.filter(({ account }) => row.accountIndexes.includes(account.index));
  if (byAccount.length === 1) return byAccount[0] as Member;
  const among = byAccount.length > 1 ? byAccount : members;
  if (row.accountIndexes.length > 0 && byAccount.length === 0) return '卡号不在这一批里';
  const named = among.filter(({ personName }) => flat(personName) === flat(row.name));
  if (named.length === 1) return named[0] as Member;
  if (named.length > 1) return `这一批里有 ${named.length} 个「${row.name}」，要有身份证号或卡号才分得清`;
  return row.name === '' ? '这一行没有姓名、身份证号和卡号' : '这一批里没有这个人';
}

function contradiction(row: ResultRow, member: Member): string | null {
  if (row.name !== '' && ![member.personName, member.account.holder].some((name) => flat(name) === flat(row.name)))
    return `姓名对不上：名单上是「${member.personName}」`;
  if (row.accountIndexes.length > 0 && !row.accountIndexes.includes(member.account.index))
    return `卡号对不上：名单上是尾号 ${member.account.tail}`;
  if (row.amount === '') return null;
  const fen = fenOf(row.amount);
  if (fen === null) return `金额「${row.amount.slice(0, 20)}」看不明白`;
  return fen === member.amountFen ? null : `金额对不上：名单上是 ${member.amountFen / 100} 元`;
}

/** What a bank's file may hold, as the clerk chooses from. */
export const BANK_FIELD_WORDS: Record<BankField, string> = {
  seq: '序号',
  name: '姓名',
  id_number: '身份证号',
  account: '卡号',
  holder: '户名',
  bank: '开户行',
  amount: '金额（元，两位小数）',
  remark: '附言',
  village: '村',
  empty: '空着',
};
