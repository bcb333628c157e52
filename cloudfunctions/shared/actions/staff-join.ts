// New staff join by a one-time code from an administrator, as people are bound: made once, seen masked, taken once, never by who made it.

import { maskName } from '@shared/domain/masks';
import type { CodeRecord, StaffRecord } from '@shared/domain/records';
import { codeId } from '@shared/repos/bonds';
import { action } from '@shared/runtime/action';
import { Problem } from '@shared/runtime/problem';
import { codeFor, codeUntil, pictureOf, putCode, usable } from './codes';
import { demandFit } from './fit';
import { demandFitting, demandManaged, demandTerm } from './staff-parts';

const JOIN_PAGE = 'packages/staff/join/join';

export const inviteStaff = action('staff.invite', {
  roles: ['admin'],
  limit: { times: 60, seconds: 3600 },
  async change({ name, title, phone, grant }, ctx) {
    demandTerm(grant);
    demandFitting(grant);
    await demandManaged(grant, ctx);
    await demandFit({ name, title }, ctx);
    return ctx.change(async (change) => {
      await putCode(change, ctx, codeFor(ctx, 'invite'), { kind: 'staff', invite: { name, title, phone, grant } }, 'admin');
      return { record: 'invite', version: 0, note: {} };
    });
  },
  async show(_outcome, _input, ctx) {
    const code = codeFor(ctx, 'invite');
    return { code, until: codeUntil(ctx), picture: await pictureOf(ctx, JOIN_PAGE, code), path: `/${JOIN_PAGE}?code=${code}` };
  },
});

export const openInvite = action('staff.openInvite', {
  roles: ['visitor'],
  limit: { times: 30, seconds: 3600 },
  async run({ code }, ctx) {
    const { invite, until } = usable(await ctx.repos.bonds.code(code), 'staff', ctx);
    if (!invite) throw new Problem('not_found');
    const place = await ctx.repos.places.get(invite.grant.code);
    return { maskedName: maskName(invite.name), title: invite.title, role: invite.grant.role, placeName: place?.name ?? '', until };
  },
});

export const joinStaff = action('staff.join', {
  roles: ['visitor'],
  limit: { times: 10, seconds: 86_400 },
  async change({ code: typed }, ctx) {
    const { caller } = ctx;
    return ctx.change(async (change) => {
      const code = usable(await change.get<CodeRecord>('codes', codeId(typed)), 'staff', ctx);
      const { invite } = code;
      if (!invite) throw new Problem('not_found');
      if (code.issuedBy.openid === caller.openid) throw new Problem('not_allowed', { message: '自己发的邀请自己不能用。' });
      const before = await change.get<StaffRecord>('staff', caller.openid);
      // Revoked by an administrator: an invitation is no way round that.
      if (before?.status === 'revoked') throw new Problem('not_allowed', { message: '您的职责停着，要管理员先恢复。' });
      await change.put('codes', code, { ...code, status: 'used', usedBy: caller.openid }, { verb: 'use', role: 'visitor' });
      const fresh: StaffRecord = {
        _id: caller.openid,
        name: invite.name,
        title: invite.title,
        phone: invite.phone,
        status: 'active',
        grants: [],
        self: caller.self,
        relatives: [],
        version: 0,
        auditHead: '',
      };
      const one = before ?? fresh;
      const stored = await change.put(
        'staff',
        before,
        { ...one, grants: [...one.grants, invite.grant] },
        { verb: 'join', role: 'visitor', detail: { role: invite.grant.role, place: invite.grant.code, invitedBy: code.issuedBy.name } },
      );
      return { record: caller.openid, version: stored.version, note: {} };
    });
  },
  async show({ record }, _input, ctx) {
    const { name, title } = await ctx.repos.staff.get(record);
    return { name, title };
  },
});
