// Posting: what waits for it, freezing a list, looking at it, hanging it longer, taking it down.
import { randomInt } from 'node:crypto';
import { roleFor } from '@shared/access';
import { beijingDate, countedDaysWords, laterOf } from '@shared/domain/dates';
import { closingRefusal, extendsIt, postedUntil, postsIt } from '@shared/domain/publicity';
import type { ClaimRecord, PublicityRecord, Role, ScopeLevel } from '@shared/domain/records';
import { CLOSING_WORDS } from '@shared/domain/words/publicity';
import { publicityColumnsOf } from '@shared/policies';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { newJob } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { headOf, listView } from './publicity-parts';

export const POSTERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'lead'];
export const LIST_READERS: readonly [Role, ...Role[]] = [...POSTERS, 'auditor'];

const PAGE = 20;
/** Without 0, 1, I and O: it is read from paper. */
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const newCode = () => Array.from({ length: 8 }, () => SIGNS[randomInt(SIGNS.length)]).join('');

const levelOf = (claim: ClaimRecord) => claim.waiting.slice('post_'.length) as ScopeLevel;

interface Due {
  level: ScopeLevel;
  place: string;
  claims: ClaimRecord[];
}

/** What waits, by place, programme and period. */
function grouped(claims: readonly ClaimRecord[]): Due[] {
  const groups = new Map<string, Due>();
  for (const claim of claims) {
    const level = levelOf(claim);
    const place = claim[level];
    const key = `${place}:${claim.programme}:${claim.period}`;
    const group = groups.get(key) ?? { level, place, claims: [] };
    group.claims.push(claim);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const counted = ({ days, calendar }: { days: number; calendar?: boolean }) => ({ days, ...(calendar ? { calendar } : {}) });

async function dueView({ level, place, claims }: Due, { repos, policies }: Context) {
  const [first] = claims as [ClaimRecord];
  const [{ pack }, found] = await Promise.all([policies.version(first.policy.version, first.policy.hash), repos.places.get(place)]);
  const sumFen = claims.reduce((sum, claim) => sum + claim.amountFen, 0);
  const { days, calendar } = first.stages[first.stage ?? 0] ?? pack.publicity;
  const { programme, period } = first;
  return {
    level,
    place,
    placeName: found?.name ?? '',
    programme,
    name: pack.name,
    period,
    count: claims.length,
    sumFen,
    days,
    daysWords: countedDaysWords(days, calendar === true),
  };
}

export const listPublicities = action('publicity.list', {
  roles: LIST_READERS,
  async run({ cursor, limit = PAGE }, ctx) {
    const { repos } = ctx;
    const [due, lists] = await Promise.all([cursor === undefined ? repos.publicities.due() : [], repos.publicities.list(cursor, limit)]);
    const items = await Promise.all(
      lists.map(async (list) => ({
        ...(await headOf(list, ctx)),
        open: (await repos.publicities.objections(list._id)).filter(({ status }) => status === 'open').length,
      })),
    );
    const last = lists.at(-1);
    return {
      due: await Promise.all(grouped(due).map((group) => dueView(group, ctx))),
      items,
      next: lists.length === limit && last ? last.sortKey : null,
    };
  },
});

export const postPublicity = action('publicity.post', {
  roles: POSTERS,
  async change({ level, place: code, programme, period }, ctx) {
    const { repos, caller, now } = ctx;
    const place = await repos.places.get(code);
    if (place?.level !== level) throw new Problem('not_found', { message: '没有这个地方。' });
    const at = { county: place.county, town: level === 'county' ? '' : place.town, village: level === 'village' ? code : '' };
    if (!postsIt({ level, ...at }, caller)) throw new Problem('not_allowed', { message: '这里的榜不归您贴。' });
    const claims = (await repos.publicities.due()).filter(
      (claim) => claim.waiting === `post_${level}` && claim[level] === code && claim.programme === programme && claim.period === period,
    );
    const [first] = claims;
    if (!first) throw new Problem('not_possible_now', { message: '没有等着贴榜的，可能别人刚贴过。', next: '刷新看看已经贴的榜。' });
    const { pack } = await ctx.policies.version(first.policy.version, first.policy.hash);
    const prefix = `publicity:${code}:${programme}:${period}`;
    let n = 1;
    while (await ctx.store.get<PublicityRecord>('publicities', `${prefix}:${n}`)) n += 1;
    const id = `${prefix}:${n}`;
    const job = newJob('publicity.post', id, { publicity: id }, { owner: caller.openid, ...at }, now);
    const list: PublicityRecord = {
      _id: id,
      ...at,
      status: 'building',
      sortKey: `${now}:${id}`,
      level,
      programme,
      period,
      n,
      code: newCode(),
      policy: first.policy,
      columns: publicityColumnsOf(pack),
      ...counted(first.stages[first.stage ?? 0] ?? pack.publicity),
      from: '',
      until: '',
      count: 0,
      sumFen: 0,
      hash: '',
      extended: [],
      photos: [],
      minutes: null,
      by: { openid: caller.openid, name: caller.name },
      at: now,
      closedAt: null,
      task: job._id,
      version: 0,
      auditHead: '',
    };
    return ctx.change(async (change) => {
      // Somebody pressed at the same moment: the id collides and theirs is the list.
      const { version } = await change.put('publicities', null, list, {
        verb: 'post',
        role: roleFor(caller, list),
        detail: { programme, period, n },
      });
      await change.begin(job);
      return { record: id, version, note: { task: job._id } };
    });
  },
  show: async ({ record, note }) => ({ publicity: record, task: String(note.task) }),
});

export const showPublicity = action('publicity.show', {
  roles: LIST_READERS,
  run: async ({ publicity }, ctx) => ({ list: await listView(await ctx.repos.publicities.inScope(publicity), ctx) }),
});

/** Refuses when the list is not as the caller saw it. */
export function sameList(list: PublicityRecord | null, version: number): asserts list is PublicityRecord {
  if (!list) throw new Problem('not_found');
  if (list.version !== version) throw new Problem('changed_meanwhile');
}

export const shownList = async (record: string, ctx: Context) => ({
  list: await listView(await ctx.repos.publicities.inScope(record), ctx),
});

export const extendPublicity = action('publicity.extend', {
  roles: POSTERS,
  async change({ publicity, version, days, reason }, ctx) {
    const seen = await ctx.repos.publicities.inScope(publicity);
    if (!extendsIt(seen, ctx.caller)) throw new Problem('not_allowed', { message: '延长公示，要上一级来定。' });
    if (!(await ctx.fitToShow(reason))) throw new Problem('bad_input', { fields: { reason: '这句话没法写在榜上，换个说法' } });
    return ctx.change(async (change) => {
      const before = await change.get<PublicityRecord>('publicities', publicity);
      sameList(before, version);
      if (before.status !== 'posted') throw new Problem('not_possible_now', { message: CLOSING_WORDS.not_posted });
      // From the old last day, or from today when that is past already.
      const start = laterOf(before.until, ctx.today);
      const until = postedUntil(start, days, before.calendar === true);
      const extended = [...before.extended, { until, reason, by: { openid: ctx.caller.openid, name: ctx.caller.name }, at: ctx.now }];
      const stored = await change.put(
        'publicities',
        before,
        { ...before, until, extended },
        { verb: 'extend', role: roleFor(ctx.caller, before), detail: { until, reason } },
      );
      return { record: publicity, version: stored.version, note: {} };
    });
  },
  show: ({ record }, _input, ctx) => shownList(record, ctx),
});

export const closePublicity = action('publicity.close', {
  roles: POSTERS,
  async change({ publicity, version }, ctx) {
    const { repos, caller, now, today } = ctx;
    const seen = await repos.publicities.inScope(publicity);
    if (!postsIt(seen, caller)) throw new Problem('not_allowed', { message: '这张榜不归您收。' });
    const objections = await repos.publicities.objections(publicity);
    return ctx.change(async (change) => {
      const before = await change.get<PublicityRecord>('publicities', publicity);
      sameList(before, version);
      const refused = closingRefusal(before, objections, today);
      if (refused !== null) throw new Problem('not_possible_now', { message: CLOSING_WORDS[refused].replace('{until}', before.until) });
      const { county, town, village } = before;
      const job = newJob(
        'publicity.close',
        `${publicity}:${before.version}`,
        { publicity },
        { owner: caller.openid, county, town, village },
        now,
      );
      const stored = await change.put(
        'publicities',
        before,
        { ...before, status: 'closing', task: job._id },
        { verb: 'close', role: roleFor(caller, before), detail: { on: beijingDate(now), objections: objections.length } },
      );
      await change.begin(job);
      return { record: publicity, version: stored.version, note: { task: job._id } };
    });
  },
  show: async ({ record, note }) => ({ publicity: record, task: String(note.task) }),
});
