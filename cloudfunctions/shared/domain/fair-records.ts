// The shapes of job fairs and activities (春风行动, 春暖农民工; 方案·三(一)). Part of records.ts.
import type { DateText, Instant, Placed, Versioned } from './records';

/** fairs/{random}: status 'draft' | 'announced' | 'over' | 'cancelled'. */
export interface FairRecord extends Placed, Versioned {
  _id: string;
  /** The activity it belongs to, in the installation's words: 春风行动. */
  campaign: string;
  title: string;
  on: DateText;
  /** Hours in words: 上午9点到12点. */
  hours: string;
  where: string;
  /** How one gets there. */
  transport: string;
  words: string;
  /** Who comes with which posts; a posting's id when it is on the board, else its words. */
  stands: { employer: string; posts: { posting: string; words: string; headcount: number }[] }[];
  /** Villages meant. */
  villages: string[];
  /** Scanned at the door; made anew never, said nowhere but on the sheet at the door. */
  code: string;
  contact: { name: string; phone: string };
  by: { openid: string; name: string };
  /** Why it was called off; '' otherwise. */
  why: string;
  /** What came of it, as the station tells it once over; null before. */
  report: { words: string; at: Instant; by: { openid: string; name: string } } | null;
}

/** fair_visits/{fair}:{person}: what came of it is not kept here but counted from the applications to its posts. Somebody who said they would come, or came. status 'coming' | 'came' | 'not_coming'. */
export interface FairVisitRecord extends Placed, Versioned {
  _id: string;
  fair: string;
  person: string;
  personName: string;
  household: string;
  signedAt: Instant | null;
  cameAt: Instant | null;
  /** Who said so last: the person, somebody who acts for them, or an officer. */
  by: { openid: string; name: string };
}
