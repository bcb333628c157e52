// What a pack may say about how it is done: proofs, who may hand in for another, who looks, what is posted, who pays from what.
import { STAGE_KINDS } from '@shared/domain/records';
import * as z from 'zod';
import { basisRef, localId, once } from './parts';

const level = () => z.enum(['village', 'town', 'county']);
const workingDays = () => z.number().int().min(1).max(60);

export const documentOf = once(() =>
  z.strictObject({
    title: z.string().min(1),
    /** 文号; '' where none was published. */
    docNo: z.string(),
    issuer: z.string(),
    /** Where it was published, if anywhere. */
    url: z.string().optional(),
    /** Articles as far as they were read; `no` as in the document, or what it is about where the numbering was not seen. */
    articles: z.array(z.strictObject({ no: z.string().min(1), text: z.string().min(1) })).min(1),
  }),
);

/** Who a set of proofs is for: people with an employer at some time of the period, or those who never had one (临工、灵活就业). */
export const WORKER_KINDS = ['employed', 'flexible'] as const;
export type WorkerKind = (typeof WORKER_KINDS)[number];

export const evidence = once(() =>
  z.strictObject({
    id: localId(),
    need: z.enum(['any', 'all']),
    when: z.enum(WORKER_KINDS).optional(),
    kinds: z.array(z.strictObject({ kind: localId(), words: z.string().min(1), official: z.string().min(1) })).min(1),
    basis: basisRef(),
  }),
);

export const stage = once(() =>
  z.strictObject({
    kind: z.enum(STAGE_KINDS),
    level: level(),
    /** Working days allowed, or posted. */
    days: workingDays(),
    /** Calendar days instead of working days. */
    calendar: z.literal(true).optional(),
    basis: basisRef(),
  }),
);

/** Columns a posted list may have. Nothing else can be named: neither identity numbers nor accounts can ever be posted. */
export const PUBLICITY_COLUMNS = ['name', 'sex', 'age', 'work_period', 'work_place', 'employer', 'amount'] as const;
export type PublicityColumn = (typeof PUBLICITY_COLUMNS)[number];

export const publicity = once(() =>
  z.strictObject({
    /** Working days, or calendar days. */
    days: workingDays(),
    calendar: z.literal(true).optional(),
    columns: z.array(z.enum(PUBLICITY_COLUMNS)).min(1).optional(),
    basis: basisRef(),
  }),
);

export const PROXY_KINDS = ['relative', 'village_cadre', 'resident_team', 'contact', 'town_staff'] as const;
export type ProxyKind = (typeof PROXY_KINDS)[number];

/** Who may hand in for another, and how the person's consent is kept. */
export const proxy = once(() =>
  z.strictObject({ kinds: z.array(z.enum(PROXY_KINDS)).min(1), consent: z.enum(['written', 'any']), basis: basisRef() }),
);

export const PAID_BY = ['town', 'county', 'card_system'] as const;
/** 乡镇发, 报县发, 一卡通系统发. */
export const paying = once(() => z.strictObject({ by: z.enum(PAID_BY), basis: basisRef() }));

export const fund = once(() => z.strictObject({ name: z.string().min(1), basis: basisRef() }));

/** Which account is paid into: any of the person's own, the 社保卡 or 一卡通, or one with the bank named. */
export const channel = once(() =>
  z.strictObject({ kind: z.enum(['any_account', 'social_card', 'named_bank']), bank: z.string().min(1).nullable(), basis: basisRef() }),
);

/** What a document leaves to the county, or can be read in two ways. `chosen: null` = nobody has decided yet. */
export const policySwitch = once(() =>
  z.strictObject({
    id: localId(),
    question: z.string().min(1),
    options: z.array(z.strictObject({ id: localId(), words: z.string().min(1) })).min(2),
    chosen: localId().nullable(),
    basis: basisRef(),
  }),
);

/** What the copy at hand does not show: to be asked of whoever issued it, never made up. */
export const unread = once(() => z.strictObject({ about: z.string().min(1), words: z.string().min(1) }));
