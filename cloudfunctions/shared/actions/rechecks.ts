// 回访: drawn by the house, called by somebody else than who asked; five answers beside the ledger, the share that agrees, differences as duties.
import { roleFor, scopesOf } from '@shared/access';
import type { Output } from '@shared/contract';
import { familyContact, isReachable } from '@shared/domain/contacts';
import { addDays } from '@shared/domain/dates';
import { newDuty } from '@shared/domain/duties';
import { monthBefore } from '@shared/domain/month';
import { type PersonRecord, RECHECK_QUESTIONS, type RecheckRecord, type Role } from '@shared/domain/records';
import { RECHECK_WORDS } from '@shared/domain/words/month';
import { ASKERS } from '@shared/repos/months';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';
import { thisMonth } from './month-parts';

const PAGE = 20;
const DIFFERENCE_DAYS = 7;
const READERS: readonly [Role, ...Role[]] = [...ASKERS, 'lead', 'auditor'];

const OWN_CALL = '这个人这个月是您问的，回访要换个人打';

function barredWords({ askedBy, person }: RecheckRecord, { caller }: Context): string {
  if (askedBy.includes(caller.openid)) return OWN_CALL;
  return person === caller.self || caller.relatives.includes(person) ? '这是您自己或家里人，回访要换个人打' : '';
}

async function viewOf(one: RecheckRecord, ctx: Context): Promise<Output<'recheck.answer'>['recheck']> {
  const [village, person] = await Promise.all([ctx.repos.places.get(one.village), ctx.store.get<PersonRecord>('persons', one.person)]);
  const { _id: id, version, status, month, name, group, headName, ledger, answers } = one;
  return {
    id,
    version,
    status,
    month,
    name,
    villageName: village?.name ?? '',
    group,
    headName,
    questions: RECHECK_QUESTIONS.map((key) => ({
      key,
      words: RECHECK_WORDS[key],
      ledger: ledger[key],
      verdict: answers?.[key]?.verdict ?? '',
      said: answers?.[key]?.said ?? '',
    })),
    tries: one.tries.length,
    by: one.by?.name ?? '',
    barred: barredWords(one, ctx),
    hasNumber: person !== null && isReachable(person),
  };
}

const agrees = ({ answers }: RecheckRecord): boolean => Object.values(answers ?? {}).every((one) => one?.verdict !== 'differs');

/** Village by village: how much of the newest draw agrees. Of villages and never of people. */
async function sharesIn(villages: readonly { _id: string; name: string }[], ctx: Context): Promise<Output<'recheck.list'>['shares']> {
  const present = thisMonth(ctx);
  const shares = await Promise.all(
    villages.map(async ({ _id, name }) => {
      for (const month of [present, monthBefore(present)]) {
        const drawn = await ctx.repos.months.rechecksOf(_id, month);
        const reached = drawn.filter(({ status }) => status === 'done');
        if (drawn.length > 0)
          return [{ villageName: name, month, drawn: drawn.length, reached: reached.length, agree: reached.filter(agrees).length }];
      }
      return [];
    }),
  );
  return shares.flat();
}

export const recheckList = action('recheck.list', {
  roles: READERS,
  async run({ view, village, cursor, limit = PAGE }, ctx) {
    const { repos, caller } = ctx;
    if (village !== undefined) await repos.months.villageInScope(village, READERS);
    const scopes = village === undefined ? scopesOf(caller, READERS) : [{ level: 'village' as const, code: village }];
    const found = await repos.months.rechecks(scopes, view === 'open' ? 'open' : 'done', cursor, limit);
    const villages = await repos.places.villagesIn(scopes);
    return {
      today: ctx.today,
      items: await Promise.all(found.map((one) => viewOf(one, ctx))),
      next: found.length === limit ? (found.at(-1)?.sortKey ?? null) : null,
      shares: await sharesIn(villages, ctx),
    };
  },
});

