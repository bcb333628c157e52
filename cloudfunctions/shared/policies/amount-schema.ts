// What a pack may say about how much is paid: one mode of a union, every number beside its article.
import { TRANSPORT_MODES } from '@shared/domain/facts';
import { DISTANCES } from '@shared/domain/spells';
import * as z from 'zod';
import { basisRef, localId, monthDay, once, positiveFen } from './parts';

/** Places by name, as the national system writes them; `unread`: the document lists them and the copy at hand does not show them. */
const placeList = once(() =>
  z.strictObject({
    level: z.enum(['province', 'city', 'county']),
    names: z.array(z.string().min(1)),
    unread: z.literal(true).optional(),
  }),
);

/** A sum by where the person worked. One with `places` goes before one without for the same distance. */
const tier = once(() =>
  z.strictObject({
    id: localId(),
    distances: z.array(z.enum(DISTANCES)).min(1),
    places: placeList().optional(),
    /** 县内乡外: within the home county, but not in the home township. */
    outsideTown: z.literal(true).optional(),
    fen: positiveFen(),
    /** Official words for this tier, e.g. 跨省务工; and how residents say it. */
    words: z.string().min(1),
    spoken: z.string().min(1),
    basis: basisRef(),
  }),
);

/** One sum by how far away the person worked; the highest tier reached in the period counts. */
const fixedByPlace = once(() => z.strictObject({ mode: z.literal('fixed_by_place'), tiers: z.array(tier()).min(1) }));

/** So much a month for the months worked (at the one employer with most, or anywhere), up to a number of months. */
const perMonth = once(() =>
  z.strictObject({
    mode: z.literal('per_month'),
    fenPerMonth: positiveFen(),
    maxMonths: z.number().int().min(1).max(12),
    months: z.enum(['same_employer', 'worked']),
    words: z.string().min(1),
    basis: basisRef(),
  }),
);

/** How tickets become a sum. */
const tickets = once(() => ({
  /** `one_way`: the way out alone; `round_trip`: out and back. */
  legs: z.enum(['one_way', 'round_trip']),
  /** `one`: one journey each way, the dearest; `all`: every journey of the period. */
  journeys: z.enum(['one', 'all']),
  /** What each kind of ticket is worth: its fare, at most the rail fare of the way, or nothing. Kinds not listed are worth nothing. */
  kinds: z.array(z.strictObject({ mode: z.enum(TRANSPORT_MODES), pays: z.enum(['fare', 'rail_fare']) })).min(1),
  /** What a ticket must show beside date and fare. */
  shows: z.array(z.enum(['traveller', 'route'])),
  /** People brought by organised transport: as everybody, or the way home alone. */
  organised: z.enum(['as_all', 'return_only']),
  /** Days of travel that count; absent = the days of the period. Years are offsets from the period's. */
  travel: z
    .strictObject({
      fromYear: z.number().int().min(-1).max(1),
      fromDay: monthDay(),
      toYear: z.number().int().min(-1).max(2),
      toDay: monthDay(),
    })
    .optional(),
  /** The most that is paid on tickets, by place; empty = actual cost. */
  caps: z.array(tier()),
  /** What is paid where no ticket is left; empty = nothing. */
  substitutes: z.array(tier()),
  words: z.string().min(1),
  basis: basisRef(),
}));

const receipt = once(() => z.strictObject({ mode: z.literal('receipt'), ...tickets() }));

/** Tickets or substitute at first; when tickets turn up later, a second claim for the difference, until a day. */
const fixedThenTopUp = once(() =>
  z.strictObject({
    mode: z.literal('fixed_then_topup'),
    ...tickets(),
    topUp: z.strictObject({
      opensYear: z.number().int().min(0).max(1),
      opensDay: monthDay(),
      closesYear: z.number().int().min(0).max(2),
      closesDay: monthDay(),
      basis: basisRef(),
    }),
  }),
);

/** Hundredths of a per cent: 10 % = 1000. Whole, so that sums stay exact. */
const basisPoints = () => z.number().int().min(1).max(10_000);

/** A share of what work paid in the period, rounded down to the fen. */
const percentOfWage = once(() =>
  z.strictObject({
    mode: z.literal('percent_of_wage'),
    basisPoints: basisPoints(),
    distances: z.array(z.enum(DISTANCES)).min(1),
    capFen: positiveFen().nullable(),
    words: z.string().min(1),
    basis: basisRef(),
  }),
);

/** A share that rises with the wage. Whether the higher share is of the whole wage or of what lies above is the switch named. */
const wageBrackets = once(() =>
  z.strictObject({
    mode: z.literal('wage_brackets'),
    /** Rising; the last has no upper end. `upTo` itself belongs to its bracket. */
    brackets: z
      .array(z.strictObject({ id: localId(), upToFen: positiveFen().nullable(), basisPoints: basisPoints(), basis: basisRef() }))
      .min(2),
    /** Id of a switch with the options `whole` and `marginal`. */
    readingSwitch: localId(),
    distances: z.array(z.enum(DISTANCES)).min(1),
    capFen: positiveFen().nullable(),
    words: z.string().min(1),
    basis: basisRef(),
  }),
);

/** So much by what the household had a head last year: each band from its lower end up to, not with, the next one's. */
const byHouseholdIncome = once(() =>
  z.strictObject({
    mode: z.literal('by_household_income'),
    bands: z
      .array(
        z.strictObject({
          id: localId(),
          fromFen: z.number().int().min(0),
          fen: positiveFen(),
          words: z.string().min(1),
          spoken: z.string().min(1),
          basis: basisRef(),
        }),
      )
      .min(1),
  }),
);

export const amount = once(() =>
  z.discriminatedUnion('mode', [
    fixedByPlace(),
    perMonth(),
    receipt(),
    fixedThenTopUp(),
    percentOfWage(),
    wageBrackets(),
    byHouseholdIncome(),
  ]),
);
export type Amount = z.infer<ReturnType<typeof amount>>;
export type AmountMode = Amount['mode'];
export type Tier = z.infer<ReturnType<typeof tier>>;
export type TicketRules = Extract<Amount, { mode: 'receipt' | 'fixed_then_topup' }>;

/** Modes whose sum can hang on a fact nobody has yet, or come to nothing: a pack with one asks `amount_due` as a condition. */
export const UNSURE_MODES: ReadonlySet<AmountMode> = new Set<AmountMode>([
  'receipt',
  'fixed_then_topup',
  'percent_of_wage',
  'wage_brackets',
  'by_household_income',
]);

/** All sums by place of a pack, whatever they are for, with where they stand. */
export function tiersOf(value: Amount): { path: string; tiers: Tier[] }[] {
  if (value.mode === 'fixed_by_place') return [{ path: 'tiers', tiers: value.tiers }];
  if (value.mode !== 'receipt' && value.mode !== 'fixed_then_topup') return [];
  return [
    { path: 'caps', tiers: value.caps },
    { path: 'substitutes', tiers: value.substitutes },
  ];
}

/** Whether the sum needs `amount_due`: an unsure mode, or tiers that look closer than at the distance. */
export function isUnsure(value: Amount): boolean {
  return UNSURE_MODES.has(value.mode) || tiersOf(value).some(({ tiers }) => tiers.some(isClose));
}

/** Whether a tier asks for more of a place than how far it is. */
export function isClose({ places, outsideTown }: Pick<Tier, 'places' | 'outsideTown'>): boolean {
  return places !== undefined || outsideTown === true;
}
