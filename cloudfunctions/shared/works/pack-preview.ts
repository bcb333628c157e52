// Long work: everybody of the registry under the version in force and under a draft: who gains, who loses, what it costs. Writes no claim.

import { factsOf } from '@shared/actions/person-facts';
import type { Assessment } from '@shared/domain/assessment';
import { addDays, laterOf } from '@shared/domain/dates';
import type { Facts } from '@shared/domain/facts';
import type { PackDraftRecord, PreviewPart, PreviewRow } from '@shared/domain/pack-records';
import type { ClaimRecord, DateText, PersonRecord } from '@shared/domain/records';
import { isTaken, periodInHand } from '@shared/listing/periods';
import { compilePack, parsePack } from '@shared/policies';
import { packHash } from '@shared/policies/hash';
import { type Ledger, ledgersRepo } from '@shared/repos/ledgers';
import { PACK_SWITCHERS } from '@shared/repos/packs';
import type { Policy } from '@shared/repos/policies';
import type { JobKind, JobRecord } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { range } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';

export interface PreviewInput {
  draft: string;
  of: number;
  county: string;
}
export interface PreviewResult {
  period: string;
  beforePeriod: string;
}
interface Both {
  before: { policy: Policy; period: string; asOf: DateText } | null;
  after: { policy: Policy; period: string; asOf: DateText };
}

/** How far ahead a day is looked for on which claims are taken, and in what steps (days). */
const LOOK_AHEAD = 730;
const STEP = 7;

/** A day on which claims of the period are taken, so that a window not yet open makes nobody a loser. */
function openDay(policy: Policy, period: string, today: DateText): DateText {
  const first = laterOf(today, policy.pack.from);
  for (let ahead = 0; ahead <= LOOK_AHEAD; ahead += STEP) {
    const day = addDays(first, ahead);
    if (isTaken(policy, period, day)) return day;
  }
  return first;
}

const prepared = new Map<string, Both>();

async function bothOf({ input, owner }: JobRecord<PreviewInput, PreviewResult>, { store, policies, today }: WorkContext): Promise<Both> {
  const draft = await store.get<PackDraftRecord>('pack_drafts', input.draft);
  if (!draft || draft.version !== input.of)
    throw new Problem('not_possible_now', { message: '草稿又改过了，这次预览不算数。', next: '重新预览一次。' });
  const key = `${owner}:${input.draft}:${input.of}:${today}`;
  const known = prepared.get(key);
  if (known) return known;
  const pack = parsePack(draft.pack);
  const policy: Policy = { pack, hash: packHash(pack), assess: compilePack(pack) };
  const period = periodInHand(pack, laterOf(today, pack.from));
  const old = (await policies.active(today)).find((one) => one.pack.programme === pack.programme) ?? null;
  const beforePeriod = old && (old.pack.periods.includes(period) ? period : periodInHand(old.pack, today));
  const both: Both = {
    before: old && beforePeriod !== null ? { policy: old, period: beforePeriod, asOf: openDay(old, beforePeriod, today) } : null,
    after: { policy, period, asOf: openDay(policy, period, today) },
  };
  prepared.clear();
  prepared.set(key, both);
  return both;
}

/** The answer as if nothing had been claimed for this very programme and period. */
function answer(ledger: Ledger, { policy, period, asOf }: Both['after']): Assessment {
  const own = (one: { programme: string; period: string }) => one.programme === policy.pack.programme && one.period === period;
  const facts: Facts = factsOf(ledger, period, asOf, { id: '', evidence: [] });
  return policy.assess({ ...facts, submittedOn: asOf, prior: facts.prior.filter((prior) => !own(prior)) });
}

const paid = (one: Assessment | null): number => (one?.verdict === 'eligible' ? one.amountFen : 0);

function partOf(before: Assessment | null, after: Assessment): PreviewPart {
  if (after.verdict === 'unknown' && before?.verdict !== 'unknown') return 'unsure';
  const was = paid(before);
  const is = paid(after);
  if (was === is) return 'same';
  if (was === 0) return 'gains';
  if (is === 0) return 'loses';
  return is > was ? 'more' : 'less';
}

/** Checks whose answer differs between the two, by the new version's ids; the amount alone when none does. */
function whyOf(before: Assessment | null, after: Assessment): string {
  const was = new Map(before?.checks.map(({ id, status }) => [id, status]));
  const turned = after.checks.filter(({ id, status }) => status !== 'passed' && was.get(id) !== status).map(({ check }) => check);
  const mended = (before?.checks ?? [])
    .filter(({ id, status }) => status !== 'passed' && after.checks.every((one) => one.id !== id || one.status === 'passed'))
    .map(({ check }) => check);
  return [...new Set([...turned, ...mended])].slice(0, 3).join(',');
}

const KEPT: readonly string[] = ['in_stage', 'approved', 'in_batch', 'paid', 'payment_failed'];
const isKept = (claims: readonly ClaimRecord[], programme: string, period: string): boolean =>
  claims.some((claim) => claim.programme === programme && claim.period === period && KEPT.includes(claim.status));

/** Largest change first; the id makes it a cursor. */
const sortKeyOf = (change: number, id: string): string => `${String(1e12 - Math.abs(change)).padStart(13, '0')}:${id}`;

export const packPreview: JobKind<PreviewInput, { ledger: Ledger; villageName: string }, PreviewResult> = {
  kind: 'pack.preview',
  roles: PACK_SWITCHERS,
  words: '正在按新办法逐人试算',
  async page(job, limit, ctx) {
    const persons = await ctx.store.list<PersonRecord>('persons', {
      where: { county: job.input.county, status: 'active', sortKey: range({ gt: job.cursor ?? '' }) },
      order: ['sortKey', 'asc'],
      limit,
    });
    const { home } = await ctx.repos.installation.get();
    const ledgers = await ledgersRepo(ctx.store).of(persons, home);
    const items = await Promise.all(
      ledgers.map(async (ledger) => ({
        key: ledger.subject.person.name,
        cursor: ledger.subject.person.sortKey,
        value: { ledger, villageName: (await ctx.repos.places.get(ledger.subject.person.village))?.name ?? '' },
      })),
    );
    return { items };
  },
  async each({ ledger, villageName }, job, ctx) {
    const { before, after } = await bothOf(job, ctx);
    const was = before && answer(ledger, before);
    const is = answer(ledger, after);
    const part = partOf(was, is);
    const { person, household } = ledger.subject;
    // Whoever gets nothing either way is no line of a preview.
    if (part === 'same' && paid(is) === 0) return undefined;
    const kept = isKept(ledger.claims, after.policy.pack.programme, after.period);
    const [beforeFen, afterFen] = [paid(was), paid(is)];
    const id = `preview:${job._id}:${person._id}`;
    const row: PreviewRow = {
      _id: id,
      job: job._id,
      part,
      person: person._id,
      name: person.name,
      villageName,
      group: household?.group ?? '',
      beforeFen,
      afterFen,
      why: whyOf(was, is),
      kept,
      sortKey: sortKeyOf(afterFen - beforeFen, id),
    };
    // Found there = written by a step that broke off before its cursor moved; the tally moves with the cursor, so it is counted here.
    await ctx.store.insert('preview_rows', row);
    return {
      people: 1,
      kept: kept ? 1 : 0,
      beforeFen,
      afterFen,
      [part]: 1,
      [`${part}Fen`]: afterFen - beforeFen,
    };
  },
  async finish(job, ctx) {
    const { before, after } = await bothOf(job, ctx);
    return { period: after.period, beforePeriod: before?.period ?? '' };
  },
};
