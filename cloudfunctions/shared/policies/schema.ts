// What a version of a policy pack may say. Strict: an unknown key, a dangling article or a number written into a sentence is refused.
import { MONTH_RULES } from '@shared/domain/spells';
import * as z from 'zod';
import { amount } from './amount-schema';
import { condition } from './checks';
import { basisRef, dayText, monthDay, once, VERSION_ID } from './parts';
import { channel, documentOf, evidence, fund, paying, policySwitch, proxy, publicity, stage, unread } from './procedure-schema';
import { faultsOf } from './schema-rules';

export type { Amount, Tier } from './amount-schema';

/** Days a period stands for when it is not its calendar year or quarter; years are offsets from the period's. */
const span = once(() =>
  z.strictObject({
    fromYear: z.number().int().min(-1).max(0),
    fromDay: monthDay(),
    toYear: z.number().int().min(0).max(1),
    toDay: monthDay(),
    basis: basisRef(),
  }),
);

const shape = once(() =>
  z.strictObject({
    id: z.string().regex(VERSION_ID),
    programme: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
    /** Official name. */
    name: z.string().min(1),
    /** What residents call it. */
    spoken: z.string().min(1),
    county: z.string().regex(/^\d{6}$/),
    periods: z.array(z.string().regex(/^\d{4}(Q[1-4])?$/)).min(1),
    /** Days in which this version is in force. */
    from: dayText(),
    until: dayText().nullable(),
    checkedOn: dayText(),
    notice: z.string().min(1),
    documents: z.array(documentOf()).min(1),
    /** What could not be read, or what the county has to say itself. */
    unread: z.array(unread()).optional(),
    switches: z.array(policySwitch()).optional(),
    work: z.strictObject({
      months: z.enum(MONTH_RULES),
      monitoredFrom: z.enum(['period', 'identified']),
      span: span().optional(),
      basis: basisRef(),
    }),
    conditions: z.array(condition()).min(1),
    amount: amount(),
    evidence: z.array(evidence()),
    proxy: proxy().optional(),
    stages: z.array(stage()).min(1),
    /** 公示 in working days. */
    publicity: publicity(),
    paying: paying().optional(),
    fund: fund().optional(),
    channel: channel().optional(),
    /** Spoken lines: who and how much. Numbers only as {placeholders}. */
    summary: z.array(z.string().min(1)).min(1),
    /** 承诺书 in spoken words. Numbers only as {placeholders}. */
    statement: z.array(z.string().min(1)).min(1),
  }),
);

export type PolicyPack = z.infer<ReturnType<typeof shape>>;
export type BasisRef = z.infer<ReturnType<typeof basisRef>>;

const policyPack = once(() =>
  shape().superRefine((pack, ctx) => {
    for (const { path, message } of faultsOf(pack)) ctx.addIssue({ code: 'custom', path, message });
  }),
);

/** One thing wrong with a pack: where, by keys and indexes, and what, in plain Chinese. */
export interface PackFault {
  path: (string | number)[];
  message: string;
}

/** What zod found, in Chinese: packs are read by clerks. */
const ISSUE_WORDS: Record<string, string> = {
  invalid_type: '缺了这一项，或者写的不是该写的东西',
  too_small: '太小，或者太少',
  too_big: '太大，或者太多',
  not_multiple_of: '要写整数',
  invalid_format: '写法不对',
  invalid_union: '写的不在可选的里面',
  invalid_value: '写的不在可选的里面',
};

function issueWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.message;
  if (issue.code === 'unrecognized_keys') return `多了不认识的项：${issue.keys.join('、')}`;
  return ISSUE_WORDS[issue.code] ?? '写法不对';
}

/** The pack typed, or everything that is wrong with it. */
export function checkPack(value: unknown): { pack: PolicyPack; faults: [] } | { pack: null; faults: PackFault[] } {
  const parsed = policyPack().safeParse(value);
  if (parsed.success) return { pack: parsed.data, faults: [] };
  return {
    pack: null,
    faults: parsed.error.issues.map((issue) => ({ path: issue.path as (string | number)[], message: issueWords(issue) })),
  };
}

/**
 * Check and type a pack from outside (shipped JSON or a stored document).
 * @throws Error in plain Chinese naming the place and what is wrong with it.
 */
export function parsePack(value: unknown): PolicyPack {
  const { pack, faults } = checkPack(value);
  if (pack !== null) return pack;
  const lines = faults.map(({ path, message }) => `${path.join('.') || '整个政策包'}：${message}`);
  throw new Error(`政策包有 ${lines.length} 处不对：\n${lines.join('\n')}`);
}
