// From the ledger's records to what the data rules look at. Numbers are opened here to be judged and go no further.
import { phoneSharing } from '@shared/domain/phone-sharing';
import { type HouseholdView, numberState, type PersonView, phoneState, type SpellView } from '@shared/domain/quality';
import type {
  AssessmentRecord,
  BondRecord,
  HouseholdRecord,
  PersonRecord,
  PlaceRecord,
  SpellRecord,
  WhereaboutsRecord,
} from '@shared/domain/records';
import { allAmong, type Ledger, ledgersRepo } from '@shared/repos/ledgers';
import { type KeyRing, openField } from '@shared/runtime/crypto';
import type { Store } from '@shared/runtime/store';

export function spellView(spell: SpellRecord): SpellView {
  return {
    id: spell._id,
    start: spell.start,
    end: spell.end,
    ...spell.place,
    employer: spell.employer,
    monthlyFen: spell.monthlyFen,
    industry: spell.industry,
    channel: spell.channel,
    organised: spell.organised,
    kind: spell.kind,
    overseas: spell.overseas ?? false,
    away: spell.away ? { since: spell.away.since, backOn: spell.away.backOn } : null,
    confirmedMonth: spell.confirmed?.month ?? null,
  };
}

interface Around {
  ring: KeyRing;
  ledgers: ReadonlyMap<string, Ledger>;
  sharing: ReadonlyMap<string, NonNullable<PersonView['sharing']>>;
  owed: ReadonlyMap<string, PersonView['owed']>;
  whereabouts: ReadonlyMap<string, WhereaboutsRecord>;
}

function personView(person: PersonRecord, { ring, ledgers, sharing, owed, whereabouts }: Around): PersonView {
  const open = (field: string, sealed: string): string => openField(ring, { collection: 'persons', record: person._id, field }, sealed);
  const ledger = ledgers.get(person._id);
  return {
    id: person._id,
    name: person.name,
    sex: person.sex,
    born: person.born || null,
    status: person.status === 'dead' || person.status === 'gone' ? person.status : 'active',
    relation: person.relation,
    labourSkill: person.labourSkill,
    schooling: person.schooling,
    studentStatus: person.studentStatus,
    health: person.health.split(/[、,，]/).filter((word) => word !== ''),
    disability: person.disability === undefined ? undefined : person.disability && { hasCert: person.disability.cert !== null },
    support: person.support ?? null,
    ...numberState(open('idNumber', person.idNumber)),
    phone: phoneState(person.phone === null ? null : open('phone', person.phone)),
    hasContact: (person.contact ?? null) !== null,
    accountHolder: person.account?.holder ?? null,
    workWish: person.workWish ? { plans: person.workWish.plans, needs: person.workWish.needs, why: person.workWish.why } : null,
    yulu: person.yulu ?? null,
    spells: (ledger?.spells ?? []).map(spellView),
    paid: [
      ...(ledger?.claims ?? [])
        .filter(({ status }) => status === 'paid')
        .map(({ programme, period, amountFen }) => ({ programme, period, fen: amountFen })),
      ...(ledger?.outside ?? []).map(({ programme, period, amountFen }) => ({ programme, period, fen: amountFen })),
    ],
    owed: owed.get(person._id) ?? [],
    sharing: sharing.get(person._id) ?? null,
    whereabouts: whereabouts.get(person._id)?.status ?? null,
  };
}

