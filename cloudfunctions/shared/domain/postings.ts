// A posting's way from being written to being over, as one table; what it must say before anybody is told of it; how a new one begins.
import { addDays } from './dates';
import { indexed } from './job-cells';
import type { CheckWay, DateText, InstallationRecord, JobSource, PostingChecked, PostingRecord, PostingStatus } from './records';

export const POSTING_VERBS = ['submit', 'check', 'refuse', 'still', 'full', 'stop', 'reopen', 'expire', 'drop'] as const;
export type PostingVerb = (typeof POSTING_VERBS)[number];

/** writer: who writes postings down · checker: the stations · offerer: the employer's own WeChat · house: timers. */
export type PostingMover = 'writer' | 'checker' | 'offerer' | 'house';

interface Move {
  from: readonly PostingStatus[];
  to: PostingStatus | 'gone';
  by: readonly PostingMover[];
  /** Words of its own are demanded. */
  words: boolean;
}

/** Days after which somebody asks again whether it still holds, unless the installation says otherwise. */
export const ASK_AGAIN_DAYS = 30;
const MOST_DAYS = 365;

/** As the installation has it; what is no whole number of days within a year is not meant. */
export function askAgainDays({ postings }: Pick<InstallationRecord, 'postings'>): number {
  const days = postings?.askAgainDays ?? ASK_AGAIN_DAYS;
  return Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? days : ASK_AGAIN_DAYS;
}

export const POSTING_MOVES: Readonly<Record<PostingVerb, Move>> = {
  submit: { from: ['draft', 'refused'], to: 'waiting', by: ['writer', 'checker', 'offerer'], words: false },
  check: { from: ['waiting'], to: 'open', by: ['checker'], words: false },
  refuse: { from: ['waiting'], to: 'refused', by: ['checker'], words: true },
  still: { from: ['open', 'full', 'expired'], to: 'open', by: ['checker'], words: false },
  full: { from: ['open'], to: 'full', by: ['writer', 'checker', 'offerer', 'house'], words: false },
  stop: { from: ['waiting', 'open', 'full', 'expired'], to: 'stopped', by: ['checker', 'offerer', 'house'], words: true },
  // What was over or stopped is looked at anew before residents see it again.
  reopen: { from: ['full', 'expired', 'stopped'], to: 'waiting', by: ['writer', 'checker', 'offerer'], words: false },
  expire: { from: ['open'], to: 'expired', by: ['house'], words: false },
  drop: { from: ['draft'], to: 'gone', by: ['writer', 'checker', 'offerer'], words: false },
};

/** What residents see: checked by a named person, also when it is full or over. */
export const isShown = ({ status }: Pick<PostingRecord, 'status'>): boolean =>
  status === 'open' || status === 'full' || status === 'expired';

export class PostingRefused extends Error {
  override name = 'PostingRefused';
  /** The field it is about; '' = none. */
  constructor(
    message: string,
    readonly field: string = '',
  ) {
    super(message);
  }
}

/** The steps open to somebody from a state, in the order of the table. */
export const postingVerbs = (status: PostingStatus, as: PostingMover): PostingVerb[] =>
  POSTING_VERBS.filter((verb) => POSTING_MOVES[verb].from.includes(status) && POSTING_MOVES[verb].by.includes(as));

/** States in which its fields may be changed: what residents see only by those who check it. */
export const mayEdit = (status: PostingStatus, as: PostingMover): boolean =>
  as === 'checker' || (as !== 'house' && ['draft', 'waiting', 'refused'].includes(status));

/** What residents must be told before they are told anything, by field. */
export function postingLacks(posting: PostingRecord, today: DateText): { field: string; words: string }[] {
  const { title, employer, place, pay, until, headcount, age, contact, area, onlySex, backing } = posting;
  const checks: readonly (readonly [boolean, string, string])[] = [
    [title.trim().length >= 2, 'title', '写上招什么人'],
    [employer.trim().length >= 2, 'employer', '写上是哪一家'],
    [place.province !== '' && (area !== 'in_county' || place.county !== ''), 'place', '写上在哪里干'],
    [pay.minFen > 0 && pay.maxFen >= pay.minFen, 'pay', '写上工钱多少；面议的问清楚再写'],
    [pay.how.trim() !== '', 'pay.how', '写上工钱怎么发'],
    [until >= today, 'until', '写上招到哪天，要在今天或以后'],
    [headcount >= 1, 'headcount', '写上招几个人'],
    [age.min >= 16, 'age', '不满十六岁的不能招'],
    [age.max === null || age.max >= age.min, 'age', '年龄上下写反了'],
    [/^[\d-]{7,13}$/.test(contact.phone), 'contact', '写上打给谁、电话'],
    // 就业促进法第二十七条: not by sex, but where the state forbids the work to women.
    [onlySex === null || onlySex.why.trim().length >= 4, 'onlySex', '限男女要写法律依据；没有就改成男女都行'],
    [backing === null || backing.name !== '', 'backing', '写上是哪个单位组织的'],
  ];
  return checks.filter(([there]) => !there).map(([, field, words]) => ({ field, words }));
}

