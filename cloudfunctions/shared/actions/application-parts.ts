// What every step of an application does: the record one step on, its duty, and who is told; one transaction.
import { roleFor } from '@shared/access';
import { ApplicationRefused, dutyWords, isLive, type Step, stepped, toldWords } from '@shared/domain/applications';
import { newDuty } from '@shared/domain/duties';
import type { ApplicationRecord, DutyRecord, HouseholdRecord, Instant } from '@shared/domain/records';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';

const MOST_HEARERS = 4;

export const applicationDuty = (application: string): string => `duty:application:${application}`;

/** The step by the table, or why not in plain words. */
export function stepOf(before: ApplicationRecord, step: Step): ApplicationRecord {
  try {
    return stepped(before, step);
  } catch (error) {
    if (error instanceof ApplicationRefused)
      throw new Problem('not_possible_now', { message: `${error.message}。`, next: '返回刷新，看看现在到哪一步了。' });
    throw error;
  }
}

/** Whose telephones hear of it, and who keeps the household; listed before the change. */
export interface Hearers {
  openids: string[];
  keeper: string | null;
}

export async function hearersOf(
  application: Pick<ApplicationRecord, 'person' | 'household'>,
  ctx: Pick<Context, 'store' | 'today'> & { repos: Pick<Context['repos'], 'bonds'>; caller: Pick<Context['caller'], 'openid'> },
): Promise<Hearers> {
  const [bonds, household] = await Promise.all([
    ctx.repos.bonds.ofPerson({ _id: application.person }),
    ctx.store.get<HouseholdRecord>('households', application.household),
  ]);
  const confirmed = bonds.filter(({ status, until }) => status === 'confirmed' && (until === null || ctx.today <= until));
  const openids = [...new Set(confirmed.map(({ openid }) => openid))].filter((one) => one !== ctx.caller.openid);
  return { openids: openids.slice(0, MOST_HEARERS), keeper: household?.keeper ?? null };
}

/** One duty follows an application through all its steps: dated anew with each, done when there is nothing more to ask. */
export async function putDuty(
  change: Change,
  after: ApplicationRecord,
  role: string,
  { now, by }: { now: Instant; by: { openid: string; name: string } },
): Promise<void> {
  const _id = applicationDuty(after._id);
  const before = await change.get<DutyRecord>('duties', _id);
  const { county, town, village, person, personName, household, dueOn } = after;
  const words = dutyWords(after);
  if (!isLive(after) || dueOn === '') {
    if (before?.status !== 'open') return;
    const words = after.status === 'merged' ? '跟着人合到另一条里了' : toldWords(after).text;
    const outcome = { words, at: now, by };
    await change.put('duties', before, { ...before, status: 'done', outcome }, { verb: 'done', role });
    return;
  }
  const wanted = newDuty(
    {
      id: _id,
      kind: 'application',
      place: { county, town, village },
      owner: '',
      ownerName: '',
      person: { id: person, name: personName },
      household,
      words,
      dueOn,
      from: { collection: 'applications', record: after._id },
    },
    now,
    by,
  );
  const { version, auditHead } = before ?? wanted;
  await change.put('duties', before, { ...wanted, version, auditHead }, { verb: before ? 'move' : 'begin', role });
}

/**
 * Writes a step. `hearers` are told unless they did it themselves; the keeper hears of a wish. @returns the record as stored.
 */
export async function putStep(
  change: Change,
  before: ApplicationRecord | null,
  wanted: ApplicationRecord,
  { verb, hearers, ctx }: { verb: string; hearers: Hearers; ctx: Context },
): Promise<ApplicationRecord> {
  const own = ctx.caller.persons.includes(wanted.person);
  const role = own && wanted.steps[wanted.steps.length - 1]?.by.as !== 'cadre' ? 'resident' : roleFor(ctx.caller, wanted);
  const stored = await change.put('applications', before, wanted, { verb, role });
  await putDuty(change, stored, role, { now: ctx.now, by: { openid: ctx.caller.openid, name: ctx.caller.name || stored.personName } });
  const told = { subject: stored._id, version: stored.version, ...toldWords(stored) };
  for (const openid of hearers.openids) change.tell({ ...told, openid, kind: 'application', page: '/packages/apply/mine/mine' });
  if (stored.status === 'wants' && hearers.keeper !== null && hearers.keeper !== ctx.caller.openid)
    change.tell({
      ...told,
      openid: hearers.keeper,
      kind: 'duty',
      title: `${stored.personName}想去一个活`,
      text: `${stored.title}，${stored.employer}。${stored.dueOn}前给个回话。`,
      page: `/packages/apply/record/record?id=${encodeURIComponent(stored._id)}`,
    });
  return stored;
}
