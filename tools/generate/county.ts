// Makes a fictitious county from a number: the same number and size give the same county, byte for byte.
import type { AccountRecord } from '@shared/domain/records';
import { plantAwkward } from './awkward';
import { bondsOf, giveContacts, giveKeepers, HELP_UNTIL } from './bonds';
import { career } from './careers';
import { plantCast } from './cast';
import { Draft } from './draft';
import { employers } from './employers';
import { fillVillage } from './families';
import { fillOffices, INSTALLATION, placesOf } from './offices';
import { postings } from './postings';
import { Random } from './random';
import { giveSurvey } from './registry-more';
import { giveStandings } from './standings';
import type { County, PlainPerson, Size } from './types';
import { villagesOf } from './villages';

export interface CountyOptions {
  seed: number;
  size: Size;
  /** The day the county is as of; the only one its calendar is made for. */
  asOf?: '2026-03-02';
}

const isLabourer = (person: PlainPerson): boolean =>
  person.labourSkill !== '无劳动力' && person.labourSkill !== '丧失劳动力' && !person.studentStatus && person.status === 'active';

/** A whole county: places, people, work, jobs, officers and the cast. */
export function generateCounty({ seed, size, asOf = '2026-03-02' }: CountyOptions): County {
  const draft = new Draft(seed, asOf);
  const villages = villagesOf(size);
  const cast = plantCast(draft, villages);
  plantAwkward(draft, villages);
  const settled = new Set(draft.persons.map((person) => person._id));

  const firstYear = size === 'stress' ? 2023 : 2024;
  const ordinary: { village: string; labourers: PlainPerson[] }[] = [];
  for (const village of villages) {
    const present = draft.persons.filter((person) => person.village === village.code && isLabourer(person)).length;
    const random = new Random(seed, `village ${village.code}`);
    const labourers = fillVillage(draft, village, random, present);
    for (const labourer of labourers) career(draft, labourer, random, firstYear);
    ordinary.push({ village: village.code, labourers });
  }

  const staff = [...cast.staff, ...fillOffices(draft, villages, cast.staff, new Random(seed, 'offices'))];
  giveKeepers(draft.households, staff);
  giveContacts(draft.persons, draft.households, staff, isLabourer);
  const working = new Set(draft.spells.filter(({ status }) => status === 'open').map(({ person }) => person));
  giveSurvey({ persons: draft.persons, households: draft.households, asOf, settled, working, isLabourer }, new Random(seed, 'survey'));
  for (const { village, labourers } of ordinary) giveStandings(draft, labourers, new Random(seed, `standings ${village}`));
  const accounts = [...cast.accounts, ...bindings(draft, new Random(seed, 'accounts'), settled)];
  const jobs = postings(draft, seed);
  return {
    seed,
    size,
    asOf,
    places: placesOf(draft, villages, staff),
    installation: INSTALLATION,
    households: draft.households,
    persons: draft.persons,
    spells: draft.spells,
    postings: jobs,
    employers: employers(jobs, asOf),
    staff,
    accounts,
    bonds: bondsOf(accounts, draft.persons, (openid) => cast.members.find((member) => member.openid === openid)?.name ?? ''),
    cast: cast.members,
    planted: draft.planted,
  };
}

/** WeChat accounts of ordinary labourers: the younger bind themselves more often; some parents are helped by a child of the house. */
function bindings(draft: Draft, random: Random, settled: ReadonlySet<string>): AccountRecord[] {
  const accounts: AccountRecord[] = [];
  const heads = new Map(
    draft.persons.filter((person) => person.relation === '户主' && isLabourer(person)).map((person) => [person.household, person]),
  );
  for (const person of draft.persons) {
    if (settled.has(person._id) || !person.phone || !isLabourer(person)) continue;
    if (!random.chance(person.born >= '1985' ? 0.6 : person.born >= '1970' ? 0.35 : 0.12)) continue;
    const head = heads.get(person.household);
    const helped = head && head !== person && person.relation.startsWith('之') && random.chance(0.4) ? [head] : [];
    accounts.push({
      _id: draft.id('o'),
      version: 0,
      auditHead: '',
      persons: [
        { person: person._id, as: 'self' as const, until: null },
        ...helped.map((parent) => ({ person: parent._id, as: 'helper' as const, until: HELP_UNTIL })),
      ],
    });
  }
  return accounts;
}
