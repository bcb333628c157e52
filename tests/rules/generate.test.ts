// The generated county: reproducible, fictitious throughout, and with everybody in it that it promises.
import { createHash } from 'node:crypto';
import { ageOn } from '@shared/domain/dates';
import { nameKeyOf } from '@shared/domain/employers';
import { HOUSEHOLD_TYPES, LABOUR_SKILLS } from '@shared/domain/records';
import { employerIdOf } from '@shared/repos/employers';
import { generateCounty } from '../../tools/generate/county';

import { idCheck, luhnCheck } from '../../tools/generate/identity';
import type { County, PlainPerson } from '../../tools/generate/types';

const small = generateCounty({ seed: 1, size: 'small' });
const other = generateCounty({ seed: 2, size: 'small' });
const township = generateCounty({ seed: 1, size: 'township' });

const digest = (county: County): string => createHash('sha256').update(JSON.stringify(county)).digest('hex');
const isLabourer = (person: PlainPerson): boolean =>
  !['无劳动力', '丧失劳动力'].includes(person.labourSkill) && !person.studentStatus && person.status === 'active';
const labourersOf = (county: County): PlainPerson[] => county.persons.filter(isLabourer);
const planted = (county: County, key: string): PlainPerson[] => {
  const one = county.planted.find((entry) => entry.key === key);
  if (!one) throw new Error(`nobody planted as ${key}`);
  return one.persons.map((id) => county.persons.find((person) => person._id === id)) as PlainPerson[];
};
/** Phone numbers anywhere in a county, wherever a record keeps them. */
const phonesIn = (county: County): string[] => JSON.stringify(county).match(/(?<!\d)1[3-9]\d{9}(?!\d)/g) ?? [];

describe('the same number', () => {
  test.each(['small', 'township'] as const)('gives the same %s county byte for byte', (size) => {
    expect(digest(generateCounty({ seed: 5, size }))).toBe(digest(generateCounty({ seed: 5, size })));
  });

  test('and another number another county', () => {
    expect(digest(small)).not.toBe(digest(other));
  });

  test('keeps the cast, whatever the number', () => {
    // Those who work for the township are in the group of every village, of which sizes have more or fewer.
    const stable = (county: County) => county.cast.map(({ person: _, groups: __, ...member }) => member);
    expect(stable(other)).toEqual(stable(small));
    expect(stable(township)).toEqual(stable(small));
    expect(other.cast.map(({ groups }) => groups)).toEqual(small.cast.map(({ groups }) => groups));
  });

  test('gives every village its own WeChat group, with the people of the village in it', () => {
    const names = (key: string) => township.cast.find((member) => member.key === key)?.groups?.map(({ name }) => name) ?? [];
    expect(names('labourer')).toEqual(['石桥村务工群']);
    expect(names('cadre_other')).toEqual(['青石乡就业工作群', '柳沟村务工群']);
    expect(new Set(names('clerk')).size).toBe(16);
    expect(names('visitor')).toEqual([]);
  });
});

describe.each([
  ['small', small],
  ['township', township],
] as const)('every identity field of the %s county', (_, county) => {
  test('is a well-formed identity number of nobody, agreeing with birthday and sex', () => {
    for (const person of county.persons) {
      expect(person.idNumber).toMatch(/^140799\d{11}[\dX]$/);
      expect(idCheck(person.idNumber.slice(0, 17))).toBe(person.idNumber.slice(17));
      expect(person.idNumber.slice(6, 14)).toBe(person.born.replaceAll('-', ''));
      expect(Number(person.idNumber[16]) % 2 === 1 ? '男' : '女').toBe(person.sex);
      expect(person.idTail).toBe(person.idNumber.slice(-4));
    }
    expect(new Set(county.persons.map((person) => person.idNumber)).size).toBe(county.persons.length);
  });

  test('is a phone in the fictitious range', () => {
    const phones = phonesIn(county);
    expect(phones.length).toBeGreaterThan(60);
    expect(phones.filter((phone) => !/^199000\d{5}$/.test(phone))).toEqual([]);
  });

  test('is an account on no bank’s prefix, with its Luhn digit', () => {
    const accounts = county.persons.flatMap((person) => person.account ?? []);
    expect(accounts.length).toBeGreaterThan(50);
    for (const { number, tail } of accounts) {
      expect(number).toMatch(/^999999\d{13}$/);
      expect(luhnCheck(number.slice(0, -1))).toBe(number.slice(-1));
      expect(tail).toBe(number.slice(-4));
    }
  });
});

