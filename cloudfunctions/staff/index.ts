// The function of cadres, stations and leads: what waits for them, one case, the decision.
import { casePicture, caseReveal } from '@shared/actions/receipts';
import { claimCase, claimQueue, reviewClaim } from '@shared/actions/review';
import { serve } from '@shared/runtime/entry';

export const main = serve([claimQueue, claimCase, reviewClaim, casePicture, caseReveal]);
