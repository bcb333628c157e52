// Words for a claim: its status, stages, verbs and verdicts.
import type { Assessment, Verdict } from '../assessment';
import { moneyWords } from '../money';
import type { ClaimStatus, ScopeLevel, Stage } from '../records';
import type { StepState, Verb } from '../stages';
import { type Register, type Wording, wordOf } from './register';

export const VERDICT_WORDS: Record<Verdict, Wording> = {
  eligible: { resident: '能领', official: '符合条件' },
  not_eligible: { resident: '这一项领不了', official: '不符合条件' },
  unknown: { resident: '还差一样', official: '待核实' },
};

export const STATUS_WORDS: Record<ClaimStatus, Wording> = {
  draft: { resident: '还没交', official: '草稿' },
  in_stage: { resident: '正在看', official: '审核中' },
  returned: { resident: '还要补一样', official: '退回补正' },
  rejected: { resident: '没通过', official: '未通过' },
  withdrawn: { resident: '您撤回了', official: '已撤回' },
  approved: { resident: '等县里拨款', official: '审核通过，待拨付' },
  in_batch: { resident: '这一批正在发', official: '已列入发放批次' },
  paid: { resident: '到账了', official: '已发放' },
  payment_failed: { resident: '钱没打进去', official: '发放失败' },
};

const LEVEL_WORDS: Record<ScopeLevel, Wording> = {
  village: { resident: '村里', official: '村级' },
  town: { resident: '乡里', official: '乡镇' },
  county: { resident: '县里', official: '县级' },
};

/** `{level}` is filled; what stands under each picture of the way. */
const STAGE_WORDS: Record<Stage['kind'], Record<StepState, Wording>> = {
  review: {
    ahead: { resident: '{level}看', official: '{level}审核' },
    here: { resident: '{level}在看', official: '{level}审核中' },
    done: { resident: '{level}看过了', official: '{level}审核通过' },
    stopped: { resident: '停在{level}', official: '{level}审核未通过' },
  },
  phone_check: {
    ahead: { resident: '{level}打电话问', official: '{level}电话核实' },
    here: { resident: '{level}要打电话问', official: '{level}电话核实中' },
    done: { resident: '{level}问过了', official: '{level}电话核实通过' },
    stopped: { resident: '停在{level}', official: '{level}电话核实未通过' },
  },
  publicity: {
    ahead: { resident: '{level}贴榜', official: '{level}公示' },
    here: { resident: '正在{level}贴榜', official: '{level}公示中' },
    done: { resident: '贴榜完了', official: '{level}公示无异议' },
    stopped: { resident: '停在贴榜', official: '{level}公示有异议' },
  },
  confirm: {
    ahead: { resident: '{level}定', official: '{level}确认' },
    here: { resident: '{level}在定', official: '{level}确认中' },
    done: { resident: '{level}定了', official: '{level}已确认' },
    stopped: { resident: '停在{level}', official: '{level}未确认' },
  },
};

/** Words of a button that takes the step. */
export const VERB_WORDS: Record<Verb, Wording> = {
  begin: { resident: '重新填', official: '重新申领' },
  submit: { resident: '交上去', official: '提交' },
  approve: { resident: '通过', official: '通过' },
  return: { resident: '退回来补', official: '退回补正' },
  reject: { resident: '不通过', official: '不予通过' },
  withdraw: { resident: '撤回来', official: '撤回' },
  correct: { resident: '拿回来改', official: '撤回更正' },
  appeal: { resident: '我不服，换个人再看看', official: '申诉复核' },
  close_publicity: { resident: '贴榜到期，没人有意见', official: '公示期满，无异议' },
  batch: { resident: '列进这一批', official: '列入发放批次' },
  unbatch: { resident: '先不列这一批', official: '移出批次' },
  pay: { resident: '到账', official: '登记发放成功' },
  fail: { resident: '钱没打进去', official: '登记发放失败' },
  reissue: { resident: '卡弄好了，再打一次', official: '重新发放' },
};

