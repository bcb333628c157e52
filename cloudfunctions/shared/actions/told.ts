// 要告诉的人: who has not seen word of their money, the sentence to say and the number to dial; told is told, with how. And the card for the wall.

import { covers, roleFor } from '@shared/access';
import { dayWords, periodWords } from '@shared/domain/dates';
import { yuanText } from '@shared/domain/money';
import type { HouseholdRecord, PaymentRecord, PersonRecord, Role, TellRecord } from '@shared/domain/records';
import { sayWords } from '@shared/domain/words/paying';
import { noteExport, offerFile } from '@shared/papers/offer';
import { every, gathered, PAYMENT_READERS } from '@shared/repos/paying';
import { TELLERS } from '@shared/repos/told';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';
import { type CardHouse, householdCards } from './told-card';
import { moneyHearers } from './told-parts';

const PAGE = 20;
const MOST_COUNTED = 100;
const ROLES = TELLERS as readonly [Role, ...Role[]];

export const tellList = action('told.list', {
  roles: ROLES,
  async run({ cursor, limit = PAGE }, ctx) {
    const { repos, store, now } = ctx;
    const [found, counted] = await Promise.all([repos.told.due(now, cursor, limit), repos.told.due(now, undefined, MOST_COUNTED)]);
    const items = await Promise.all(
      found.map(async (tell) => {
        const [person, household, village, hearers] = await Promise.all([
          store.get<PersonRecord>('persons', tell.person),
          store.get<HouseholdRecord>('households', tell.household),
          repos.places.get(tell.village),
          moneyHearers({ person: tell.person, claim: claimOf(tell) }, ctx),
        ]);
        return {
          id: tell._id,
          kind: tell.kind,
          name: tell.personName,
          villageName: village?.name ?? '',
          group: household?.group ?? '',
          say: sayWords(tell.personName, tell.words, tell.kind),
          at: tell.at,
          noPhone: hearers.length === 0,
          hasNumber: person != null && (person.phone !== null || person.contact?.phone != null),
        };
      }),
    );
    return {
      items,
      next: found.length === limit ? (found.at(-1)?.sortKey ?? null) : null,
      total: counted.length,
      more: counted.length === MOST_COUNTED,
    };
  },
});

/** The payment's id names its claim: payment:{claim}:{attempt}. */
function claimOf({ payment }: TellRecord): string {
  return payment.slice('payment:'.length, payment.lastIndexOf(':'));
}

export const tellNumber = action('told.number', {
  roles: ROLES,
  limit: { times: 120, seconds: 3600 },
  async run({ tell: id }, ctx) {
    const tell = await ctx.repos.told.tell(id);
    const person = await ctx.store.get<PersonRecord>('persons', tell.person);
    const own = person?.phone ?? null;
    const other = person?.contact?.phone ?? null;
    const sealed = own ?? other;
    if (!person || sealed === null) throw new Problem('not_found', { message: '没有登记电话。', next: '上门告诉，或者问问家里人。' });
    const about = { collection: 'persons', record: person._id };
    const fresh = await ctx.note(`reveal:${ctx.caller.openid}:${ctx.requestId}`, about, {
      verb: 'reveal',
      role: roleFor(ctx.caller, tell),
      detail: { field: 'phone', reason: '告诉本人补贴的事', tell: id },
    });
    if (!fresh) throw new Problem('already_done', { message: '这一次已经给过号码了。', next: '还要打，就重新点一次。' });
    const phone = ctx.open({ ...about, field: own === null ? 'contactPhone' : 'phone' }, sealed);
    return { phone, whose: own === null ? `${person.contact?.name ?? ''}（${person.contact?.relation ?? '联系人'}）` : person.name };
  },
});

