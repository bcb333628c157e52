// Tickets and the casual worker's form of a claim: entered by the person or who files for them; the rail fare put in by who reviews.
import { isDate, monthIndex, monthWords, periodWords } from '@shared/domain/dates';
import type { CasualForm, ClaimRecord, ClaimTicket } from '@shared/domain/records';
import { daysOfPeriod } from '@shared/domain/spells';
import { barredFrom, isReviewerNow } from '@shared/domain/stages';
import { CASUAL_KIND, givenKinds } from '@shared/domain/tickets';
import { refusalWords } from '@shared/domain/words/refusals';
import { MODE_WORDS } from '@shared/domain/words/tickets';
import { ticketTermsOf } from '@shared/policies/ticket-terms';
import { ticketsView } from '@shared/present-evidence';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { freshFacts, policyFor } from './claim-parts';
import { demandOpenFor, FILLERS, filledAs, openClaim, reachedClaim } from './open-claim';
import { sameVersion } from './refuse';

/** What the form goes on with: the claim as it is now, judged anew. */
async function shown({ record }: { record: string }, _input: unknown, ctx: Context) {
  const claim = await reachedClaim(record, ctx);
  const [subject, policy] = await Promise.all([ctx.repos.persons.ofClaim(claim), policyFor(claim, ctx)]);
  const { amountFen } = policy.assess(await freshFacts(claim, subject, ctx));
  const opened = await ctx.repos.lists.opened(claim.town, claim.programme, claim.period);
  return { version: claim.version, ...ticketsView(claim), amountFen: opened ? amountFen : 0, evidence: givenKinds(claim) };
}

