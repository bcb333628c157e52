// What would settle a failed or unknown check: a thing to do for residents, a thing to look into for officials.
import type { Remedy } from '../check-names';
import { type Register, type Wording, wordOf } from './register';

export const REMEDY_WORDS: Record<Remedy, Wording> = {
  wait_for_window: { resident: '到日子再交', official: '未到申领开始日期，届时受理' },
  window_over: { resident: '打电话问问还能不能补', official: '已过申领截止日期，请示后处理' },
  ask_station: { resident: '打电话问乡里', official: '请乡镇经办人员核实' },
  ask_village: { resident: '登记得不对的话，跟村里说一声', official: '与村里核实登记信息' },
  complete_birthday: { resident: '带身份证给村里看一下，把生日补上', official: '补录出生日期' },
  complete_household: { resident: '让村里把您家的登记补全', official: '补录户类型' },
  complete_labour: { resident: '让村里把您的登记补全', official: '补录劳动技能' },
  add_work_record: { resident: '还有没登记的活，跟村里说在哪干、干了多久', official: '核实有无漏登的务工记录' },
  ask_county: { resident: '等县里说清楚，乡里会告诉您', official: '文件未明确，请示县级主管部门' },
  ask_tickets: { resident: '有车票就拍下来，没有就说没有', official: '核实有无车票、订单或行程单' },
  complete_ticket: { resident: '换一张看得清名字、日子和钱数的', official: '补全票面信息（乘车人、日期、区间、票价、方向）' },
  ask_rail_fare: { resident: '村里帮您查一下火车要多少钱', official: '查询同程高铁二等座最低票价，无高铁的查长途汽车票价' },
  ask_household_income: { resident: '让村里把您家去年的收入补上', official: '补录户上年度人均纯收入' },
  check_family_claims: { resident: '村里帮您查一下家里人领过没有', official: '比对同户其他人员本年度享受情况' },
  first_claim_first: { resident: '先把头一笔领了，再补差的钱', official: '首次补贴到账后再办理补差' },
  work_longer: { resident: '接着干，干够了就能领', official: '务工月数不足，满足后再申领' },
  complete_place: { resident: '说清楚在哪个县干活', official: '务工地点补录到县' },
  name_employer: { resident: '说清楚是在哪一家干的', official: '补录用工单位' },
  wage_proof: { resident: '交一张工资截图', official: '补充工资凭证，核实月收入' },
  see_first_claim: { resident: '看看头一回的办到哪一步了', official: '查看已有申领' },
  ask_transport: { resident: '说清楚是自己去的，还是统一送去的', official: '核实是否点对点输送' },
  correct_claims: { resident: '找村里对一对，改成真的', official: '比照两项申领的务工信息，更正后再办' },
};

const OTHER: Wording = { resident: '打电话问村里', official: '请核实' };

/** A failed check that nothing can mend: said plainly, with what to do if the record itself is wrong. */
const DEAD_END: Wording = { resident: '这一条改不了；登记得不对的话，跟村里说一声', official: '无法补正；登记有误的，先更正登记' };

export function deadEndWords(register: Register): string {
  return DEAD_END[register];
}

/** '' when there is nothing to do. */
export function remedyWords(remedy: string | null, register: Register): string {
  return remedy === null ? '' : wordOf(REMEDY_WORDS, remedy, register, OTHER);
}
