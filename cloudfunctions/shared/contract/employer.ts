// Who offers work, for those who keep the board; and the link by which an employer or a workshop writes itself, always to be checked.
import { EMPLOYER_KINDS, EMPLOYER_MARKS, EMPLOYER_STATUSES, JOB_STRENGTHS, POSTING_STATUSES } from '@shared/domain/posting-record';
import * as z from 'zod';
import { personalCode } from './bond';
import { cursor, dateText, fen, id, instant, limit, version } from './common';

const line = (most: number) => z.string().trim().max(most);
const said = (most: number, wrong: string) => z.string().trim().min(2, wrong).max(most);
const phone = z.string().regex(/^(|[\d-]{7,13})$/, '电话写数字');
const place = z.strictObject({ province: line(20), city: line(20), county: line(20), address: line(60) });

const employerRow = z.object({
  id,
  name: z.string(),
  kind: z.enum(EMPLOYER_KINDS),
  status: z.enum(EMPLOYER_STATUSES),
  place,
  /** Marks in force. */
  marks: z.array(z.enum(EMPLOYER_MARKS)),
  version,
});

const employerPosting = z.object({
  id,
  title: z.string(),
  status: z.enum(POSTING_STATUSES),
  headcount: z.number(),
  until: dateText,
  why: z.string(),
  checked: z.object({ by: z.string(), on: dateText }).nullable(),
  version,
});

/** How many of the township told that pay is owed there, and when last; `more`: at least so many. null = nobody. For staff alone. */
export const arrearsHint = z.object({ people: z.number(), more: z.boolean(), last: dateText }).nullable();

const employerFull = employerRow.extend({
  contact: z.object({ name: z.string(), phone: z.string() }),
  note: z.string(),
  stopped: z.object({ on: dateText, why: z.string(), by: z.string() }).nullable(),
  /** All there ever were, oldest first; a mark is named by its place in this list. */
  held: z.array(
    z.object({
      mark: z.enum(EMPLOYER_MARKS),
      on: dateText,
      words: z.string(),
      from: z.string(),
      official: z.boolean(),
      by: z.string(),
      lifted: z.object({ on: dateText, why: z.string(), by: z.string() }).nullable(),
    }),
  ),
  /** How many WeChats write for it. */
  writers: z.number(),
  postings: z.array(employerPosting),
  arrears: arrearsHint,
  /** Whether the caller may write here. */
  keeps: z.boolean(),
});
const shown = z.object({ employer: employerFull });

export const employer = {
  'employer.list': {
    input: z.strictObject({ status: z.enum(EMPLOYER_STATUSES), cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(employerRow), next: z.string().nullable(), keeps: z.boolean() }),
  },
  /** By the beginning of the name, in every state. */
  'employer.find': {
    input: z.strictObject({ text: z.string().trim().min(1).max(40) }),
    output: z.object({ items: z.array(employerRow) }),
  },
  'employer.show': { input: z.strictObject({ employer: id }), output: shown },
  /**
   * Who told that this employer owes them pay: the number for staff of the township, the people for whoever sees to their troubles, each within
   * their own places. `employer` is the id its name gives, whether or not it was written down (`kept`); `marked`: arrears are held against it.
   */
  'employer.arrears': {
    input: z.strictObject({ employer: id, cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({
      employer: id,
      name: z.string(),
      kept: z.boolean(),
      status: z.enum(EMPLOYER_STATUSES).nullable(),
      marked: z.boolean(),
      keeps: z.boolean(),
      arrears: arrearsHint,
      sees: z.boolean(),
      items: z.array(
        z.object({
          person: id,
          name: z.string(),
          group: z.string(),
          villageName: z.string(),
          since: z.string(),
          toldOn: z.string(),
          left: z.boolean(),
        }),
      ),
      next: z.string().nullable(),
    }),
  },
  /** `employer` null writes a new one down. */
  'employer.save': {
    input: z.strictObject({
      employer: id.nullable(),
      version: version.nullable(),
      fields: z.strictObject({
        name: said(40, '写上单位叫什么'),
        kind: z.enum(EMPLOYER_KINDS),
        place,
        contact: z.strictObject({ name: line(20), phone }),
        note: line(300),
      }),
    }),
    output: shown,
  },
  'employer.mark': {
    input: z.strictObject({
      employer: id,
      version,
      mark: z.enum(EMPLOYER_MARKS),
      words: said(200, '写上是怎么回事'),
      from: said(40, '写上谁说的、哪里来的'),
      official: z.boolean(),
    }),
    output: shown,
  },
  'employer.lift': {
    input: z.strictObject({ employer: id, version, at: z.number().int().min(0).max(100), why: said(200, '写上为什么撤下') }),
    output: shown,
  },
  'employer.stop': { input: z.strictObject({ employer: id, version, why: said(200, '写上为什么停') }), output: shown },
  'employer.resume': { input: z.strictObject({ employer: id, version, why: said(200, '写上为什么恢复') }), output: shown },
} as const;

/** Where the work is, for how far it is from home; `elsewhere` asks for province, city and county. */
export const workSpot = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('village'), code: z.string().regex(/^\d{12}$/) }),
  z.strictObject({ kind: z.literal('town_seat') }),
  z.strictObject({ kind: z.literal('county_seat') }),
  z.strictObject({ kind: z.literal('elsewhere') }),
]);

