// 照着敲 and 对账: the list of who differs, one of them side by side as it is now, what was typed, what was decided of a field.
import { roleFor } from '@shared/access';
import type { Output } from '@shared/contract';
import { type PersonRecord, RETYPE_SOURCES, type RetypeRecord } from '@shared/domain/records';
import { fieldsIn, printOf } from '@shared/exchange/compare';
import { RETYPERS } from '@shared/repos/retypes';
import { action } from '@shared/runtime/action';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';
import { itemOf, SOURCE_WORDS, shownOf, withOurs } from './retype-parts';
import { takeTheirs } from './retype-take';

const PAGE = 50;
const MOST_COUNTED = 1000;
/** Typed ones looked at again for what changed here since. */
const MOST_TYPED = 200;

export const retypeSources = action('retype.sources', {
  roles: RETYPERS,
  async run(_input, { repos, store }) {
    const town = repos.retypes.town();
    const villages = await repos.places.villagesIn([{ level: 'town', code: town }]);
    const found = await Promise.all(
      RETYPE_SOURCES.map(async (source) => {
        const [open, typed, confirmed] = await Promise.all(
          (['open', 'typed', 'confirmed'] as const).map((status) => repos.retypes.page({ town, source, status }, '', MOST_COUNTED)),
        );
        const last = [...(open ?? []), ...(typed ?? []), ...(confirmed ?? [])].sort((a, b) => (a.asOf < b.asOf ? 1 : -1))[0];
        if (!last) return [];
        const intake = await store.get<{ _id: string; fileName: string; at: string }>('intakes', last.intake);
        const counts = { open: open?.length ?? 0, typed: typed?.length ?? 0, confirmed: confirmed?.length ?? 0 };
        return [
          { source, words: SOURCE_WORDS[source], asOf: last.asOf, fileName: intake?.fileName ?? '', at: intake?.at ?? '', ...counts },
        ];
      }),
    );
    return { sources: found.flat(), villages: villages.map(({ _id, name }) => ({ code: _id, name })) };
  },
});

export const retypeList = action('retype.list', {
  roles: RETYPERS,
  async run({ source, status, village, field, cursor = '' }, ctx) {
    const { repos } = ctx;
    const where = { town: repos.retypes.town(), source, ...(village ? { village } : {}) };
    const wants = ({ fields }: Output<'retype.list'>['items'][number]): boolean => !field || fields.some((one) => one.field === field);
    const found = await repos.retypes.page({ ...where, status }, cursor, PAGE);
    const shown = (await withOurs(found, ctx)).map(({ record, parts, ours }) => itemOf(record, parts, ours, ctx));
    const items = shown.filter((item) => item.status === status);
    if (status === 'open' && cursor === '') {
      const typed = await withOurs(await repos.retypes.page({ ...where, status: 'typed' }, '', MOST_TYPED), ctx);
      const moved = typed.map(({ record, parts, ours }) => itemOf(record, parts, ours, ctx)).filter((item) => item.status === 'open');
      items.unshift(...moved);
    }
    return { today: ctx.today, items: items.filter(wants), next: found.length === PAGE ? (found.at(-1)?.sortKey ?? null) : null };
  },
});

export const showRetype = action('retype.show', {
  roles: RETYPERS,
  run: async ({ retype }, ctx) => shownOf(await ctx.repos.retypes.byId(retype), ctx),
});

export const retypeNumber = action('retype.number', {
  roles: RETYPERS,
  limit: { times: 600, seconds: 3600 },
  async run({ retype, field }, ctx) {
    const record = await ctx.repos.retypes.byId(retype);
    const person = record.person === null ? null : await ctx.store.get<PersonRecord>('persons', record.person);
    const sealed = person?.[field] ?? null;
    if (!person || sealed === null) throw new Problem('not_found', { message: '名册里没有这一样。' });
    // Written before the value is opened; the same request a second time gets nothing.
    const fresh = await ctx.note(
      `reveal:${ctx.caller.openid}:${ctx.requestId}`,
      { collection: 'persons', record: person._id },
      { verb: 'reveal', role: roleFor(ctx.caller, record), detail: { retype, field, reason: '照着敲' } },
    );
    if (!fresh) throw new Problem('already_done', { message: '这一次已经给过了，不重复给。', next: '还要，就再点一次。' });
    return { value: ctx.open({ collection: 'persons', record: person._id, field }, sealed) };
  },
});

