// Applications: who wants which job, from one tap to a month of work and the record it becomes; for residents and for officers of their place.
import { APPLICATION_ENDS, APPLICATION_STATUSES, SAID_ENDS } from '@shared/domain/application-records';
import { APPLICATION_VERBS } from '@shared/domain/applications';
import * as z from 'zod';
import { cursor, dateText, fen, id, limit, version, villageCode } from './common';
import { workInput } from './spell';

const words = z.string().trim().max(100);

const step = z.object({
  to: z.enum(APPLICATION_STATUSES),
  on: dateText,
  /** Who said it: for residents the village, not who in it. */
  by: z.string(),
  why: z.enum(APPLICATION_ENDS).or(z.literal('')),
  words: z.string(),
});

/** What the short list promised when it was wanted. */
const estimate = z.object({ monthFen: fen, subsidyFen: fen, programmes: z.array(z.string()), on: dateText });

export const applicationView = z.object({
  id,
  version,
  posting: id,
  title: z.string(),
  employer: z.string(),
  person: z.object({ id, name: z.string() }),
  status: z.enum(APPLICATION_STATUSES),
  /** The day of the last step. */
  since: dateText,
  dueOn: z.string(),
  steps: z.array(step),
  /** What became of the posting since; '' = nothing. */
  note: z.string(),
  /** The steps the caller may take now. */
  may: z.array(z.enum(APPLICATION_VERBS)),
  /** Whether it has become a work record. */
  written: z.boolean(),
});
const one = z.object({ application: applicationView });

export const applicationRow = applicationView.extend({
  villageName: z.string(),
  /** own | contact: whose telephone is known; '' = nobody's. */
  call: z.enum(['own', 'contact', '']),
});

const openWork = z.object({ id, version, start: dateText, place: z.string(), employer: z.string() });

const shown = z.object({
  application: applicationRow,
  today: dateText,
  /** What is on the board now; null when the posting is gone. */
  job: z
    .object({
      status: z.string(),
      headcount: z.number(),
      taken: z.number(),
      until: dateText,
      contact: z.object({ name: z.string(), phone: z.string() }),
      place: z.string(),
      pay: z.string(),
    })
    .nullable(),
  estimate: estimate.nullable(),
  /** What came of it, once it is work: the pay that is recorded, and claims of those programmes that were approved. */
  came: z
    .object({ monthFen: fen.nullable(), claims: z.array(z.object({ words: z.string(), amountFen: fen, paid: z.boolean() })) })
    .nullable(),
  /** The record it would become, and the work it would end; null until somebody was taken, or once it is written. */
  work: z
    .object({
      on: dateText,
      work: workInput.extend({ contractUntil: dateText.nullable().optional() }),
      payWords: z.string(),
      /** Work still open that a new one ends; null = none. */
      ends: openWork.nullable(),
    })
    .nullable(),
  mayWrite: z.boolean(),
});

export const application = {
  /** 我想去, for oneself or somebody one helps. Wanted already: answered as it stands. `push`: the push it came of. */
  'application.want': {
    input: z.strictObject({ person: id, posting: id, push: id.optional() }),
    output: one,
  },
  /** Of one person; `posting` narrows it to that one. */
  'application.mine': {
    input: z.strictObject({ person: id, posting: id.optional() }),
    output: z.object({ items: z.array(applicationView) }),
  },
  /** 说好要去. */
  'application.agree': { input: z.strictObject({ application: id, version }), output: one },
  /** 不去了, or 没去成. */
  'application.drop': {
    input: z.strictObject({ application: id, version, why: z.enum(SAID_ENDS), words: words.default('') }),
    output: one,
  },
  /** For people without a smartphone, by an officer of their place. */
  'application.record': {
    input: z.strictObject({ person: id, posting: id, words: words.default('') }),
    output: shown,
  },
  /** `open`: what is due first; `over`: newest first; `posting`: everybody of one's places who wanted it. */
  'application.list': {
    input: z.strictObject({
      view: z.enum(['open', 'over']),
      village: villageCode.optional(),
      posting: id.optional(),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({ items: z.array(applicationRow), next: z.string().nullable(), today: dateText }),
  },
  'application.show': { input: z.strictObject({ application: id }), output: shown },
  'application.move': {
    input: z.strictObject({
      application: id,
      version,
      verb: z.enum(['ask', 'agree', 'take', 'stay', 'end', 'want']),
      /** The day it happened, for 上岗 and 满月; today unless said. */
      on: dateText.optional(),
      why: z.enum(SAID_ENDS).or(z.literal('')).default(''),
      words: words.default(''),
    }),
    output: shown,
  },
  /**
   * Becomes a work record: `ends` the open work as it was seen, null = none. `same`: the open work is this very one, written down already.
   */
  'application.work': {
    input: z.strictObject({
      application: id,
      version,
      on: dateText,
      work: workInput,
      ends: z.strictObject({ id, version }).nullable(),
      same: z.boolean().default(false),
    }),
    output: shown,
  },
} as const;
