// Words of a record's past: what was done, why somebody is no longer counted, fields that no form shows.
import type { Gone, Happening } from '../records';

export const GONE_WORDS: Readonly<Record<Gone['why'], string>> = {
  dead: '去世',
  moved_out: '户口迁走',
  married_out: '嫁出或入赘出去',
  army: '参军',
  school: '上学迁走户口',
  prison: '服刑',
  merged: '和另一条合成了一条',
  entered_by_mistake: '登错了',
  other: '别的原因',
};

export function goneWords(gone: Gone | null | undefined): string {
  return gone ? `${GONE_WORDS[gone.why] ?? '不在册'}（${gone.on}）` : '';
}

export const STATUS_WORDS: Readonly<Record<string, string>> = { active: '在册', dead: '已去世', gone: '不在册' };

/** Verbs of the registry's trail. */
const DEEDS: Readonly<Record<string, string>> = {
  edit: '改了登记',
  add: '新登记',
  set_contact: '记了联系人',
  set_account: '换了收款账户',
  keep: '定了包户人',
  died: '登记去世',
  leave: '登记减少',
  restore: '恢复在册',
  move: '迁户',
  relate: '改了家庭关系',
  rename_head: '户主变了',
  merge: '合并登记',
  unmerge: '撤销合并',
  close: '户撤销',
  import: '导入表格',
  visit: '走访记的',
};

export function deedWords(verb: string): string {
  return Object.keys(DEEDS).includes(verb) ? (DEEDS[verb] as string) : '改了登记';
}

/** Stored fields no form shows, as history names them. What is not here and not in the table of fields is housekeeping. */
export const OTHER_FIELDS: Readonly<Record<string, string>> = {
  status: '是否在册',
  gone: '减少原因',
  village: '所在村',
  household: '所在户',
  headName: '户主',
  keeperName: '包户人',
  mergedFrom: '并入的记录',
};

/** Kinds of the village's ledger of changes. */
export const HAPPENING_WORDS: Readonly<Record<Happening, string>> = {
  born: '新生',
  married_in: '嫁入或入赘',
  moved_in: '户口迁入',
  missed: '补登',
  household_added: '新立户',
  died: '去世',
  left: '减少',
  restored: '恢复在册',
  in_from: '迁入',
  out_to: '迁出',
  household_in: '整户迁入',
  household_out: '整户迁出',
  household_closed: '销户',
  household_merged: '合户',
  household_parted: '撤销合户',
  head_changed: '换户主',
  merged: '合并',
  unmerged: '撤销合并',
};
