// The scope tree, the names of this installation, and the officers of villages that the cast does not cover.
import type { InstallationRecord, PlaceRecord, StaffRecord } from '@shared/domain/records';
import type { Draft } from './draft';
import { givenName } from './names';
import type { Random } from './random';
import { COUNTY, TOWN, type Village } from './villages';

export const INSTALLATION: InstallationRecord = {
  _id: 'installation',
  county: COUNTY.code,
  operator: '云岭县人力资源和社会保障局',
  filing: '晋ICP备00000000号-1X（示例）',
  complaintPhone: '19900000000',
  offices: { town: '青石乡乡村振兴站', county: '云岭县就业服务中心' },
  home: { province: COUNTY.province, city: COUNTY.city, county: COUNTY.name },
};

/** Invented kilometres by road, unequal on purpose: the first village is the nearest, the villages of 山上片 the farthest. */
const roadsOf = (order: number): NonNullable<PlaceRecord['roads']> => ({ town: 2 + ((order * 7) % 19), county: 16 + ((order * 5) % 23) });

/** County, township and villages, each with somebody to call: the head of the village, the clerk of the township. */
export function placesOf(draft: Draft, villages: readonly Village[], staff: readonly StaffRecord[]): PlaceRecord[] {
  const contact = (code: string, role: string, words: (name: string) => string): PlaceRecord['contact'] => {
    const officer = staff.find((one) => one.grants.some((grant) => grant.code === code && grant.role === role));
    return officer ? { words: words(officer.name), phone: officer.phone } : { words: '值班电话', phone: draft.numbers.phone() };
  };
  return [
    {
      _id: COUNTY.code,
      level: 'county',
      name: COUNTY.name,
      county: COUNTY.code,
      town: '',
      parent: '',
      contact: { words: '县就业服务中心', phone: draft.numbers.phone() },
    },
    {
      _id: TOWN.code,
      level: 'town',
      name: TOWN.name,
      county: COUNTY.code,
      town: TOWN.code,
      parent: COUNTY.code,
      contact: contact(TOWN.code, 'station_clerk', (name) => `乡村振兴站${name.slice(0, 1)}站长`),
    },
    ...villages.map(
      (village): PlaceRecord => ({
        _id: village.code,
        level: 'village',
        name: village.name,
        county: COUNTY.code,
        town: TOWN.code,
        parent: TOWN.code,
        zone: village.zone,
        roads: roadsOf(villages.indexOf(village)),
        contact: contact(village.code, 'village_head', (name) => `${name.slice(0, 1)}书记`),
      }),
    ),
  ];
}

/** A head and a cadre for every village that has none yet. */
export function fillOffices(draft: Draft, villages: readonly Village[], staff: readonly StaffRecord[], random: Random): StaffRecord[] {
  const made: StaffRecord[] = [];
  for (const village of villages) {
    for (const [role, title] of [
      ['village_head', '党支部书记'],
      ['cadre', '文书'],
    ] as const) {
      if (staff.some((one) => one.grants.some((grant) => grant.code === village.code && grant.role === role))) continue;
      const sex = random.chance(0.75) ? '男' : '女';
      made.push({
        _id: draft.id('o'),
        version: 0,
        auditHead: '',
        name: village.surname + givenName(random, sex, random.int(1965, 1990)),
        title: `${village.name}${title}`,
        phone: draft.numbers.phone(),
        status: 'active',
        grants: [{ role, level: 'village', code: village.code, from: '2024-01-01', until: null }],
        self: null,
        relatives: [],
      });
    }
  }
  return made;
}
