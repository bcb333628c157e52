// What a version of a policy pack may say. Strict: an unknown key, a dangling article or a number written into a sentence is refused.
import { isDate } from '@shared/domain/dates';
import { STAGE_KINDS } from '@shared/domain/records';
import { DISTANCES, MONTH_RULES } from '@shared/domain/spells';
import * as z from 'zod';
import { condition } from './checks';
import { basisRef, dayText, localId, once, positiveFen } from './parts';
import { fillTemplate, literalDigits } from './template';

const documentOf = once(() =>
  z.strictObject({
    title: z.string().min(1),
    /** 文号; '' where none was published. */
    docNo: z.string(),
    issuer: z.string(),
    /** Articles as far as they were read; `no` as in the document, or what it is about where the numbering was not seen. */
    articles: z.array(z.strictObject({ no: z.string().min(1), text: z.string().min(1) })).min(1),
  }),
);

const tier = once(() =>
  z.strictObject({
    id: localId(),
    distances: z.array(z.enum(DISTANCES)).min(1),
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

/** Receipts, top-ups, percentages and brackets are further members of this union. */
const amount = once(() => z.discriminatedUnion('mode', [fixedByPlace(), perMonth()]));
export type Amount = z.infer<ReturnType<typeof amount>>;

const evidence = once(() =>
  z.strictObject({
    id: localId(),
    need: z.enum(['any', 'all']),
    kinds: z.array(z.strictObject({ kind: localId(), words: z.string().min(1), official: z.string().min(1) })).min(1),
    basis: basisRef(),
  }),
);

const stage = once(() =>
  z.strictObject({
    kind: z.enum(STAGE_KINDS),
    level: z.enum(['village', 'town', 'county']),
    /** Working days allowed, or posted. */
    days: z.number().int().min(1).max(60),
    basis: basisRef(),
  }),
);

const shape = once(() =>
  z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{1,40}@[a-z0-9][a-z0-9.-]{1,40}$/),
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
    work: z.strictObject({ months: z.enum(MONTH_RULES), monitoredFrom: z.enum(['period', 'identified']), basis: basisRef() }),
    conditions: z.array(condition()).min(1),
    amount: amount(),
    evidence: z.array(evidence()),
    stages: z.array(stage()).min(1),
    /** 公示 in working days. */
    publicity: z.strictObject({ days: z.number().int().min(1).max(60), basis: basisRef() }),
    /** Spoken lines: who and how much. Numbers only as {placeholders}. */
    summary: z.array(z.string().min(1)).min(1),
    /** 承诺书 in spoken words. Numbers only as {placeholders}. */
    statement: z.array(z.string().min(1)).min(1),
  }),
);

export type PolicyPack = z.infer<ReturnType<typeof shape>>;
export type BasisRef = z.infer<ReturnType<typeof basisRef>>;

function duplicates(ids: string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}

/** Every place of a value that holds a basis, with its path. */
function basesIn(value: unknown, path: (string | number)[] = []): { path: (string | number)[]; ref: BasisRef }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => basesIn(item, [...path, index]));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'basis' ? [{ path: [...path, key], ref: item as BasisRef }] : basesIn(item, [...path, key]),
  );
}

const policyPack = once(() =>
  shape().superRefine((pack, ctx) => {
    const complain = (path: (string | number)[], message: string) => ctx.addIssue({ code: 'custom', path, message });
    if (!pack.id.startsWith(`${pack.programme}@`)) complain(['id'], `版本号要以「${pack.programme}@」开头`);
    for (const key of ['from', 'until', 'checkedOn'] as const) {
      const day = pack[key];
      if (day !== null && !isDate(day)) complain([key], `没有 ${day} 这一天`);
    }
    if (pack.until !== null && pack.until < pack.from) complain(['until'], '失效日期早于生效日期');
    for (const { path, ref } of basesIn(pack)) {
      if (pack.documents[ref[0]]?.articles[ref[1]] === undefined) complain(path, `依据 [${ref[0]}, ${ref[1]}] 指不到任何一条`);
    }
    for (const id of duplicates(pack.conditions.map((one) => one.id))) complain(['conditions'], `条件编号「${id}」用了两次`);
    for (const id of duplicates(pack.evidence.map((one) => one.id))) complain(['evidence'], `凭证组编号「${id}」用了两次`);
    for (const id of duplicates(pack.evidence.flatMap((one) => one.kinds.map((kind) => kind.kind))))
      complain(['evidence'], `凭证「${id}」写了两次`);
    if (pack.amount.mode === 'fixed_by_place') {
      for (const id of duplicates(pack.amount.tiers.map((one) => one.id))) complain(['amount', 'tiers'], `档次编号「${id}」用了两次`);
      for (const id of duplicates(pack.amount.tiers.flatMap((one) => one.distances)))
        complain(['amount', 'tiers'], `「${id}」落在两个档次里`);
    }
    pack.conditions.forEach((one, index) => {
      if (one.use === 'age_range' && one.min === null && one.max === null) complain(['conditions', index], '年龄的上限下限至少写一个');
      if (one.use === 'age_range' && one.min !== null && one.max !== null && one.min > one.max)
        complain(['conditions', index], '年龄下限大于上限');
      if (
        one.use === 'claim_window' &&
        one.opensYear * 10000 + Number(one.opensDay.replace('-', '')) > one.closesYear * 10000 + Number(one.closesDay.replace('-', ''))
      ) {
        complain(['conditions', index], '申领开始晚于截止');
      }
    });
    for (const key of ['summary', 'statement'] as const) {
      pack[key].forEach((line, index) => {
        if (literalDigits(line)) complain([key, index], '句子里不能直接写数字，要用 {…} 引用条件或金额，免得说的和算的不一样');
        const { missing } = fillTemplate(line, pack);
        for (const name of missing) complain([key, index], `句子里的 {${name}} 找不到`);
      });
    }
  }),
);

/**
 * Check and type a pack from outside (shipped JSON or a stored document).
 * @throws Error in plain Chinese naming the place and what is wrong with it.
 */
export function parsePack(value: unknown): PolicyPack {
  const parsed = policyPack().safeParse(value);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.') || '整个政策包'}：${issue.message}`);
  throw new Error(`政策包有 ${lines.length} 处不对：\n${lines.join('\n')}`);
}
