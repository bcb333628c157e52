// Everybody in office today as the rules of a claim see them: grants in force, those of whom they stand in for, and their ties.
import { type Actor, grantsInForce } from '@shared/domain/actor';
import type { StaffRecord } from '@shared/domain/records';
import type { Context } from '@shared/runtime/context';

/** Ties that hang on persons bound to a WeChat are looked at when somebody decides; here those that are declared. */
export async function officersNow({ repos, today }: Pick<Context, 'repos' | 'today'>): Promise<Actor[]> {
  const staff = (await repos.staff.all()).filter(({ status }) => status === 'active');
  const byId = new Map(staff.map((one) => [one._id, one]));
  const own = (one: StaffRecord | undefined) => (one ? grantsInForce(one.grants, today) : []);
  return staff.map((one) => {
    const away = (one.standIns ?? []).filter(({ from, until }) => from <= today && today <= until);
    return {
      openid: one._id,
      name: one.name,
      grants: [...own(one), ...away.flatMap(({ forOpenid }) => own(byId.get(forOpenid)))],
      persons: [],
      self: one.self,
      relatives: one.relatives,
    };
  });
}
