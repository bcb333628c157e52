// Freezing a list: every claim that waits for being posted here is written down as one line and marked with the list; then the days begin.
import { roleFor } from '@shared/access';
import { postedLine } from '@shared/domain/posted-line';
import { postedUntil } from '@shared/domain/publicity';
import type { ClaimRecord, PersonRecord, PublicityLineRecord, PublicityRecord } from '@shared/domain/records';
import { DECIDERS, stageOf } from '@shared/domain/stages';
import { canonical, sha256 } from '@shared/runtime/canonical';
import type { JobKind, JobRecord } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { range } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';

interface Input {
  publicity: string;
}
type Job = JobRecord<Input, { publicity: string }>;

async function listOf(job: Job, { store }: WorkContext): Promise<PublicityRecord> {
  const list = await store.get<PublicityRecord>('publicities', job.input.publicity);
  if (!list) throw new Problem('not_found');
  return list;
}

function belongs(claim: ClaimRecord, list: PublicityRecord): boolean {
  return (
    claim.programme === list.programme &&
    claim.period === list.period &&
    claim[list.level] === list[list.level] &&
    !claim.posting &&
    stageOf(claim)?.kind === 'publicity' &&
    stageOf(claim)?.level === list.level
  );
}

/** The hash over the lines as they hang: who compares paper and page compares this. */
export function hashOfLines(list: Pick<PublicityRecord, '_id'>, lines: readonly PublicityLineRecord[]): string {
  return sha256(canonical({ list: list._id, lines: lines.map(({ line }) => line) }));
}

export const publicityPost: JobKind<Input, ClaimRecord, { publicity: string }> = {
  kind: 'publicity.post',
  roles: DECIDERS,
  words: '正在做榜',
  async page(job, limit, ctx) {
    const list = await listOf(job, ctx);
    const claims = await ctx.store.list<ClaimRecord>('claims', {
      where: {
        [list.level]: list[list.level],
        waiting: `post_${list.level}`,
        ...(job.cursor === null ? {} : { sortKey: range({ gt: job.cursor }) }),
      },
      order: ['sortKey', 'asc'],
      limit,
    });
    return { items: claims.map((claim) => ({ key: claim.personName, cursor: claim.sortKey, value: claim })) };
  },
  async each(seen, job, ctx) {
    const list = await listOf(job, ctx);
    if (!belongs(seen, list)) return undefined;
    const person = await ctx.store.get<PersonRecord>('persons', seen.person);
    if (!person) throw new Problem('not_found');
    await ctx.change(async (change) => {
      const claim = await change.get<ClaimRecord>('claims', seen._id);
      if (!claim || !belongs(claim, list)) return { record: seen._id, version: 0, note: {} };
      const line: PublicityLineRecord = {
        _id: `line:${list._id}:${claim._id}`,
        publicity: list._id,
        claim: claim._id,
        sortKey: claim.sortKey,
        line: postedLine(claim, person, list.columns, ctx.now),
        version: 0,
        auditHead: '',
      };
      await change.put('publicity_lines', null, line, { verb: 'post', role: roleFor(ctx.caller, list) });
      const { version } = await change.put(
        'claims',
        claim,
        { ...claim, posting: list._id },
        { verb: 'posted', role: roleFor(ctx.caller, list), detail: { list: list._id } },
      );
      return { record: claim._id, version, note: {} };
    });
    return { posted: 1 };
  },
  async finish(job, ctx) {
    const found = await listOf(job, ctx);
    const lines = await ctx.store.list<PublicityLineRecord>('publicity_lines', {
      where: { publicity: found._id },
      order: ['sortKey', 'asc'],
      limit: 1000,
    });
    // Sums from the claims as frozen: a pack may leave the amount off the sheet.
    const claims = await claimsOf(lines, ctx);
    await ctx.change(async (change) => {
      const before = await change.get<PublicityRecord>('publicities', found._id);
      if (before?.status !== 'building') return { record: found._id, version: before?.version ?? 0, note: {} };
      const wanted: PublicityRecord =
        lines.length === 0
          ? { ...before, status: 'void' }
          : {
              ...before,
              status: 'posted',
              from: ctx.today,
              until: postedUntil(ctx.today, before.days, before.calendar === true),
              count: lines.length,
              sumFen: claims.reduce((sum, { amountFen }) => sum + amountFen, 0),
              hash: hashOfLines(before, lines),
            };
      const { version } = await change.put('publicities', before, wanted, {
        verb: 'freeze',
        role: roleFor(ctx.caller, before),
        detail: { count: wanted.count, sumFen: wanted.sumFen, hash: wanted.hash, until: wanted.until },
      });
      return { record: before._id, version, note: {} };
    });
    return { publicity: found._id };
  },
};

const MOST_AT_ONCE = 100;

async function claimsOf(lines: readonly PublicityLineRecord[], { store }: WorkContext): Promise<ClaimRecord[]> {
  const found: ClaimRecord[] = [];
  for (let at = 0; at < lines.length; at += MOST_AT_ONCE) {
    found.push(
      ...(await store.getMany<ClaimRecord>(
        'claims',
        lines.slice(at, at + MOST_AT_ONCE).map(({ claim }) => claim),
      )),
    );
  }
  return found;
}