export const tellDone = action('told.done', {
  roles: ROLES,
  async change({ tell: id, how, note, received }, ctx) {
    const { caller, now } = ctx;
    const seen = await ctx.repos.told.tell(id);
    await demandFit({ note }, ctx);
    return ctx.change(async (change) => {
      const before = await change.get<TellRecord>('tells', id);
      if (!before) throw new Problem('not_found');
      if (before.status === 'told') throw new Problem('already_done', { message: `${before.told?.by.name ?? '有人'}已经告诉过了。` });
      const by = { openid: caller.openid, name: caller.name };
      const role = roleFor(caller, before);
      const stored = await change.put(
        'tells',
        before,
        { ...before, status: 'told', told: { how, by, at: now, note } },
        { verb: 'told', role, detail: { how } },
      );
      const payment = received === undefined || seen.kind !== 'paid' ? null : await change.get<PaymentRecord>('payments', seen.payment);
      // What is being looked into stays open until whoever pays has answered it: a teller's word closes nothing.
      if (payment && received !== undefined && !(received && payment.doubt === 'open')) {
        const doubt = received ? ('' as const) : ('open' as const);
        const wanted = { ...payment, answer: { received, at: now, by }, doubt, doubtAnswer: received ? payment.doubtAnswer : null };
        await change.put('payments', payment, wanted, { verb: received ? 'got_it' : 'not_got', role, detail: { saidTo: how } });
      }
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async () => ({ done: true as const }),
});

async function paidOf(household: HouseholdRecord, ctx: Context): Promise<PaymentRecord[]> {
  const found = await ctx.store.list<PaymentRecord>('payments', {
    where: { household: household._id },
    order: ['sortKey', 'asc'],
    limit: 200,
  });
  return found.filter(({ status }) => status === 'paid').sort((a, b) => ((a.result?.on ?? '') < (b.result?.on ?? '') ? 1 : -1));
}

async function reachedHousehold(id: string, ctx: Context): Promise<HouseholdRecord> {
  const household = await ctx.store.get<HouseholdRecord>('households', id);
  if (!household || !covers(ctx.caller, PAYMENT_READERS, household)) throw new Problem('not_found');
  return household;
}

async function houseOf(household: HouseholdRecord, ctx: Context): Promise<CardHouse | null> {
  const payments = await paidOf(household, ctx);
  if (payments.length === 0) return null;
  const village = await ctx.repos.places.get(household.village);
  return {
    head: household.headName,
    where: `${village?.name ?? ''}${household.group}`,
    contact: village?.contact ?? { words: '', phone: '' },
    rows: payments.map((payment) => ({
      name: payment.personName,
      what: `${periodWords(payment.period)}${payment.spoken}`,
      amount: `${yuanText(payment.amountFen)} 元`,
      on: payment.result ? dayWords(payment.result.on, ctx.today) : '',
      tail: payment.account.tail,
    })),
  };
}

export const cardRows = action('told.cardRows', {
  roles: PAYMENT_READERS as typeof ROLES,
  async run({ household: id }, ctx) {
    const household = await reachedHousehold(id, ctx);
    const payments = await paidOf(household, ctx);
    return {
      head: household.headName,
      rows: payments.map((one) => ({
        name: one.personName,
        spoken: one.spoken,
        period: one.period,
        amountFen: one.amountFen,
        on: one.result?.on ?? '',
        tail: one.account.tail,
      })),
    };
  },
});

/** One file is what a printer takes in a go; a larger village is printed 组 by 组 later. */
const MOST_CARDS = 200;

export const printCards = action('told.card', {
  roles: ROLES,
  limit: { times: 20, seconds: 3600 },
  async run({ village, household, size, reason }, ctx) {
    let homes: HouseholdRecord[] = [];
    if (household !== undefined) homes = [await reachedHousehold(household, ctx)];
    else if (village !== undefined) {
      if (!ctx.caller.grants.some(() => true) || !(await ctx.repos.places.get(village))) throw new Problem('not_found');
      const paid = await gathered(every<PaymentRecord>(ctx.store, 'payments', { village, status: 'paid' }));
      const ids = [...new Set(paid.map((one) => one.household))].slice(0, MOST_CARDS);
      for (let from = 0; from < ids.length; from += 100)
        homes.push(...(await ctx.store.getMany<HouseholdRecord>('households', ids.slice(from, from + 100))));
      homes = homes
        .filter((home) => covers(ctx.caller, PAYMENT_READERS, home))
        .sort((a, b) => (a.group + a._id < b.group + b._id ? -1 : 1));
    }
    const houses = (await Promise.all(homes.map((home) => houseOf(home, ctx)))).filter((house): house is CardHouse => house !== null);
    const [first] = homes;
    if (houses.length === 0 || !first) throw new Problem('not_possible_now', { message: '还没有发过钱的，没有可打的。' });
    await noteExport('household_card', { place: first, rows: houses.length, reason }, ctx);
    const [installation, code] = await Promise.all([
      ctx.repos.installation.get(),
      ctx.services.pageCode('packages/told/money/money', 'card'),
    ]);
    const bytes = await householdCards(houses, {
      size,
      operator: installation.operator,
      complaintPhone: installation.complaintPhone,
      today: ctx.today,
      code,
    });
    const name = houses.length === 1 ? `明白卡-${houses[0]?.head ?? ''}.docx` : `明白卡-${houses.length}户.docx`;
    return { file: await offerFile(name, bytes, ctx), households: houses.length };
  },
});
