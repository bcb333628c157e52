// Writes a generated county into a local cloud as the product stores it: identity fields sealed, policy versions with their hash.
import type { Disability, PersonRecord, PolicyVersionRecord, TargetRecord, YearRecord } from '@shared/domain/records';
import { examplePacks, type PolicyPack } from '@shared/policies';
import { packHash } from '@shared/policies/hash';
import { libraryPacks } from '@shared/policies/library';
import { blindIndex, fingerprint, type KeyRing, sealField } from '@shared/runtime/crypto';
import type { LocalCloud } from '../local-cloud/api';
import type { County, PlainPerson } from './types';

/** Seals one person; identity numbers are stored with a capital X. */
export function sealPerson(plain: PlainPerson, keys: KeyRing): PersonRecord {
  const { idNumber, phone, account, contact, disability, ...rest } = plain;
  const seal = (field: string, value: string) => sealField(keys, { collection: 'persons', record: plain._id, field }, value);
  const id = idNumber.toUpperCase();
  return {
    ...rest,
    ...(disability ? { disability: sealedCert(disability, seal, keys) } : {}),
    idNumber: seal('idNumber', id),
    idIndex: blindIndex(keys, 'persons.idNumber', id),
    phone: phone && seal('phone', phone),
    phoneIndex: phone && blindIndex(keys, 'persons.phone', phone),
    contact: contact
      ? {
          kind: contact.kind,
          name: contact.name,
          relation: contact.relation,
          phone: seal('contactPhone', contact.phone),
          phoneIndex: blindIndex(keys, 'persons.phone', contact.phone),
          phoneTail: contact.phone.slice(-4),
        }
      : null,
    account: account && { sealed: seal('account', account.number), tail: account.tail, bank: account.bank, holder: account.holder },
    accountIndex: account && blindIndex(keys, 'persons.account', account.number),
  };
}

/** The certificate's number is in plain text until here. */
function sealedCert(disability: Disability, seal: (field: string, value: string) => string, keys: KeyRing): Disability {
  const { cert } = disability;
  return { ...disability, cert: cert && seal('disabilityCert', cert), certIndex: cert && blindIndex(keys, 'persons.disabilityCert', cert) };
}

/** The county's own packs as versions in force from its day on, and other counties' as examples to look at. */
export function policyVersions(county: County): PolicyVersionRecord[] {
  const approver = county.staff.find((officer) => officer.grants.some((grant) => grant.role === 'admin'))?.name ?? '';
  const record = (pack: PolicyPack, status: PolicyVersionRecord['status']): PolicyVersionRecord => ({
    _id: pack.id,
    programme: pack.programme,
    county: county.installation.county,
    status,
    sortKey: `${pack.from}:${pack.id}`,
    hash: packHash(pack),
    author: '随软件附带的示例',
    approver: status === 'in_force' ? approver : '',
    importedAt: `${county.asOf}T01:00:00.000Z`,
    pack,
  });
  return [...examplePacks().map((pack) => record(pack, 'in_force')), ...libraryPacks().map((pack) => record(pack, 'example'))];
}

/** The year in hand of every programme in force, gone through and opened: the story begins when claims are taken. */
export function openedYears(county: County, period = '2025'): YearRecord[] {
  const clerk = county.staff.find((officer) => officer.grants.some((grant) => grant.role === 'station_clerk'));
  const towns = county.places.filter(({ level }) => level === 'town');
  return towns.flatMap((town) =>
    examplePacks()
      .filter(({ periods }) => periods.includes(period))
      .map(({ programme }) => {
        const _id = `year:${town._id}:${programme}:${period}`;
        return {
          _id,
          county: town.county,
          town: town._id,
          village: '',
          status: 'open' as const,
          sortKey: `${programme}:${period}:${_id}`,
          programme,
          period,
          openedAt: `${county.asOf}T00:30:00.000Z`,
          by: { openid: clerk?._id ?? '', name: clerk?.name ?? '' },
          note: '往年的账核对过了',
          version: 0,
          auditHead: '',
        };
      }),
  );
}

/** 年度任务 of the year in hand: 960 for a whole township, shared out as its villages have labourers; the office has set it already. */
export function targetsOf(county: County): TargetRecord[] {
  const year = county.asOf.slice(0, 4);
  const able = county.persons.filter(
    ({ labourSkill, studentStatus, status }) => !/^(无|丧失)劳动力$/.test(labourSkill) && studentStatus === null && status === 'active',
  );
  const task = (people: number): number => Math.round((people * 960) / 1150);
  return county.places
    .filter(({ level }) => level === 'town')
    .map((town) => {
      const villages: TargetRecord['villages'] = {};
      for (const { _id } of county.places.filter(({ parent }) => parent === town._id))
        villages[_id] = { task: task(able.filter(({ village }) => village === _id).length), lastYearEnd: null };
      return {
        _id: `targets:${town._id}:${year}`,
        county: town.county,
        town: town._id,
        village: '',
        year,
        whole: { task: task(able.filter((one) => one.town === town._id).length), lastYearEnd: null },
        villages,
        version: 0,
        auditHead: '',
      };
    });
}

/** Everything a fresh cloud needs to serve the county. The clock of the cloud is not touched. */
export async function seedCloud(cloud: LocalCloud, county: County, keys: KeyRing): Promise<void> {
  const { database } = cloud;
  await database.import('settings', [county.installation, { _id: 'keys', fingerprints: { [keys.current]: fingerprint(keys) } }]);
  await database.import('places', county.places);
  await database.import('staff', county.staff);
  await database.import('accounts', county.accounts);
  await database.import('bonds', county.bonds);
  await database.import('households', county.households);
  await database.import(
    'persons',
    county.persons.map((person) => sealPerson(person, keys)),
  );
  await database.import('spells', county.spells);
  await database.import('postings', county.postings);
  await database.import('employers', county.employers);
  await database.import('policy_versions', policyVersions(county));
  await database.import('years', openedYears(county));
  await database.import('targets', targetsOf(county));
}
