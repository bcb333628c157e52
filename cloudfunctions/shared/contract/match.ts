// Which jobs fit whom, why, and what they net: for oneself, for somebody of one's places, and for one posting the people to call.
import * as z from 'zod';
import { contact, cursor, dateText, fen, id, limit } from './common';
import { jobCard } from './job';

/** One thing that fits, does not, or is not known; in the words of who reads it. */
export const matchReason = z.object({
  rule: z.string(),
  fit: z.enum(['fits', 'not', 'unknown']),
  words: z.string(),
  /** What would settle or ease it; '' = nothing. */
  remedy: z.string(),
});

/** What one programme would add: an estimate by the rules in force, with its conditions; the township's review decides. */
export const matchSubsidy = z.object({
  programme: z.string(),
  name: z.string(),
  /** then: taking this job would bring it · maybe: something must be asked first · anyway: without it too · not: it would not. */
  state: z.enum(['then', 'maybe', 'anyway', 'not']),
  /** null = cannot be said before. 0 where it brings nothing. */
  amountFen: fen.nullable(),
  words: z.string(),
  conditions: z.array(z.string()),
  /** Document and article; '' where it brings nothing. */
  basis: z.string(),
});

export const matchNets = z.object({
  /** A month of pay; null for piece work. */
  month: z.object({ minFen: fen, maxFen: fen }).nullable(),
  monthWords: z.string(),
  subsidies: z.array(matchSubsidy),
  /** Sum of those it would bring, by known amounts alone. */
  subsidyFen: fen,
  /** What the posting says must be paid for besides. */
  costs: z.array(z.string()),
  /** That it is an estimate, and of which year's rules. */
  note: z.string(),
});

export const matchedJob = z.object({
  job: jobCard,
  /** How far from the village, in words; '' = not known. */
  distance: z.string(),
  fits: z.boolean(),
  reasons: z.array(matchReason),
  nets: matchNets,
});

const shortList = {
  today: dateText,
  /** The best that fit, at most eight. */
  items: z.array(matchedJob),
  /** Some that do not, with why not. */
  others: z.array(matchedJob),
  /** What is not recorded of the person and would make the list better, in words. */
  lacks: z.array(z.string()),
};

/** Somebody a posting fits, as the cadre who calls reads it; the telephone is opened by the ways there are. */
export const matchedPerson = z.object({
  person: id,
  name: z.string(),
  household: id,
  headName: z.string(),
  group: z.string(),
  village: z.string(),
  age: z.number().nullable(),
  state: z.string(),
  stands: z.string(),
  call: z.enum(['own', 'contact', '']),
  distance: z.string(),
  fits: z.boolean(),
  reasons: z.array(matchReason),
});

export const match = {
  /** For oneself, or for the family member one acts for. */
  'match.mine': {
    input: z.strictObject({ person: id }),
    output: z.object({
      person: z.object({ id, name: z.string(), villageName: z.string(), contact }),
      /** Of whom it speaks: whoever reads it, or him or her. */
      whom: z.enum(['self', '他', '她']),
      ...shortList,
    }),
  },
  /** The same for somebody of one's places, in official words. */
  'match.person': {
    input: z.strictObject({ person: id }),
    output: z.object({
      person: z.object({
        id,
        name: z.string(),
        household: id,
        villageName: z.string(),
        stands: z.string(),
        call: z.enum(['own', 'contact', '']),
      }),
      ...shortList,
    }),
  },
  /** Whom of one's places a posting fits: who waits at home first; who said they do not want is a list of its own. */
  'match.posting': {
    input: z.strictObject({
      posting: id,
      village: id.optional(),
      who: z.enum(['ready', 'unwilling']),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({
      job: jobCard,
      villages: z.array(z.object({ code: id, name: z.string() })),
      items: z.array(matchedPerson),
      next: z.string().nullable(),
    }),
  },
} as const;
