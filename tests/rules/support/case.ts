// A YAML eligibility case: strict keywords, everything left out has a plain default, so that a case states only what it is about.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assessment } from '@shared/domain/assessment';
import { type Facts, type TicketFact, TRANSPORT_MODES } from '@shared/domain/facts';
import { HOUSEHOLD_TYPES, LABOUR_SKILLS, MONITORING_CATEGORIES } from '@shared/domain/records';
import { parse } from 'yaml';
import * as z from 'zod';

const CASES = join(__dirname, '..', 'cases');

/** Places by name; home is the fictitious 云岭县. */
export const PLACES = {
  深圳: { province: '广东省', city: '深圳市', county: '宝安区' },
  北京: { province: '北京市', city: '北京市', county: '朝阳区' },
  西安: { province: '陕西省', city: '西安市', county: '雁塔区' },
  太原: { province: '山西省', city: '太原市', county: '小店区' },
  榆次: { province: '山西省', city: '晋中市', county: '榆次区' },
  云岭: { province: '山西省', city: '晋中市', county: '云岭县' },
  不详: { province: '', city: '', county: '' },
  省内不详: { province: '山西省', city: '', county: '' },
  市内不详: { province: '山西省', city: '晋中市', county: '' },
} as const;
export type PlaceName = keyof typeof PLACES;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const spell = z.strictObject({
  id: z.string().optional(),
  at: z.enum(Object.keys(PLACES) as [PlaceName, ...PlaceName[]]).default('深圳'),
  from: day,
  to: day.nullable().default(null),
  employer: z.string().nullable().default('宝安涂装厂'),
  yuan: z.number().nullable().default(4200),
  channel: z.string().default('外出务工'),
  organised: z.boolean().nullable().default(false),
  flexible: z.boolean().default(false),
  town: z.string().nullable().default(null),
});

const ticket = z.strictObject({
  on: day.nullable().default('2025-03-01'),
  way: z.enum(['out', 'back']).nullable().default('out'),
  yuan: z.number().nullable(),
  mode: z.enum(TRANSPORT_MODES).nullable().default('high_speed'),
  name: z.string().nullable().default('甲'),
  from: z.string().nullable().default('甲地'),
  to: z.string().nullable().default('乙地'),
  /** The rail fare of the way, for plane and ship. */
  rail: z.number().nullable().default(null),
});

const prior = z.strictObject({
  id: z.string().default('claim:earlier'),
  programme: z.string(),
  period: z.string().default('2025'),
  status: z.string().default('paid'),
  ours: z.boolean().default(true),
  yuan: z.number().default(0),
  seq: z.number().default(0),
  spells: z.array(spell).nullable().default(null),
});

const factsOf = z.strictObject({
  period: z.string().default('2025'),
  submittedOn: day.nullable().default(null),
  born: day.nullable().default('1985-04-02'),
  skill: z.enum(LABOUR_SKILLS).nullable().default('普通劳动力'),
  student: z.string().nullable().default(null),
  alive: z.boolean().default(true),
  household: z.enum(HOUSEHOLD_TYPES).nullable().default('一般脱贫户'),
  monitoring: z
    .strictObject({
      category: z.enum(MONITORING_CATEGORIES).default('边缘易致贫户'),
      identifiedOn: day,
      clearedOn: day.nullable().default(null),
    })
    .nullable()
    .default(null),
  spells: z.array(spell).default([spell.parse({ from: '2025-02-20', to: '2025-11-30' })]),
  prior: z.array(prior).default([]),
  /** Claims of the rest of the family; null = nobody looked. */
  family: z.array(prior).nullable().default(null),
  /** The household's income a head last year. */
  perCapita: z.number().nullable().default(null),
  /** null = not asked yet. */
  tickets: z.array(ticket).nullable().default(null),
  seq: z.number().default(0),
  town: z.string().optional(),
});

const caseOf = z.strictObject({
  name: z.string(),
  /** The day the facts are read. */
  on: day.default('2026-03-02'),
  /** A shipped programme, an example or a test pack by name. */
  pack: z.string(),
  /** What the county filled in or decided, by path as the clerk's desk does it. */
  edits: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string()), z.null()])).default({}),
  facts: factsOf.prefault({}),
  expect: z.strictObject({
    /** `unknown` where a missing fact leaves it open. */
    eligible: z.union([z.boolean(), z.literal('unknown')]),
    fen: z.number().int(),
    /** Ids of conditions, exactly these. */
    failed: z.array(z.string()).default([]),
    unknown: z.array(z.string()).default([]),
    /** Records a condition must name as where it was read, by condition. */
    from: z.record(z.string(), z.array(z.string())).optional(),
    remedy: z.record(z.string(), z.string()).optional(),
    /** Kinds of proof asked for. */
    asks: z.array(z.string()).optional(),
  }),
});
export type Case = z.infer<typeof caseOf> & { file: string };

