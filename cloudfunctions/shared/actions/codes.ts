// Personal codes: made by a cadre, or offered to whoever proves the registry's telephone or number. Seven days, once, kept as a hash.
import { CODE_DAYS, canInvite } from '@shared/domain/bonds';
import { maskName } from '@shared/domain/masks';
import type { BondRecord, CodeRecord, PersonRecord } from '@shared/domain/records';
import { BINDERS, codeId } from '@shared/repos/bonds';
import { action } from '@shared/runtime/action';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { keyedHash } from '@shared/runtime/crypto';
import { Problem } from '@shared/runtime/problem';

export const BIND_PAGE = 'packages/people/bind/bind';
const SIGNS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** The code of this request: the same request again gives the same code, though only its hash was stored. */
export function codeFor(ctx: Context, about: string): string {
  const hash = Buffer.from(keyedHash(ctx.services.ring, 'personal code', `${ctx.caller.openid}|${ctx.requestId}|${about}`), 'base64url');
  return [...hash.subarray(0, 20)].map((byte) => SIGNS[byte % SIGNS.length]).join('');
}

export function codeUntil(ctx: Context, days = CODE_DAYS): string {
  return new Date(Date.parse(ctx.now) + days * 86_400_000).toISOString();
}

export async function putCode(change: Change, ctx: Context, code: string, part: Partial<CodeRecord>, role: string): Promise<void> {
  const record: CodeRecord = {
    _id: codeId(code),
    kind: 'person',
    status: 'open',
    person: null,
    onlyFor: null,
    via: 'code',
    invite: null,
    issuedBy: { openid: ctx.caller.openid, name: ctx.caller.name },
    issuedAt: ctx.now,
    until: codeUntil(ctx),
    usedBy: null,
    version: 0,
    auditHead: '',
    ...part,
  };
  await change.put('codes', null, record, { verb: 'issue', role, detail: { kind: record.kind, person: record.person, via: record.via } });
}

/** The picture of the mini-program code, to be held out; '' when the platform does not make one now (the card works all the same). */
export async function pictureOf(ctx: Context, page: string, code: string): Promise<string> {
  const picture = await ctx.services.pageCode(page, code);
  return picture === null ? '' : `data:${picture.mime};base64,${Buffer.from(picture.bytes).toString('base64')}`;
}

export const UNUSABLE = () =>
  new Problem('not_found', { message: '这个码用不了：可能过了 7 天，或者已经用过了。', next: '给村里打个电话，重新发一个。' });

/** A code this caller may use now. Every reason why not looks the same. */
export function usable(code: CodeRecord | null, kind: CodeRecord['kind'], ctx: Context): CodeRecord {
  const fits = code !== null && code.kind === kind && code.status === 'open' && ctx.now < code.until;
  if (!fits || (code.onlyFor !== null && code.onlyFor !== ctx.caller.openid)) throw UNUSABLE();
  return code;
}

/** As whom an invitation asks somebody to help; null for an ordinary code. @throws when it was taken back. */
export async function helperOf(bond: string | null, { store }: Pick<Context, 'store'>): Promise<{ name: string; relation: string } | null> {
  if (bond === null) return null;
  const found = await store.get<BondRecord>('bonds', bond);
  if (found?.status !== 'invited') throw UNUSABLE();
  return { name: found.name, relation: found.relation };
}

async function villageName(person: PersonRecord, ctx: Context): Promise<string> {
  return (await ctx.repos.places.get(person.village))?.name ?? '';
}

/** Handed out only for this person, while it waits, and once what the person signed is kept. */
function demandInvitation(bond: BondRecord | null, person: string): void {
  if (bond?.person !== person || bond.status !== 'invited')
    throw new Problem('not_possible_now', { message: '这一件已经变了。', next: '返回刷新再看。' });
  if (!canInvite(bond)) throw new Problem('not_possible_now', { message: '签的名还没传上来。', next: '等「等着传的」传完，再发码。' });
}

export const issueCode = action('bond.issue', {
  roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk'],
  limit: { times: 200, seconds: 3600 },
  async change({ person: id, bond: invited }, ctx) {
    const { person } = await ctx.repos.registry.inScope(id, BINDERS);
    if (person.status !== 'active') throw new Problem('not_possible_now', { message: '这个人已经销户或者去世，不能发认人码。' });
    return ctx.change(async (change) => {
      if (invited !== undefined) demandInvitation(await change.get<BondRecord>('bonds', invited), id);
      await putCode(change, ctx, codeFor(ctx, id), { person: id, bond: invited ?? null }, 'officer');
      return { record: id, version: 0, note: {} };
    });
  },
  async show({ record }, _input, ctx) {
    const { person } = await ctx.repos.registry.inScope(record, BINDERS);
    const code = codeFor(ctx, record);
    return {
      code,
      name: person.name,
      villageName: await villageName(person, ctx),
      until: codeUntil(ctx),
      picture: await pictureOf(ctx, BIND_PAGE, code),
      path: `/${BIND_PAGE}?code=${code}`,
    };
  },
});

export const openCode = action('bond.open', {
  roles: ['visitor'],
  limit: { times: 30, seconds: 3600 },
  async run({ code: typed }, ctx) {
    const code = usable(await ctx.repos.bonds.code(typed), 'person', ctx);
    const person = await ctx.store.get<PersonRecord>('persons', code.person ?? '-');
    if (person?.status !== 'active') throw UNUSABLE();
    const helper = await helperOf(code.bond ?? null, ctx);
    return { maskedName: maskName(person.name), villageName: await villageName(person, ctx), until: code.until, helper };
  },
});
