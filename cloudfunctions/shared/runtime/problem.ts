// The one way to refuse: a code of the contract, plain Chinese words, and what to do next. Internals never travel in it.
import type { ProblemCode, Reply } from '@shared/contract';

/** Said when the place that refuses has nothing more exact to say. */
export const PROBLEM_WORDS: Record<ProblemCode, { message: string; next: string }> = {
  bad_input: { message: '有一处填得不对。', next: '照提示改一改，再试一次。' },
  too_large: { message: '一次传的东西太多了。', next: '分几次传。' },
  unknown_action: { message: '这个版本太旧，办不了这件事。', next: '关掉小程序，重新打开就是新版。' },
  not_signed_in: { message: '没认出您是谁。', next: '请在微信里重新打开小程序。' },
  not_allowed: { message: '这件事不归您办。', next: '找村里或乡里负责的人办。' },
  not_found: { message: '没找到，可能已经撤了。', next: '返回上一页，刷新再看。' },
  changed_meanwhile: { message: '刚才有人先动过这一件，内容变了。', next: '重新看一遍，再办。' },
  already_done: { message: '这件事已经办过了。', next: '返回看结果就行。' },
  request_reused: { message: '同一次操作送来了两份不一样的内容，没有办。', next: '返回上一页，重新办一次。' },
  not_possible_now: { message: '现在还不能办这一步。', next: '看看还差什么，或者打电话问。' },
  too_many_tries: { message: '试得太多了。', next: '歇一会儿再试。' },
  consent_needed: { message: '要先看一页说明，您同意了才能填号码。', next: '看完点「同意」；不同意也能看招工。' },
  file_refused: { message: '这个文件不能用。', next: '换一张清楚的照片再传。' },
  busy: { message: '这会儿人多，没办成。填的都在。', next: '等一小会儿，再按一次。' },
  broken: { message: '系统出了毛病，没办成。填的都在。', next: '过一会儿再试；还不行就打电话告诉乡里。' },
};

export interface ProblemDetails {
  message?: string;
  next?: string;
  /** Per input field, in words. */
  fields?: Record<string, string>;
}

/** A refusal meant for the person who asked. */
export class Problem extends Error {
  override name = 'Problem';
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(details.message ?? PROBLEM_WORDS[code].message);
    this.code = code;
    this.details = details;
  }
}

/** What is wrong, once: a form that cannot point at its field still says what to mend. */
function messageOf({ code, message, details }: Problem): string {
  const wrongs = [...new Set(Object.values(details.fields ?? {}))];
  return code === 'bad_input' && details.message === undefined && wrongs.length > 0 ? `有一处填得不对：${wrongs.join('；')}。` : message;
}

/** The answer that carries a refusal to the phone. */
export function refusal(problem: Problem, requestId: string): Extract<Reply<never>, { ok: false }> {
  const { fields, next } = problem.details;
  return {
    ok: false,
    error: {
      code: problem.code,
      message: messageOf(problem),
      ...(fields ? { fields } : {}),
      next: next ?? PROBLEM_WORDS[problem.code].next,
    },
    requestId,
  };
}