export const setTickets = action('claim.tickets', {
  roles: FILLERS,
  limit: { times: 120, seconds: 600 },
  async change({ claim: id, version, tickets: given }, ctx) {
    const { claim, role } = await openClaim(id, '车票', ctx);
    const { pack } = await policyFor(claim, ctx);
    const terms = ticketTermsOf(pack, claim.period, claim.seq);
    if (terms === null) throw new Problem('not_possible_now', { message: '这一项不看车票，不用填。', next: '照这一页要的交就行。' });
    if (given.length === 0 && terms.substitutes.length === 0)
      throw new Problem('not_possible_now', { message: '这一项没有车票领不了。', next: '找一找手机里的订单，截个图也行。' });
    const fields: Record<string, string> = {};
    given.forEach(({ receipt, date }, at) => {
      if (!claim.receipts.some((one) => one.receipt === receipt))
        fields[`tickets.${at}.receipt`] = '这张票的照片不在这份申领里，重新选一张';
      if (date !== null && !isDate(date)) fields[`tickets.${at}.date`] = '没有这一天';
      else if (date !== null && date > ctx.today) fields[`tickets.${at}.date`] = '日子不能在今天以后';
    });
    if (Object.keys(fields).length > 0) throw new Problem('bad_input', { fields });
    return ctx.change(async (change) => {
      const before = await change.get<ClaimRecord>('claims', id);
      if (!before) throw new Problem('not_found');
      demandOpenFor(before, '车票');
      sameVersion(before, version, { openid: ctx.caller.openid, verb: 'tickets', register: 'resident', now: ctx.now });
      const tickets = given.map(({ receipt, ...one }): ClaimTicket => ({ id: receipt, ...one, ...railKept(before, receipt, one) }));
      const ticketSerials = [...new Set(tickets.flatMap(({ serial }) => (serial === '' ? [] : [serial])))];
      const faceFen = tickets.reduce((sum, { fareFen }) => sum + (fareFen ?? 0), 0);
      const stored = await change.put(
        'claims',
        before,
        { ...before, tickets, ticketSerials, ...filledAs(role, before, ctx) },
        { verb: 'tickets', role, detail: { count: tickets.length, faceFen } },
      );
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: shown,
});

/** A rail fare looked up for this very way stays when the person corrects something else. */
function railKept(before: ClaimRecord, receipt: string, { from, to, mode }: Pick<ClaimTicket, 'from' | 'to' | 'mode'>) {
  const known = before.tickets?.find((one) => one.id === receipt && one.from === from && one.to === to && one.mode === mode);
  return { railFareFen: known?.railFareFen ?? null, railBy: known?.railBy ?? null };
}

/** Seven digits or more in a row are a telephone or worse. */
const NUMBERS = /\d[\d\s-]{5,}\d/;

export const setCasual = action('claim.casual', {
  roles: FILLERS,
  limit: { times: 60, seconds: 600 },
  async change({ claim: id, version, form }, ctx) {
    const { claim, role } = await openClaim(id, '说明', ctx);
    const { pack } = await policyFor(claim, ctx);
    if (!pack.evidence.some((set) => set.kinds.some(({ kind }) => kind === CASUAL_KIND)))
      throw new Problem('not_possible_now', { message: '这一项不用打零工的说明。', next: '照这一页要的交就行。' });
    if (form !== null) await demandSound(form, claim.period, daysOfPeriod(claim.period, pack.work.span), ctx);
    return ctx.change(async (change) => {
      const before = await change.get<ClaimRecord>('claims', id);
      if (!before) throw new Problem('not_found');
      demandOpenFor(before, '说明');
      sameVersion(before, version, { openid: ctx.caller.openid, verb: 'casual', register: 'resident', now: ctx.now });
      const casual = form && { ...form, months: [...new Set(form.months)].sort(), on: ctx.today };
      const stored = await change.put(
        'claims',
        before,
        { ...before, casual, ...filledAs(role, before, ctx) },
        { verb: 'casual', role, detail: { months: casual?.months.length ?? 0 } },
      );
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: shown,
});

/** Every fault at once, in words. */
async function demandSound(
  form: Omit<CasualForm, 'on'>,
  period: string,
  { from, to }: { from: string; to: string },
  ctx: Context,
): Promise<void> {
  const fields: Record<string, string> = {};
  const wrong = form.months.find((month) => monthIndex(month) < monthIndex(from) || monthIndex(month) > monthIndex(to));
  if (wrong !== undefined) fields.months = `${monthWords(wrong)}不在${periodWords(period)}里`;
  const ahead = form.months.find((month) => monthIndex(month) > monthIndex(ctx.today));
  if (ahead !== undefined) fields.months = `${monthWords(ahead)}还没到`;
  const typed = { work: form.work, place: form.place, 'witness.name': form.witness.name, 'witness.relation': form.witness.relation };
  for (const [field, text] of Object.entries(typed)) if (NUMBERS.test(text)) fields[field] = '这里不用写电话、号码';
  if (Object.keys(fields).length > 0) throw new Problem('bad_input', { fields });
  if (!(await ctx.fitToShow(Object.values(typed).join('，'))))
    throw new Problem('bad_input', { fields: { work: '有的话没法交上去，换个说法' } });
}

export const setRailFare = action('case.rail_fare', {
  roles: ['cadre', 'village_head', 'station_clerk', 'lead'],
  async change({ claim: id, version, ticket: at, fareFen, note }, ctx) {
    const { caller, today, now } = ctx;
    const seen = await ctx.repos.claims.inScope(id);
    if (!isReviewerNow(seen, caller)) throw new Problem('not_possible_now', { message: '这一件现在不在您这里审，票价改不了。' });
    const bar = barredFrom(seen, caller);
    if (bar !== null) throw new Problem('not_allowed', { message: refusalWords(bar) });
    const { pack } = await policyFor(seen, ctx);
    const terms = ticketTermsOf(pack, seen.period, seen.seq);
    const one = seen.tickets?.[at];
    if (!one) throw new Problem('bad_input', { fields: { ticket: '没有这一张票，刷新再看' } });
    if (!terms?.kinds.some(({ mode, pays }) => mode === one.mode && pays === 'rail_fare'))
      throw new Problem('bad_input', {
        fields: { ticket: `${one.mode === null ? '这种' : MODE_WORDS[one.mode]}票按票面算，不用查火车票价` },
      });
    if (!(await ctx.fitToShow(note))) throw new Problem('bad_input', { fields: { note: '这段话不能给别人看，换个说法' } });
    return ctx.change(async (change) => {
      const before = await change.get<ClaimRecord>('claims', id);
      if (!before) throw new Problem('not_found');
      sameVersion(before, version, { openid: caller.openid, verb: 'rail_fare', register: 'official', now });
      const railBy = { openid: caller.openid, name: caller.name, on: today, note };
      const tickets = (before.tickets ?? []).map((ticket, index) => (index === at ? { ...ticket, railFareFen: fareFen, railBy } : ticket));
      const stored = await change.put(
        'claims',
        before,
        { ...before, tickets },
        { verb: 'rail_fare', role: 'reviewer', detail: { ticket: at, was: one.railFareFen ?? null, fareFen, note } },
      );
      return { record: id, version: stored.version, note: {} };
    });
  },
  async show({ record }, _input, ctx) {
    const claim = await ctx.repos.claims.inScope(record);
    const [subject, policy] = await Promise.all([ctx.repos.persons.ofClaim(claim), policyFor(claim, ctx)]);
    const { amountFen } = policy.assess(await freshFacts(claim, subject, ctx));
    return { version: claim.version, amountFen, tickets: ticketsView(claim).tickets ?? [] };
  },
});
