// Fairs for those who make them and those who bring people: writing, announcing, calling off, who comes, who came, what came of it.
import { randomInt, randomUUID } from 'node:crypto';
import { roleFor, scopesOf } from '@shared/access';
import type { Output, Parsed } from '@shared/contract';
import { FAIR_HELPERS, FAIR_MAKERS, FAIR_READERS, type FairVisitStatus, turnOf } from '@shared/domain/fairs';
import type { ApplicationStatus, FairRecord, FairVisitRecord, PlaceRecord } from '@shared/domain/records';
import { action } from '@shared/runtime/action';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { newJob } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { pictureOf } from './codes';
import { fairCardOf, fairFullOf, fairPage, putVisit } from './fair-parts';
import { demandFit } from './fit';

const PAGE = 20;
const PEOPLE_PAGE = 50;
const OPEN_PAGE = 'packages/fairs/open/open';
/** Without letters and figures that look alike. */
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const newCode = (): string => Array.from({ length: 8 }, () => SIGNS[randomInt(SIGNS.length)]).join('');

type Fields = Parsed<'fair.write'>['fields'];

export const fairBoard = action('fair.board', {
  roles: FAIR_READERS,
  async run({ status, cursor, limit = PAGE }, { repos, caller }) {
    const makes = scopesOf(caller, FAIR_MAKERS).length > 0;
    const items = status === 'draft' && !makes ? [] : await repos.fairs.board(status, cursor, limit);
    return { items: items.map(fairCardOf), next: items.length === limit ? (items[items.length - 1]?.sortKey ?? null) : null, makes };
  },
});

export const showFair = action('fair.show', { roles: FAIR_READERS, run: ({ fair }, ctx) => fairPage(fair, ctx) });

/** What others will read, by field. */
const typed = ({ campaign, title, hours, where, transport, words, stands, contact }: Fields): Record<string, string> => ({
  campaign,
  title,
  hours,
  where,
  transport,
  words,
  contact: contact.name,
  stands: stands.flatMap(({ employer, posts }) => [employer, ...posts.map((post) => post.words)]).join('\n'),
});

/** The township it is made for: the maker's own. */
async function townOf({ caller, repos }: Context): Promise<PlaceRecord> {
  const [scope] = scopesOf(caller, FAIR_MAKERS).filter(({ level }) => level === 'town');
  const town = scope ? await repos.places.get(scope.code) : null;
  if (!town) throw new Problem('not_allowed', { message: '招聘会由乡里的站来办。' });
  return town;
}

/** Whether those who said they would come must hear of it. */
const moved = (before: FairRecord, after: Fields): boolean =>
  before.status === 'announced' && (before.on !== after.on || before.hours !== after.hours || before.where !== after.where);

const tell = (change: Change, { _id, county, town, version }: FairRecord, { caller, now }: Context): Promise<void> =>
  change.begin(newJob('fair.tell', `${_id}:${version}`, { fair: _id, version }, { owner: caller.openid, county, town, village: '' }, now));

