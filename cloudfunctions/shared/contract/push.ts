// What goes to village groups: composed from postings, shared to one village after another.
import { PUSH_KINDS } from '@shared/domain/push-records';
import { MOST_POSTINGS, MOST_SPOKEN, MOST_TEXT, MOST_TITLE } from '@shared/domain/push-texts';
import * as z from 'zod';
import { contact, cursor, dateText, id, instant, limit, version, villageCode } from './common';
import { fairPublic } from './fair';
import { jobCard } from './job';
import { groupView, pushAnswers, pushReading } from './push-reach';

const kind = z.enum(PUSH_KINDS);
const signs = (most: number) =>
  z
    .string()
    .trim()
    .min(4, '写几个字')
    .refine((text) => Array.from(text).length <= most, `最多 ${most} 个字`);
const texts = { title: signs(MOST_TITLE), text: signs(MOST_TEXT), spoken: signs(MOST_SPOKEN) };
const about = z.array(id).min(1).max(MOST_POSTINGS);

const shareView = z.object({ id, at: instant, by: z.string(), mine: z.boolean(), version });
const target = z.object({
  /** '' = one nobody has entered from yet. */
  group: id.or(z.literal('')),
  /** Of this push, oldest first. */
  shares: z.array(shareView),
  /** Cards that went there today, of all pushes, and how many may. */
  today: z.number(),
  most: z.number(),
  /** Why no card may go there now, kindly; '' = it may. */
  wait: z.string(),
});
const villageShares = z.object({
  code: villageCode,
  name: z.string(),
  /** Known groups of the village. */
  groups: z.array(groupView),
  /** What one shares into: the only group there is; or each of several, and one more that is not known yet. */
  targets: z.array(target),
  /** Whether the caller may look at whom it reached. */
  reads: z.boolean(),
});

export const pushRow = z.object({
  id,
  kind,
  status: z.enum(['ready', 'ended']),
  title: z.string(),
  on: dateText,
  by: z.string(),
  mine: z.boolean(),
  jobs: z.number(),
  villages: z.array(z.string()),
  version,
});

const pushFull = pushRow.extend({
  text: z.string(),
  spoken: z.string(),
  postings: z.array(jobCard.extend({ contact })),
  fair: fairPublic.nullable(),
  /** The fair was changed since its words were written: they may be wrong. */
  stale: z.boolean(),
  /** The page its card opens, village apart. */
  path: z.string(),
  shares: z.array(villageShares),
  /** Why nothing goes to groups at this hour; '' = it may. */
  quiet: z.string(),
});

const shown = z.object({ push: pushFull, today: dateText });

const composing = {
  /** Proposed texts for one posting, several, or this week's for a village; nothing is stored. */
  'push.preview': {
    input: z.strictObject({ kind, about: about.optional(), village: villageCode.optional() }),
    output: z.object({
      title: z.string(),
      text: z.string(),
      spoken: z.string(),
      /** In the order of the texts; `why` only where the house chose. */
      postings: z.array(jobCard.extend({ contact, why: z.string() })),
      villages: z.array(z.object({ code: villageCode, name: z.string() })),
      /** What a fair's card is drawn of; null = it is about postings. */
      fair: fairPublic.nullable(),
      /** Of a village's week: of how many it was chosen for so many have one that fits; null = the house chose nothing. */
      week: z.object({ people: z.number(), of: z.enum(['waiting', 'able']), served: z.number() }).nullable(),
      today: dateText,
    }),
  },
  'push.compose': {
    input: z.strictObject({ kind, about, villages: z.array(villageCode).min(1).max(50), ...texts }),
    output: shown,
  },
  'push.edit': { input: z.strictObject({ push: id, version, ...texts }), output: shown },
  /** Over: cards already sent still open the postings, nothing more is shared. */
  'push.end': { input: z.strictObject({ push: id, version }), output: shown },
  'push.show': { input: z.strictObject({ push: id }), output: shown },
  'push.list': {
    input: z.strictObject({ cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(pushRow), next: z.string().nullable(), questions: z.number() }),
  },
  /** The mini-program code of the poster and the card, as a data address; '' when it cannot be made now. */
  'push.code': { input: z.strictObject({ push: id }), output: z.object({ picture: z.string() }) },
} as const;

const sharing = {
  /** It was shared to this village's group; counts for that group's day. `group` where the village has several; absent = one not known yet. */
  'push.shared': { input: z.strictObject({ push: id, village: villageCode, group: id.optional() }), output: shown },
  /** It was not, after all. */
  'push.unshare': { input: z.strictObject({ share: id, version }), output: shown },
} as const;

export const push = { ...composing, ...sharing, ...pushReading, ...pushAnswers } as const;
