// Programmes in force, and what they mean for one person.
import * as z from 'zod';
import { assessment, basis, dateText, fen, id, period } from './common';

export const evidenceSet = z.object({
  /** `any`: one of the kinds is enough; `all`: each is needed. */
  need: z.enum(['any', 'all']),
  /** Whom the set is for, where it is not for all: people with an employer, or 临工、灵活就业. */
  when: z.enum(['employed', 'flexible']).optional(),
  kinds: z.array(z.object({ kind: z.string(), words: z.string(), official: z.string() })),
});

/** A programme as people read it; all words and numbers come from the policy version itself. */
export const programmeCard = z.object({
  programme: z.string(),
  version: z.string(),
  /** Official name, e.g. 外出务工一次性交通补贴. */
  name: z.string(),
  /** What residents call it, e.g. 路费补贴. */
  spoken: z.string(),
  /** One or two spoken lines: who and how much. */
  summary: z.array(z.string()),
  /** The most one person can get in a period; 0 = 按实际花的算, nothing limits it. */
  maxFen: fen,
  documents: z.array(basis),
  checkedOn: dateText,
  /** 示例，以本县文件为准. */
  notice: z.string(),
  periods: z.array(period),
  evidence: z.array(evidenceSet),
});

const result = z.object({
  card: programmeCard,
  assessment,
  /** The claim already begun for this programme and period, if any. */
  claim: z.object({ id, status: z.string() }).nullable(),
  /** false = 正在核对往年的: no sums, nothing can be handed in yet. */
  opened: z.boolean(),
  /** Codes of what is still to be had before handing in (domain/lines); empty = one signature is enough. */
  lacks: z.array(z.string()),
  /** The 承诺书 one signs. */
  statement: z.array(z.string()),
});

export const policy = {
  'policy.active': {
    input: z.strictObject({}),
    output: z.object({ programmes: z.array(programmeCard) }),
  },
  'assess.me': {
    input: z.strictObject({ person: id }),
    output: z.object({
      person: z.object({ id, name: z.string(), villageName: z.string() }),
      today: dateText,
      period,
      results: z.array(result),
      /** Earlier years still owed: what their rule gives and was not had. */
      earlier: z.array(result),
      /** The year for which no document is in force yet; null when there is one. */
      undocumented: z.string().nullable(),
    }),
  },
} as const;
