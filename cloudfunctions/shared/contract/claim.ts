// The life of one subsidy claim: drafted, evidenced, submitted, followed, reviewed.
import { AGREED_HOWS } from '@shared/domain/claim-records';
import { REASON_CODES } from '@shared/domain/words/reasons';
import * as z from 'zod';
import { assessment, basis, contact, cursor, dateText, fen, id, instant, limit, period, version, villageCode } from './common';
import { evidenceSet } from './policy';
import { evidenceParts } from './ticket';

export const claimStatus = z.enum([
  'draft',
  'in_stage',
  'returned',
  'rejected',
  'withdrawn',
  'approved',
  'in_batch',
  'paid',
  'payment_failed',
]);
export const stage = z.object({
  kind: z.enum(['review', 'phone_check', 'publicity', 'confirm']),
  level: z.enum(['village', 'town', 'county']),
  days: z.number(),
  calendar: z.boolean().optional(),
});

export const receiptView = z.object({
  id,
  kind: z.string(),
  mime: z.enum(['image/jpeg', 'image/png', 'application/pdf', 'application/ofd']),
  bytes: z.number(),
  acceptedAt: instant,
});

/** A step of the claim's way, like a parcel's. */
export const trackStep = z.object({
  stage,
  state: z.enum(['done', 'here', 'ahead', 'stopped']),
  /** Who has it or had it, as an office or a title, never a private name to residents. */
  who: z.string(),
  since: instant.nullable(),
  /** Last day of the working-day clock of this step; only for `here`. */
  due: dateText.nullable(),
});

export const claimEvent = z.object({
  at: instant,
  verb: z.string(),
  stage: z.number().nullable(),
  by: z.string(),
  reasons: z.array(z.string()),
  note: z.string(),
});

const claimBase = z.object({
  ...evidenceParts,
  id,
  programme: z.string(),
  name: z.string(),
  spoken: z.string(),
  period,
  status: claimStatus,
  version,
  amountFen: fen,
  person: z.object({ id, name: z.string() }),
  villageName: z.string(),
  steps: z.array(trackStep),
  events: z.array(claimEvent),
  since: instant,
  submittedAt: instant.nullable(),
  account: z.object({ tail: z.string(), bank: z.string() }).nullable(),
});

/** What the person it concerns, or who helps them, sees. */
export const claimView = claimBase.extend({
  receipts: z.array(receiptView),
  evidence: z.array(evidenceSet),
  assessment,
  contact,
  /** Which verbs this caller may use now. */
  can: z.array(z.enum(['submit', 'withdraw', 'correct', 'appeal'])),
  /** A refusal that may still be appealed: until when, and who would look again, said in advance. */
  appeal: z.object({ until: dateText, who: z.array(z.string()) }).nullable(),
  /** The list it hangs on now or hung on. */
  posting: z.object({ code: z.string(), from: z.string(), until: z.string() }).nullable(),
});

/** What a reviewer sees; identity masked, pictures by `case.picture`. */
export const caseView = claimBase.extend({
  subject: z.object({
    idMasked: z.string(),
    phoneMasked: z.string(),
    born: dateText,
    sex: z.string(),
    householdType: z.string(),
    group: z.string(),
    labourSkill: z.string(),
  }),
  filedBy: z.string(),
  spells: z.array(
    z.object({
      id,
      start: dateText,
      end: dateText.nullable(),
      place: z.string(),
      employer: z.string(),
      monthlyFen: fen.nullable(),
      channel: z.string(),
    }),
  ),
  receipts: z.array(receiptView.extend({ elsewhere: z.number() })),
  evidence: z.array(evidenceSet),
  assessment,
  /** Whether the facts now differ from those the claim was submitted with, in plain words. */
  changed: z.array(z.string()),
  /** What to look at twice; words in words/hints.ts. */
  hints: z.array(z.object({ code: z.string(), about: z.string() })),
  can: z.array(z.enum(['approve', 'return', 'reject'])),
  /** Why the caller may not decide although it is their stage: e.g. a relative's claim. '' otherwise. */
  barred: z.string(),
  /** What the caller may do on the person's word. */
  onWord: z.array(z.enum(['withdraw', 'correct', 'appeal'])),
});

export const queueRow = z.object({
  id,
  personName: z.string(),
  villageName: z.string(),
  programme: z.string(),
  spoken: z.string(),
  name: z.string(),
  period,
  amountFen: fen,
  status: claimStatus,
  since: instant,
  /** Last day of the clock; null for whoever need not act. */
  due: dateText.nullable(),
  /** Failed and unknown checks; 0 and 0 is a clean claim. */
  failed: z.number(),
  unknown: z.number(),
  /** Things to look at twice. */
  hints: z.number(),
  receipts: z.number(),
  /** Why the caller may not decide although it waits for their office; '' = they may, or it does not. */
  barred: z.string(),
});

