// A posting as an employer writes it through its link: whole enough to be checked, never seen before it is.
import { EMPTY_POSTING, movedPosting, newPosting, type PostingFields, written } from './postings';
import type { DateText, EmployerRecord, JobArea, JobStrength, PostingRecord } from './records';

export interface Home {
  province: string;
  city: string;
  county: string;
}

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

export function areaOf(place: EmployerRecord['place'], home: Home): JobArea {
  if (place.province !== '' && place.province !== home.province) return 'outside_province';
  return place.county === '' || place.county === home.county ? 'in_county' : 'in_province';
}

/** As it stands after the link's form: what only a station can say (skills, who stands behind it) stays as it was. */
export function offeredFields(before: PostingRecord | null, form: OfferFields, employer: EmployerRecord, home: Home): PostingFields {
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
  } = form;
  const { province, city, county } = employer.place.province === '' ? home : employer.place;
  const area = areaOf(employer.place, home);
  const kept = before ?? { ...EMPTY_POSTING, area, channel: employer.kind === 'workshop' ? ('workshop' as const) : area };
  return {
    ...{ spot: kept.spot, onlySex: kept.onlySex, skills: kept.skills, certificates: kept.certificates, backing: kept.backing },
    ...{ title, pay, hours, headcount, until, strength, age, insurance, contract, transport, description, contact },
    employer: employer.name,
    area: kept.area,
    channel: kept.channel,
    place: { province, city, county, address },
    board: { food, lodging },
  };
}

/** `before`: one that waits or was refused, written anew. The result waits for a named person. */
export function offeredPosting(
  before: PostingRecord | null,
  form: OfferFields,
  employer: EmployerRecord,
  { id, today, openid, home }: { id: string; today: DateText; openid: string; home: Home },
): PostingRecord {
  const fields = offeredFields(before, form, employer, home);
  const { _id: employerId, county, town, village, kind, name } = employer;
  const source = kind === 'workshop' ? 'workshop' : 'employer';
  if (before?.status === 'waiting') return written(before, fields, employerId);
  const draft = before
    ? written(before, fields, employerId)
    : newPosting({ id, fields, source, place: { county, town, village }, employerId, by: { openid, name }, today });
  return movedPosting(draft, { verb: 'submit', as: 'offerer', today });
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