export interface PostingStep {
  verb: PostingVerb;
  as: PostingMover;
  today: DateText;
  /** Why, where the table demands it. */
  words?: string;
  /** `check`: by whom and how it was made sure of. */
  checked?: PostingChecked & { how: CheckWay };
  /** `still`: how many are still looked for, until when; absent = as before. */
  headcount?: number;
  until?: DateText;
  /** Days until it is asked again. */
  days?: number;
}

/**
 * A posting after a step, with the keys it is found by. `gone` (drop) is the caller's to remove.
 * @throws PostingRefused in plain Chinese when the table has no such step from here, or something is missing.
 */
export function movedPosting(posting: PostingRecord, step: PostingStep): PostingRecord {
  const { verb, as, today, words = '', days = ASK_AGAIN_DAYS } = step;
  const move = POSTING_MOVES[verb];
  if (!move.by.includes(as)) throw new PostingRefused('这一步要乡里的站来办');
  if (!move.from.includes(posting.status as PostingStatus))
    throw new PostingRefused(`现在是「${STATUS_WORDS[posting.status as PostingStatus]}」，不能办这一步`);
  if (move.words && words.trim().length < 2) throw new PostingRefused('写上为什么', 'words');
  const said: PostingRecord = {
    ...posting,
    headcount: step.headcount ?? posting.headcount,
    until: step.until ?? posting.until,
  };
  if (move.to === 'waiting' || move.to === 'open') {
    const [lack] = postingLacks(said, today);
    if (lack) throw new PostingRefused(lack.words, lack.field);
  }
  if (verb === 'check' && !step.checked) throw new PostingRefused('选一样怎么核对的', 'how');
  if (move.to === 'open' && (posting.taken ?? 0) >= said.headcount) throw new PostingRefused('要的人都招到了，先改招几个人', 'headcount');
  return indexed({
    ...said,
    status: move.to === 'gone' ? posting.status : move.to,
    checked: verb === 'check' ? (step.checked ?? null) : posting.checked,
    askAgainOn: move.to === 'open' ? addDays(today, days) : '',
    why: move.words ? words.trim() : '',
    ...(move.to === 'open' ? { sortKey: `${today}:${posting._id}` } : {}),
  });
}

/** For cadres and clerks. */
export const STATUS_WORDS: Readonly<Record<PostingStatus, string>> = {
  draft: '没写完',
  waiting: '等着核对',
  open: '在招',
  full: '招满',
  expired: '过期',
  stopped: '停了',
  refused: '没通过',
};

/** What is typed of a posting, whoever types it. */
export type PostingFields = Pick<
  PostingRecord,
  | 'title'
  | 'employer'
  | 'channel'
  | 'area'
  | 'place'
  | 'spot'
  | 'pay'
  | 'board'
  | 'until'
  | 'headcount'
  | 'hours'
  | 'strength'
  | 'age'
  | 'onlySex'
  | 'skills'
  | 'certificates'
  | 'insurance'
  | 'contract'
  | 'transport'
  | 'description'
  | 'contact'
  | 'backing'
>;

/** An empty form: nothing is assumed that somebody must say. */
export const EMPTY_POSTING: PostingFields = {
  title: '',
  employer: '',
  channel: 'in_county',
  area: 'in_county',
  place: { province: '', city: '', county: '', address: '' },
  spot: { kind: 'elsewhere' },
  pay: { minFen: 0, maxFen: 0, unit: 'month', how: '' },
  board: { food: false, lodging: false },
  until: '',
  headcount: 1,
  hours: '',
  strength: 'medium',
  age: { min: 16, max: null, why: '' },
  onlySex: null,
  skills: [],
  certificates: [],
  insurance: '',
  contract: '',
  transport: '',
  description: '',
  contact: { name: '', phone: '' },
  backing: null,
};

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** What two postings that may be the same have in common: title, employer and telephone without punctuation. */
export const sameKeyOf = ({ title, employer, contact }: Pick<PostingFields, 'title' | 'employer' | 'contact'>): string =>
  [title, employer, contact.phone].map(plain).join('|').slice(0, 200);

export const searchTextOf = ({ title, employer, place }: Pick<PostingFields, 'title' | 'employer' | 'place'>): string =>
  [title, employer, place.province, place.city, place.county].join(' ').toLowerCase();

export interface NewPosting {
  id: string;
  fields: PostingFields;
  source: JobSource;
  /** The place it belongs to: whoever wrote it serves it; village '' = the whole township. */
  place: { county: string; town: string; village: string };
  employerId: string;
  by: { openid: string; name: string };
  today: DateText;
}

/** A draft as it is first written, through Change.put. */
export function newPosting({ id, fields, source, place, employerId, by, today }: NewPosting): PostingRecord {
  return written(
    {
      ...EMPTY_POSTING,
      ...place,
      _id: id,
      status: 'draft',
      sortKey: `${today}:${id}`,
      version: 0,
      auditHead: '',
      employerId,
      photos: [],
      source,
      by,
      checked: null,
      askAgainOn: '',
      why: '',
      sameKey: '',
      searchText: '',
      cells: [],
      rankKey: '',
    },
    fields,
    employerId,
  );
}

/** A posting with other fields and what follows from them. An open one that is edited goes back to be checked: the caller moves it. */
export function written(posting: PostingRecord, fields: PostingFields, employerId: string): PostingRecord {
  return indexed({ ...posting, ...fields, employerId, sameKey: sameKeyOf(fields), searchText: searchTextOf(fields) });
}
