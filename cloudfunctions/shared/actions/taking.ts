// Taking a personal code: 「是我」 binds at once, 「我是他家里人」 asks the person first.

import type { Parsed } from '@shared/contract';
import { helpUntil, MOST_PERSONS } from '@shared/domain/bonds';
import type { BondRecord, CodeRecord, PersonRecord } from '@shared/domain/records';
import { BOND_TELLINGS } from '@shared/domain/words/people';
import { bondId, codeId } from '@shared/repos/bonds';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { bondView, openAccount, selvesOf, tellAll } from './bond-parts';
import { UNUSABLE, usable } from './codes';
import { demandFit } from './fit';

/** The bond this take would make; who takes for themselves has agreed by taking. */
function wantedBond(
  input: Parsed<'bond.take'>,
  person: PersonRecord,
  code: CodeRecord,
  before: BondRecord | null,
  ctx: Context,
): BondRecord {
  const { caller, now, today } = ctx;
  const id = bondId(person._id, caller.openid);
  const self = input.as === 'self';
  const name = self ? person.name : input.name;
  return {
    _id: id,
    county: person.county,
    town: person.town,
    village: person.village,
    status: self ? 'confirmed' : 'asked',
    sortKey: `${now}:${id}`,
    person: person._id,
    personName: person.name,
    openid: caller.openid,
    as: input.as,
    name,
    relation: self ? '' : input.relation,
    helperPerson: self ? null : caller.self,
    via: code.via,
    askedAt: now,
    confirmed: self ? { how: 'own_phone', on: today, note: '', proof: null, by: { openid: caller.openid, name, role: 'resident' } } : null,
    until: null,
    ended: null,
    warnedOn: null,
    version: before?.version ?? 0,
    auditHead: before?.auditHead ?? '',
  };
}

/** The bond an invitation becomes: as the person agreed to it at the door, whatever the taker says of themselves. */
function invitedBond(invited: BondRecord, code: CodeRecord, before: BondRecord | null, ctx: Context): BondRecord {
  const { confirmed } = invited;
  if (!confirmed) throw UNUSABLE();
  const { helperPhone: _phone, helperIndex: _index, ...plain } = invited;
  const id = bondId(invited.person, ctx.caller.openid);
  const fresh: BondRecord = {
    ...plain,
    _id: id,
    sortKey: `${ctx.now}:${id}`,
    openid: ctx.caller.openid,
    helperPerson: ctx.caller.self,
    via: code.via,
    askedAt: ctx.now,
    version: before?.version ?? 0,
    auditHead: before?.auditHead ?? '',
  };
  return agreedBond(fresh, confirmed);
}

/** Whoever vouches for a person with a code cannot be the one it lets in. */
const OWN_CODE = () =>
  new Problem('not_allowed', { message: '这个码是您自己发的，自己不能用。', next: '要替家里人办，请村里另一位干部发码。' });

const takenOver = ({ name }: BondRecord, { now, caller }: Context): BondRecord['ended'] => ({
  at: now,
  why: '用微信认上了',
  by: { openid: caller.openid, name, role: 'resident' },
});

/** An invitation lets nobody in but as the helper it names, and never who took the signature. */
function demandInvited(invited: BondRecord | null, as: 'self' | 'helper', { caller }: Context): void {
  if (invited?.status !== 'invited') throw UNUSABLE();
  if (as === 'self')
    throw new Problem('not_allowed', { message: '这个码是给家里人替办的，本人不用它。', next: '本人要认，请村里另发一个。' });
  if (invited.confirmed?.by.openid === caller.openid) throw OWN_CODE();
}

export const takeCode = action('bond.take', {
  roles: ['visitor'],
  limit: { times: 20, seconds: 86_400 },
  async change(input, ctx) {
    const { caller, repos } = ctx;
    const seen = usable(await repos.bonds.code(input.code), 'person', ctx);
    if (caller.persons.length >= MOST_PERSONS)
      throw new Problem('not_possible_now', { message: `一个微信最多替 ${MOST_PERSONS} 个人办事。`, next: '再多就请村里办。' });
    if (seen.via === 'code' && seen.issuedBy.openid === caller.openid) throw OWN_CODE();
    if (input.as === 'helper') await demandFit({ name: input.name }, ctx);
    const selves = await selvesOf({ _id: seen.person ?? '' }, ctx);
    return ctx.change(async (change) => {
      const code = usable(await change.get<CodeRecord>('codes', codeId(input.code)), 'person', ctx);
      const person = await change.get<PersonRecord>('persons', code.person ?? '-');
      if (person?.status !== 'active') throw new Problem('not_found');
      const before = await change.get<BondRecord>('bonds', bondId(person._id, caller.openid));
      if (before?.status === 'confirmed' && (before.as === 'self' || input.as === 'helper'))
        throw new Problem('already_done', { message: '这个微信已经认过这个人了。', next: '到「我的」里看。' });
      const invited = code.bond == null ? null : await change.get<BondRecord>('bonds', code.bond);
      if (code.bond != null) demandInvited(invited, input.as, ctx);
      const wanted = invited ? invitedBond(invited, code, before, ctx) : wantedBond(input, person, code, before, ctx);
      await change.put('codes', code, { ...code, status: 'used', usedBy: caller.openid }, { verb: 'use', role: 'visitor' });
      const bond = await change.put('bonds', before, wanted, {
        verb: input.as === 'self' ? 'take' : 'ask',
        role: 'visitor',
        detail: { as: input.as, via: code.via, relation: wanted.relation },
      });
      const about = { subject: bond._id, version: bond.version };
      if (input.as === 'self') {
        await openAccount(change, bond, null, 'resident');
        tellAll(change, selves, caller.openid, { ...about, kind: 'bond_taken' }, BOND_TELLINGS.taken(bond));
      } else if (invited) {
        await change.put('bonds', invited, { ...invited, status: 'ended', ended: takenOver(bond, ctx) }, { verb: 'take', role: 'visitor' });
        await openAccount(change, bond, bond.until, 'resident');
        const told = [...selves, invited.confirmed?.by.openid ?? ''];
        tellAll(change, told, caller.openid, { ...about, kind: 'bond_confirmed' }, BOND_TELLINGS.confirmed(bond, bond.until ?? ''));
      } else {
        tellAll(change, selves, caller.openid, { ...about, kind: 'bond_asked' }, BOND_TELLINGS.asked(bond));
        const officer = code.via === 'code' ? [code.issuedBy.openid] : [];
        const page = `packages/staff/person/person?id=${encodeURIComponent(person._id)}`;
        tellAll(change, officer, caller.openid, { ...about, kind: 'bond_waiting', page }, BOND_TELLINGS.waiting(bond));
      }
      return { record: bond._id, version: bond.version, note: {} };
    });
  },
  async show({ record }, _input, ctx) {
    const bond = await ctx.repos.bonds.reachable(record);
    return { bond: await bondView(bond, ctx), confirmed: bond.status === 'confirmed' };
  },
});

/** The bond agreed to on a day: for a year from then, or from where the year before ends. */
export function agreedBond(bond: BondRecord, confirmed: NonNullable<BondRecord['confirmed']>): BondRecord {
  return { ...bond, status: 'confirmed', confirmed, until: helpUntil(confirmed.on), ended: null, warnedOn: null };
}
