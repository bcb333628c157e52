// The directory of staff: who is who and who stands in for whom, for all of them; roles, terms, stand-ins and relatives, for administrators.
import type { Role } from '@shared/domain/records';
import { STAFF_VERBS } from '@shared/domain/words/people';
import { REGISTRY_READERS } from '@shared/repos/registry';
import { action } from '@shared/runtime/action';
import { Problem } from '@shared/runtime/problem';
import {
  changeStaff,
  demandFitting,
  demandManaged,
  demandOther,
  demandTerm,
  managesOne,
  nearby,
  showStaff,
  staffViewOf,
} from './staff-parts';

const STAFF: readonly [Role, ...Role[]] = ['admin', 'cadre', 'village_head', 'station_clerk', 'labour_clerk', 'payer', 'lead', 'auditor'];

export const listStaff = action('staff.list', {
  roles: STAFF,
  async run(_input, ctx) {
    const { repos, caller } = ctx;
    const all = await repos.staff.all();
    const seen = [];
    for (const one of all) if (one._id === caller.openid || (await nearby(one, ctx))) seen.push(one);
    const canManage = repos.staff.isManager();
    const scopes = caller.grants.filter(({ role }) => role === 'admin');
    const own = canManage ? await Promise.all(scopes.map(({ code }) => repos.places.get(code))) : [];
    const villages = canManage ? await repos.places.villagesIn(scopes) : [];
    const towns = await Promise.all([...new Set(villages.map(({ town }) => town))].map((code) => repos.places.get(code)));
    const places = [...own, ...towns, ...villages].flatMap((place) =>
      place ? [{ code: place._id, name: place.name, level: place.level }] : [],
    );
    const items = await Promise.all(seen.map((one) => staffViewOf(one, ctx)));
    return {
      items: items.sort((a, b) => (a.title < b.title ? -1 : 1)),
      canManage,
      places: [...new Map(places.map((place) => [place.code, place])).values()],
    };
  },
});

export const oneStaff = action('staff.one', {
  roles: STAFF,
  async run({ staff: openid }, ctx) {
    const { repos, caller } = ctx;
    const one = await repos.staff.get(openid);
    const mine = openid === caller.openid;
    const manages = !mine && (await managesOne(one, ctx));
    if (!mine && !manages && !(await nearby(one, ctx))) throw new Problem('not_found');
    // The trail of roles is for administrators and for oneself.
    const trail = mine || manages ? await repos.staff.history(openid) : [];
    const names = new Map((await repos.staff.all()).map(({ _id, name }) => [_id, name]));
    return {
      staff: await staffViewOf(one, ctx),
      canManage: manages,
      canDeclare: mine || manages,
      history: trail.map(({ at, by, verb, detail }) => {
        const said = Object.values(detail)
          .filter((value) => typeof value === 'string' && value !== '')
          .join(' ');
        return { at, by: names.get(by.openid) ?? '', words: [STAFF_VERBS[verb] ?? verb, said].filter((part) => part !== '').join('：') };
      }),
    };
  },
});

export const grantRole = action('staff.grant', {
  roles: ['admin'],
  async change({ staff, version, grant }, ctx) {
    demandOther(staff, ctx);
    demandTerm(grant);
    demandFitting(grant);
    await demandManaged(grant, ctx);
    const place = await ctx.repos.places.get(grant.code);
    return changeStaff(ctx, staff, version, 'grant', (before) => {
      const same = before.grants.some(
        ({ role, code, until }) => role === grant.role && code === grant.code && (until === null || until >= grant.from),
      );
      if (same) throw new Problem('already_done', { message: '这个职责已经有了，还没到期。' });
      const detail = { role: grant.role, place: place?.name ?? grant.code, from: grant.from, until: grant.until ?? '' };
      return { wanted: { ...before, grants: [...before.grants, grant] }, detail };
    });
  },
  show: (outcome, _input, ctx) => showStaff(outcome, ctx),
});

