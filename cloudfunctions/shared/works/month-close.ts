// Closing a village's month: whoever was not asked is carried over, counted apart; figures and where everybody stood are frozen; 回访 is drawn.
import { randomUUID } from 'node:crypto';
import { beijingDate } from '@shared/domain/dates';
import { drawn } from '@shared/domain/draw';
import { countMonth, isChecked, isCleared, monthBefore, monthOf, recheckSize, roundId } from '@shared/domain/month';
import { seenOf } from '@shared/domain/month-seen';
import type { CheckRecord, Instant, MonthText, PersonRecord, PlaceRecord, RoundRecord, SpellRecord } from '@shared/domain/records';
import { rebuildFigures } from '@shared/listing/month-figures';
import { recheckFor } from '@shared/listing/rechecks';
import { ASKERS, allChecks, checksAfter, manyById, personsAmong, spellsAmong } from '@shared/repos/months';
import { type Change, runChange } from '@shared/runtime/change';
import { type JobKind, type JobRecord, newJob } from '@shared/runtime/jobs';
import type { Store } from '@shared/runtime/store';

export interface MonthCloseInput {
  village: string;
  month: MonthText;
}
interface Item {
  check: CheckRecord;
  person: PersonRecord | null;
  spells: SpellRecord[];
}

export const monthClose: JobKind<MonthCloseInput, Item, { carried: number; drawn: number }> = {
  kind: 'month.close',
  roles: ASKERS,
  words: '正在结这个月',
  async page(job, limit, { store }) {
    const checks = await checksAfter(store, job.input.village, job.input.month, job.cursor ?? undefined, limit);
    const ids = checks.map(({ person }) => person);
    const [persons, spells] = await Promise.all([personsAmong(store, ids), spellsAmong(store, ids)]);
    return {
      items: checks.map((check) => ({
        key: check.name,
        cursor: check.sortKey,
        value: { check, person: persons.get(check.person) ?? null, spells: spells.get(check.person) ?? [] },
      })),
    };
  },
  async each({ check: { _id }, person, spells }, _job, ctx) {
    const installation = await ctx.repos.installation.get();
    await ctx.change(async (change) => {
      const before = await change.get<CheckRecord>('checks', _id);
      if (!before || before.seen !== null) return { record: _id, version: before?.version ?? 0, note: {} };
      const seen = person && seenOf(person, spells, installation, ctx.today);
      const closing: Partial<CheckRecord> = isCleared(before.status)
        ? {}
        : { status: before.status === 'unreached' ? 'unreached' : 'carried', how: 'carried', at: ctx.now, by: { openid: '', name: '' } };
      const { version } = await change.put('checks', before, { ...before, ...closing, seen }, { verb: 'carry', role: 'visitor' });
      return { record: _id, version, note: {} };
    });
    return undefined;
  },
  async finish(job, ctx) {
    const { village, month } = job.input;
    const checks = await allChecks(ctx.store, village, month);
    const figures = await rebuildFigures(ctx.store, job, month, ctx.now);
    const round = await frozen(job, { ...countMonth(checks, figures.figures.doubtful) }, ctx);
    const installation = await ctx.repos.installation.get();
    const known = checks.filter(({ status }) => isChecked(status));
    const ids = drawn(
      known.map(({ person }) => person),
      round.drawSeed ?? '',
      recheckSize(installation),
    );
    for (const check of known.filter(({ person }) => ids.includes(person))) await recheckFor(check, ctx);
    return { carried: checks.length - known.length, drawn: ids.length };
  },
};

/** The round with its figures and the seed of the draw; what was frozen by a step that was cut off stays. */
async function frozen(
  { input }: JobRecord<MonthCloseInput>,
  figures: NonNullable<RoundRecord['figures']>,
  ctx: Parameters<typeof recheckFor>[1],
): Promise<RoundRecord> {
  const _id = roundId(input.village, input.month);
  const seed = randomUUID();
  await ctx.change(async (change) => {
    const before = (await change.get<RoundRecord>('rounds', _id)) as RoundRecord;
    if (before.figures !== null) return { record: _id, version: before.version, note: {} };
    const { version } = await change.put(
      'rounds',
      before,
      { ...before, figures, drawSeed: seed },
      { verb: 'freeze', role: 'visitor', detail: { asked: figures.asked, carried: figures.carried } },
    );
    return { record: _id, version, note: {} };
  });
  return (await ctx.store.get<RoundRecord>('rounds', _id)) as RoundRecord;
}

/** Ends the asking at once and leaves the rest to a job, in one transaction. */
export async function closeRound(
  change: Change,
  round: RoundRecord,
  by: { openid: string; name: string; role: string },
  now: Instant,
): Promise<{ round: RoundRecord; job: JobRecord<MonthCloseInput> }> {
  const { county, town, village, month } = round;
  const job = newJob<MonthCloseInput>(
    'month.close',
    `${village}:${month}`,
    { village, month },
    { owner: by.openid, county, town, village },
    now,
  );
  const closed = await change.put<RoundRecord>(
    'rounds',
    round,
    { ...round, status: 'closed', closedAt: now, closedBy: { openid: by.openid, name: by.name } },
    { verb: 'close', role: by.role },
  );
  await change.begin(job as JobRecord);
  return { round: closed, job };
}

/** Closes every month whose last day is over: this one's, and last one's where a night was missed. @returns how many were begun. */
export async function closeDue(store: Store, villages: readonly PlaceRecord[], now: Instant): Promise<number> {
  const today = beijingDate(now);
  const months = [monthBefore(monthOf(today)), monthOf(today)];
  const rounds = await manyById<RoundRecord>(
    store,
    'rounds',
    months.flatMap((month) => villages.map(({ _id }) => roundId(_id, month))),
  );
  let begun = 0;
  for (const { _id, status, cutoff } of rounds.values()) {
    if (status !== 'open' || cutoff >= today) continue;
    await runChange({ store, now, openid: 'house', action: 'work:month.close', request: null }, async (change) => {
      const round = await change.get<RoundRecord>('rounds', _id);
      if (round?.status !== 'open') return { record: _id, version: round?.version ?? 0, note: {} };
      const closed = await closeRound(change, round, { openid: '', name: '', role: 'visitor' }, now);
      begun += 1;
      return { record: _id, version: closed.round.version, note: {} };
    });
  }
  return begun;
}
