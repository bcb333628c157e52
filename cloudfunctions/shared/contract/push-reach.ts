// A card opened in a group, whom it reached, what is asked from it.
import * as z from 'zod';
import { cursor, dateText, id, instant, limit, version, villageCode } from './common';
import { job, jobCard } from './job';

const words = z.string().trim().min(2, '写几个字').max(100, '最多 100 个字');

export const groupView = z.object({
  id,
  village: villageCode,
  /** '' until somebody names it. */
  name: z.string(),
  since: dateText,
  status: z.enum(['active', 'left']),
  version,
});

const questionView = z.object({
  id,
  kind: z.enum(['question', 'filled']),
  status: z.enum(['open', 'answered']),
  posting: id,
  title: z.string(),
  words: z.string(),
  at: instant,
  /** Whether the posting still says that it is open. */
  stillOpen: z.boolean(),
  answer: z.object({ words: z.string(), at: instant, by: z.string() }).nullable(),
  version,
});

export const pushReading = {
  /**
   * What a card or a poster's code opens, in one call, for anybody: notes that this WeChat opened it and, with the group's id that the platform
   * opened (envelope `openData`), from which group. `push`: its id or its code.
   */
  'push.open': {
    input: z.strictObject({ push: id, posting: id.optional(), village: villageCode.optional() }),
    output: z.object({
      today: dateText,
      push: z.object({ id, title: z.string(), kind: z.enum(['posting', 'list', 'week', 'fair']), from: z.string() }).nullable(),
      jobs: z.array(jobCard),
      /** The posting asked for, or the only one there is. */
      job: job['job.detail'].output.nullable(),
    }),
  },
  /** 打电话 was tapped in a posting opened from a card: counted once a day, without a name. `push`: its id or its code. */
  'push.called': {
    input: z.strictObject({ push: id, posting: id }),
    output: z.object({ noted: z.boolean() }),
  },
  'push.groups': {
    input: z.strictObject({}),
    output: z.object({ items: z.array(groupView), villages: z.array(z.object({ code: villageCode, name: z.string() })) }),
  },
  /** Names it, puts it to the right village, or says that it is no village's. */
  'push.group': {
    input: z.strictObject({
      group: id,
      version,
      name: z.string().trim().max(20),
      village: villageCode.optional(),
      left: z.boolean().default(false),
    }),
    output: z.object({ group: groupView }),
  },
  /** For whoever must call somebody in this village, and nobody else: sums, and the households nobody of which opened it. */
  'push.reach': {
    input: z.strictObject({ push: id, village: villageCode }),
    output: z.object({
      title: z.string(),
      villageName: z.string(),
      /** Of a fair: people of the village who said that they come, or came, however they heard of it; null = it is no fair. */
      coming: z.number().nullable(),
      /** WeChats that opened it; of them so many are known, of so many households. */
      opened: z.number(),
      known: z.number(),
      households: z.number(),
      groups: z.array(z.object({ name: z.string(), opened: z.number() })),
      /** Households with somebody who can work. */
      all: z.number(),
      /** Not in any order of merit: by group of the village and name. */
      missed: z.array(z.object({ household: id, headName: z.string(), group: z.string() })),
      /** Who said 我想去 from this card. */
      wanted: z.number(),
      /** Calls made from it: one a day for each WeChat and posting. */
      calls: z.number(),
    }),
  },
  /** For the month's round of calls: households that no card shared to this village in the last seven days reached. */
  'push.unheard': {
    input: z.strictObject({ village: villageCode }),
    output: z.object({ pushes: z.number(), titles: z.array(z.string()), households: z.array(id) }),
  },
} as const;

export const pushAnswers = {
  'push.ask': {
    input: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('question'), posting: id, push: id.optional(), words }),
      z.strictObject({ kind: z.literal('filled'), posting: id, push: id.optional() }),
    ]),
    output: z.object({ words: z.string() }),
  },
  'push.questions': {
    input: z.strictObject({ status: z.enum(['open', 'answered']), cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(questionView), next: z.string().nullable() }),
  },
  /** `full`: it is so, and the posting says so from now on. */
  'push.answer': {
    input: z.strictObject({ question: id, version, words, full: z.boolean().default(false) }),
    output: z.object({ question: questionView }),
  },
} as const;