export const claim = {
  /** Begin or go on with a claim; the same person, programme, period and seq always gives the same one. `seq` 1: the top-up (补差). */
  'claim.draft': {
    input: z.strictObject({ person: id, programme: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/), period, seq: z.literal([0, 1]).default(0) }),
    output: z.object({ claim: claimView, statement: z.array(z.string()), basis: z.array(basis) }),
  },
  /** Hand it in; `agreed` stands for the signed 承诺书 whose text `claim.draft` gave. */
  'claim.submit': {
    input: z.strictObject({
      claim: id,
      version,
      agreed: z.literal(true),
      /** The drawn signature as uploaded; null = agreed by a tick. */
      signature: z.string().max(400).nullable().default(null),
    }),
    output: z.object({ claim: claimView }),
  },
  'claim.withdraw': {
    input: z.strictObject({ claim: id, version }),
    output: z.object({ claim: claimView }),
  },
  /** Take it back to mend something; handed in again it begins at the first stage. */
  'claim.correct': {
    input: z.strictObject({ claim: id, version }),
    output: z.object({ claim: claimView }),
  },
  /** 「我不服，换个人再看看」. */
  'claim.appeal': {
    input: z.strictObject({ claim: id, version, text: z.string().trim().min(4).max(300) }),
    output: z.object({ claim: claimView }),
  },
  'claim.mine': {
    input: z.strictObject({ person: id }),
    output: z.object({
      claims: z.array(
        z.object({
          id,
          programme: z.string(),
          name: z.string(),
          spoken: z.string(),
          period,
          status: claimStatus,
          amountFen: fen,
          steps: z.array(trackStep),
          since: instant,
          account: z.object({ tail: z.string(), bank: z.string() }).nullable(),
          events: z.array(claimEvent),
        }),
      ),
      contact,
    }),
  },
  'claim.track': {
    input: z.strictObject({ claim: id }),
    output: z.object({ claim: claimView }),
  },
  'claim.queue': {
    /** `waiting`: what the caller's level must decide, due soonest first; `done`: decided within scope, newest first. */
    input: z.strictObject({
      view: z.enum(['waiting', 'done']),
      village: villageCode.optional(),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({
      items: z.array(queueRow),
      next: z.string().nullable(),
      villages: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  },
  'claim.case': {
    input: z.strictObject({ claim: id }),
    output: z.object({ case: caseView }),
  },
  'claim.review': {
    input: z.strictObject({
      claim: id,
      version,
      verb: z.enum(['approve', 'return', 'reject']),
      reasons: z.array(z.enum(REASON_CODES)).max(6).default([]),
      note: z.string().trim().max(300).default(''),
    }),
    output: z.object({ case: caseView }),
  },
} as const;

export const receipt = {
  /** Take an uploaded file as evidence: real type, size and hash are checked in the cloud, EXIF stripped, the upload deleted. */
  'receipt.accept': {
    input: z.strictObject({ claim: id, kind: z.string().regex(/^[a-z_]{2,40}$/), fileID: z.string().max(400) }),
    output: z.object({ claim: claimView, receipt: receiptView, already: z.boolean() }),
  },
  'receipt.remove': {
    input: z.strictObject({ claim: id, receipt: id }),
    output: z.object({ claim: claimView }),
  },
  /** A link to one's own picture, good for ≤ 10 minutes, logged. */
  'receipt.link': {
    input: z.strictObject({ claim: id, receipt: id }),
    output: z.object({ url: z.string(), until: instant }),
  },
  /** The same for a reviewer of the claim. */
  'case.picture': {
    input: z.strictObject({ claim: id, receipt: id }),
    output: z.object({ url: z.string(), until: instant }),
  },
  /** One sensitive field of the person of a claim under review, with a reason, logged, never replayed. */
  /** A cadre takes back, mends or appeals for somebody who said so. */
  'case.onWord': {
    input: z.strictObject({
      claim: id,
      version,
      verb: z.enum(['withdraw', 'correct', 'appeal']),
      /** How and on which day they said so, and in what words. */
      how: z.enum(AGREED_HOWS),
      on: dateText.optional(),
      text: z.string().trim().min(2).max(200),
    }),
    output: z.object({ status: claimStatus }),
  },
  'case.reveal': {
    input: z.strictObject({ claim: id, field: z.enum(['idNumber', 'phone', 'account']), reason: z.string().trim().min(2).max(100) }),
    output: z.object({ value: z.string() }),
  },
} as const;
