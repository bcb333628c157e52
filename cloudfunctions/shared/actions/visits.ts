// Looking at visits: lists of a place, a household or one's own; the second step of a picture; the link to one.
import type { Output } from '@shared/contract';
import type { PersonRecord, VisitRecord } from '@shared/domain/records';
import { fieldOf } from '@shared/domain/sync/fields';
import { workDeedWords } from '@shared/domain/sync/words';
import { VISIT_READERS, VISITORS } from '@shared/repos/visits';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { takeProof } from './proofs';
import { signInvitation } from './visit-helper';
import { signClaim } from './visit-sign';

export type VisitView = Output<'visit.show'>['visit'];

const PAGE = 20;
const LINK_SECONDS = 300;

/** What a value of an edit says; a telephone shows its last four alone. */
function said(collection: 'persons' | 'households', field: string, value: unknown): string {
  const shown = field === 'phone' && typeof value === 'object' && value !== null ? (value as { tail: string }).tail : value;
  return fieldOf(collection, field)?.words(shown) ?? '';
}

export async function visitView(visit: VisitRecord, ctx: Context): Promise<VisitView> {
  const { repos, store } = ctx;
  const persons = [...new Set([...visit.edits.map(({ record }) => record), ...visit.works.map(({ person }) => person)])];
  const people = persons.length > 0 ? await store.getMany<PersonRecord>('persons', persons.slice(0, 100)) : [];
  const names = new Map(people.map(({ _id, name }) => [_id, name]));
  const village = await repos.places.get(visit.village);
  return {
    id: visit._id,
    household: visit.household,
    headName: visit.headName,
    villageName: village?.name ?? '',
    group: visit.group,
    on: visit.on,
    startedAt: visit.startedAt,
    endedAt: visit.endedAt,
    by: visit.visitorName,
    met: visit.met,
    said: visit.said,
    unchanged: visit.unchanged.length,
    changes: [
      ...visit.edits.map(({ collection, record, field, base, value }) => ({
        name: names.get(record) ?? `${visit.headName}家`,
        label: fieldOf(collection, field)?.label ?? field,
        was: said(collection, field, base),
        is: said(collection, field, value),
      })),
      ...visit.works
        .filter(({ move }) => move.kind !== 'same')
        .map(({ person, base, move }) => ({
          name: names.get(person) ?? '',
          label: '务工',
          was: base?.words ?? '没有在干的活',
          is: workDeedWords(move),
        })),
    ],
    promises: visit.promises.map(({ words, dueOn }) => ({ words, dueOn })),
    // What could not be settled after all is one more thing to be had.
    later: [...visit.later, ...(visit.became ?? []).flatMap(({ done, words }) => (done ? [] : [words]))],
    settled: visit.settled,
    photos: visit.photos.map(({ id, kind, proof }) => ({ id, kind, here: proof !== null })),
    conflicts: visit.conflicts.length,
    became: [...(visit.became ?? [])],
  };
}

export const visitList = action('visit.list', {
  roles: VISIT_READERS,
  async run({ village, household, mine, on, cursor, limit = PAGE }, ctx) {
    const { repos } = ctx;
    let found: VisitRecord[];
    if (household !== undefined) {
      await repos.registry.householdInScope(household, VISIT_READERS);
      found = await repos.visits.ofHousehold(household, cursor, limit);
    } else if (mine === true && on !== undefined) found = await repos.visits.mineOn(on);
    else if (mine === true) found = await repos.visits.mine(cursor, limit);
    else {
      if (village !== undefined) await repos.registry.scopesFor(VISIT_READERS, village);
      found = await repos.visits.ofPlaces(village, cursor, limit);
    }
    const whole = mine === true && on !== undefined;
    return {
      items: await Promise.all(found.map((one) => visitView(one, ctx))),
      next: !whole && found.length === limit ? (found.at(-1)?.sortKey ?? null) : null,
    };
  },
});

export const visitShow = action('visit.show', {
  roles: VISIT_READERS,
  run: async ({ visit: id }, ctx) => ({ visit: await visitView(await ctx.repos.visits.visit(id), ctx) }),
});

export const visitPhoto = action('visit.photo', {
  roles: VISITORS,
  limit: { times: 300, seconds: 3600 },
  async change({ visit: id, photo: wanted, fileID }, ctx) {
    const { caller } = ctx;
    const seen = await ctx.repos.visits.visit(id, VISITORS);
    if (seen.visitor !== caller.openid) throw new Problem('not_allowed', { message: '照片由走访的人自己传。' });
    if (!seen.photos.some((photo) => photo.id === wanted)) throw new Problem('not_found');
    const taken = seen.photos.find((photo) => photo.id === wanted)?.proof !== null;
    const proof = taken ? null : await takeProof(fileID, 'picture', ctx);
    return ctx.change(async (change) => {
      const before = await change.get<VisitRecord>('visits', id);
      if (!before) throw new Problem('not_found');
      const photos = before.photos.map((photo) => (photo.id === wanted && photo.proof === null && proof ? { ...photo, proof } : photo));
      if (proof === null) return { record: id, version: before.version, note: {} };
      const stored = await change.put(
        'visits',
        before,
        { ...before, photos },
        { verb: 'photo', role: 'cadre', detail: { sha256: proof.sha256 } },
      );
      await signClaim(change, before, wanted, proof);
      await signInvitation(change, before, wanted, proof);
      return { record: id, version: stored.version, note: {} };
    });
  },
  uploads: ({ fileID }) => [fileID],
  show: async ({ record }, _input, ctx) => ({ visit: await visitView(await ctx.repos.visits.visit(record), ctx) }),
});

export const visitPicture = action('visit.picture', {
  roles: VISIT_READERS,
  async run({ visit: id, photo: wanted }, ctx) {
    const { caller, now, requestId } = ctx;
    const visit = await ctx.repos.visits.visit(id);
    const proof = visit.photos.find((photo) => photo.id === wanted)?.proof;
    if (!proof) throw new Problem('not_found', { message: '照片还没传上来。' });
    await ctx.note(
      `link:${caller.openid}:${requestId}`,
      { collection: 'visits', record: id },
      { verb: 'link', role: 'cadre', detail: { photo: wanted, sha256: proof.sha256 } },
    );
    const url = await ctx.files.link(proof.fileID, LINK_SECONDS);
    if (url === null) throw new Problem('not_found');
    return { url, mime: proof.mime, until: new Date(Date.parse(now) + LINK_SECONDS * 1000).toISOString() };
  },
});
