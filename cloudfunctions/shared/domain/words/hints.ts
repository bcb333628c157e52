// Words of hints: what somebody who decides should look at twice. A hint is never a verdict.

import { type Register, type Wording, wordOf } from './register';
import { TICKET_HINT_WORDS } from './ticket-hints';

/** Codes found from records; codes about pictures are added by whoever looks at pictures. */
export const HINT_CODES = [
  'phone_shared',
  'account_shared',
  'no_account',
  'dead',
  'destitute',
  'student_before',
  'welfare_post',
  'spells_differ',
  'household_claims',
  'kin_of_filer',
  'paid_outside',
] as const;
export type HintCode = (typeof HINT_CODES)[number];

/** `{about}` is the other record or the value. Residents never read hints; the first column is for whoever explains one at the door. */
export const HINT_WORDS: Record<HintCode, Wording> = {
  phone_shared: { resident: '电话和别人登记的一样', official: '手机号与 {about} 相同，没有登记亲属关系' },
  account_shared: { resident: '卡号和别人登记的一样', official: '收款账户与 {about} 相同，没有登记亲属关系' },
  no_account: { resident: '还没有登记卡号', official: '没有登记收款账户' },
  dead: { resident: '登记上写着人不在了', official: '登记为已死亡，核对务工时间' },
  destitute: { resident: '', official: '特困供养户，核对是否在务工' },
  student_before: { resident: '登记写着在念书', official: '登记为在校生（{about}），核对务工时间' },
  welfare_post: { resident: '', official: '同期在公益岗位（{about}），核对能否同时享受' },
  spells_differ: { resident: '两项补贴说的活不一样', official: '与 {about} 所报务工信息不一致' },
  household_claims: { resident: '', official: '同户还有 {about} 也在领这一项' },
  kin_of_filer: { resident: '', official: '是经办人的亲属，请第一书记或别的干部审' },
  paid_outside: { resident: '这一年已经领过了', official: '系统外发放过：{about}' },
};

/** Found when a picture is taken in and when the claim is handed in; `{about}` is the other claim. */
export const PICTURE_HINT_WORDS = {
  same_picture: { resident: '', official: '有一张图片和 {about} 的是同一张' },
  similar_picture: { resident: '', official: '有一张图片和 {about} 的几乎一样，放在一起比一比' },
} as const satisfies Record<string, Wording>;
export type PictureHintCode = keyof typeof PICTURE_HINT_WORDS;

const UNKNOWN: Wording = { resident: '', official: '有一处要细看：{about}' };

export function hintWords(hint: { code: string; about: string }, register: Register = 'official'): string {
  return wordOf({ ...HINT_WORDS, ...TICKET_HINT_WORDS, ...PICTURE_HINT_WORDS }, hint.code, register, UNKNOWN).replace(
    '{about}',
    hint.about,
  );
}
