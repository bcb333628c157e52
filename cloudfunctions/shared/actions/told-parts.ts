// Who hears of somebody's money: the WeChats that act for the person today, as their accounts say.
import type { AccountRecord, BondRecord, ClaimRecord, DateText, PaymentRecord } from '@shared/domain/records';
import type { Store } from '@shared/runtime/store';

/** A transaction has room for 20 documents, and nobody has more telephones. */
const MOST_HEARERS = 5;
const MOST_BONDS = 50;

export async function moneyHearers(
  payment: Pick<PaymentRecord, 'person' | 'claim'>,
  { store, today }: { store: Store; today: DateText },
): Promise<string[]> {
  const [bonds, claim] = await Promise.all([
    store.list<BondRecord>('bonds', { where: { person: payment.person }, order: ['sortKey', 'desc'], limit: MOST_BONDS }),
    store.get<ClaimRecord>('claims', payment.claim),
  ]);
  const likely = [...bonds.filter(({ status }) => status === 'confirmed').map(({ openid }) => openid), claim?.filedBy.openid ?? ''];
  const named = [...new Set(likely.filter((openid) => openid !== ''))];
  const accounts = await store.getMany<AccountRecord>('accounts', named.slice(0, 100));
  const acts = ({ persons }: AccountRecord) =>
    persons.some(({ person, until }) => person === payment.person && (until === null || today <= until));
  const acting = new Set(accounts.filter(acts).map(({ _id }) => _id));
  return named.filter((openid) => acting.has(openid)).slice(0, MOST_HEARERS);
}

/**
 * Who hears what became of a claim: the WeChats that act for its person today, whoever filed it. What must be mended is told to the
 * officer who filed it as well; when nobody acts for the person, that officer is all there is.
 */
export async function claimHearers(
  { _id, person, filedBy }: Pick<ClaimRecord, '_id' | 'person' | 'filedBy'>,
  verb: 'approve' | 'return' | 'reject',
  ctx: { store: Store; today: DateText },
): Promise<string[]> {
  const hearers = await moneyHearers({ person, claim: _id }, ctx);
  const officer = filedBy.role !== 'resident' && (verb !== 'approve' || hearers.length === 0);
  return officer && !hearers.includes(filedBy.openid) ? [...hearers, filedBy.openid] : hearers;
}
