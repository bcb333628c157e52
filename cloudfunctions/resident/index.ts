// The function of the labourer and who helps them: their own affairs.

import { appealClaim, correctClaim, withdrawClaim } from '@shared/actions/claim-turns';
import { draftClaim, myClaims, submitClaim, trackClaim } from '@shared/actions/claims';
import { receiptLink } from '@shared/actions/links';
import { allowMessages, answerPaid, myNotices, paidMine, readNotices } from '@shared/actions/notices';
import { assessMe } from '@shared/actions/policy';
import { acceptReceipt, removeReceipt } from '@shared/actions/receipts';
import { setCasual, setTickets } from '@shared/actions/tickets';
import { serve } from '@shared/runtime/entry';

export const main = serve([
  assessMe,
  draftClaim,
  submitClaim,
  withdrawClaim,
  correctClaim,
  appealClaim,
  myClaims,
  trackClaim,
  acceptReceipt,
  removeReceipt,
  setTickets,
  setCasual,
  receiptLink,
  myNotices,
  readNotices,
  allowMessages,
  paidMine,
  answerPaid,
]);
