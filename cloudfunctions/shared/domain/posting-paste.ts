// A message as it stands in a village's chat, as postings for somebody to confirm: every field with the words it was read from and how sure
// that is. What is not said stays empty and is named; nothing is made up. Pure, for the phone.
import { readPay } from './posting-paste/pay';
import { readPeople } from './posting-paste/people';
import { areaOf, type Home, readChannel, readPlace } from './posting-paste/place';
import { stretchesOf } from './posting-paste/split';
import { feeNote, readBoard, readCertificates, readPhrases, readSkills, readStrength, readUntil } from './posting-paste/terms';
import { guessed, type Piece, plainSigns, type Said, Stretch } from './posting-paste/text';
import { readBacking, readEmployer, readName, readPhone, readTitle } from './posting-paste/who';
import type { JobArea, JobChannel, JobStrength, PostingBacking, PostingRecord } from './posting-record';
import { EMPTY_POSTING, type PostingFields } from './postings';
import type { DateText } from './records';

export type { Home, Piece, Said };

/** What can be read of a posting. */
export interface PastedValues {
  title: string;
  employer: string;
  place: PostingRecord['place'];
  area: JobArea;
  channel: JobChannel;
  pay: PostingRecord['pay'];
  board: PostingRecord['board'];
  headcount: number;
  age: PostingRecord['age'];
  onlySex: NonNullable<PostingRecord['onlySex']>;
  until: DateText;
  contactName: string;
  contactPhone: string;
  hours: string;
  strength: JobStrength;
  skills: string[];
  certificates: string[];
  insurance: string;
  contract: string;
  transport: string;
  backing: PostingBacking;
}
export type PastedKey = keyof PastedValues;
export type PastedFound = { [K in PastedKey]: Said<PastedValues[K]> | null };

export interface PastedPosting extends Piece {
  found: PastedFound;
  /** For whoever confirms it: what was left out and why, what must be asked. */
  notes: string[];
  /** What nobody said, in the order one asks; `must`: it cannot be handed in without. */
  unsaid: { key: PastedKey; words: string; must: boolean }[];
}

export interface Pasted {
  postings: PastedPosting[];
  /** How many more there are beyond the most that are taken at once. */
  more: number;
}

export interface PasteSetting {
  today: DateText;
  home: Home;
  /** Names of home's townships and villages. */
  near?: readonly string[];
}

/** At once; the rest is pasted again. */
export const MOST_PASTED = 9;
/** Of a text; what is longer is cut by whoever asks. */
export const MOST_SIGNS_PASTED = 6000;

/** What is asked for when nobody said it, in this order. */
const ASKED: readonly (readonly [PastedKey, string, boolean])[] = [
  ['title', '干什么活', true],
  ['employer', '哪一家', true],
  ['contactPhone', '打哪个电话', true],
  ['pay', '工钱多少', true],
  ['place', '在哪里干', true],
  ['headcount', '招几个人', true],
  ['until', '招到哪天', true],
  ['age', '岁数要求', false],
  ['board', '管不管吃住', false],
  ['hours', '一天干多久', false],
  ['contactName', '找谁', false],
  ['contract', '签不签合同', false],
  ['insurance', '给上什么保险', false],
  ['transport', '怎么去', false],
  ['strength', '活重不重', false],
];

/** Fields that may hold for all postings of one message when they stand around them. */
const SHARED: readonly PastedKey[] = [
  'employer',
  'place',
  'board',
  'until',
  'contactName',
  'contactPhone',
  'insurance',
  'contract',
  'transport',
  'backing',
  'pay',
  'age',
  'hours',
];

/** Never throws; every piece lies within the text. */
export function parsePasted(text: string, setting: PasteSetting): Pasted {
  const plain = plainSigns(text);
  const { postings, common } = stretchesOf(text);
  const around = common.map(({ start, end }) => readStretch(plain.slice(start, end), start, setting));
  const read = postings.slice(0, MOST_PASTED).map(({ start, end }) => {
    const one = readStretch(plain.slice(start, end), start, setting);
    const found = withShared(one.found, around, setting);
    return { start, end, found, notes: notesOf(one.notes, around, found), unsaid: unsaidOf(found) };
  });
  return { postings: read, more: Math.max(0, postings.length - MOST_PASTED) };
}

/** What a few words say, read as one posting's: a cell of a sheet, a remark. */
export const readWords = (text: string, setting: PasteSetting): Read => readStretch(plainSigns(text), 0, setting);

interface Read {
  found: PastedFound;
  notes: string[];
}