/** Households with everything the rules look at, from a handful of index reads for up to twenty of them. */
export async function householdViews(store: Store, ring: KeyRing, households: readonly HouseholdRecord[]): Promise<HouseholdView[]> {
  if (households.length === 0) return [];
  const ids = households.map(({ _id }) => _id);
  const persons = await allAmong<PersonRecord>(store, 'persons', 'household', ids);
  const personIds = persons.map(({ _id }) => _id);
  const [ledgers, sharing, assessments, whereabouts] = await Promise.all([
    ledgersRepo(store).of(persons, { province: '', city: '', county: '' }),
    sharingOf(store, persons),
    allAmong<AssessmentRecord>(store, 'assessments', 'person', personIds),
    allAmong<WhereaboutsRecord>(store, 'whereabouts', 'household', ids),
  ]);
  const owed = new Map<string, PersonView['owed']>();
  for (const one of assessments)
    if (one.line === 'can' && one.claim === null && !one.paidOutside)
      owed.set(one.person, [...(owed.get(one.person) ?? []), { programme: one.programme, period: one.period }]);
  const around: Around = {
    ring,
    ledgers: new Map(ledgers.map((ledger) => [ledger.subject.person._id, ledger])),
    sharing,
    owed,
    whereabouts: new Map(whereabouts.map((one) => [one.person, one])),
  };
  return households.map((household) => ({
    id: household._id,
    type: household.householdType,
    monitoring: household.monitoring,
    risks: household.risks ?? [],
    perCapitaFen: household.perCapitaFen ?? null,
    members: persons
      .filter((person) => person.household === household._id)
      .sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1))
      .map((person) => personView(person, around)),
  }));
}

/** Who else has the telephone, the card, the name and birthday. */
async function sharingOf(store: Store, persons: readonly PersonRecord[]): Promise<Map<string, NonNullable<PersonView['sharing']>>> {
  const phones = [...new Set(persons.flatMap(({ phoneIndex }) => phoneIndex ?? []))];
  const accounts = [...new Set(persons.flatMap(({ accountIndex }) => accountIndex ?? []))];
  const towns = [...new Set(persons.map(({ town }) => town))];
  const [byPhone, byAccount, namesakes] = await Promise.all([
    allAmong<PersonRecord>(store, 'persons', 'phoneIndex', phones),
    allAmong<PersonRecord>(store, 'persons', 'accountIndex', accounts),
    Promise.all(towns.map((town) => namesakesIn(store, town, persons))),
  ]);
  const others = (mine: PersonRecord, all: readonly PersonRecord[], key: 'phoneIndex' | 'accountIndex') =>
    mine[key] == null ? [] : all.filter((one) => one[key] === mine[key] && one._id !== mine._id && one.status === 'active');
  const suspects = persons.flatMap((one) => [...others(one, byPhone, 'phoneIndex'), ...others(one, byAccount, 'accountIndex')]);
  const bonds = await allAmong<BondRecord>(store, 'bonds', 'person', [...new Set([...persons, ...suspects].map(({ _id }) => _id))]);
  const belongs = (a: PersonRecord, b: PersonRecord): boolean =>
    phoneSharing(
      [a, b].map(({ _id, household }) => ({ _id, household, phoneIndex: 'same' })),
      bonds,
    ).some(({ known }) => known);
  const villages = new Map<string, string>();
  for (const code of new Set(namesakes.flat().map(({ village }) => village)))
    villages.set(code, (await store.get<PlaceRecord>('places', code))?.name ?? '');
  return new Map(
    persons.map((person) => [
      person._id,
      {
        phone: others(person, byPhone, 'phoneIndex').map((one) => ({
          id: one._id,
          name: one.name,
          household: one.household,
          known: belongs(person, one),
        })),
        account: others(person, byAccount, 'accountIndex').map((one) => ({ id: one._id, name: one.name, known: belongs(person, one) })),
        twins: namesakes
          .flat()
          .filter((one) => one.name === person.name && one.born === person.born && one._id !== person._id && one.status === 'active')
          .map((one) => ({ id: one._id, name: one.name, villageName: villages.get(one.village) ?? '' })),
      },
    ]),
  );
}

const namesakesIn = (store: Store, town: string, persons: readonly PersonRecord[]): Promise<PersonRecord[]> =>
  allAmong<PersonRecord>(store, 'persons', 'name', [...new Set(persons.map(({ name }) => name))], { town });
