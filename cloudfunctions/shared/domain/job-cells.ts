// What a posting fits, as index keys: `{where}|{strength}|{age}`. Whoever looks asks for one such key and reads its best few, so that a short
// list costs the same at five postings and at five thousand. Written with the posting whenever it is stored; see indexed().
import { monthOf } from './job-pay';
import { likenessOf } from './posting-likeness';
import type { JobArea, JobChannel, JobStrength, PostingRecord } from './records';

/** Upper ends of the ages that are one key. Postings say 「45 岁以下」: so a limit and a key end together. */
export const AGE_ENDS = [17, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 199] as const;
/** 不问岁数: no upper age at all. */
export const NO_AGE = 'none';
const ANY = '*';

/** What somebody can do at most: `*` any work, `m` nothing heavy, `l` light work. */
export type CanKey = '*' | 'm' | 'l';
const CAN_OF: Readonly<Record<JobStrength, readonly CanKey[]>> = { light: ['*', 'm', 'l'], medium: ['*', 'm'], heavy: ['*'] };

/** Work the place itself provides; the other channels are the three distances. */
export const LOCAL_CHANNELS: readonly JobChannel[] = ['workshop', 'welfare', 'relief', 'casual'];

export const ageKey = (age: number): string => String(AGE_ENDS.find((end) => age <= end) ?? 199);

/** Work in or about the township somebody lives in. */
export const townKey = (town: string): string => `t${town}`;
/** Elsewhere in the county. */
export const COUNTY_KEY = 'county';

export interface CellAsk {
  /** A reach (townKey, COUNTY_KEY), an area, a channel of its own or a skill (skillKey); absent = anywhere. */
  where?: string | JobArea | JobChannel;
  can?: CanKey;
  /** ageKey() or NO_AGE; absent = any. */
  age?: string;
}

export const cellOf = ({ where = ANY, can = ANY, age = ANY }: CellAsk): string => `${where}|${can}|${age}`;

/** Work that asks for something one must have learnt. */
export const skillKey = (skill: string): string => `s:${skill}`;
const MOST_SKILLS = 4;

/** What one must have learnt; 「不限」 and its like ask nothing. */
export const skillsAsked = (skills: readonly string[]): string[] => skills.filter((skill) => !/^(不限|不要求|无|没有)/.test(skill.trim()));

type Celled = Pick<PostingRecord, 'status' | 'area' | 'channel' | 'spot' | 'town' | 'strength' | 'age' | 'skills'>;

function wheresOf({ area, channel, spot, town, skills }: Celled): string[] {
  const asked = skillsAsked(skills).slice(0, MOST_SKILLS).map(skillKey);
  if (area !== 'in_county') return [ANY, area, ...asked];
  const near = town !== '' && (spot.kind === 'town_seat' || spot.kind === 'village');
  return [ANY, area, near ? townKey(town) : COUNTY_KEY, ...(LOCAL_CHANNELS.includes(channel) ? [channel] : []), ...asked];
}

/** Every age that may come, as keys that touch the range: the exact year is judged when the posting is read. */
function agesOf({ min, max }: PostingRecord['age']): string[] {
  const last = max ?? 199;
  const touched = AGE_ENDS.filter((end, i) => end >= min && (AGE_ENDS[i - 1] ?? 0) < last);
  return [ANY, ...touched.map(String), ...(max === null ? [NO_AGE] : [])];
}

/** All keys of a posting; none unless it is open, so that what is over is not found. */
export function cellsOf(posting: Celled): string[] {
  if (posting.status !== 'open') return [];
  const ages = agesOf(posting.age);
  return wheresOf(posting).flatMap((where) => CAN_OF[posting.strength].flatMap((can) => ages.map((age) => cellOf({ where, can, age }))));
}

/** What a month there is worth at least, in hundreds of yuan: pay, and what need not be spent. Piece work counts as the middle of what there is. */
function worthOf({ pay, board }: Pick<PostingRecord, 'pay' | 'board'>): number {
  const month = monthOf(pay);
  const hundreds = month === null ? 25 : Math.round(month.minFen / 10_000);
  return Math.min(999, hundreds + (board.food ? 6 : 0) + (board.lodging ? 4 : 0));
}

/** A posting with the keys it is found by, also by what may be the same one. Whoever stores one calls this with what is to be stored. */
export function indexed(posting: Omit<PostingRecord, 'cells' | 'rankKey'>): PostingRecord {
  return {
    ...posting,
    alike: likenessOf(posting),
    cells: cellsOf(posting),
    rankKey: `${String(worthOf(posting)).padStart(3, '0')}:${posting._id}`,
  };
}
