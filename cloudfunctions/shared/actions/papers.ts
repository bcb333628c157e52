// 一键出材料: which papers a list has and lacks, the papers themselves, and the stamped pages that came back.
import { randomUUID } from 'node:crypto';
import { covers, roleFor, scopesOf } from '@shared/access';
import type { StampRecord } from '@shared/domain/papers-records';
import type { PlaceRecord, Role } from '@shared/domain/records';
import { LAYOUTS, type LayoutInfo, layoutOf } from '@shared/papers/layouts';
import { type ListAbout, listOf, madePaper, namesEmployer, openOf, papersOf } from '@shared/papers/list';
import { noteExport, offerFile } from '@shared/papers/offer';
import { type ListKey, PAPER_ROLES, stampId } from '@shared/repos/papers';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { discard, takeProof } from './proofs';

const READERS = PAPER_ROLES as readonly [Role, ...Role[]];
const WHOLE: readonly Role[] = ['station_clerk'];
const MOST_PAGES = 40;
const LINK_SECONDS = 600;

const placed = (place: PlaceRecord) => ({ county: place.county, town: place.town, village: place.level === 'village' ? place._id : '' });

/** The village of a list; the caller's one township when none is named. */
export async function placeOf(village: string | null, { repos, caller }: Context): Promise<PlaceRecord> {
  if (village !== null) return repos.papers.place(village);
  const town = scopesOf(caller, PAPER_ROLES).find(({ level }) => level === 'town');
  if (!town) throw new Problem('not_allowed', { message: '全乡的材料由乡里出。', next: '选一个村再出。' });
  return repos.papers.place(town.code);
}

/** Who is in a batch, when one is named: within the reach of whoever may look at batches, and of this very list. */
async function batchOf(id: string | undefined, { programme, period }: ListKey, { repos }: Context) {
  if (id === undefined) return undefined;
  const batch = await repos.paying.batch(id);
  if (batch.programme !== programme || batch.period !== period) throw new Problem('not_found');
  const members = (await repos.paying.members(batch)).filter(({ status }) => status !== 'void');
  return { title: batch.title.replace(/\s/g, ''), claims: new Set(members.map(({ claim }) => claim)) };
}

export const papersAbout = action('papers.about', {
  roles: READERS,
  async run(_input, { repos, caller, policies, today }) {
    const scopes = scopesOf(caller, PAPER_ROLES);
    const [villages, active] = await Promise.all([repos.places.villagesIn(scopes), policies.active(today)]);
    return {
      villages: villages.map(({ _id, name }) => ({ code: _id, name })),
      town: scopes.some(({ level }) => level === 'town'),
      programmes: active.map(({ pack }) => ({ programme: pack.programme, name: pack.name, spoken: pack.spoken, periods: pack.periods })),
      whole: scopesOf(caller, WHOLE).length > 0,
      layouts: scopesOf(caller, ['station_clerk', 'admin']).length > 0,
    };
  },
});

export const listPapers = action('papers.list', {
  roles: READERS,
  async run({ village, programme, period, batch }, ctx) {
    const place = await placeOf(village, ctx);
    const list = await listOf(place, { programme, period }, ctx, await batchOf(batch, { programme, period }, ctx));
    const infos = papersOf(list);
    const ids = infos.map(({ key }) => stampId(place._id, { programme, period }, key));
    const [stamps, layouts] = await Promise.all([ctx.repos.papers.stamps(ids), ctx.repos.papers.layouts(infos.map(({ key }) => key))]);
    const papers = infos.map((info) => {
      const stamp = stamps.get(info.key);
      return {
        key: info.key,
        name: info.name,
        format: info.format,
        stamp: info.stamp ?? ('' as const),
        pages: stamp?.pages.length ?? 0,
        lastPageAt: stamp?.pages.at(-1)?.at ?? null,
        ownLayout: layouts.get(info.key)?.status === 'own',
        open: openOf(info, list),
      };
    });
    return {
      title: list.title,
      people: list.people,
      sumFen: list.sumFen,
      papers,
      missing: papers.filter(({ stamp, pages }) => stamp !== '' && pages === 0).map(({ name }) => name),
      asOf: ctx.today,
    };
  },
});

/** Village by village of the caller's township; those with nobody on the list are left out. */
export const missingPapers = action('papers.missing', {
  roles: READERS,
  async run(key, ctx) {
    const town = await placeOf(null, ctx);
    const { claims, pack } = await listOf(town, key, ctx);
    const byVillage = new Map<string, typeof claims>();
    for (const claim of claims) byVillage.set(claim.village, [...(byVillage.get(claim.village) ?? []), claim]);
    const villages = await Promise.all(
      [...byVillage]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(async ([code, own]) => {
          const place = await ctx.repos.places.get(code);
          const infos = place ? papersOf({ place, employer: namesEmployer(pack), claims: own }).filter(({ stamp }) => stamp !== null) : [];
          const stamps = await ctx.repos.papers.stamps(infos.map((info) => stampId(code, key, info.key)));
          return { name: place?.name ?? code, papers: infos.filter((info) => !stamps.get(info.key)?.pages.length).map(({ name }) => name) };
        }),
    );
    return { villages: villages.filter(({ papers }) => papers.length > 0) };
  },
});

