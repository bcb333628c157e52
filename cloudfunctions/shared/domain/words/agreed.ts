// How somebody agreed that a claim be filed for them, as papers and reviewers read it.
import type { ClaimConsent } from '../claim-records';

export const AGREED_WORDS: Record<ClaimConsent['how'], string> = {
  signed: '本人手机上签名',
  phone: '电话里本人同意',
  chat: '微信聊天里本人同意',
  in_person: '当面同意',
  paper: '纸上签字',
  helper: '家里人替本人同意',
};
