// People handed over from one village to another: proposed by the one, taken in or declined by the other. Part of records.ts.
import type { DateText, Instant, Placed, Versioned } from './records';

export const HANDOVER_STATES = ['proposed', 'accepted', 'declined', 'withdrawn'] as const;
export type HandoverState = (typeof HANDOVER_STATES)[number];

/**
 * handovers/{handover:{subject}:{n}}: a household or a person that is to go to another village; the id is the lock against a second one at
 * the same time. Until it is accepted everybody stays where they are. `village`, `town`, `county` are the giving village's.
 */
export interface HandoverRecord extends Placed, Versioned {
  _id: string;
  status: HandoverState;
  /** The household as a whole, or one person of it. */
  what: 'household' | 'person';
  subject: string;
  household: string;
  headName: string;
  toVillage: string;
  toTown: string;
  fromName: string;
  toName: string;
  /** Who would come, as they were when it was proposed: the receiving village cannot open their records before. */
  people: { name: string; sex: string; born: DateText; relation: string }[];
  /** What goes along and what stays, in words. */
  goes: string[];
  stays: string[];
  on: DateText;
  note: string;
  at: Instant;
  by: { openid: string; name: string };
  answer: { at: Instant; by: { openid: string; name: string }; why: string } | null;
}