function spellsFrom(spells: z.infer<typeof spell>[]): Facts['spells'] {
  return spells.map((one, index) => ({
    id: one.id ?? `spell-${index + 1}`,
    start: one.from,
    end: one.to,
    ...PLACES[one.at],
    employer: one.employer,
    monthlyFen: one.yuan === null ? null : Math.round(one.yuan * 100),
    channel: one.channel,
    organised: one.organised,
    town: one.town,
    kind: one.flexible ? '其他形式务工就业人员' : '单位录用聘用人员',
  }));
}

const fenOf = (yuan: number | null): number | null => (yuan === null ? null : Math.round(yuan * 100));

function priorsFrom(priors: z.infer<typeof prior>[]): Facts['prior'] {
  return priors.map(({ yuan, spells, ...claim }) => ({
    ...claim,
    amountFen: fenOf(yuan) ?? 0,
    spells: spells === null ? null : spellsFrom(spells),
  }));
}

function ticketsFrom(tickets: z.infer<typeof ticket>[]): TicketFact[] {
  return tickets.map((one, index) => ({
    id: `ticket-${index + 1}`,
    date: one.on,
    from: one.from,
    to: one.to,
    fareFen: fenOf(one.yuan),
    mode: one.mode,
    traveller: one.name,
    direction: one.way,
    railFareFen: fenOf(one.rail),
  }));
}

/** The facts a case means. */
export function factsFrom(one: Pick<Case, 'on' | 'facts'>): Facts {
  const { facts, on } = one;
  return {
    asOf: on,
    submittedOn: facts.submittedOn,
    period: facts.period,
    person: { id: 'person-1', name: '甲', born: facts.born, labourSkill: facts.skill, studentStatus: facts.student, alive: facts.alive },
    household: {
      id: 'household-1',
      type: facts.household,
      monitoring: facts.monitoring,
      perCapitaFen: fenOf(facts.perCapita),
      prior: facts.family && priorsFrom(facts.family),
    },
    home: facts.town === undefined ? PLACES.云岭 : { ...PLACES.云岭, town: facts.town },
    spells: spellsFrom(facts.spells),
    prior: priorsFrom(facts.prior),
    seq: facts.seq,
    tickets: facts.tickets && ticketsFrom(facts.tickets),
    evidence: [],
  };
}

/** Facts with defaults, for tests that build their own. */
export function someFacts(facts: z.input<typeof factsOf> = {}, on = '2026-03-02'): Facts {
  return factsFrom({ on, facts: factsOf.parse(facts) });
}

/** Reads one file's text; an unknown keyword or value is an error that names the case. */
export function parseCases(text: string, file: string): Case[] {
  const list: unknown = parse(text, { merge: true });
  if (!Array.isArray(list)) throw new Error(`${file}: a list of cases is expected`);
  return list.map((item, index) => {
    const parsed = caseOf.safeParse(item);
    if (!parsed.success) throw new Error(`${file}, case ${index + 1}: ${z.prettifyError(parsed.error)}`);
    return { ...parsed.data, file };
  });
}

export function allCases(): Case[] {
  return readdirSync(CASES)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => parseCases(readFileSync(join(CASES, file), 'utf8'), file));
}

/** What an assessment says in the terms of a case; equal to `expectation` when the case holds. */
export function outcome(assessment: Assessment): { eligible: boolean | 'unknown'; fen: number; failed: string[]; unknown: string[] } {
  const ids = (status: string) => assessment.checks.filter((check) => check.status === status).map((check) => check.id);
  const eligible = assessment.verdict === 'unknown' ? 'unknown' : assessment.verdict === 'eligible';
  return { eligible, fen: assessment.amountFen, failed: ids('failed').sort(), unknown: ids('unknown').sort() };
}

export function expectation(one: Case): ReturnType<typeof outcome> {
  const { eligible, fen, failed, unknown } = one.expect;
  return { eligible, fen, failed: [...failed].sort(), unknown: [...unknown].sort() };
}
