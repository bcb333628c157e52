// Composing once what goes to village groups: proposed from postings, edited by people, checked before anybody reads it.
import { randomUUID } from 'node:crypto';
import { roleFor, scopesOf } from '@shared/access';
import type { Output } from '@shared/contract';
import { fairTexts } from '@shared/domain/push-fair';
import { MOST_POSTINGS, postingTexts, severalTexts } from '@shared/domain/push-texts';
import { MOST_OF_WEEK } from '@shared/domain/push-week';
import type { PostingRecord, PushRecord } from '@shared/domain/records';
import { jobCard } from '@shared/present';
import { PUSHERS } from '@shared/repos/pushes';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { codeFor, pictureOf } from './codes';
import { fairPublicOf } from './fair-parts';
import { demandFit } from './fit';
import { aboutNow, fairAhead, openOnes } from './push-about';
import { PAGE_OF, pushRowOf, pushShown, villageNames } from './push-parts';
import { weekFor } from './push-week';

const PAGE = 20;
export const previewPush = action('push.preview', {
  roles: PUSHERS,
  async run({ kind, about, village }, ctx) {
    const { repos, today, caller } = ctx;
    const scopes = scopesOf(caller, PUSHERS);
    const villages = await repos.places.villagesIn(scopes);
    const place = village === undefined ? null : await repos.pushes.villageInScope(village);
    const whom = place ?? (villages[0] ? await repos.pushes.village(villages[0]._id) : null);
    let chosen: { posting: PostingRecord; why: string }[];
    let week: Output<'push.preview'>['week'] = null;
    let fair: Output<'push.preview'>['fair'] = null;
    if (kind === 'fair') {
      fair = fairPublicOf(await fairAhead(about ?? [], ctx));
      chosen = [];
    } else if (kind === 'week' && about === undefined) {
      if (!place) throw new Problem('bad_input', { fields: { village: '选一个村' } });
      const found = await weekFor(place, ctx);
      chosen = found.chosen;
      week = { people: found.people, of: found.of, served: found.served };
    } else {
      if (about === undefined) throw new Problem('bad_input', { fields: { about: '选一个活' } });
      chosen = (await openOnes(about, ctx)).map((posting) => ({ posting, why: '' }));
    }
    const subjects = chosen.map(({ posting }) => posting);
    const [only] = subjects;
    const whose = kind === 'week' ? (place?.name ?? '') : '';
    const texts = fair
      ? fairTexts(fair, today)
      : kind === 'posting' && only
        ? postingTexts(only, today)
        : severalTexts(subjects, { whose, contact: whom?.contact ?? { words: '', phone: '' } }, today);
    return {
      ...texts,
      postings: chosen.map(({ posting, why }) => ({
        ...jobCard(posting, today),
        contact: { words: posting.contact.name, phone: posting.contact.phone },
        why,
      })),
      villages: villages.map(({ _id: code, name }) => ({ code, name })),
      fair,
      week,
      today,
    };
  },
});

export const composePush = action('push.compose', {
  roles: PUSHERS,
  limit: { times: 60, seconds: 3600 },
  async change({ kind, about, villages, title, text, spoken }, ctx) {
    const { repos, caller, today, now } = ctx;
    if (kind === 'posting' ? about.length !== 1 : about.length > (kind === 'week' ? MOST_OF_WEEK : MOST_POSTINGS))
      throw new Problem('bad_input', { fields: { about: '活的个数不对，回去重新选' } });
    const fair = kind === 'fair' ? await fairAhead(about, ctx) : null;
    if (fair === null) await openOnes(about, ctx);
    const codes = [...new Set(villages)].sort();
    const places = await Promise.all(codes.map((code) => repos.pushes.villageInScope(code)));
    const [place] = places;
    if (!place) throw new Problem('bad_input', { fields: { villages: '选一个村' } });
    if (places.some(({ town }) => town !== place.town)) throw new Problem('bad_input', { fields: { villages: '一次只发一个乡镇的村' } });
    await demandFit({ title, text, spoken }, ctx);
    const id = `push-${randomUUID()}`;
    const push: PushRecord = {
      _id: id,
      county: place.county,
      town: place.town,
      village: codes.length === 1 ? place.village : '',
      status: 'ready',
      sortKey: `${now}:${id}`,
      kind,
      about,
      title,
      text,
      spoken,
      code: codeFor(ctx, 'push'),
      villages: codes,
      ...(fair ? { fairVersion: fair.version } : {}),
      by: { openid: caller.openid, name: caller.name },
      on: today,
      version: 0,
      auditHead: '',
    };
    return ctx.change(async (change) => {
      const role = roleFor(caller, { ...push, village: place.village });
      await change.put('pushes', null, push, { verb: 'compose', role, detail: { kind, about: about.length, villages: codes } });
      return { record: id, version: 0, note: {} };
    });
  },
  show: ({ record }, _input, ctx) => pushShown(record, ctx),
});

