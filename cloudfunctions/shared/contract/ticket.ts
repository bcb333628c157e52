// Tickets of a claim, the casual worker's form, and what the cloud can read from a rail e-invoice.
import { TRANSPORT_MODES } from '@shared/domain/facts';
import * as z from 'zod';
import { dateText, fen, id, version } from './common';

const place = z.string().trim().min(1).max(30);
const name = z.string().trim().min(1).max(30);
const fare = z.number().int().min(1).max(1_000_000);
const mode = z.enum(TRANSPORT_MODES);
const direction = z.enum(['out', 'back']);

/** A ticket as the person confirms it; what nobody could read is null. */
export const ticketInput = z.strictObject({
  /** The picture or file of this claim it is on. */
  receipt: id,
  date: dateText.nullable(),
  from: place.nullable(),
  to: place.nullable(),
  fareFen: fare.nullable(),
  mode: mode.nullable(),
  traveller: name.nullable(),
  direction: direction.nullable(),
  /** Number printed on it; '' = none. */
  serial: z
    .string()
    .regex(/^[A-Za-z0-9]{0,30}$/)
    .default(''),
  /** Filled in from the file and then confirmed. */
  read: z.boolean().default(false),
});

export const ticketView = z.object({
  receipt: id,
  date: dateText.nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  fareFen: fen.nullable(),
  mode: mode.nullable(),
  traveller: z.string().nullable(),
  direction: direction.nullable(),
  serial: z.string(),
  read: z.boolean(),
  railFareFen: fen.nullable(),
  /** Who looked the rail fare up and where; '' = nobody yet. */
  railNote: z.string(),
});

export const ticketTerms = z.object({
  legs: z.enum(['one_way', 'round_trip']),
  journeys: z.enum(['one', 'all']),
  kinds: z.array(z.object({ mode, pays: z.enum(['fare', 'rail_fare']) })),
  days: z.object({ from: dateText, to: dateText }),
  caps: z.array(z.object({ spoken: z.string(), fen })),
  substitutes: z.array(z.object({ spoken: z.string(), fen })),
  topUp: z.object({ opens: dateText, closes: dateText }).nullable(),
});

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
export const casualInput = z.strictObject({
  work: z.string().trim().min(1).max(40),
  place: z.string().trim().min(2).max(60),
  months: z.array(month).min(1).max(12),
  pay: z.strictObject({ fen: z.number().int().min(100).max(10_000_000), unit: z.enum(['day', 'month']) }),
  /** Name and relation; no telephone: the village knows whom to ask. */
  witness: z.strictObject({ name: z.string().trim().min(2).max(20), relation: z.string().trim().min(1).max(20) }),
});
export const casualView = z.object({
  work: z.string(),
  place: z.string(),
  months: z.array(z.string()),
  pay: z.object({ fen, unit: z.enum(['day', 'month']) }),
  witness: z.object({ name: z.string(), relation: z.string() }),
  on: dateText,
});

/** What every view of a claim shows of them. `terms`: null where the sum does not hang on tickets. */
export const evidenceParts = {
  seq: z.number(),
  /** null = not asked yet, [] = the person has none. */
  tickets: z.array(ticketView).nullable(),
  casual: casualView.nullable(),
  terms: ticketTerms.nullable(),
};

/** What changing them answers: enough to go on with the form, for the person and for the cadre who files for them. */
const changed = z.object({
  version,
  tickets: z.array(ticketView).nullable(),
  casual: casualView.nullable(),
  amountFen: fen,
  evidence: z.array(z.string()),
});

export const claimTickets = {
  /** The tickets of a claim not handed in or handed back, all at once; `[]` stands for 「没有车票」. */
  'claim.tickets': {
    input: z.strictObject({ claim: id, version, tickets: z.array(ticketInput).max(24) }),
    output: changed,
  },
  /** 打零工的说明, which counts as evidence of kind `casual_form`; null takes it off. */
  'claim.casual': {
    input: z.strictObject({ claim: id, version, form: casualInput.nullable() }),
    output: changed,
  },
} as const;

export const caseTickets = {
  /** The rail fare of a plane or ship ticket, looked up by whoever reviews; `note` says where. */
  'case.rail_fare': {
    input: z.strictObject({
      claim: id,
      version,
      /** Which of the claim's tickets, from 0. */
      ticket: z.number().int().min(0).max(23),
      fareFen: fare,
      note: z.string().trim().min(2).max(100),
    }),
    output: z.object({ version, amountFen: fen, tickets: z.array(ticketView) }),
  },
} as const;

export const ticket = {
  /** What a PDF or OFD of a claim says by itself. A suggestion: nothing is written. */
  'ticket.read': {
    input: z.strictObject({ claim: id, receipt: id }),
    output: z.object({
      read: z.boolean(),
      /** What to tell the person: what was read, or that it has to be typed. */
      words: z.string(),
      ticket: ticketInput.nullable(),
    }),
  },
} as const;