export const setTerm = action('staff.term', {
  roles: ['admin'],
  async change({ staff, version, index, until }, ctx) {
    demandOther(staff, ctx);
    const grant = (await ctx.repos.staff.get(staff)).grants[index];
    if (!grant) throw new Problem('not_found');
    await demandManaged(grant, ctx);
    return changeStaff(ctx, staff, version, 'term', (before) => {
      const grants = before.grants.map((one, at) => (at === index ? { ...one, until } : one));
      return { wanted: { ...before, grants }, detail: { role: grant.role, place: grant.code, until: until ?? '' } };
    });
  },
  show: (outcome, _input, ctx) => showStaff(outcome, ctx),
});

export const revokeStaff = action('staff.revoke', {
  roles: ['admin'],
  async change({ staff, version, revoked }, ctx) {
    demandOther(staff, ctx);
    for (const grant of (await ctx.repos.staff.get(staff)).grants) await demandManaged(grant, ctx);
    return changeStaff(ctx, staff, version, revoked ? 'revoke' : 'restore', (before) => ({
      wanted: { ...before, status: revoked ? 'revoked' : 'active' },
      detail: {},
    }));
  },
  show: (outcome, _input, ctx) => showStaff(outcome, ctx),
});

export const standIn = action('staff.standIn', {
  roles: ['admin'],
  async change({ staff, version, forStaff, from, until }, ctx) {
    demandOther(staff, ctx);
    demandTerm({ from, until });
    if (staff === forStaff) throw new Problem('bad_input', { fields: { forStaff: '自己不能替自己' } });
    if (until < ctx.today) throw new Problem('bad_input', { fields: { until: '这些日子已经过了' } });
    const away = await ctx.repos.staff.get(forStaff);
    for (const grant of away.grants) await demandManaged(grant, ctx);
    return changeStaff(ctx, staff, version, 'stand_in', (before) => ({
      wanted: { ...before, standIns: [...(before.standIns ?? []), { forOpenid: forStaff, forName: away.name, from, until }] },
      detail: { for: away.name, from, until },
    }));
  },
  show: (outcome, _input, ctx) => showStaff(outcome, ctx),
});

export const endStandIn = action('staff.endStandIn', {
  roles: ['admin'],
  async change({ staff, version, index }, ctx) {
    demandOther(staff, ctx);
    const { today } = ctx;
    if (!(await managesOne(await ctx.repos.staff.get(staff), ctx))) throw new Problem('not_allowed');
    return changeStaff(ctx, staff, version, 'end_stand_in', (before) => {
      // `index` counts what the page shows: those not over yet.
      const shown = (before.standIns ?? []).filter(({ until }) => until >= today);
      const gone = shown[index];
      if (!gone) throw new Problem('not_found');
      return { wanted: { ...before, standIns: (before.standIns ?? []).filter((one) => one !== gone) }, detail: { for: gone.forName } };
    });
  },
  show: (outcome, _input, ctx) => showStaff(outcome, ctx),
});

export const declareRelatives = action('staff.relatives', {
  roles: STAFF,
  async change({ staff, version, add, remove, self }, ctx) {
    const mine = staff === ctx.caller.openid;
    const manages = !mine && (await managesOne(await ctx.repos.staff.get(staff), ctx));
    if (!mine && !manages) throw new Problem('not_found');
    // One declares one's own; taking a declaration back is for an administrator, who asks first.
    if (mine && (remove !== undefined || self !== undefined))
      throw new Problem('not_allowed', { message: '申报过的亲属要由管理员来改。', next: '给管理员打个电话说明白。' });
    const [added, person] = await Promise.all(
      [add, self].map((id) => (id === undefined ? null : ctx.repos.registry.inScope(id, [...REGISTRY_READERS, 'admin', 'payer']))),
    );
    return changeStaff(ctx, staff, version, 'relatives', (before) => ({
      wanted: {
        ...before,
        relatives: [...new Set([...before.relatives, ...(add === undefined ? [] : [add])])].filter((id) => id !== remove),
        self: self ?? before.self,
      },
      detail: { add: added?.person.name ?? '', remove: remove === undefined ? '' : '去掉一位', self: person?.person.name ?? '' },
    }));
  },
  show: (outcome, _input, ctx) => showStaff(outcome, ctx),
});
