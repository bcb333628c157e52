// 收钱的卡: one's account in sight by its last four; a new one with the last four said twice, the old one kept, everybody told.
import { actsFor } from '@shared/access';
import { accountWarning } from '@shared/domain/fields';
import type { InstallationRecord, PersonRecord } from '@shared/domain/records';
import { BOND_TELLINGS } from '@shared/domain/words/people';
import { action } from '@shared/runtime/action';
import { blindIndex, sealField } from '@shared/runtime/crypto';
import { Problem } from '@shared/runtime/problem';
import { selvesOf, tellAll } from './bond-parts';
import { demandConsent } from './consents';

const MOST_PAST = 10;

function shown({ tail, bank, holder }: { tail: string; bank: string; holder: string }) {
  return { tail, bank, holder };
}

/** Whose name may stand on the card: the person's own, or what the installation allows. */
export function demandHolder(holder: string, person: PersonRecord, installation: InstallationRecord): void {
  if (holder === person.name || installation.othersAccounts === true) return;
  throw new Problem('not_possible_now', {
    message: `补贴只能打到${person.name}本人的卡上，这张卡的户名是${holder}。`,
    next: '换成本人的卡；没有卡，带身份证去银行办一张。',
    fields: { holder: '户名要和本人一样' },
  });
}

export const myCard = action('card.mine', {
  roles: ['resident'],
  async run({ person: id }, { repos }) {
    const [{ person }, installation] = await Promise.all([repos.persons.mine(id), repos.installation.get()]);
    return {
      person: { id, name: person.name },
      version: person.version,
      account: person.account && shown(person.account),
      past: (person.pastAccounts ?? []).map((one) => ({ ...shown(one), until: one.until })),
      othersAllowed: installation.othersAccounts === true,
    };
  },
});

export const setCard = action('card.set', {
  roles: ['resident'],
  limit: { times: 10, seconds: 86_400 },
  async change({ person: id, version, number, tail, bank, holder }, ctx) {
    const { repos, caller, now } = ctx;
    const [{ person: seen }, installation] = await Promise.all([repos.persons.mine(id), repos.installation.get()]);
    await demandConsent(ctx);
    if (tail !== number.slice(-4)) throw new Problem('bad_input', { fields: { tail: '和上面卡号的最后四位不一样，再对着卡看一遍' } });
    demandHolder(holder, seen, installation);
    const told = [caller.openid, ...(await selvesOf(seen, ctx))];
    return ctx.change(async (change) => {
      const before = await change.get<PersonRecord>('persons', id);
      if (!before || !actsFor(caller, id)) throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile', { message: '卡刚才有人改过。', next: '返回再看一遍，再改。' });
      const sealed = sealField(ctx.services.ring, { collection: 'persons', record: id, field: 'account' }, number);
      const past = before.account ? [{ ...before.account, until: now }, ...(before.pastAccounts ?? [])] : (before.pastAccounts ?? []);
      const stored = await change.put(
        'persons',
        before,
        {
          ...before,
          account: { sealed, tail, bank, holder },
          accountIndex: blindIndex(ctx.services.ring, 'persons.account', number),
          pastAccounts: past.slice(0, MOST_PAST),
        },
        { verb: 'set_account', role: 'resident', detail: { tail, bank, holderIsPerson: holder === before.name } },
      );
      const about = { subject: id, version: stored.version, kind: 'card_changed', page: 'packages/people/card/card' };
      tellAll(change, told, '', about, BOND_TELLINGS.card({ personName: before.name, tail }));
      return { record: id, version: stored.version, note: {} };
    });
  },
  async show({ record }, { number, holder }, { repos }) {
    const { person } = await repos.persons.mine(record);
    if (!person.account) throw new Problem('not_found');
    const odd = accountWarning(number);
    const other = holder === person.name ? null : `这张卡不是${person.name}本人的，发钱前乡里会再问一次。`;
    return { account: shown(person.account), warnings: [odd, other].filter((words): words is string => words !== null) };
  },
});