/** Words of a step that was taken. */
export const EVENT_WORDS: Record<Verb, Wording> = {
  begin: { resident: '重新开始填', official: '重新申领' },
  submit: { resident: '交上去了', official: '已提交' },
  approve: { resident: '看过了，没问题', official: '审核通过' },
  return: { resident: '退回来了，还要补一样', official: '退回补正' },
  reject: { resident: '没通过', official: '不予通过' },
  withdraw: { resident: '撤回来了', official: '已撤回' },
  correct: { resident: '拿回来改', official: '撤回更正' },
  appeal: { resident: '您不服，换个人再看', official: '已申诉，换人复核' },
  close_publicity: { resident: '贴榜完了，没人有意见', official: '公示期满，无异议' },
  batch: { resident: '列进这一批了', official: '已列入发放批次' },
  unbatch: { resident: '从这一批里拿出来了', official: '已移出批次' },
  pay: { resident: '到账了', official: '发放成功' },
  fail: { resident: '钱没打进去', official: '发放失败' },
  reissue: { resident: '卡弄好了，等着再打一次', official: '已重新列入待发' },
};

/** Of the trail of one claim and its payments, what the events do not tell. */
const TRAIL_WORDS: Record<string, string> = {
  begin: '建档',
  add_receipt: '收进一张凭证',
  drop_receipt: '去掉一张凭证',
  tickets: '照票登记',
  casual: '登记零工说明',
  rail_fare: '核定高铁票价',
  hint: '记下要看的地方',
  agree: '记下本人意思',
  posted: '上榜公示',
  hold: '有异议，暂停',
  release: '异议答复了，接着办',
  freeze: '封住名单',
  held_back: '卡有问题，没列上',
  take_out: '拿出批次',
  check_card: '核卡',
  list: '列进名单',
  void: '这一次作废',
  take_up: '接着列进名单',
  got_it: '本人说收到',
  not_got: '本人说没收到',
  answer_doubt: '答复没收到',
  recover: '登记追回',
  seen: '本人看过',
};

/** An entry of the audit in words; what nobody foresaw keeps its own name, since an auditor must be able to look it up. */
export function trailWords(verb: string): string {
  const known = TRAIL_WORDS[verb] ?? (Object.keys(EVENT_WORDS).includes(verb) ? EVENT_WORDS[verb as Verb].official : null);
  return known ?? verb;
}

const OTHER_STATUS: Wording = { resident: '正在办', official: '办理中' };
const OTHER_STEP: Wording = { resident: '有了新的一步', official: '其他处理' };

export function verdictWords(verdict: string, register: Register): string {
  return wordOf(VERDICT_WORDS, verdict, register, OTHER_STATUS);
}

export function verbWords(verb: string, register: Register): string {
  return wordOf(VERB_WORDS, verb, register, { resident: '办理', official: '办理' });
}

export function eventWords(verb: string, register: Register): string {
  return wordOf(EVENT_WORDS, verb, register, OTHER_STEP);
}

export function levelWords(level: string, register: Register): string {
  return wordOf(LEVEL_WORDS, level, register, { resident: '上头', official: '上级' });
}

/** What stands under one step of the way: 村里看 · 村里在看 · 村里看过了 · 停在村里. */
export function stageWords(stage: { kind: string; level: string }, register: Register, state: StepState = 'ahead'): string {
  const kind = Object.keys(STAGE_WORDS).includes(stage.kind) ? STAGE_WORDS[stage.kind as Stage['kind']] : STAGE_WORDS.review;
  return kind[state][register].replace('{level}', levelWords(stage.level, register));
}

/** A claim's status; while it is in a stage, who is looking at it. */
export function statusWords(status: string, register: Register, stage: { kind: string; level: string } | null = null): string {
  return status === 'in_stage' && stage !== null
    ? stageWords(stage, register, 'here')
    : wordOf(STATUS_WORDS, status, register, OTHER_STATUS);
}

/** One line for an assessment: 能领 1500 元 · 大概能领 1200 元，还差 1 样 · 这一项领不了. */
export function assessmentWords(assessment: Assessment, register: Register): string {
  const sum = moneyWords(assessment.amountFen);
  const open = assessment.checks.filter((check) => check.status === 'unknown').length;
  const failed = assessment.checks.filter((check) => check.status === 'failed').length;
  if (assessment.verdict === 'eligible') return register === 'resident' ? `能领 ${sum}` : `符合条件，应发 ${sum}`;
  if (assessment.verdict === 'not_eligible') return register === 'resident' ? '这一项领不了' : `不符合条件（${failed} 项）`;
  const some = assessment.amountFen > 0 ? sum : '';
  if (register === 'official') return some === '' ? `待核实 ${open} 项` : `待核实 ${open} 项，预计 ${some}`;
  return some === '' ? `还差 ${open} 样` : `大概能领 ${some}，还差 ${open} 样`;
}
