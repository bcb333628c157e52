// Finding people and households within one's place: anchored search, lists by 片, 组 and 包户人, whom a household belongs to.
import { roleFor, scopesOf } from '@shared/access';
import type { Output, Parsed } from '@shared/contract';
import { ageOn } from '@shared/domain/dates';
import { maskPhone } from '@shared/domain/masks';
import type { HouseholdRecord, PersonRecord, Role, StaffRecord } from '@shared/domain/records';
import { REGISTRY_READERS } from '@shared/repos/registry';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';

export type PersonRow = Output<'person.search'>['items'][number];
export type MemberRow = Output<'household.list'>['items'][number]['members'][number];

const PAGE = 20;
const READING: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'];
/** Who says whose household it is. */
const KEEPING: readonly Role[] = ['village_head', 'station_clerk', 'cadre'];

export async function personRow(person: PersonRecord, household: HouseholdRecord | null, { repos, today }: Context): Promise<PersonRow> {
  const village = await repos.places.get(person.village);
  return {
    id: person._id,
    name: person.name,
    sex: person.sex,
    age: ageOn(person.born, today),
    idTail: person.idTail,
    phoneMasked: person.phoneTail === null ? '' : maskPhone(person.phoneTail),
    villageName: village?.name ?? '',
    group: household?.group ?? '',
    headName: household?.headName ?? '',
    relation: person.relation,
    status: person.status,
  };
}

const UNABLE: readonly string[] = ['无劳动力', '丧失劳动力'];

export function memberRow(person: PersonRecord, today: string): MemberRow {
  const labourer = person.status === 'active' && !UNABLE.includes(person.labourSkill) && person.studentStatus === null;
  return { id: person._id, name: person.name, relation: person.relation, age: ageOn(person.born, today), labourer };
}

/** What was typed decides where to look: three letters are initials, four digits the end of an identity number, else a name. */
async function find({ text, by, village, cursor, limit = PAGE }: Parsed<'person.search'>, { repos }: Context) {
  const { registry } = repos;
  if (by === 'head') {
    const { rows, next } = await registry.byHead(text, village, cursor, limit);
    const order = new Map(rows.map(({ _id }, at) => [_id, at]));
    const members = await registry.members(rows);
    return { persons: members.sort((a, b) => (order.get(a.household) ?? 0) - (order.get(b.household) ?? 0)), next };
  }
  if (/^\d{3}[\dXx]$/.test(text)) {
    const { rows, next } = await registry.byTail(text.toUpperCase(), village, cursor, limit);
    return { persons: rows, next };
  }
  if (/^\d/.test(text)) throw new Problem('bad_input', { fields: { text: '号码只按身份证最后四位找，填四位' } });
  const letters = /^[A-Za-z]+$/.test(text);
  const { rows, next } = await registry.byName(letters ? 'initials' : 'name', letters ? text.toLowerCase() : text, village, cursor, limit);
  return { persons: rows, next };
}

export const searchPeople = action('person.search', {
  roles: [...READING, 'admin'],
  limit: { times: 300, seconds: 600 },
  async run(input, ctx) {
    const { persons, next } = await find(input, ctx);
    const households = new Map((await ctx.repos.registry.householdsOf(persons)).map((one) => [one._id, one]));
    return { items: await Promise.all(persons.map((person) => personRow(person, households.get(person.household) ?? null, ctx))), next };
  },
});

export const listHouseholds = action('household.list', {
  roles: READING,
  async run({ village, zone, group, keeper, cursor, limit = PAGE }, ctx) {
    const { repos, caller, today } = ctx;
    if (group !== undefined && village === undefined) throw new Problem('bad_input', { fields: { group: '先选村，再选组' } });
    let scopes = await repos.registry.scopesFor(REGISTRY_READERS, village);
    if (zone !== undefined) {
      const inZone = (await repos.places.villagesIn(scopes)).filter((place) => (place.zone ?? '') === zone);
      scopes = inZone.map(({ _id }) => ({ level: 'village', code: _id }));
    }
    const more = { ...(group ? { group } : {}), ...(keeper ? { keeper: keeper === 'me' ? caller.openid : keeper } : {}) };
    const { rows, next } = await repos.registry.households(scopes, more, cursor, limit);
    const members = await repos.registry.members(rows);
    const items = await Promise.all(
      rows.map(async (household) => ({
        id: household._id,
        headName: household.headName,
        villageName: (await repos.places.get(household.village))?.name ?? '',
        group: household.group,
        keeper: household.keeperName ?? '',
        members: members.filter((one) => one.household === household._id && one.status === 'active').map((one) => memberRow(one, today)),
      })),
    );
    return { items, next };
  },
});

/** Staff whose place touches one of the villages: they may keep households there. */
function keepersAmong(staff: readonly StaffRecord[], places: readonly { _id: string; town: string; county: string }[]): StaffRecord[] {
  const codes = new Set(places.flatMap(({ _id, town, county }) => [_id, town, county]));
  return staff.filter((one) => one.status === 'active' && one.grants.some(({ code }) => codes.has(code)));
}

export const registryPlaces = action('household.places', {
  roles: READING,
  async run(_input, { repos, caller }) {
    const villages = await repos.places.villagesIn(scopesOf(caller, REGISTRY_READERS));
    const keepers = keepersAmong(await repos.staff.all(), villages);
    return {
      zones: [...new Set(villages.map(({ zone }) => zone ?? '').filter((zone) => zone !== ''))].sort(),
      villages: villages.map(({ _id, name, zone }) => ({ code: _id, name, zone: zone ?? '' })),
      keepers: keepers.map(({ _id, name, title }) => ({ id: _id, name: `${name}（${title}）` })),
    };
  },
});

export const keepHousehold = action('household.keep', {
  roles: ['village_head', 'station_clerk', 'cadre'],
  async change({ household: id, keeper }, ctx) {
    const { repos, caller } = ctx;
    const seen = await repos.registry.householdInScope(id, KEEPING);
    const officer = keeper === null ? null : await repos.staff.get(keeper);
    if (officer && keepersAmong([officer], [{ _id: seen.village, town: seen.town, county: seen.county }]).length === 0)
      throw new Problem('bad_input', { fields: { keeper: '这位不管这个村' } });
    return ctx.change(async (change) => {
      const before = await change.get<HouseholdRecord>('households', id);
      if (!before) throw new Problem('not_found');
      const { version } = await change.put(
        'households',
        before,
        { ...before, keeper, keeperName: officer?.name ?? '' },
        { verb: 'keep', role: roleFor(caller, before), detail: { keeper } },
      );
      return { record: id, version, note: {} };
    });
  },
  show: async ({ record }, _input, { repos }) => ({ keeper: (await repos.registry.householdInScope(record)).keeperName ?? '' }),
});
