// Fairs as they are shown, and how a visit to one is written.

import { covers, roleFor } from '@shared/access';
import type { Output } from '@shared/contract';
import { addDays } from '@shared/domain/dates';
import { FAIR_HELPERS, FAIR_MAKERS, type FairStatus, type FairVisitStatus, lacks, postsOf, visitHindered } from '@shared/domain/fairs';
import type { FairRecord, FairVisitRecord, PersonRecord } from '@shared/domain/records';
import { fairVisitId } from '@shared/repos/fairs';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';

type Card = Output<'fair.next'>['fairs'][number];
type Full = Output<'fair.show'>['fair'];

/** The sheet from the door may be written down so many days after. */
const SHEET_DAYS = 7;

export function fairCardOf(fair: FairRecord): Card {
  const { _id: id, status, campaign, title, on, hours, where, stands } = fair;
  return { id, status: status as FairStatus, campaign, title, on, hours, where, employers: stands.length, posts: postsOf(fair) };
}

export function fairPublicOf(fair: FairRecord): Output<'fair.open'>['fair'] {
  const { transport, words, stands, contact, why } = fair;
  return { ...fairCardOf(fair), transport, words, stands, contact: { words: contact.name, phone: contact.phone }, why };
}

export async function fairFullOf(fair: FairRecord, { repos, today }: Pick<Context, 'repos' | 'today'>): Promise<Full> {
  const places = await Promise.all(fair.villages.map((code) => repos.places.get(code)));
  return {
    ...fairPublicOf(fair),
    villages: fair.villages.map((code, i) => ({ code, name: places[i]?.name ?? '' })),
    by: fair.by.name,
    report: fair.report && { words: fair.report.words, at: fair.report.at, by: fair.report.by.name },
    lacks: fair.status === 'draft' ? lacks(fair, today) : [],
    version: fair.version,
  };
}

export async function fairPage(id: string, ctx: Context): Promise<Output<'fair.show'>> {
  const fair = await ctx.repos.fairs.inScope(id);
  return {
    fair: await fairFullOf(fair, ctx),
    makes: covers(ctx.caller, FAIR_MAKERS, fair),
    today: ctx.today,
    helps: ctx.caller.grants.some(({ role }) => FAIR_HELPERS.includes(role)),
  };
}

/** Writes what is known of somebody and a fair; said again it is the same. */
export function putVisit(fair: FairRecord, person: PersonRecord, to: FairVisitStatus, ctx: Context): Promise<Outcome> {
  const { caller, now, today } = ctx;
  const staffed = caller.staff !== null && covers(caller, FAIR_HELPERS, person);
  const lastDay = staffed ? addDays(fair.on, SHEET_DAYS) : fair.on;
  const id = fairVisitId(fair._id, person._id);
  return ctx.change(async (change) => {
    const [held, before] = [await change.get<FairRecord>('fairs', fair._id), await change.get<FairVisitRecord>('fair_visits', id)];
    if (!held) throw new Problem('not_found');
    const hindered = visitHindered(held, before, to, { today, lastDay });
    if (hindered !== null) throw new Problem('not_possible_now', { message: `${hindered}。`, next: `有事问${held.contact.name}。` });
    if (before?.status === to) return { record: id, version: before.version, note: {} };
    const { county, town, village, _id, name, household } = person;
    const base = {
      county,
      town,
      village,
      sortKey: `${village}:${person.initials}:${_id}`,
      _id: id,
      fair: held._id,
      person: _id,
      personName: name,
      household,
    };
    const wanted: FairVisitRecord = {
      ...(before ?? { version: 0, auditHead: '', signedAt: null, cameAt: null }),
      ...base,
      status: to,
      by: { openid: caller.openid, name: caller.name },
      ...(to === 'coming' ? { signedAt: before?.signedAt ?? now } : {}),
      ...(to === 'came' ? { cameAt: now } : {}),
    };
    const stored = await change.put('fair_visits', before, wanted, { verb: to, role: staffed ? roleFor(caller, person) : 'resident' });
    return { record: id, version: stored.version, note: {} };
  });
}
