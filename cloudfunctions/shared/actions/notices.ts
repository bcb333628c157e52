// One's own notices, which are the truth whether or not a message came; the messages one allows; 收到了 or 没收到.
import { actsFor } from '@shared/access';
import type { PaymentRecord, TellRecord } from '@shared/domain/records';
import { paidSentence } from '@shared/domain/words/paying';
import { action } from '@shared/runtime/action';
import { runChange } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import type { MessageSettings, QuotaRecord } from '@shared/runtime/delivery';
import type { NoticeRecord } from '@shared/runtime/outbox';
import { Problem } from '@shared/runtime/problem';

const PAGE = 20;
/** What one tap gives is one message of each template; nobody collects hundreds. */
const MOST_QUOTA = 20;
const MOST_PAID = 50;

/** What the platform asks about at once. */
const MOST_ASKED = 3;

async function templatesOf({ store }: Context): Promise<string[]> {
  const settings = await store.get<MessageSettings>('settings', 'messages');
  return [...new Set(Object.values(settings?.templates ?? {}).map(({ template }) => template))];
}

/** The templates to ask about next: those the caller has allowed least of, so that every kind gets its turn. */
async function askedOf(ctx: Context): Promise<string[]> {
  const templates = await templatesOf(ctx);
  if (templates.length <= MOST_ASKED) return templates;
  const ids = templates.map((template) => `${ctx.caller.openid}:${template}`);
  const left = new Map((await ctx.store.getMany<QuotaRecord>('quotas', ids)).map((quota) => [quota._id, quota.left]));
  const leftOf = (template: string) => left.get(`${ctx.caller.openid}:${template}`) ?? 0;
  return [...templates].sort((one, other) => leftOf(one) - leftOf(other)).slice(0, MOST_ASKED);
}

export const myNotices = action('notice.mine', {
  roles: ['visitor'],
  async run({ cursor, limit = PAGE }, ctx) {
    const [found, unread, templates] = await Promise.all([ctx.repos.told.notices(cursor, limit), ctx.repos.told.unread(), askedOf(ctx)]);
    const items = found.map(({ _id, title, text, page, at, readAt }) => ({ id: _id, title, text, page, at, read: readAt !== null }));
    return { items, next: found.length === limit ? (found.at(-1)?.sortKey ?? null) : null, unread, templates };
  },
});

/** Opening the list is reading it. Reading once what was read changes nothing, so there is no request to remember. */
export const readNotices = action('notice.read', {
  roles: ['visitor'],
  async run({ ids }, ctx) {
    const { store, caller, now } = ctx;
    for (const id of ids) {
      await store.transaction(async (tx) => {
        const notice = await tx.get<NoticeRecord>('notices', id);
        if (notice?.openid !== caller.openid || notice.readAt !== null) return;
        await tx.patch('notices', id, { readAt: now });
      });
      await seen(id, ctx);
    }
    return { unread: await ctx.repos.told.unread() };
  },
});

/** A notice about money that was read: nobody need tell the person any more. */
async function seen(id: string, ctx: Context): Promise<void> {
  const notice = await ctx.store.get<NoticeRecord>('notices', id);
  if (notice?.openid === ctx.caller.openid && notice.subject.startsWith('tell:')) await seenOf([notice.subject], ctx);
}

/** What was seen, wherever it stood: a notice, or the page of what went to the card. */
async function seenOf(ids: readonly string[], { store, caller, now, action: name }: Context): Promise<void> {
  for (const { _id, status } of await store.getMany<TellRecord>('tells', ids)) {
    if (status !== 'open') continue;
    await runChange({ store, now, openid: caller.openid, action: name, request: null }, async (change) => {
      const tell = await change.get<TellRecord>('tells', _id);
      if (tell?.status === 'open')
        await change.put('tells', tell, { ...tell, status: 'seen', seenAt: now }, { verb: 'seen', role: 'resident' });
      return { record: _id, version: 0, note: {} };
    });
  }
}

export const allowMessages = action('notice.allow', {
  roles: ['visitor'],
  limit: { times: 30, seconds: 3600 },
  async run({ templates }, ctx) {
    const known = await templatesOf(ctx);
    const wanted = [...new Set(templates)];
    if (wanted.some((template) => !known.includes(template))) throw new Problem('bad_input', { message: '没有这种消息。' });
    // All or none: what was allowed once is not counted twice because the function died in between.
    const left = await ctx.store.transaction(async (tx) => {
      let last = 0;
      for (const template of wanted) {
        const _id = `${ctx.caller.openid}:${template}`;
        const quota = await tx.get<QuotaRecord>('quotas', _id);
        last = Math.min((quota?.left ?? 0) + 1, MOST_QUOTA);
        if (quota) await tx.patch('quotas', _id, { left: last });
        else await tx.insert('quotas', { _id, left: last } as QuotaRecord);
      }
      return last;
    });
    return { left };
  },
});

export const paidMine = action('notice.paid', {
  roles: ['resident'],
  async run({ person }, ctx) {
    if (!actsFor(ctx.caller, person)) throw new Problem('not_found');
    const merged = (await ctx.repos.persons.mine(person)).person.mergedFrom ?? [];
    const lists = await Promise.all(
      [person, ...merged].map((id) =>
        ctx.store.list<PaymentRecord>('payments', { where: { person: id }, order: ['sortKey', 'desc'], limit: MOST_PAID }),
      ),
    );
    const payments = lists.flat().sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1));
    const paid = payments.filter(({ status }) => status === 'paid');
    // This page says the same as the notice, so that whoever read it here is not told again.
    await seenOf(
      paid.map(({ _id }) => `tell:paid:${_id}`),
      ctx,
    );
    return {
      items: paid.map((payment) => ({
        payment: payment._id,
        claim: payment.claim,
        words: paidSentence({ ...payment, tail: payment.account.tail }),
        on: payment.result?.on ?? '',
        answer: payment.answer === null ? ('' as const) : payment.answer.received ? ('yes' as const) : ('no' as const),
        reply: payment.doubtAnswer?.text ?? '',
      })),
    };
  },
});

export const answerPaid = action('notice.answer', {
  roles: ['resident'],
  async change({ payment: id, received }, ctx) {
    const { store, caller, now } = ctx;
    const seen = await store.get<PaymentRecord>('payments', id);
    if (!seen || !actsFor(caller, seen.person)) throw new Problem('not_found');
    return ctx.change(async (change) => {
      const before = await change.get<PaymentRecord>('payments', id);
      if (before?.status !== 'paid') throw new Problem('not_possible_now', { message: '这一笔还没说打过去，等等再看。' });
      const answer = { received, at: now, by: { openid: caller.openid, name: before.personName } };
      const doubt = received ? ('' as const) : ('open' as const);
      const wanted = { ...before, answer, doubt, doubtAnswer: received ? before.doubtAnswer : null };
      const stored = await change.put('payments', before, wanted, { verb: received ? 'got_it' : 'not_got', role: 'resident' });
      return { record: id, version: stored.version, note: { received } };
    });
  },
  show: async ({ note }) => ({ answer: note.received === true ? ('yes' as const) : ('no' as const) }),
});
