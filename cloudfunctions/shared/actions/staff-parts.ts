// What every action on the directory needs: how a staff member is shown, and the one way their document changes.
import { covers } from '@shared/access';
import type { Output } from '@shared/contract';
import type { Grant, PersonRecord, PlaceRecord, StaffRecord } from '@shared/domain/records';
import { fitsRole } from '@shared/domain/role-levels';
import { FINDERS } from '@shared/repos/registry';
import { placed } from '@shared/repos/staff';
import type { AuditDetail } from '@shared/runtime/audit';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';

export type StaffView = Output<'staff.list'>['items'][number];

const inForce = ({ from, until }: Pick<Grant, 'from' | 'until'>, today: string): boolean =>
  from <= today && (until === null || today <= until);

export async function staffViewOf(one: StaffRecord, ctx: Context): Promise<StaffView> {
  const { repos, today, caller } = ctx;
  const names = new Map<string, string>();
  for (const { code } of one.grants) names.set(code, (await repos.places.get(code))?.name ?? code);
  const declared = await ctx.store.getMany<PersonRecord>('persons', one.relatives.slice(0, 50));
  // People are named to those whose place they live in, and one's own to oneself.
  const relatives = declared.filter((person) => one._id === caller.openid || covers(caller, FINDERS, person));
  return {
    id: one._id,
    name: one.name,
    title: one.title,
    phone: one.phone,
    status: one.status,
    version: one.version,
    grants: one.grants.map((grant) => ({
      ...grant,
      placeName: names.get(grant.code) ?? '',
      inForce: one.status === 'active' && inForce(grant, today),
    })),
    standIns: (one.standIns ?? [])
      .filter(({ until }) => until >= today)
      .map(({ forOpenid, forName, from, until }) => ({ forId: forOpenid, forName, from, until, now: inForce({ from, until }, today) })),
    relatives: await Promise.all(
      relatives.map(async ({ _id, name, village }) => ({ id: _id, name, villageName: (await repos.places.get(village))?.name ?? '' })),
    ),
    me: one._id === caller.openid,
  };
}

/** Refuses unless the caller administers the place; a village's grant needs the village's record, so that nothing is given to nowhere. */
export async function demandManaged(grant: Pick<Grant, 'code' | 'level'>, ctx: Context): Promise<void> {
  const place = await ctx.repos.places.get(grant.code);
  if (place === null || place.level !== grant.level) throw new Problem('bad_input', { fields: { grant: '没有这个地方，重新选一个' } });
  if (!ctx.repos.staff.manages(place)) throw new Problem('not_allowed', { message: `${place.name}的人不归您管。` });
}

/** A role given where it does not serve would show a list nobody meant: a village's cadre needs a village. */
export function demandFitting({ role, level }: Pick<Grant, 'role' | 'level'>): void {
  if (!fitsRole(role, level)) throw new Problem('bad_input', { fields: { grant: '这个职责不在这一级，换个地方' } });
}

export function demandTerm({ from, until }: Pick<Grant, 'from' | 'until'>): void {
  if (until !== null && until < from) throw new Problem('bad_input', { fields: { until: '结束的日子在开始前面了' } });
}

export function demandOther(openid: string, ctx: Context): void {
  if (openid === ctx.caller.openid) throw new Problem('not_allowed', { message: '自己的职责不能自己改，请另一位管理员来办。' });
}

/** Whether one of the roles of this staff member lies in a place the caller administers; who has none at all may be managed too. */
export async function managesOne(one: StaffRecord, ctx: Context): Promise<boolean> {
  if (!ctx.repos.staff.isManager()) return false;
  if (one.grants.length === 0) return true;
  const places = await Promise.all(one.grants.map(({ code }) => ctx.repos.places.get(code)));
  return places.some((place) => ctx.repos.staff.manages(place));
}

/** One change of a staff document under the version the caller saw. `work` gives the new document or throws. */
export function changeStaff(
  ctx: Context,
  openid: string,
  version: number,
  verb: string,
  work: (before: StaffRecord) => { wanted: StaffRecord; detail: AuditDetail },
): Promise<Outcome> {
  return ctx.change(async (change) => {
    const before = await change.get<StaffRecord>('staff', openid);
    if (!before) throw new Problem('not_found');
    if (before.version !== version) throw new Problem('changed_meanwhile', { message: '这一位的资料刚才有人改过。' });
    const { wanted, detail } = work(before);
    const role = ctx.repos.staff.isManager() ? 'admin' : 'staff';
    const stored = await change.put('staff', before, wanted, { verb, role, detail });
    return { record: openid, version: stored.version, note: {} };
  });
}

export async function showStaff({ record }: Outcome, ctx: Context): Promise<{ staff: StaffView }> {
  return { staff: await staffViewOf(await ctx.repos.staff.get(record), ctx) };
}

/** Whether one place holds the other or is it. */
function together(a: PlaceRecord, b: PlaceRecord): boolean {
  const holds = (outer: PlaceRecord, inner: PlaceRecord): boolean => placed(inner)[outer.level] === outer._id;
  return holds(a, b) || holds(b, a);
}

/** Whether a staff member serves where the caller does: in the same place, above or below it. */
export async function nearby(one: StaffRecord, ctx: Context): Promise<boolean> {
  const placesOf = async (grants: readonly { code: string }[]): Promise<PlaceRecord[]> =>
    (await Promise.all(grants.map(({ code }) => ctx.repos.places.get(code)))).flatMap((place) => place ?? []);
  const [theirs, mine] = await Promise.all([placesOf(one.grants), placesOf(ctx.caller.grants)]);
  return theirs.some((place) => mine.some((own) => together(place, own)));
}