describe.each([
  ['small', small],
  ['township', township],
] as const)('the records of the %s county', (_, county) => {
  test('point at one another', () => {
    const households = new Map(county.households.map((household) => [household._id, household]));
    const persons = new Map(county.persons.map((person) => [person._id, person]));
    const places = new Set(county.places.map((place) => place._id));
    for (const person of county.persons) {
      expect(households.get(person.household)?.village).toBe(person.village);
      expect(places.has(person.village)).toBe(true);
    }
    for (const spell of county.spells) expect(persons.has(spell.person)).toBe(true);
    for (const account of county.accounts) for (const { person } of account.persons) expect(persons.has(person)).toBe(true);
    for (const officer of county.staff) for (const grant of officer.grants) expect(places.has(grant.code)).toBe(true);
    for (const household of county.households) expect(household.headName).not.toBe('');
  });

  test('have unique ids and sort keys that end in them', () => {
    for (const list of [county.households, county.persons, county.spells, county.postings]) {
      expect(new Set(list.map((record) => record._id)).size).toBe(list.length);
      for (const record of list) expect(record.sortKey.endsWith(`:${record._id}`)).toBe(true);
    }
  });

  test('use the national words, one of 文化程度 and 在校生状况', () => {
    for (const person of county.persons) {
      expect(LABOUR_SKILLS).toContain(person.labourSkill);
      expect([person.schooling, person.studentStatus].filter(Boolean)).toHaveLength(1);
      if (ageOn(person.born, county.asOf) < 15) expect(person.labourSkill).toBe('无劳动力');
    }
    for (const household of county.households) expect(HOUSEHOLD_TYPES).toContain(household.householdType);
  });

  test('tell work without overlap, except where it is planted', () => {
    const meant = new Set(planted(county, 'overlapping_spells').map((person) => person._id));
    const overlapping = new Set<string>();
    for (const person of county.persons) {
      const spells = county.spells.filter((spell) => spell.person === person._id).sort((a, b) => a.start.localeCompare(b.start));
      for (const [i, spell] of spells.entries()) {
        expect(spell.end === null || spell.end >= spell.start).toBe(true);
        expect(spell.start <= county.asOf && (spell.end ?? '') <= county.asOf).toBe(true);
        expect(spell.status).toBe(spell.end ? 'ended' : 'open');
        expect(ageOn(person.born, spell.start)).toBeGreaterThanOrEqual(16);
        const next = spells[i + 1];
        if (next && (spell.end === null || next.start <= spell.end)) overlapping.add(person._id);
      }
    }
    expect([...overlapping]).toEqual([...meant]);
  });

  test('have namesakes in a village only where they are planted', () => {
    const meant = planted(county, 'namesakes');
    const seen = new Set<string>();
    const twice = county.persons.filter((person) => seen.size === seen.add(`${person.village} ${person.name}`).size);
    expect(twice.map((person) => person.name)).toEqual([meant[0]?.name]);
  });
});

describe('sizes', () => {
  test.each([
    ['small', 3, 60],
    ['township', 15, 1150],
    ['stress', 15, 4000],
  ] as const)('%s has %i villages and %i labourers', (size, villages, labourers) => {
    const county = size === 'small' ? small : size === 'township' ? township : generateCounty({ seed: 1, size });
    expect(county.places.filter((place) => place.level === 'village')).toHaveLength(villages);
    expect(labourersOf(county)).toHaveLength(labourers);
    if (size === 'stress') expect(monthsOfWork(county)).toBeGreaterThan(60_000);
  });

  test('the township is shaped like one', () => {
    const labourers = labourersOf(township);
    const byVillage = new Map<string, number>();
    for (const person of labourers) byVillage.set(person.village, (byVillage.get(person.village) ?? 0) + 1);
    expect([Math.min(...byVillage.values()), Math.max(...byVillage.values())]).toEqual([9, 190]);

    const ids = new Set(labourers.map((person) => person._id));
    const lastYear = township.spells.filter((spell) => ids.has(spell.person) && spell.start.startsWith('2025'));
    const employed = new Set(lastYear.map((spell) => spell.person)).size;
    const now = new Set(township.spells.filter((spell) => ids.has(spell.person) && spell.end === null).map((spell) => spell.person)).size;
    expect(within(employed, 960, 0.06)).toBe(true);
    expect(within(now, 865, 0.06)).toBe(true);
    expect(within(township.households.length, 620, 0.1)).toBe(true);
    expect(within(township.persons.length, 1950, 0.1)).toBe(true);

    const outside = lastYear.filter((spell) => spell.place.province !== '山西省').length / lastYear.length;
    const home = lastYear.filter((spell) => spell.place.county === '云岭县').length / lastYear.length;
    expect(outside).toBeGreaterThan(0.3);
    expect(home).toBeGreaterThan(0.35);
    const monitored = township.households.filter((household) => household.monitoring).length / township.households.length;
    expect(monitored).toBeGreaterThan(0.05);
    expect(monitored).toBeLessThan(0.12);
  });
});

