// The facts of a generated person as eligibility reads them, straight from the county without a database: for tests of the rules and for measuring.
import type { Facts } from '@shared/domain/facts';
import type { HouseholdRecord, SpellRecord } from '@shared/domain/records';
import type { County, PlainPerson } from './types';
import { COUNTY } from './villages';

const HOME = { province: COUNTY.province, city: COUNTY.city, county: COUNTY.name };

/** A function from person to facts for one period; the county is indexed once. */
export function factsReader(county: County, period: string): (person: PlainPerson) => Facts {
  const households = new Map(county.households.map((household) => [household._id, household]));
  const spells = new Map<string, SpellRecord[]>();
  for (const spell of county.spells) {
    const list = spells.get(spell.person);
    if (list) list.push(spell);
    else spells.set(spell.person, [spell]);
  }
  return (person) => factsOf(person, households.get(person.household) ?? null, spells.get(person._id) ?? [], county.asOf, period);
}

function factsOf(person: PlainPerson, household: HouseholdRecord | null, spells: SpellRecord[], asOf: string, period: string): Facts {
  return {
    asOf,
    period,
    person: {
      id: person._id,
      name: person.name,
      born: person.born,
      labourSkill: person.labourSkill,
      studentStatus: person.studentStatus,
      alive: person.status !== 'dead',
    },
    household: { id: household?._id ?? '', type: household?.householdType ?? null, monitoring: household?.monitoring ?? null },
    home: HOME,
    spells: spells.map((spell) => ({
      id: spell._id,
      start: spell.start,
      end: spell.end,
      ...spell.place,
      employer: spell.employer,
      monthlyFen: spell.monthlyFen,
      channel: spell.channel,
      organised: spell.organised,
      kind: spell.kind,
    })),
    prior: [],
    evidence: [],
  };
}
