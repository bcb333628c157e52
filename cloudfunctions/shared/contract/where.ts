// Where everybody stands: the figures of a place as of an instant, the people of each, what was reported and who was counted otherwise since.
import { WHEREABOUTS, WHEREABOUTS_MARKS } from '@shared/domain/month-records';
import { MOST_PEOPLE } from '@shared/domain/targets';
import * as z from 'zod';
import { cursor, dateText, id, instant, limit, placeCode, version, villageCode } from './common';

const zone = z.string().max(20);
/** Checked against domain/figures.ts by the action, so that a phone with newer words is told so. */
const figure = z.string().regex(/^[a-z_]{2,40}$/);
const counts = z.record(z.string(), z.number());
const year = z.string().regex(/^\d{4}$/);

const placeView = z.object({ code: z.string(), name: z.string(), level: z.enum(['county', 'town', 'village']) });

export const standingRow = z.object({
  person: id,
  name: z.string(),
  household: z.string(),
  headName: z.string(),
  villageName: z.string(),
  group: z.string(),
  keeperName: z.string(),
  state: z.enum(WHEREABOUTS),
  /** The sentence that explains it. */
  words: z.string(),
  since: dateText.nullable(),
  place: z.string(),
  next: z.string(),
  marks: z.array(z.enum(WHEREABOUTS_MARKS)),
  hard: z.array(z.string()),
  call: z.enum(['own', 'contact', '']),
});

const share = z.object({ key: z.string(), words: z.string(), of: z.number().nullable(), permille: z.number().nullable() });
const reportView = z.object({ id, at: instant, by: z.string(), sentence: z.string(), counts });
const target = z.object({ task: z.number().nullable(), lastYearEnd: z.number().nullable() });
const targetInput = z.strictObject({
  task: z.number().int().min(0).max(MOST_PEOPLE).nullable(),
  lastYearEnd: z.number().int().min(0).max(MOST_PEOPLE).nullable(),
});
const targetsView = z.object({
  town: z.object({ code: z.string(), name: z.string() }),
  year,
  version: version.nullable(),
  whole: target,
  villages: z.array(target.extend({ code: z.string(), name: z.string(), counted: z.number() })),
  counted: z.number(),
});
const changed = z.object({ person: id, name: z.string(), villageName: z.string(), words: z.string() });

export const where = {
  /** The figures of a place; town and county are sums of their villages. `zone` narrows a town to one 片. */
  'where.figures': {
    input: z.strictObject({ place: placeCode.optional(), zone: zone.optional() }),
    output: z.object({
      place: placeView,
      zone: z.string(),
      zones: z.array(z.string()),
      month: z.string(),
      /** Of the oldest of what it sums; null while nothing is counted yet. */
      asOf: instant.nullable(),
      /** Villages not gone through yet: the sum lacks them. */
      uncounted: z.number(),
      counts,
      shares: z.array(share),
      postsInScale: z.boolean(),
      wage: z.object({ people: z.number(), fen: z.number(), lastPeople: z.number(), lastFen: z.number() }),
      /** As they were reported: the month before and the same month last year; null where nothing is kept. */
      before: z.object({ month: counts.nullable(), year: counts.nullable() }),
      villages: z.array(z.object({ code: z.string(), name: z.string(), zone: z.string(), counts })),
      sentence: z.string(),
      last: reportView.nullable(),
      mayReport: z.boolean(),
      maySetTargets: z.boolean(),
    }),
  },
  /** The people of one figure, by the very index the figure is counted from; or anybody by name or initials. */
  'where.people': {
    input: z.strictObject({
      place: placeCode.optional(),
      zone: zone.optional(),
      figure,
      group: z.string().max(20).optional(),
      keeper: z.string().max(128).optional(),
      text: z.string().trim().max(20).optional(),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({
      place: placeView,
      asOf: instant.nullable(),
      /** What the figure says for the place; null when narrowed further. */
      count: z.number().nullable(),
      zones: z.array(z.string()),
      villages: z.array(z.object({ code: z.string(), name: z.string() })),
      groups: z.array(z.string()),
      keepers: z.array(z.object({ id: z.string(), name: z.string() })),
      items: z.array(standingRow),
      next: z.string().nullable(),
    }),
  },
  /** Keeps what is reported now, as it is told. */
  'where.report': {
    input: z.strictObject({ place: placeCode }),
    output: z.object({ report: reportView }),
  },
  'where.reports': {
    input: z.strictObject({ place: placeCode, cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(reportView), next: z.string().nullable() }),
  },
  /** Who is counted in a figure now and was not when it was reported, and the other way round. */
  'where.since': {
    input: z.strictObject({ report: id, figure }),
    output: z.object({ was: z.number(), is: z.number(), came: z.array(changed), left: z.array(changed), whole: z.boolean() }),
  },
  'where.targets': {
    input: z.strictObject({ town: villageCode.optional(), year: year.optional() }),
    output: targetsView,
  },
  'where.setTargets': {
    input: z.strictObject({
      town: villageCode,
      year,
      version: version.nullable(),
      whole: targetInput,
      villages: z.array(targetInput.extend({ code: villageCode }).strict()).max(100),
    }),
    output: targetsView,
  },
} as const;
