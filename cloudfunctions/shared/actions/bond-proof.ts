// How somebody without a phone of their own agreed: signed paper, a recorded sentence or a cadre's call, each with who, when and what was said.
import { randomUUID } from 'node:crypto';
import { covers, roleFor } from '@shared/access';
import { canAgree } from '@shared/domain/bonds';
import type { BondProof, BondRecord } from '@shared/domain/records';
import { BOND_TELLINGS } from '@shared/domain/words/people';
import { BINDERS } from '@shared/repos/bonds';
import { action } from '@shared/runtime/action';
import { Problem } from '@shared/runtime/problem';
import { bondView, openAccount, selvesOf, tellAll } from './bond-parts';
import { discard, takeProof } from './proofs';
import { demandHappened } from './refuse';
import { agreedBond } from './taking';

const LINK_SECONDS = 300;
/** Which kind of file each way of agreeing leaves behind; a call leaves the cadre's note. */
const FILE_OF = { paper: 'picture', voice: 'sound', call: null } as const;
const FILE_WORDS = { picture: '拍一张签了字的委托书', sound: '录一句本人说的话' } as const;

export const recordBond = action('bond.record', {
  roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk'],
  async change({ bond: id, how, on, note, fileID }, ctx) {
    const { repos, caller, today } = ctx;
    const seen = await repos.bonds.reachable(id);
    if (!covers(caller, BINDERS, seen)) throw new Problem('not_found');
    if (seen.openid === caller.openid) throw new Problem('not_allowed', { message: '您自己就是替办的人，要由别的干部来记。' });
    demandHappened(on, today);
    const wants = FILE_OF[how];
    if (wants === null && note.length < 4) throw new Problem('bad_input', { fields: { note: '写清打给谁、他怎么说的' } });
    if (wants !== null && fileID === undefined) throw new Problem('bad_input', { fields: { fileID: FILE_WORDS[wants] } });
    const selves = await selvesOf({ _id: seen.person }, ctx);
    const proof: BondProof | null = wants !== null && fileID !== undefined ? await takeProof(fileID, wants, ctx) : null;
    try {
      return await ctx.change(async (change) => {
        const before = await change.get<BondRecord>('bonds', id);
        if (!before || !canAgree(before, today))
          throw new Problem('not_possible_now', { message: '这一件已经办过了，或者停了。', next: '返回刷新再看。' });
        const role = roleFor(caller, before);
        const wanted = agreedBond(before, { how, on, note, proof, by: { openid: caller.openid, name: caller.name, role } });
        const bond = await change.put('bonds', before, wanted, {
          verb: 'confirm',
          role,
          detail: { how, on, until: wanted.until, sha256: proof?.sha256 ?? null },
        });
        await openAccount(change, bond, bond.until, role);
        const about = { subject: id, version: bond.version, kind: 'bond_confirmed' };
        tellAll(change, [bond.openid, ...selves], '', about, BOND_TELLINGS.confirmed(bond, bond.until ?? ''));
        return { record: id, version: bond.version, note: {} };
      });
    } catch (error) {
      if (proof && error instanceof Problem && error.code !== 'busy') await discard(proof.fileID, ctx);
      throw error;
    }
  },
  uploads: ({ fileID }) => [fileID],
  show: async ({ record }, _input, ctx) => ({ bond: await bondView(await ctx.repos.bonds.reachable(record), ctx) }),
});

export const bondProof = action('bond.proof', {
  roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'auditor'],
  limit: { times: 60, seconds: 3600 },
  async run({ bond: id }, ctx) {
    const bond = await ctx.store.get<BondRecord>('bonds', id);
    const proof = bond?.confirmed?.proof;
    if (!bond || !proof || !covers(ctx.caller, [...BINDERS, 'auditor'], bond)) throw new Problem('not_found');
    await ctx.note(
      `link:${randomUUID()}`,
      { collection: 'bonds', record: id },
      { verb: 'link', role: roleFor(ctx.caller, bond), detail: { seconds: LINK_SECONDS } },
    );
    const url = await ctx.files.link(proof.fileID, LINK_SECONDS);
    if (url === null) throw new Problem('not_found', { message: '这份证明的文件找不到了。', next: '告诉管理员。' });
    return { url, mime: proof.mime, until: new Date(Date.parse(ctx.now) + LINK_SECONDS * 1000).toISOString() };
  },
});