export const writeFair = action('fair.write', {
  roles: FAIR_MAKERS,
  async change({ fair, version, fields }, ctx) {
    const { repos, caller, today } = ctx;
    await demandFit(typed(fields), ctx);
    const known = new Set((await repos.places.villagesIn(scopesOf(caller, FAIR_MAKERS))).map(({ _id }) => _id));
    if (fields.villages.some((code) => !known.has(code))) throw new Problem('bad_input', { fields: { villages: '有的村不归您这里' } });
    const town = fair === null ? await townOf(ctx) : null;
    if (fair !== null) await repos.fairs.inScope(fair, FAIR_MAKERS);
    const id = fair ?? `f-${randomUUID()}`;
    const fresh = { status: 'draft', code: newCode(), by: { openid: caller.openid, name: caller.name }, report: null, why: '' };
    return ctx.change(async (change) => {
      const before = await change.get<FairRecord>('fairs', id);
      if (before && before.version !== version) throw new Problem('changed_meanwhile');
      if (before && before.status !== 'draft' && before.status !== 'announced')
        throw new Problem('not_possible_now', { message: '这一场已经完了，不再改。' });
      if (before?.status === 'announced' && fields.on < today) throw new Problem('bad_input', { fields: { on: '日子要在今天或以后' } });
      const placed = before ?? { ...fresh, county: town?.county ?? '', town: town?._id ?? '', village: '', version: 0, auditHead: '' };
      const wanted: FairRecord = { ...placed, ...fields, _id: id, sortKey: `${fields.on}:${id}` };
      const stored = await change.put('fairs', before, wanted, { verb: before ? 'edit' : 'begin', role: roleFor(caller, wanted) });
      if (before && moved(before, fields)) await tell(change, stored, ctx);
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ fair: await fairFullOf(await ctx.repos.fairs.inScope(record, FAIR_MAKERS), ctx) }),
});

export const turnFair = action('fair.turn', {
  roles: FAIR_MAKERS,
  async change({ fair: id, version, to, words }, ctx) {
    const { repos, caller, now, today } = ctx;
    await repos.fairs.inScope(id, FAIR_MAKERS);
    await demandFit({ words }, ctx);
    return ctx.change(async (change) => {
      const before = await change.get<FairRecord>('fairs', id);
      if (!before) throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile');
      const turn = turnOf(before.status, to);
      if (!turn) throw new Problem('not_possible_now', { message: '这一步现在不能办。', next: '返回刷新再看。' });
      const hindered = turn.hindered(before, today);
      if (hindered !== null) throw new Problem('not_possible_now', { message: `${hindered}。` });
      if (turn.words !== '' && words.length < 2)
        throw new Problem('bad_input', { fields: { words: turn.words === 'why' ? '写上为什么不办了' : '写两句办得怎么样' } });
      const by = { openid: caller.openid, name: caller.name };
      const wanted: FairRecord = {
        ...before,
        status: to,
        ...(turn.words === 'why' ? { why: words } : {}),
        ...(turn.words === 'report' ? { report: { words, at: now, by } } : {}),
      };
      const stored = await change.put('fairs', before, wanted, { verb: to, role: roleFor(caller, before) });
      if (before.status === 'announced' && to === 'cancelled') await tell(change, stored, ctx);
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ fair: await fairFullOf(await ctx.repos.fairs.inScope(record, FAIR_MAKERS), ctx) }),
});

export const fairCode = action('fair.code', {
  roles: FAIR_MAKERS,
  limit: { times: 60, seconds: 600 },
  async run({ fair }, ctx) {
    const { code, status } = await ctx.repos.fairs.inScope(fair, FAIR_MAKERS);
    if (status === 'draft') throw new Problem('not_possible_now', { message: '先定下来，再出签到码。' });
    return { code, picture: await pictureOf(ctx, OPEN_PAGE, code) };
  },
});

async function rowOf(
  { person, personName: name, village, status, by }: FairVisitRecord,
  { repos }: Context,
): Promise<Output<'fair.mark'>['person']> {
  const place = await repos.places.get(village);
  return { person, name, villageName: place?.name ?? '', status: status as FairVisitStatus, by: by.name };
}

export const fairPeople = action('fair.people', {
  roles: FAIR_READERS,
  async run({ fair, status, cursor, limit = PEOPLE_PAGE }, ctx) {
    await ctx.repos.fairs.inScope(fair);
    const found = await ctx.repos.fairs.people(fair, status, cursor, limit);
    return {
      items: await Promise.all(found.map((one) => rowOf(one, ctx))),
      next: found.length === limit ? (found[found.length - 1]?.sortKey ?? null) : null,
    };
  },
});

export const markFair = action('fair.mark', {
  roles: FAIR_HELPERS,
  async change({ fair, person, to }, ctx) {
    const [held, { person: found }] = await Promise.all([
      ctx.repos.fairs.inScope(fair, FAIR_HELPERS),
      ctx.repos.registry.inScope(person, FAIR_HELPERS),
    ]);
    if (found.status !== 'active') throw new Problem('not_possible_now', { message: '这个人已经不在册了。' });
    return putVisit(held, found, to, ctx);
  },
  async show({ record }, _input, ctx) {
    const visit = await ctx.store.get<FairVisitRecord>('fair_visits', record);
    if (!visit) throw new Problem('not_found');
    return { person: await rowOf(visit, ctx) };
  },
});

/** Past wanting it: taken on, at whatever step since. */
const TAKEN: readonly string[] = ['taken', 'stayed'];

export const fairOutcome = action('fair.outcome', {
  roles: FAIR_READERS,
  async run({ fair: id }, { repos }) {
    const fair = await repos.fairs.inScope(id);
    const [coming, not, came] = await Promise.all(
      (['coming', 'not_coming', 'came'] as const).map((status) => repos.fairs.people(id, status, undefined)),
    );
    const there = new Set((came ?? []).map(({ person }) => person));
    const posts = fair.stands.flatMap(({ employer, posts }) => posts.map((post) => ({ employer, ...post })));
    const asked = new Set<string>();
    const taken = new Set<string>();
    const rows = [];
    for (const post of posts) {
      const counts: Partial<Record<ApplicationStatus, number>> = {};
      // Of those who came: what somebody asked for elsewhere is no fruit of the fair.
      for (const { person, status, steps } of post.posting === '' ? [] : await repos.fairs.asked(post.posting)) {
        if (!there.has(person) || !steps.some(({ on }) => on >= fair.on)) continue;
        counts[status as ApplicationStatus] = (counts[status as ApplicationStatus] ?? 0) + 1;
        asked.add(person);
        if (TAKEN.includes(status)) taken.add(person);
      }
      rows.push({ ...post, counts });
    }
    return {
      visits: { coming: coming?.length ?? 0, not_coming: not?.length ?? 0, came: came?.length ?? 0 },
      posts: rows,
      asked: asked.size,
      taken: taken.size,
    };
  },
});
