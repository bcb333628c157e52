// What leads from an employer to those who told that it owes them pay: how many and when last for staff, who they are for whoever helps them.
import { covers } from '@shared/access';
import type { Output } from '@shared/contract';
import { inForce } from '@shared/domain/employers';
import type { EmployerRecord, EmployerStatus, WhereaboutsRecord } from '@shared/domain/records';
import { POSTING_CHECKERS, POSTING_READERS } from '@shared/repos/postings';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';

const PAGE = 20;

/** How many of the township told of arrears there; null = nobody, or no employer to look for. */
export async function arrearsHint(
  town: string,
  employer: string,
  { repos }: Context,
): Promise<Output<'employer.show'>['employer']['arrears']> {
  const found = town === '' || employer === '' ? null : await repos.arrears.count(town, employer);
  return found && { people: found.people, more: found.more, last: found.last };
}

async function rowOf(one: WhereaboutsRecord, employer: string, { repos }: Context): Promise<Output<'employer.arrears'>['items'][number]> {
  const village = await repos.places.get(one.village);
  // Somebody may have worked there twice: the last time it was told of counts.
  const [work] = (one.owed ?? []).filter((each) => each.employer === employer).sort((a, b) => (a.toldOn < b.toldOn ? 1 : -1));
  const { person, name, group } = one;
  return {
    ...{ person, name, group, villageName: village?.name ?? '' },
    since: work?.since ?? '',
    toldOn: work?.toldOn ?? '',
    left: work?.left ?? false,
  };
}

export const employerArrears = action('employer.arrears', {
  roles: POSTING_READERS,
  async run({ employer: id, cursor, limit = PAGE }, ctx) {
    const { repos, store, caller } = ctx;
    const town = await repos.arrears.townOf(id);
    const [kept, counted, found] = await Promise.all([
      store.get<EmployerRecord>('employers', id),
      repos.arrears.count(town._id, id),
      repos.arrears.people(id, cursor, limit),
    ]);
    return {
      employer: id,
      name: kept?.name ?? counted?.name ?? '',
      kept: kept !== null,
      status: kept ? (kept.status as EmployerStatus) : null,
      marked: kept !== null && inForce(kept.marks).some(({ mark }) => mark === 'arrears'),
      keeps: covers(caller, POSTING_CHECKERS, { county: town.county, town: town._id, village: '' }),
      arrears: counted && { people: counted.people, more: counted.more, last: counted.last },
      sees: repos.arrears.sees(),
      items: await Promise.all(found.map((one) => rowOf(one, id, ctx))),
      next: found.length === limit ? (found.at(-1)?.sortKey ?? null) : null,
    };
  },
});
