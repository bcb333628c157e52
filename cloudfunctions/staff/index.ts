// The function of cadres, stations and leads: what waits for them, one case, the decision.
import { turnOnWord } from '@shared/actions/claim-turns';
import { casePicture } from '@shared/actions/links';
import { caseReveal } from '@shared/actions/reveal';
import { claimCase, claimQueue, reviewClaim } from '@shared/actions/review';
import { reviewBulk, reviewCounts } from '@shared/actions/review-bulk';
import { setRailFare } from '@shared/actions/tickets';
import { serve } from '@shared/runtime/entry';

export const main = serve([claimQueue, claimCase, reviewClaim, reviewCounts, reviewBulk, casePicture, caseReveal, turnOnWord, setRailFare]);
