// What stands behind the county's accounts: who acts for whom and how that was agreed; and whose household is whose to look after.
import type { AccountRecord, BondRecord, DateText, HouseholdRecord, PersonRecord, StaffRecord } from '@shared/domain/records';
import type { PlainPerson } from './types';

/** Agreed to in the autumn before, for a year. */
const AGREED: DateText = '2025-10-08';
export const HELP_UNTIL: DateText = '2026-10-07';

type Known = Pick<PersonRecord, '_id' | 'name' | 'county' | 'town' | 'village' | 'relation' | 'sex'>;

/** What somebody of the county calls the helper, from how the helped person stands in their household. */
function relationOf(helped: Known, helper: Known | null): BondRecord['relation'] {
  if (helper === null) return '闺女';
  if (helped.relation !== '户主') return '其他亲戚';
  return helper.sex === '女' ? '闺女' : '儿子';
}

/** A bond for each person of each account. `nameOf` names those who are in no ledger. */
export function bondsOf(accounts: readonly AccountRecord[], persons: readonly Known[], nameOf: (openid: string) => string): BondRecord[] {
  const byId = new Map(persons.map((person) => [person._id, person]));
  const askedAt = `${AGREED}T02:00:00.000Z`;
  return accounts.flatMap(({ _id: openid, persons: held }) => {
    const own = byId.get(held.find(({ as }) => as === 'self')?.person ?? '') ?? null;
    return held.flatMap(({ person, as, until }): BondRecord[] => {
      const about = byId.get(person);
      if (!about) return [];
      const _id = `bond:${person}:${openid}`;
      const helper = as === 'helper';
      const name = helper ? (own?.name ?? nameOf(openid)) : about.name;
      return [
        {
          _id,
          county: about.county,
          town: about.town,
          village: about.village,
          status: 'confirmed',
          sortKey: `${askedAt}:${_id}`,
          person,
          personName: about.name,
          openid,
          as,
          name,
          relation: helper ? relationOf(about, own) : '',
          helperPerson: helper ? (own?._id ?? null) : null,
          via: 'seed',
          askedAt,
          confirmed: {
            how: helper ? 'call' : 'own_phone',
            on: AGREED,
            note: helper ? '电话问过本人，同意' : '',
            proof: null,
            by: { openid, name, role: 'resident' },
          },
          until,
          ended: null,
          warnedOn: null,
          version: 0,
          auditHead: '',
        },
      ];
    });
  });
}

/** Each household gets one of its village's officers as 包户人, in turn. */
export function giveKeepers(households: readonly HouseholdRecord[], staff: readonly StaffRecord[]): void {
  const given = new Map<string, number>();
  for (const household of households) {
    const officers = staff.filter((one) => one.grants.some(({ level, code }) => level === 'village' && code === household.village));
    const turn = given.get(household.village) ?? 0;
    given.set(household.village, turn + 1);
    const officer = officers[turn % Math.max(1, officers.length)];
    household.keeper = officer?._id ?? null;
    household.keeperName = officer?.name ?? '';
  }
}

/** Each labourer's 联系人: a grown-up of the same house with a telephone, else the officer who looks after the household. */
export function giveContacts(
  persons: readonly PlainPerson[],
  households: readonly HouseholdRecord[],
  staff: readonly StaffRecord[],
  isLabourer: (person: PlainPerson) => boolean,
): void {
  const houses = new Map(households.map((household) => [household._id, household]));
  const officers = new Map(staff.map((one) => [one._id, one]));
  const members = new Map<string, PlainPerson[]>();
  for (const person of persons) members.set(person.household, [...(members.get(person.household) ?? []), person]);
  for (const person of persons.filter(isLabourer)) {
    const family = (members.get(person.household) ?? []).find(
      (one) => one !== person && one.status === 'active' && one.studentStatus === null && one.phone !== null && one.phone !== person.phone,
    );
    const officer = officers.get(houses.get(person.household)?.keeper ?? '');
    if (family?.phone) person.contact = { kind: 'family', name: family.name, relation: family.relation, phone: family.phone };
    else if (officer) person.contact = { kind: 'cadre', name: officer.name, relation: '包户人', phone: officer.phone };
  }
}
