// The function of the labourer and who helps them: their own affairs.
import { draftClaim, myClaims, submitClaim, trackClaim, withdrawClaim } from '@shared/actions/claims';
import { receiptLink } from '@shared/actions/links';
import { assessMe } from '@shared/actions/policy';
import { acceptReceipt, removeReceipt } from '@shared/actions/receipts';
import { serve } from '@shared/runtime/entry';

export const main = serve([
  assessMe,
  draftClaim,
  submitClaim,
  withdrawClaim,
  myClaims,
  trackClaim,
  acceptReceipt,
  removeReceipt,
  receiptLink,
]);