function wantedOf(keys: readonly string[], list: ListAbout): LayoutInfo[] {
  const able = papersOf(list);
  return keys.map((key) => {
    const info = able.find((one) => one.key === key);
    if (!info) throw new Problem('bad_input', { fields: { keys: `这里没有「${layoutOf(key)?.name ?? key}」` } });
    return info;
  });
}

export const makePapers = action('papers.make', {
  roles: READERS,
  limit: { times: 60, seconds: 600 },
  async run({ village, programme, period, batch, keys, whole, reason }, ctx) {
    const place = await placeOf(village, ctx);
    if (whole && !covers(ctx.caller, WHOLE, placed(place)))
      throw new Problem('not_allowed', { message: '带完整证件号、账号的花名表只有乡里的站上能出。', next: '出不带完整号码的就行。' });
    if (whole && reason.length < 2) throw new Problem('bad_input', { fields: { reason: '写明为什么要带完整号码，例如：报县里拨款' } });
    const list = await listOf(place, { programme, period }, ctx, await batchOf(batch, { programme, period }, ctx));
    if (list.people === 0) throw new Problem('not_possible_now', { message: '名单上还没有人。', next: '先把名单交上来，再出材料。' });
    const infos = wantedOf(keys, list);
    // Noted before anything is opened: a paper that failed half-way still was asked for.
    await noteExport(
      `papers:${keys.join(',')}`,
      { place: placed(place), rows: list.people, reason: reason || '办理发放材料', detail: { programme, period, whole: whole ? 1 : 0 } },
      ctx,
    );
    const made = await Promise.all(infos.map((info) => madePaper(info, list, whole, ctx)));
    const unknown = [...new Set(made.flatMap((one) => one.unknown))];
    const [only] = made;
    if (made.length === 1 && only) return { file: await offerFile(`${list.title}-${only.name}`, only.bytes, ctx), unknown };
    const { default: Zip } = await import('pizzip');
    const zip = new Zip();
    for (const { name, bytes } of made) zip.file(`${list.title}-${name}`, bytes);
    return { file: await offerFile(`${list.title}-材料.zip`, zip.generate({ type: 'uint8array', compression: 'DEFLATE' }), ctx), unknown };
  },
});

export const stampedPaper = action('papers.stamped', {
  roles: ['cadre', 'village_head', 'station_clerk'],
  limit: { times: 120, seconds: 600 },
  async change({ village, programme, period, key, fileID }, ctx) {
    const place = await placeOf(village, ctx);
    const info = LAYOUTS.find((one) => one.key === key);
    if (!info?.stamp) throw new Problem('bad_input', { fields: { key: '这一样不用盖章签字' } });
    const proof = await takeProof(fileID, 'picture', ctx);
    const id = stampId(place._id, { programme, period }, key);
    const outcome = await ctx.change(async (change) => {
      const before = await change.get<StampRecord>('stamps', id);
      const pages = before?.pages ?? [];
      if (pages.some(({ sha256 }) => sha256 === proof.sha256))
        return { record: id, version: before?.version ?? 0, note: { already: true } };
      if (pages.length >= MOST_PAGES) throw new Problem('not_possible_now', { message: `一样材料最多 ${MOST_PAGES} 张照片。` });
      const page = { fileID: proof.fileID, sha256: proof.sha256, by: { openid: ctx.caller.openid, name: ctx.caller.name }, at: ctx.now };
      const wanted: StampRecord = {
        _id: id,
        ...placed(place),
        status: 'kept',
        sortKey: id,
        programme,
        period,
        key,
        pages: [...pages, page],
        version: before?.version ?? 0,
        auditHead: before?.auditHead ?? '',
      };
      const stored = await change.put('stamps', before, wanted, {
        verb: 'stamped',
        role: roleFor(ctx.caller, placed(place)),
        detail: { sha256: proof.sha256 },
      });
      return { record: id, version: stored.version, note: { already: false } };
    });
    if (outcome.note.already === true) await discard(proof.fileID, ctx);
    return outcome;
  },
  uploads: ({ fileID }) => [fileID],
  show: async ({ record }, _input, { repos }) => ({ pages: (await repos.papers.stamp(record))?.pages.length ?? 0 }),
});

export const paperPages = action('papers.pages', {
  roles: READERS,
  limit: { times: 120, seconds: 600 },
  async run({ village, programme, period, key }, ctx) {
    const place = await placeOf(village, ctx);
    const id = stampId(place._id, { programme, period }, key);
    const stamp = await ctx.repos.papers.stamp(id);
    if (!stamp) return { pages: [] };
    await ctx.note(
      `link:${randomUUID()}`,
      { collection: 'stamps', record: id },
      { verb: 'link', role: roleFor(ctx.caller, placed(place)), detail: { seconds: LINK_SECONDS } },
    );
    const pages = await Promise.all(
      stamp.pages.map(async ({ fileID, by, at }) => ({ url: (await ctx.files.link(fileID, LINK_SECONDS)) ?? '', by: by.name, at })),
    );
    return { pages: pages.filter(({ url }) => url !== '') };
  },
});