describe('postings', () => {
  test('are about sixty, honest in pay, age and term', () => {
    expect(small.postings.length).toBeGreaterThanOrEqual(55);
    for (const posting of small.postings) {
      expect(posting.pay.minFen).toBeGreaterThan(0);
      expect(posting.pay.maxFen).toBeGreaterThanOrEqual(posting.pay.minFen);
      expect((posting.checked?.on ?? '9') <= small.asOf).toBe(true);
      expect(posting.status === 'expired').toBe(posting.until < small.asOf);
      expect(posting.place.county === '云岭县').toBe(posting.area === 'in_county');
    }
    expect(new Set(small.postings.map((posting) => posting.status))).toEqual(new Set(['open', 'full', 'expired', 'stopped']));
    expect(small.postings.filter((posting) => posting.status === 'open').length).toBeGreaterThan(40);
  });
});

describe('the awkward people', () => {
  test('are who they are said to be', () => {
    expect(ageOn(planted(small, 'factory_63')[0]?.born ?? '', small.asOf)).toBe(63);
    const [young] = planted(small, 'birthday_16');
    const start = small.spells.find((spell) => spell.person === young?._id)?.start ?? '';
    expect(start.slice(0, 7)).toBe(`${Number(young?.born.slice(0, 4)) + 16}${young?.born.slice(4, 7)}`);
    const [one, two] = planted(small, 'twins_one_phone');
    expect(one?.phone).toBe(two?.phone);
    expect(one?.born).toBe(two?.born);
    expect(planted(small, 'id_ends_with_x')[0]?.idNumber).toMatch(/X$/);
    expect(planted(small, 'no_phone')[0]?.phone).toBeNull();
    expect(planted(small, 'no_account')[0]?.account).toBeNull();
    expect(planted(small, 'deceased')[0]?.status).toBe('dead');
    expect([...(planted(small, 'four_byte_character')[0]?.name ?? '')].some((letter) => letter.length === 2)).toBe(true);
    expect(planted(small, 'ethnic_name')[0]?.name).toContain('·');
    const [moved] = planted(small, 'moved_between_villages');
    expect(new Set(small.spells.filter((spell) => spell.person === moved?._id).map((spell) => spell.village)).size).toBe(2);
    const wages = ['wage_999_99', 'wage_1000_00', 'wage_30001', 'wage_90'].map((key) => {
      const [person] = planted(small, key);
      return small.spells.find((spell) => spell.person === person?._id)?.monthlyFen;
    });
    expect(wages).toEqual([99_999, 100_000, 3_000_100, 9_000]);
  });
});

function within(value: number, target: number, share: number): boolean {
  return Math.abs(value - target) <= target * share;
}

function monthsOfWork(county: County): number {
  const days = county.spells.reduce((sum, { start, end }) => sum + (Date.parse(end ?? county.asOf) - Date.parse(start)) / 86_400_000, 0);
  return days / 30;
}

describe('employers', () => {
  const { employers, postings } = small;
  const of = (status: string) => employers.filter((one) => one.status === status);
  test('workshops, factories and farms near home, each with its postings; one held to owe, one stopped, nothing of theirs open that may not be', () => {
    expect(new Set(employers.map(({ _id }) => _id)).size).toBe(employers.length);
    expect(employers.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['workshop', 'company', 'farm', 'agency']));
    for (const { _id, name, town, nameKey } of employers) {
      expect(_id).toBe(employerIdOf(town, name));
      expect(nameKey).toBe(nameKeyOf(name));
      expect(postings.filter(({ employerId }) => employerId === _id).length).toBeGreaterThan(0);
    }
    expect(of('watched').map(({ marks }) => marks.map(({ mark, official }) => [mark, official]))).toEqual([[['arrears', true]]]);
    expect(of('stopped')).toHaveLength(1);
    const [stopped] = of('stopped');
    expect(postings.filter(({ employerId }) => employerId === stopped?._id).map(({ status, cells }) => [status, cells])).toEqual([
      ['stopped', []],
    ]);
  });
});
