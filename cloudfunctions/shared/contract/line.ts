// One person of the village list: how it stands, and what a cadre may settle right there.
import { AGREED_HOWS } from '@shared/domain/claim-records';
import { LINES } from '@shared/domain/lines';
import { SAID } from '@shared/domain/list-records';
import * as z from 'zod';
import { checkResult, dateText, fen, id, instant, period, version } from './common';
import { evidenceParts } from './ticket';

const programme = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);
const note = z.string().trim().max(300);
/** 0 the claim of the period, 1 its top-up. */
const seq = z.literal([0, 1]).default(0);

export const listRow = z.object({
  person: id,
  name: z.string(),
  headName: z.string(),
  group: z.string(),
  keeperName: z.string(),
  villageName: z.string(),
  line: z.enum(LINES),
  part: z.string(),
  amountFen: fen,
  missing: z.array(z.string()),
  why: z.string(),
  claim: id.nullable(),
  claimStatus: z.string(),
  paidOutside: z.boolean(),
  /** How the person agreed is on record, so the line can be sent. */
  agreed: z.boolean(),
  said: z.enum(SAID).nullable(),
  /** The caller's own kin: somebody else should look. */
  kin: z.boolean(),
  hints: z.array(z.string()),
  /** 补差: paid, and the days are on in which tickets that turned up add to it; null where not. `begun`: the row is about that now. */
  topUp: z.object({ until: dateText, begun: z.boolean() }).nullable(),
});

/** What the cadre fills in for the person beside facts: pictures, tickets, the casual worker's form. */
const lineForm = z.object({
  /** The claim it goes to, begun or not. */
  claim: id,
  begun: z.boolean(),
  version,
  ...evidenceParts,
  amountFen: fen,
  /** Whether 打零工的说明 is taken instead of a paper one. */
  casualAsked: z.boolean(),
  /** `own`: laid by an officer, who may look at it again and take it off. */
  receipts: z.array(
    z.object({
      id,
      kind: z.string(),
      mime: z.enum(['image/jpeg', 'image/png', 'application/pdf', 'application/ofd']),
      words: z.string(),
      own: z.boolean(),
    }),
  ),
});

const lineDetail = z.object({
  row: listRow,
  phoneMasked: z.string(),
  programmeName: z.string(),
  spoken: z.string(),
  checks: z.array(checkResult),
  spells: z.array(
    z.object({
      id,
      start: dateText,
      end: dateText.nullable(),
      place: z.object({ province: z.string(), city: z.string(), county: z.string() }),
      employer: z.string().nullable(),
      monthlyFen: fen.nullable(),
      organised: z.boolean().nullable(),
      flexible: z.boolean(),
    }),
  ),
  /** Pictures still to be had; one of the kinds of each set. */
  evidence: z.array(
    z.object({ need: z.enum(['any', 'all']), kinds: z.array(z.object({ kind: z.string(), words: z.string(), official: z.string() })) }),
  ),
  pictures: z.number(),
  /** null where nothing can be filled in here now. */
  form: lineForm.nullable(),
  standing: z
    .object({
      said: z.enum(SAID),
      how: z.string(),
      on: dateText,
      note: z.string(),
      by: z.string(),
      tries: z.array(z.object({ at: instant, how: z.string(), note: z.string(), by: z.string() })),
    })
    .nullable(),
  /** A sentence to send in WeChat when something is to be asked for. */
  ask: z.string(),
});

const about = { person: id, programme, period };
const how = z.enum(['phone', 'chat', 'door']);

export const line = {
  'list.line': { input: z.strictObject(about), output: lineDetail },
  /** One missing fact, asked of the person: written to the work record with who was told it how. */
  'list.fill': {
    input: z.strictObject({
      ...about,
      spell: id,
      fact: z.discriminatedUnion('field', [
        z.strictObject({ field: z.literal('monthlyFen'), value: z.number().int().min(1).max(10_000_000) }),
        z.strictObject({ field: z.literal('employer'), value: z.string().trim().min(2).max(60) }),
        z.strictObject({ field: z.literal('organised'), value: z.boolean() }),
        z.strictObject({
          field: z.literal('place'),
          value: z.strictObject({
            province: z.string().trim().min(2).max(20),
            city: z.string().trim().min(2).max(20),
            county: z.string().trim().min(2).max(20),
          }),
        }),
      ]),
      how,
      note: note.default(''),
    }),
    output: lineDetail,
  },
  /** What the person said when asked: agrees, does not want it, or could not be reached (kept with each try). */
  'list.say': {
    input: z.strictObject({ ...about, said: z.enum(SAID), how: z.enum([...AGREED_HOWS, 'none']), on: dateText, note: note.default('') }),
    output: lineDetail,
  },
  /** Begins the claim the person's papers are laid to, for whoever fills in a form before there is any picture. */
  'list.begin': { input: z.strictObject({ ...about, seq }), output: lineDetail },
  /** A picture the person sent by chat, or taken at the door, laid to their claim. */
  'list.picture': {
    input: z.strictObject({ ...about, seq, kind: z.string().regex(/^[a-z_]{2,40}$/), fileID: z.string().max(400) }),
    output: lineDetail,
  },
  /** A picture laid by mistake, taken off again by an officer of the village. */
  'list.drop': { input: z.strictObject({ ...about, seq, receipt: id }), output: lineDetail },
} as const;
