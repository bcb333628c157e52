// A posting as an employer writes it through its link: whole enough to be checked, never seen before it is.
import { dayWords } from './dates';
import { JOB_AREAS } from './posting-record';
import { EMPTY_POSTING, movedPosting, newPosting, type PostingFields, written } from './postings';
import type { DateText, EmployerRecord, JobArea, JobStrength, PostingRecord, PostingSpot } from './records';

export interface Home {
  province: string;
  city: string;
  county: string;
}

export interface OfferFields {
  title: string;
  pay: PostingRecord['pay'];
  /** Absent: as it was, else where the employer is. */
  spot?: PostingSpot | undefined;
  place?: Home | undefined;
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

export function areaOf(place: Home, home: Home): JobArea {
  if (place.province !== '' && place.province !== home.province) return 'outside_province';
  return place.county === '' || place.county === home.county ? 'in_county' : 'in_province';
}

const AREAS: readonly string[] = JOB_AREAS;

/** Province, city and county of the work: a spot at home is home's; elsewhere as said, else as it was, else where the employer is. */
function whereOf(
  before: PostingRecord | null,
  { spot, place }: Pick<OfferFields, 'place'> & { spot: PostingSpot },
  employer: EmployerRecord,
  home: Home,
): Home {
  if (spot.kind !== 'elsewhere') return home;
  if (place && place.province !== '') return place;
  if (before) return before.place;
  return employer.place.province === '' ? home : employer.place;
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
  const spot = form.spot ?? before?.spot ?? EMPTY_POSTING.spot;
  const { province, city, county } = whereOf(before, { ...form, spot }, employer, home);
  const area = areaOf({ province, city, county }, home);
  const channel = employer.kind === 'workshop' ? ('workshop' as const) : area;
  const kept = before ?? { ...EMPTY_POSTING, channel };
  return {
    ...{ spot, onlySex: kept.onlySex, skills: kept.skills, certificates: kept.certificates, backing: kept.backing },
    ...{ title, pay, hours, headcount, until, strength, age, insurance, contract, transport, description, contact },
    employer: employer.name,
    area,
    // What a station called it (零工, 以工代赈) stays; how far it is follows the place.
    channel: AREAS.includes(kept.channel) ? channel : kept.channel,
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
    spot: posting.spot,
    place: { province: place.province, city: place.city, county: place.county },
    address: place.address,
    food: board.food,
    lodging: board.lodging,
    age: { min: age.min, max: age.max, why: age.why ?? '' },
  };
}

/** What whoever offers it hears of a step the station or the days took; null = nothing happened that is news to them. */
export function offererWords(before: PostingRecord, after: PostingRecord, today: DateText): { title: string; text: string } | null {
  const { title, why, until, headcount, status } = after;
  const lastDay = dayWords(until, today);
  const about = (words: string, text: string) => ({ title: `「${title}」${words}`, text });
  if (status === 'open' && before.status === 'waiting') return about('核对过了', `放出去了，招到${lastDay}。招满了、不招了，进来点一下。`);
  if (status === 'open' && before.askAgainOn !== after.askAgainOn) return about('问过，还招', `还要 ${headcount} 人，招到${lastDay}。`);
  if (status === before.status) return null;
  if (status === 'refused') return about('没放出去', `${why}。改好再送一次。`);
  if (status === 'stopped') return about('撤下了', `${why}。`);
  if (status === 'full') return about('记成招满了', '不再让人来问。还招就点「还招」。');
  if (status === 'expired') return about('到日子了', '不再放了。还招就点「还招」，站里核对了再放。');
  return null;
}

/** The morning of the day the station asks again. */
export const askedWords = (title: string): { title: string; text: string } => ({
  title: `「${title}」还招不招`,
  text: '站里今天要再问。招满了、不招了，进来点一下；还招，等站里电话。',
});
