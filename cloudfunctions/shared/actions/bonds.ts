// 家里人: whom I help and who helps me; the person agrees on their own phone; anybody of the two, or a cadre on their word, ends it.
import { canAgree, canEnd, endedAs, isOver } from '@shared/domain/bonds';
import type { BondRecord } from '@shared/domain/records';
import { BOND_TELLINGS } from '@shared/domain/words/people';
import { action } from '@shared/runtime/action';
import { Problem } from '@shared/runtime/problem';
import { bondView, closeAccount, isSelfOf, openAccount, partIn, selvesOf, tellAll } from './bond-parts';
import { agreedBond } from './taking';

const NOT_NOW = () => new Problem('not_possible_now', { message: '这一件已经变了。', next: '返回刷新再看。' });

export const myBonds = action('bond.mine', {
  roles: ['visitor'],
  async run(_input, ctx) {
    const { repos, caller } = ctx;
    const selves = caller.people.filter(({ as }) => as === 'self').map(({ person }) => ({ _id: person }));
    const lists = await Promise.all([repos.bonds.mine(), ...selves.map((person) => repos.bonds.ofPerson(person))]);
    const byId = new Map(lists.flat().map((bond) => [bond._id, bond]));
    const alive = [...byId.values()].filter((bond) => !isOver(bond));
    return { bonds: await Promise.all(alive.map((bond) => bondView(bond, ctx))) };
  },
});

export const answerBond = action('bond.answer', {
  roles: ['resident'],
  async change({ bond: id, yes }, ctx) {
    const { repos, caller, today, now } = ctx;
    const seen = await repos.bonds.reachable(id);
    if (!isSelfOf(ctx, seen.person)) throw new Problem('not_allowed', { message: '要本人来点，别人不能替他同意。' });
    return ctx.change(async (change) => {
      const before = await change.get<BondRecord>('bonds', id);
      if (!before || !canAgree(before, today)) throw NOT_NOW();
      // Saying no to a renewal leaves the year that was agreed to.
      if (!yes && before.status === 'confirmed') return { record: id, version: before.version, note: {} };
      const by = { openid: caller.openid, name: before.personName, role: 'resident' as const };
      const wanted = yes
        ? agreedBond(before, { how: 'own_phone', on: today, note: '', proof: null, by })
        : { ...before, status: 'declined' as const, ended: { at: now, why: '', by } };
      const bond = await change.put('bonds', before, wanted, {
        verb: yes ? 'confirm' : 'decline',
        role: 'resident',
        detail: { until: wanted.until },
      });
      if (yes) await openAccount(change, bond, bond.until, 'resident');
      const about = { subject: id, version: bond.version, kind: yes ? 'bond_confirmed' : 'bond_declined' };
      const words = yes ? BOND_TELLINGS.confirmed(bond, bond.until ?? '') : BOND_TELLINGS.declined(bond);
      // Both are told: the person keeps it in writing too.
      tellAll(change, [bond.openid, caller.openid], '', about, words);
      return { record: id, version: bond.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ bond: await bondView(await ctx.repos.bonds.reachable(record), ctx) }),
});

export const endBond = action('bond.end', {
  roles: ['visitor'],
  limit: { times: 30, seconds: 3600 },
  async change({ bond: id, why }, ctx) {
    const { repos, caller, now } = ctx;
    const seen = await repos.bonds.reachable(id);
    const part = partIn(seen, ctx);
    if (part === null) throw new Problem('not_found');
    if (part === 'cadre' && why === '') throw new Problem('bad_input', { fields: { why: '写一句本人怎么说的' } });
    const told = [seen.openid, ...(await selvesOf({ _id: seen.person }, ctx))];
    return ctx.change(async (change) => {
      const before = await change.get<BondRecord>('bonds', id);
      if (!before || !canEnd(before)) throw NOT_NOW();
      const role = part === 'cadre' ? ('cadre' as const) : ('resident' as const);
      const name = part === 'cadre' ? caller.name : part === 'helper' ? before.name : before.personName;
      const bond = await change.put(
        'bonds',
        before,
        { ...before, status: endedAs(part), ended: { at: now, why, by: { openid: caller.openid, name, role } } },
        { verb: 'end', role: part, detail: { part } },
      );
      if (bond.openid !== '') await closeAccount(change, bond, role);
      tellAll(change, told, '', { subject: id, version: bond.version, kind: 'bond_ended' }, BOND_TELLINGS.stopped(bond));
      return { record: id, version: bond.version, note: { name: bond.name } };
    });
  },
  // Whoever ended it may no longer reach it the ordinary way: what they did is shown all the same.
  async show({ record }, _input, ctx) {
    const bond = await ctx.store.get<BondRecord>('bonds', record);
    if (!bond) throw new Problem('not_found');
    return { bond: await bondView(bond, ctx) };
  },
});
