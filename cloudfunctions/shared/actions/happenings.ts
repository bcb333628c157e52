// The village's ledger of who came and who went: written with each such change, listed newest first.
import { randomUUID } from 'node:crypto';
import { roleFor } from '@shared/access';
import type { Output } from '@shared/contract';
import type { Happening, HappeningRecord, HouseholdRecord, PersonRecord } from '@shared/domain/records';
import { HAPPENING_WORDS } from '@shared/domain/words/registry-past';
import { action } from '@shared/runtime/action';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';

const PAGE = 20;

export interface HappeningWanted {
  /** From newHappeningId(): made outside the change, which may run several times. */
  id: string;
  kind: Happening;
  place: { county: string; town: string; village: string };
  person: Pick<PersonRecord, '_id' | 'name'> | null;
  household: Pick<HouseholdRecord, '_id' | 'headName'>;
  on: string;
  words: string;
  spell?: HappeningRecord['spell'];
}

export const newHappeningId = (): string => `happening:${randomUUID()}`;

export function putHappening(
  change: Change,
  wanted: HappeningWanted,
  { caller, now }: Pick<Context, 'caller' | 'now'>,
): Promise<HappeningRecord> {
  const { id, kind, place, person, household, on, words, spell = null } = wanted;
  const record: HappeningRecord = {
    _id: id,
    county: place.county,
    town: place.town,
    village: place.village,
    status: kind,
    sortKey: `${now}:${id}`,
    person: person?._id ?? null,
    personName: person?.name ?? '',
    household: household._id,
    headName: household.headName,
    on,
    words,
    at: now,
    by: { openid: caller.openid, name: caller.name },
    spell,
    undone: null,
    version: 0,
    auditHead: '',
  };
  return change.put('happenings', null, record, { verb: kind, role: roleFor(caller, place) });
}

/** Says of a happening that it was taken back. */
export async function undoHappening(change: Change, id: string, { caller, now }: Pick<Context, 'caller' | 'now'>): Promise<void> {
  const before = await change.get<HappeningRecord>('happenings', id);
  if (!before || before.undone !== null) return;
  const undone = { at: now, by: { openid: caller.openid, name: caller.name } };
  await change.put('happenings', before, { ...before, undone }, { verb: 'undo', role: roleFor(caller, before) });
}

type View = Output<'happening.list'>['items'][number];

async function viewOf(one: HappeningRecord, { repos }: Pick<Context, 'repos'>): Promise<View> {
  const village = await repos.places.get(one.village);
  return {
    id: one._id,
    kind: one.status,
    kindWords: HAPPENING_WORDS[one.status],
    person: one.person === null ? null : { id: one.person, name: one.personName },
    household: { id: one.household, headName: one.headName },
    villageName: village?.name ?? '',
    on: one.on,
    words: one.words,
    at: one.at,
    by: one.by.name,
    undone: one.undone !== null,
  };
}

export const happeningList = action('happening.list', {
  roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  async run({ village, cursor, limit = PAGE }, ctx) {
    const { repos } = ctx;
    if (village !== undefined)
      await repos.registry.scopesFor(['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'], village);
    const found = await repos.happenings.ofPlaces(village, cursor, limit);
    const last = found.length === limit ? found[found.length - 1] : undefined;
    return { items: await Promise.all(found.map((one) => viewOf(one, ctx))), next: last?.sortKey ?? null };
  },
});

export const happeningOf = action('happening.of', {
  roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  async run({ person, household }, ctx) {
    const { registry, happenings } = ctx.repos;
    if ((person === undefined) === (household === undefined))
      throw new Problem('bad_input', { fields: { person: '看一个人，或者看一户' } });
    const found =
      person !== undefined
        ? await happenings.ofPerson((await registry.inScope(person)).person)
        : await happenings.ofHousehold(await registry.householdInScope(household as string));
    return { items: await Promise.all(found.map((one) => viewOf(one, ctx))) };
  },
});