const offerFields = z.strictObject({
  title: said(30, '写上招什么人'),
  pay: z.strictObject({
    minFen: fen.min(1, '写上工钱'),
    maxFen: fen.min(1),
    unit: z.enum(['month', 'day', 'hour', 'piece']),
    how: said(60, '写上工钱怎么发'),
  }),
  /** Absent as an older form sends it: as it was. */
  spot: workSpot.optional(),
  place: z.strictObject({ province: line(20), city: line(20), county: line(20) }).optional(),
  address: said(60, '写上在哪里干活'),
  hours: line(60),
  food: z.boolean(),
  lodging: z.boolean(),
  headcount: z.number().int().min(1, '写上招几个人').max(999),
  until: dateText,
  strength: z.enum(JOB_STRENGTHS),
  age: z.strictObject({
    min: z.number().int().min(16, '不满十六岁的不能招').max(80),
    max: z.number().int().min(16).max(80).nullable(),
    why: line(60),
  }),
  insurance: line(60),
  contract: line(60),
  transport: line(100),
  description: line(300),
  contact: z.strictObject({ name: said(20, '写上找谁'), phone: z.string().regex(/^[\d-]{7,13}$/, '写上电话') }),
});

/** A posting as whoever offers it sees it. */
const offered = employerPosting.extend({
  employer: id,
  fields: offerFields,
  /** The day the station asks again; '' = not open. */
  askAgainOn: z.string(),
  photos: z.number(),
  /** Links to its photos, good for five minutes; only of what may still be changed. */
  pictures: z.array(z.string()),
});

export const offer = {
  /** A code for an employer, shown once, stored as a hash. `picture`: the mini-program code, a data URL. */
  'offer.make': {
    input: z.strictObject({ employer: id }),
    output: z.object({ code: personalCode, name: z.string(), until: instant, picture: z.string(), path: z.string() }),
  },
  'offer.open': {
    input: z.strictObject({ code: personalCode }),
    output: z.object({ name: z.string(), townName: z.string(), until: instant }),
  },
  'offer.take': {
    input: z.strictObject({ code: personalCode }),
    output: z.object({ employer: id, name: z.string() }),
  },
  /** What this WeChat writes for, and what it offers. */
  'offer.mine': {
    input: z.strictObject({}),
    output: z.object({
      employers: z.array(
        z.object({
          id,
          name: z.string(),
          kind: z.enum(EMPLOYER_KINDS),
          stopped: z.boolean(),
          /** As the station wrote it down; '' = at home. */
          place: z.object({ province: z.string(), city: z.string(), county: z.string() }),
          /** Villages of the township that keeps it, to say where the work is. */
          villages: z.array(z.object({ code: z.string(), name: z.string() })),
          postings: z.array(offered),
        }),
      ),
      home: z.object({ province: z.string(), city: z.string(), county: z.string() }),
      /** The platform's template by which an employer is told; '' = this installation sends none. */
      template: z.string(),
      today: dateText,
    }),
  },
  /** `posting`: one of one's own that waits or was refused, written anew; null = a new one. It waits for somebody to check it. */
  'offer.send': {
    input: z.strictObject({ employer: id, posting: id.nullable(), version: version.nullable(), fields: offerFields }),
    output: z.object({ posting: offered }),
  },
  /** Photos of one's own that waits or was refused: at most four. */
  'offer.photo': {
    input: z.strictObject({ posting: id, version, fileID: z.string().max(400) }),
    output: z.object({ posting: offered }),
  },
  'offer.unphoto': {
    input: z.strictObject({ posting: id, version, index: z.number().int().min(0).max(3) }),
    output: z.object({ posting: offered }),
  },
  /** 招满了, 还招, 不招了. */
  'offer.say': {
    input: z.strictObject({ posting: id, version, to: z.enum(['full', 'open', 'stopped']) }),
    output: z.object({ posting: offered }),
  },
} as const;
