// Help that was agreed to for a year: its end announced a month before, and ended the day after. Timer work, guarded by its own ids.
import { RENEW_DAYS } from '@shared/domain/bonds';
import { addDays, beijingDate } from '@shared/domain/dates';
import type { AccountRecord, BondRecord, Instant } from '@shared/domain/records';
import { BOND_TELLINGS } from '@shared/domain/words/people';
import { runChange } from './change';
import { range, type Store } from './store';

const MOST = 50;
const PAGE = 'packages/people/family/family';

/** WeChats that are the person themselves. */
async function selves(store: Store, person: string): Promise<string[]> {
  const bonds = await store.list<BondRecord>('bonds', { where: { person }, order: ['sortKey', 'desc'], limit: MOST });
  return bonds.filter(({ as, status }) => as === 'self' && status === 'confirmed').map(({ openid }) => openid);
}

async function attend(store: Store, id: string, now: Instant): Promise<boolean> {
  const today = beijingDate(now);
  const seen = await store.get<BondRecord>('bonds', id);
  if (!seen) return false;
  const told = [...new Set([seen.openid, ...(await selves(store, seen.person))])].slice(0, 5);
  const by = { openid: 'timer', name: '系统', role: 'admin' as const };
  let done = false;
  await runChange({ store, now, openid: 'timer', action: 'bond.ends', request: null }, async (change) => {
    done = false;
    const before = await change.get<BondRecord>('bonds', id);
    if (before?.status !== 'confirmed' || before.until === null) return { record: id, version: 0, note: {} };
    const over = before.until < today;
    if (!over && (before.warnedOn !== null || before.until > addDays(today, RENEW_DAYS)))
      return { record: id, version: before.version, note: {} };
    const wanted: BondRecord = over
      ? { ...before, status: 'ended', ended: { at: now, why: '满一年', by } }
      : { ...before, warnedOn: today };
    const bond = await change.put('bonds', before, wanted, { verb: over ? 'expire' : 'warn', role: 'timer' });
    if (over) {
      const account = await change.get<AccountRecord>('accounts', bond.openid);
      if (account?.persons.some(({ person }) => person === bond.person)) {
        const persons = account.persons.filter(({ person }) => person !== bond.person);
        await change.put('accounts', account, { ...account, persons }, { verb: 'close', role: 'timer', detail: { person: bond.person } });
      }
    }
    const words = over ? BOND_TELLINGS.expired(bond) : BOND_TELLINGS.ending(bond, before.until);
    const kind = over ? 'bond_expired' : 'bond_ending';
    for (const openid of told) change.tell({ openid, subject: id, version: bond.version, kind, page: PAGE, ...words });
    done = true;
    return { record: id, version: bond.version, note: {} };
  });
  return done;
}

/** One run of the ten-minute timer; answers how many bonds were announced or ended. */
export async function attendBonds(store: Store, now: Instant): Promise<number> {
  const today = beijingDate(now);
  // Those over, then those whose end comes near and was not announced: two ranges of one index.
  const find = (bounds: { gte?: string; lt: string }, more: Record<string, null> = {}) =>
    store.list<BondRecord>('bonds', {
      where: { ...more, status: 'confirmed', until: range(bounds) },
      order: ['until', 'asc'],
      limit: MOST,
    });
  const over = await find({ gte: '0', lt: today });
  const near = await find({ gte: today, lt: addDays(today, RENEW_DAYS + 1) }, { warnedOn: null });
  let attended = 0;
  for (const { _id } of [...over, ...near]) if (await attend(store, _id, now)) attended += 1;
  return attended;
}
