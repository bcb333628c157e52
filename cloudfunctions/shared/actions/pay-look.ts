// One look at a claim's card before money goes: the number in clear, who else has it, and every problem. For actions and long work alike.
import { type CardProblem, cardProblems } from '@shared/domain/card-check';
import type { ClaimRecord, PersonRecord } from '@shared/domain/records';
import type { PolicyPack } from '@shared/policies';
import { blindIndex } from '@shared/runtime/crypto';
import type { WorkContext } from '@shared/runtime/work-context';

export interface CardLooked {
  person: PersonRecord;
  /** null without an account. */
  number: string | null;
  index: string | null;
  problems: CardProblem[];
}

type Needs = Pick<WorkContext, 'store' | 'repos' | 'open' | 'services'>;

/** Two are enough to say that it is shared; more only cost. */
const MOST_SHARERS = 20;

export async function lookAtCard(claim: ClaimRecord, pack: PolicyPack, ctx: Needs): Promise<CardLooked | null> {
  const { store, repos, services } = ctx;
  const person = await store.get<PersonRecord>('persons', claim.person);
  if (!person) return null;
  const sealed = person.account?.sealed ?? null;
  const number = sealed === null ? null : ctx.open({ collection: 'persons', record: person._id, field: 'account' }, sealed);
  const index = number === null ? null : blindIndex(services.ring, 'persons.account', number);
  const [same, installation] = await Promise.all([
    index === null ? [] : store.list<PersonRecord>('persons', { where: { accountIndex: index }, limit: MOST_SHARERS }),
    repos.installation.get(),
  ]);
  const problems = cardProblems({
    claim,
    person,
    number,
    sharers: same.map(({ _id, household, status }) => ({ person: _id, household, status })),
    rules: { bank: pack.channel?.kind === 'named_bank' ? pack.channel.bank : null, othersAccounts: installation.othersAccounts === true },
  });
  return { person, number, index, problems };
}
