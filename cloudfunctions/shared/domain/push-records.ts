// The shapes of what is pushed to village groups and whom it reached. Part of records.ts.
import type { DateText, Instant, Placed, Versioned } from './records';

/** One posting, several chosen by hand, a village's best of the week, or a fair. */
export const PUSH_KINDS = ['posting', 'list', 'week', 'fair'] as const;
export type PushKind = (typeof PUSH_KINDS)[number];

/** pushes/{random}: something composed once for groups. status 'ready' | 'ended'. Card and poster are drawn on the phone when they are needed. */
export interface PushRecord extends Placed, Versioned {
  _id: string;
  kind: PushKind;
  /** What it is about: at most nine postings; or the fair's id alone. */
  about: string[];
  /** The card's title: at most 30 characters. */
  title: string;
  /** What is pasted into the group. */
  text: string;
  /** What is read over the loudspeaker, about thirty seconds. */
  spoken: string;
  /** Opens it from a poster's code: short, says nothing. */
  code: string;
  /** Of a fair's: as of which version of the fair its words were written. */
  fairVersion?: number;
  /** The villages it is meant for. */
  villages: string[];
  by: { openid: string; name: string };
  on: DateText;
}

/**
 * push_shares/share:{group, or village while the group is not known}:{day}:{n}: that somebody shared a push into a village's group. n counts up
 * to the limit of the day, so that the id is the limit. status 'shared' | 'undone'; sortKey = at:id.
 */
export interface PushShareRecord extends Placed, Versioned {
  _id: string;
  push: string;
  /** chat_groups/…, as whoever shared it says; '' = one not known yet. Absent in what was written before it was asked. */
  group?: string;
  at: Instant;
  on: DateText;
  by: { openid: string; name: string };
}

/**
 * chat_groups/group:{blind index of WeChat's id}: a village's WeChat group, known since somebody first entered from it. status 'active' | 'left':
 * not a group of a village.
 */
export interface ChatGroupRecord extends Placed, Versioned {
  _id: string;
  /** In the cadres' words: 石桥村务工群; '' until somebody names it. */
  name: string;
  since: DateText;
  /** From which push's card it was learnt. */
  push: string;
}

/**
 * reaches/reach:{push}:{blind index of the openid}: that a WeChat opened it, once. For whoever must call somebody, never for ranking anybody:
 * only sums and the households nobody of which opened it leave. Gone after `until`. sortKey = day:push:index.
 */
export interface ReachRecord extends Placed {
  _id: string;
  push: string;
  /** chat_groups/…; '' = not from a group. */
  group: string;
  /** The registered persons this WeChat acts for and their households; empty when it is nobody we know. */
  persons: string[];
  households: string[];
  at: Instant;
  until: Instant;
}

/**
 * push_calls/{push}:{posting}:{day}:{blind index of the openid, of its own key}: that 打电话 was tapped in a posting somebody opened from a card:
 * counted once a day, and nothing else. It names nobody and joins with no opening. Gone with the openings, after `until`.
 */
export interface PushCallRecord {
  _id: string;
  push: string;
  /** Where whoever called counts: the village of their opening. */
  village: string;
  until: Instant;
}

/**
 * push_questions/{random, or filled:{posting}:{blind index of who says so}}: something asked, or 「招满了」 said, from a card; goes to whoever
 * pushed. status 'open' | 'answered'.
 */
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
