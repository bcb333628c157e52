// The shapes of what is pushed to village groups and whom it reached. Part of records.ts.
import type { DateText, Instant, Placed, Versioned } from './records';

/** pushes/{random}: something composed once for groups. status 'draft' | 'ready' | 'ended'. */
export interface PushRecord extends Placed, Versioned {
  _id: string;
  /** One posting, a village's best of the week, or a fair. */
  kind: 'posting' | 'week' | 'fair';
  /** What it is about: at most nine postings; or the fair's id alone. */
  about: string[];
  /** The card's title: at most 30 characters. */
  title: string;
  /** What is pasted into the group. */
  text: string;
  /** What is read over the loudspeaker, about thirty seconds. */
  spoken: string;
  /** Drawn 5:4 picture of the card and poster with the code, in storage; '' = not drawn yet. */
  card: string;
  poster: string;
  /** Opens it from a poster's code: short, says nothing. */
  code: string;
  /** The villages it is meant for. */
  villages: string[];
  by: { openid: string; name: string };
  on: DateText;
}

/** push_shares/{push}:{village}:{n}: that somebody shared it to a village's group. */
export interface PushShareRecord extends Placed {
  _id: string;
  push: string;
  at: Instant;
  on: DateText;
  by: { openid: string; name: string };
}

/** chat_groups/group:{blind index of WeChat's id}: a village's WeChat group, known since somebody first entered from it. status 'active' | 'left'. */
export interface ChatGroupRecord extends Placed, Versioned {
  _id: string;
  /** In the cadres' words: 石桥村务工群; '' until somebody names it. */
  name: string;
  since: DateText;
  /** From which push's card it was learnt. */
  push: string;
}

/**
 * reaches/{push}:{blind index of the openid}: that somebody opened it, once. For whoever must call somebody, never for ranking anybody:
 * only sums and the persons' own households leave. sortKey = village:person.
 */
export interface ReachRecord extends Placed {
  _id: string;
  push: string;
  /** chat_groups/…; '' = not from a group. */
  group: string;
  /** The registered persons this WeChat acts for, '' when none. */
  person: string;
  household: string;
  at: Instant;
}

/** push_questions/{random}: something asked, or 「招满了」 said, from a card; goes to whoever pushed. status 'open' | 'answered'. */
export interface PushQuestionRecord extends Placed, Versioned {
  _id: string;
  posting: string;
  push: string;
  title: string;
  /** Who answers. */
  owner: string;
  kind: 'question' | 'filled';
  words: string;
  openid: string;
  at: Instant;
  answer: { words: string; at: Instant; by: { openid: string; name: string } } | null;
}
