// Phones a village was opened on: whether one may still hold it, which there are, and cutting a lost one off.
import { covers } from '@shared/access';
import type { Output } from '@shared/contract';
import type { DeviceRecord } from '@shared/domain/records';
import { DEVICE_KEEPERS, VISITORS } from '@shared/repos/visits';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';

const PAGE = 30;

async function viewOf(device: DeviceRecord, { repos, caller }: Context): Promise<Output<'device.revoke'>['device']> {
  const { _id, version, status, ownerName, model, since, revoked } = device;
  const village = await repos.places.get(device.village);
  return {
    id: _id,
    version,
    status,
    ownerName,
    model,
    villageName: village?.name ?? '',
    since,
    mine: device.openid === caller.openid,
    revoked: revoked && { at: revoked.at, by: revoked.by.name, why: revoked.why },
  };
}

export const deviceState = action('device.state', {
  roles: ['visitor'],
  async run({ device }, { repos, caller }) {
    const known = await repos.visits.device(device);
    if (!known || known.openid !== caller.openid) return { state: 'unknown' as const };
    // Whoever no longer serves there holds the village no longer either.
    if (known.status === 'revoked' || !VISITORS.some((role) => caller.roles.has(role))) return { state: 'revoked' as const };
    return { state: 'active' as const };
  },
});

export const deviceList = action('device.list', {
  roles: [...VISITORS, 'admin'],
  async run({ view, cursor }, ctx) {
    const found = view === 'mine' ? await ctx.repos.visits.myDevices(cursor, PAGE) : await ctx.repos.visits.devicesOfPlaces(cursor, PAGE);
    return {
      items: await Promise.all(found.map((one) => viewOf(one, ctx))),
      next: found.length === PAGE ? (found.at(-1)?.sortKey ?? null) : null,
    };
  },
});

async function reachable(id: string, { repos, caller }: Context): Promise<DeviceRecord> {
  const found = await repos.visits.deviceById(id);
  if (!found || !(found.openid === caller.openid || covers(caller, DEVICE_KEEPERS, found))) throw new Problem('not_found');
  return found;
}

export const deviceRevoke = action('device.revoke', {
  roles: [...VISITORS, 'admin'],
  async change({ device: id, version, why }, ctx) {
    await reachable(id, ctx);
    await demandFit({ why }, ctx);
    const { caller, now } = ctx;
    return ctx.change(async (change) => {
      const before = await change.get<DeviceRecord>('devices', id);
      if (!before) throw new Problem('not_found');
      if (before.status === 'revoked') throw new Problem('already_done', { message: '这部手机早就停用了。' });
      if (before.version !== version) throw new Problem('changed_meanwhile');
      const revoked = { at: now, by: { openid: caller.openid, name: caller.name }, why };
      const role = before.openid === caller.openid ? 'own' : 'keeper';
      const stored = await change.put('devices', before, { ...before, status: 'revoked', revoked }, { verb: 'revoke', role });
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ device: await viewOf(await reachable(record, ctx), ctx) }),
});
