// One drawn for 回访: what the ledger held when it was drawn, and who asked before, so that somebody else calls.
import { dayWords } from '@shared/domain/dates';
import { moneyWords } from '@shared/domain/money';
import type { CheckRecord, HouseholdRecord, PaymentRecord, RecheckQuestion, RecheckRecord } from '@shared/domain/records';
import type { WorkContext } from '@shared/runtime/work-context';

const MOST_PAYMENTS = 20;
const UNKNOWN = '没登记';

/** Writes it unless it is there already. */
export async function recheckFor(check: CheckRecord, ctx: WorkContext): Promise<void> {
  const _id = `recheck:${check.month}:${check.person}`;
  if (await ctx.store.get('rechecks', _id)) return;
  const ledger = await ledgerWords(check, ctx);
  const said = [check.by?.openid ?? '', ...(check.others ?? []).map(({ by }) => by.openid), ...check.tries.map(({ by }) => by.openid)];
  const { county, town, village, month, person, name, household, headName, group, how } = check;
  const drawn: RecheckRecord = {
    _id,
    county,
    town,
    village,
    status: 'open',
    sortKey: `${month}:${village}:${_id}`,
    version: 0,
    auditHead: '',
    month,
    person,
    name,
    household,
    headName,
    group,
    check: check._id,
    askedBy: [...new Set(said.filter((openid) => openid !== ''))],
    how,
    ledger,
    answers: null,
    tries: [],
    at: null,
    by: null,
  };
  await ctx.change(async (change) => {
    const { version } = await change.put('rechecks', null, drawn, { verb: 'draw', role: 'visitor' });
    return { record: _id, version, note: {} };
  });
}

async function ledgerWords(check: CheckRecord, { store, today }: WorkContext): Promise<Record<RecheckQuestion, string>> {
  const [household, payments] = await Promise.all([
    store.get<HouseholdRecord>('households', check.household),
    store.list<PaymentRecord>('payments', { where: { person: check.person }, order: ['sortKey', 'desc'], limit: MOST_PAYMENTS }),
  ]);
  const had = payments.filter(({ status }) => status === 'paid');
  const { seen } = check;
  const home = seen === null || seen.place === '';
  return {
    where: home ? '在家' : [seen.place, seen.employer].filter((part) => part !== '').join(' · '),
    pay: home ? '在家，没有工资' : seen.monthlyFen === null ? UNKNOWN : moneyWords(seen.monthlyFen),
    had: had.length === 0 ? '没领过' : had.map(({ spoken, amountFen }) => `${spoken} ${moneyWords(amountFen)}`).join('、'),
    when: had.length === 0 ? '没领过' : had.map(({ result }) => (result ? dayWords(result.on, today) : '')).join('、'),
    visited: household?.visited ? `来过，${dayWords(household.visited.on, today)} ${household.visited.by}` : '没有走访记录',
  };
}