/** The record as it was seen, within a change. */
async function seen(id: string, version: number, change: { get<T extends { _id: string }>(c: 'retypes', id: string): Promise<T | null> }) {
  const before = await change.get<RetypeRecord>('retypes', id);
  if (!before) throw new Problem('not_found');
  if (before.version !== version) throw new Problem('changed_meanwhile');
  return before;
}

export const typedRetype = action('retype.typed', {
  roles: RETYPERS,
  limit: { times: 1200, seconds: 3600 },
  async change({ retype, version, undo = false }, ctx) {
    const record = await ctx.repos.retypes.byId(retype);
    const [now] = await withOurs([record], ctx);
    const parts = now?.parts ?? [];
    if (!undo && record.kind !== 'theirs_only' && parts.length === 0)
      throw new Problem('not_possible_now', { message: '这个人现在已经一样了，不用录。', next: '下次拿新导出的表来比，就销了。' });
    return ctx.change(async (change) => {
      const before = await seen(retype, version, change);
      if (before.status === 'confirmed') throw new Problem('already_done', { message: '这个人已经对上了。' });
      const typed = { by: { openid: ctx.caller.openid, name: ctx.caller.name }, at: ctx.now, print: printOf(parts) };
      const after: RetypeRecord = undo
        ? { ...before, status: 'open', typed: null }
        : { ...before, status: 'typed', typed, why: before.kind === 'theirs_only' ? before.why : '', differs: fieldsIn(parts) };
      const { version: stored } = await change.put('retypes', before, after, {
        verb: undo ? 'untyped' : 'typed',
        role: roleFor(ctx.caller, before),
        detail: { fields: fieldsIn(parts).join(' ') },
      });
      return { record: retype, version: stored, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => shownOf(await ctx.repos.retypes.byId(record), ctx),
});

export const decideRetype = action('retype.decide', {
  roles: RETYPERS,
  limit: { times: 1200, seconds: 3600 },
  async change({ retype, version, part: key, field, how, word = '' }, ctx) {
    const record = await ctx.repos.retypes.byId(retype);
    if (record.version !== version) throw new Problem('changed_meanwhile');
    if (how === 'wait' && word === '') throw new Problem('bad_input', { fields: { word: '写一句为什么先放着' } });
    await demandFit({ word }, ctx);
    const [now] = await withOurs([record], ctx);
    const part = now?.parts.find((one) => one.key === key);
    const row = part?.rows.find((one) => one.field === field);
    if (!part || !row) throw new Problem('already_done', { message: '这一样现在已经一样了。' });
    if (how === 'theirs') return takeTheirs({ record, part, row, ours: now?.ours ?? null }, ctx);
    return ctx.change(async (change) => {
      const before = await seen(retype, version, change);
      const choice = { field, spell: part.spell, how, word, by: ctx.caller.name, at: ctx.now };
      const others = before.choices.filter((one) => one.field !== field || one.spell !== part.spell);
      const { version: stored } = await change.put(
        'retypes',
        before,
        { ...before, choices: [...others, choice] },
        { verb: how === 'ours' ? 'keep_ours' : 'wait', role: roleFor(ctx.caller, before), detail: { field } },
      );
      return { record: retype, version: stored, note: {} };
    });
  },
  show: async (_outcome, { retype }, ctx) => shownOf(await ctx.repos.retypes.byId(retype), ctx),
});