function demandOther(one: RecheckRecord, ctx: Context): void {
  const words = barredWords(one, ctx);
  if (words !== '') throw new Problem('not_allowed', { message: `${words}。`, next: '让另一位村干部或者乡里的人打。' });
}

export const recheckNumber = action('recheck.number', {
  roles: ASKERS,
  limit: { times: 60, seconds: 3600 },
  async run({ recheck: id }, ctx) {
    const one = await ctx.repos.months.recheckInScope(id, ASKERS);
    demandOther(one, ctx);
    const person = await ctx.store.get<PersonRecord>('persons', one.person);
    const own = person?.phone ?? null;
    const contact = person && familyContact(person);
    const sealed = own ?? contact?.phone ?? null;
    if (!person || sealed === null) throw new Problem('not_found', { message: '没有登记电话。', next: '上门问，或者问问家里人。' });
    const about = { collection: 'persons', record: person._id };
    const fresh = await ctx.note(`reveal:${ctx.caller.openid}:${ctx.requestId}`, about, {
      verb: 'reveal',
      role: roleFor(ctx.caller, one),
      detail: { field: own === null ? 'contactPhone' : 'phone', reason: '回访', recheck: id },
    });
    if (!fresh) throw new Problem('already_done', { message: '这一次已经给过号码了。', next: '还要打，就重新点一次。' });
    const whose = own === null ? `${contact?.relation || '联系人'} ${contact?.name ?? ''}` : person.name;
    return { phone: ctx.open({ ...about, field: own === null ? 'contactPhone' : 'phone' }, sealed), whose };
  },
});

export const answerRecheck = action('recheck.answer', {
  roles: ASKERS,
  async change({ recheck: id, version, reached, answers }, ctx) {
    const { caller, now, today } = ctx;
    const seen = await ctx.repos.months.recheckInScope(id, ASKERS);
    demandOther(seen, ctx);
    if (reached && Object.keys(answers).length === 0) throw new Problem('bad_input', { fields: { answers: '问到了什么，至少选一样' } });
    await demandFit(Object.fromEntries(Object.entries(answers).map(([key, one]) => [`answers.${key}`, one?.said ?? ''])), ctx);
    const by = { openid: caller.openid, name: caller.name };
    return ctx.change(async (change) => {
      const before = await change.get<RecheckRecord>('rechecks', id);
      if (!before) throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile');
      if (before.status === 'done') throw new Problem('already_done', { message: `${before.by?.name ?? '有人'}已经回访过了。` });
      const role = roleFor(caller, before);
      const wanted: RecheckRecord = reached
        ? { ...before, status: 'done', answers, at: now, by }
        : { ...before, tries: [...before.tries, { at: now, by }].slice(-20) };
      const stored = await change.put('rechecks', before, wanted, { verb: reached ? 'rechecked' : 'try', role });
      const differing = RECHECK_QUESTIONS.filter((key) => answers[key]?.verdict === 'differs');
      if (reached && differing.length > 0)
        await change.put('duties', null, differenceDuty(stored, differing, today, now, by), { verb: 'begin', role });
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ recheck: await viewOf(await ctx.repos.months.recheckInScope(record, ASKERS), ctx) }),
});

function differenceDuty(
  one: RecheckRecord,
  differing: readonly (typeof RECHECK_QUESTIONS)[number][],
  today: string,
  now: string,
  by: { openid: string; name: string },
) {
  const { county, town, village, person, name, household, ledger, answers } = one;
  const parts = differing.map((key) => `${RECHECK_WORDS[key]}：登记「${ledger[key]}」，本人说「${answers?.[key]?.said || '不是'}」`);
  return newDuty(
    {
      id: `duty:recheck:${one._id}`,
      kind: 'recheck',
      place: { county, town, village },
      owner: '',
      ownerName: '',
      person: { id: person, name },
      household,
      words: `${name}回访对不上，核实后改登记。${parts.join('；')}`,
      dueOn: addDays(today, DIFFERENCE_DAYS),
      from: { collection: 'rechecks', record: one._id },
    },
    now,
    by,
  );
}