/** The order is what keeps readings apart: telephones, then days and ages, then people, then money. */
function readStretch(plain: string, from: number, { today, home, near = [] }: PasteSetting): Read {
  const stretch = new Stretch(plain, from);
  const whole = new Stretch(plain, from);
  const notes: string[] = [];
  const contactPhone = readPhone(stretch);
  const contactName = readName(stretch);
  const until = readUntil(stretch, today, notes);
  const title = readTitle(stretch);
  const employer = readEmployer(stretch, notes);
  const place = readPlace(stretch, home, near);
  const people = readPeople(stretch);
  for (const piece of people.headcount?.pieces ?? []) stretch.hide(piece);
  const hours = readPhrases(stretch, 'hours');
  const money = readPay(stretch);
  const area = place === null ? null : areaOf(place.value, home);
  const channel = readChannel(whole, area, plain);
  const local = channel !== null && channel.sure === 'said' ? 'in_county' : area;
  const fee = feeNote(whole);
  const found: PastedFound = {
    title,
    employer,
    place,
    area: local === null ? null : guessed<JobArea>(local, ...(place?.pieces ?? channel?.pieces ?? [])),
    channel: channel && { ...channel, pieces: channel.pieces.length > 0 ? channel.pieces : (place?.pieces ?? []) },
    pay: money.pay,
    board: readBoard(whole),
    headcount: people.headcount,
    age: people.age,
    onlySex: people.onlySex,
    until,
    contactName,
    contactPhone,
    hours,
    strength: readStrength(whole),
    skills: readSkills(whole),
    certificates: readCertificates(whole),
    insurance: readPhrases(whole, 'insurance'),
    contract: readPhrases(whole, 'contract'),
    transport: readPhrases(whole, 'transport'),
    backing: readBacking(whole),
  };
  return { found, notes: [...notes, ...people.notes, ...money.notes, ...(fee === null ? [] : [fee])] };
}

/** What stands around several postings holds for each that does not say it itself; taken over it is a guess. */
function withShared(own: PastedFound, around: readonly Read[], { home }: PasteSetting): PastedFound {
  const taken = { ...own } as Record<PastedKey, Said<unknown> | null>;
  for (const key of SHARED) {
    if (taken[key] !== null) continue;
    const from = around.map(({ found }) => found[key]).find((one) => one !== null);
    if (from) taken[key] = { ...from, sure: 'guessed' };
  }
  const found = taken as PastedFound;
  const area = found.area ?? (found.place && shareArea(found.place, home));
  return { ...found, area, channel: found.channel ?? (area && { ...area, value: area.value }) };
}

function shareArea(place: Said<PostingRecord['place']>, home: Home): Said<JobArea> | null {
  const area = areaOf(place.value, home);
  return area === null ? null : guessed(area, ...place.pieces);
}

const notesOf = (own: readonly string[], around: readonly Read[], found: PastedFound): string[] => {
  // A heading's own missing figures are no news where the posting told them.
  const shared = around
    .flatMap(({ notes }) => notes)
    .filter((note) => !(found.pay && /工资|计件|一年的钱/.test(note)) && !(found.until && /招到哪天/.test(note)));
  return [...new Set([...own, ...shared])];
};

const unsaidOf = (found: PastedFound): PastedPosting['unsaid'] =>
  ASKED.filter(([key]) => found[key] === null).map(([key, words, must]) => ({ key, words, must }));

/** A form filled with what was found; the rest as in an empty one. */
export function fieldsOfPasted(found: PastedFound, home: Home): PostingFields {
  const { title, employer, place, area, channel, pay, board, headcount, age, onlySex, until, contactName, contactPhone } = found;
  const { hours, strength, skills, certificates, insurance, contract, transport, backing } = found;
  const where = area?.value ?? EMPTY_POSTING.area;
  const atHome = where === 'in_county' && area !== null;
  const written = place?.value ?? EMPTY_POSTING.place;
  return {
    ...EMPTY_POSTING,
    title: title?.value ?? '',
    employer: employer?.value ?? '',
    place: atHome && written.province === '' ? { ...home, address: written.address } : written,
    area: where,
    channel: channel?.value ?? where,
    spot: atHome ? { kind: 'county_seat' } : { kind: 'elsewhere' },
    pay: pay?.value ?? EMPTY_POSTING.pay,
    board: board?.value ?? EMPTY_POSTING.board,
    headcount: headcount?.value ?? 0,
    age: { min: age?.value.min ?? EMPTY_POSTING.age.min, max: age?.value.max ?? null, why: '' },
    onlySex: onlySex?.value ?? null,
    until: until?.value ?? '',
    contact: { name: contactName?.value ?? '', phone: contactPhone?.value ?? '' },
    hours: hours?.value ?? '',
    strength: strength?.value ?? EMPTY_POSTING.strength,
    skills: skills?.value ?? [],
    certificates: certificates?.value ?? [],
    insurance: insurance?.value ?? '',
    contract: contract?.value ?? '',
    transport: transport?.value ?? '',
    backing: backing?.value ?? null,
  };
}
