// A posting as an employer writes it through its link: whole enough to be checked, never seen before it is.
import { nameKeyOf } from './employers';
import { indexed } from './job-cells';
import type { EmployerRecord, JobArea, JobStrength, PostingRecord } from './records';

export interface OfferFields {
  title: string;
  pay: PostingRecord['pay'];
  address: string;
  hours: string;
  food: boolean;
  lodging: boolean;
  headcount: number;
  until: string;
  strength: JobStrength;
  age: { min: number; max: number | null; why: string };
  insurance: string;
  contract: string;
  transport: string;
  description: string;
  contact: { name: string; phone: string };
}

/** What is wrong beyond single fields, by field; none = {}. */
export function offerWrongs({ pay, age, until }: OfferFields, today: string): Record<string, string> {
  return {
    ...(pay.maxFen < pay.minFen ? { 'pay.maxFen': '最多的要不少于最少的' } : {}),
    ...(age.max !== null && age.max < age.min ? { 'age.max': '岁数写反了' } : {}),
    ...(until < today ? { until: '日子要在今天或以后' } : {}),
  };
}

export function areaOf(place: EmployerRecord['place'], home: { province: string; city: string; county: string }): JobArea {
  if (place.province !== '' && place.province !== home.province) return 'outside_province';
  return place.county === '' || place.county === home.county ? 'in_county' : 'in_province';
}

/** `before`: one that waits or was refused, written anew. The result waits for a named person. */
export function offeredPosting(
  before: PostingRecord | null,
  fields: OfferFields,
  employer: EmployerRecord,
  setting: { id: string; now: string; openid: string; home: { province: string; city: string; county: string } },
): PostingRecord {
  const { id, now, openid, home } = setting;
  const {
    title,
    pay,
    address,
    hours,
    food,
    lodging,
    headcount,
    until,
    strength,
    age,
    insurance,
    contract,
    transport,
    description,
    contact,
  } = fields;
  const area = areaOf(employer.place, home);
  const { province, city, county } = employer.place.province === '' ? home : employer.place;
  const key = (text: string): string => nameKeyOf(text);
  return indexed({
    ...(before ?? {
      version: 0,
      auditHead: '',
      spot: { kind: 'elsewhere' as const },
      onlySex: null,
      skills: [],
      certificates: [],
      photos: [],
      backing: null,
    }),
    ...{ _id: id, county: employer.county, town: employer.town, village: employer.village, status: 'waiting', sortKey: `${now}:${id}` },
    ...{ title, pay, hours, headcount, until, strength, age, insurance, contract, transport, description, contact },
    employer: employer.name,
    employerId: employer._id,
    area: before?.area ?? area,
    channel: before?.channel ?? (employer.kind === 'workshop' ? 'workshop' : area),
    place: { province, city, county, address },
    board: { food, lodging },
    source: employer.kind === 'workshop' ? 'workshop' : 'employer',
    by: { openid, name: employer.name },
    checked: null,
    askAgainOn: '',
    why: '',
    sameKey: `${key(title)}:${employer.nameKey}:${contact.phone.replace(/\D/g, '')}`,
    searchText: [title, employer.name, province, city, county].join(' ').toLowerCase(),
  });
}

/** What a form is filled with again. */
export function offerFieldsOf(posting: PostingRecord): OfferFields {
  const { title, pay, place, hours, board, headcount, until, strength, age, insurance, contract, transport, description, contact } =
    posting;
  return {
    ...{ title, pay, hours, headcount, until, strength, insurance, contract, transport, description, contact },
    address: place.address,
    food: board.food,
    lodging: board.lodging,
    age: { min: age.min, max: age.max, why: age.why ?? '' },
  };
}