/** Whoever made it, or whoever answers for all its villages. */
function demandOwn(push: PushRecord, { caller, repos }: Context): void {
  const own = push.by.openid === caller.openid || repos.pushes.isTheirs({ ...push, villages: [] });
  if (!own) throw new Problem('not_allowed', { message: `这张是${push.by.name}写的，要改请找他。` });
}

async function changed(id: string, version: number, wanted: Partial<PushRecord>, verb: string, ctx: Context) {
  return ctx.change(async (change) => {
    const before = await change.get<PushRecord>('pushes', id);
    if (!before || before.version !== version) throw new Problem('changed_meanwhile', { message: '刚才有人改过这张，先看看新的。' });
    if (before.status !== 'ready') throw new Problem('not_possible_now', { message: '这张卡片收起来了，不能再改。' });
    const role = roleFor(ctx.caller, before);
    const stored = await change.put('pushes', before, { ...before, ...wanted }, { verb, role });
    return { record: id, version: stored.version, note: {} };
  });
}

export const editPush = action('push.edit', {
  roles: PUSHERS,
  async change({ push: id, version, title, text, spoken }, ctx) {
    const push = await ctx.repos.pushes.inScope(id);
    demandOwn(push, ctx);
    await demandFit({ title, text, spoken }, ctx);
    // Whoever looked the words through saw the fair as it is now.
    const { fair } = await aboutNow(push, ctx);
    return changed(id, version, { title, text, spoken, ...(fair ? { fairVersion: fair.version } : {}) }, 'edit', ctx);
  },
  show: ({ record }, _input, ctx) => pushShown(record, ctx),
});

export const endPush = action('push.end', {
  roles: PUSHERS,
  async change({ push: id, version }, ctx) {
    demandOwn(await ctx.repos.pushes.inScope(id), ctx);
    return changed(id, version, { status: 'ended' }, 'end', ctx);
  },
  show: ({ record }, _input, ctx) => pushShown(record, ctx),
});

export const showPush = action('push.show', { roles: PUSHERS, run: ({ push }, ctx) => pushShown(push, ctx) });

export const listPushes = action('push.list', {
  roles: PUSHERS,
  async run({ cursor, limit = PAGE }, ctx) {
    const found = await ctx.repos.pushes.page(cursor, limit);
    const [names, questions] = await Promise.all([
      villageNames(
        found.flatMap(({ villages }) => villages),
        ctx,
      ),
      ctx.repos.pushes.questions('open', undefined, PAGE),
    ]);
    const last = found.length === limit ? found[found.length - 1] : undefined;
    return { items: found.map((push) => pushRowOf(push, names, ctx)), next: last?.sortKey ?? null, questions: questions.length };
  },
});

export const pushCode = action('push.code', {
  roles: PUSHERS,
  limit: { times: 60, seconds: 600 },
  async run({ push: id }, ctx) {
    const { kind, code } = await ctx.repos.pushes.inScope(id);
    return { picture: await pictureOf(ctx, PAGE_OF[kind], code) };
  },
});
