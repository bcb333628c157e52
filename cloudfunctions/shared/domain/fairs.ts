// A job fair from draft to what came of it: one table of turns, what must be there before it is announced, who is expected (方案·三(一)).
import type { DateText, FairRecord, FairVisitRecord, Role } from './records';

export const FAIR_STATUSES = ['draft', 'announced', 'over', 'cancelled'] as const;
export type FairStatus = (typeof FAIR_STATUSES)[number];
export const FAIR_VISIT_STATUSES = ['coming', 'not_coming', 'came'] as const;
export type FairVisitStatus = (typeof FAIR_VISIT_STATUSES)[number];

/** Who makes fairs and says how they went. */
export const FAIR_MAKERS: readonly [Role, ...Role[]] = ['station_clerk', 'labour_clerk'];
/** Who sees who comes, of their places. */
export const FAIR_READERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'];
/** Who writes down for somebody without a smartphone that they come, or came. */
export const FAIR_HELPERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk'];

interface Turn {
  from: FairStatus;
  to: FairStatus;
  /** Words of its own are demanded. */
  words: '' | 'why' | 'report';
  /** null = may be done; a sentence = why not. */
  hindered: (fair: FairRecord, today: DateText) => string | null;
}

const free = (): null => null;

export const FAIR_TURNS: readonly Turn[] = [
  { from: 'draft', to: 'announced', words: '', hindered: (fair, today) => lacks(fair, today)[0]?.words ?? null },
  { from: 'draft', to: 'cancelled', words: '', hindered: free },
  { from: 'announced', to: 'cancelled', words: 'why', hindered: ({ on }, today) => (on < today ? '日子已经过了，登「办完了」' : null) },
  { from: 'announced', to: 'over', words: 'report', hindered: ({ on }, today) => (today < on ? '还没到日子，办完了再登' : null) },
];

export const turnOf = (from: string, to: FairStatus): Turn | undefined => FAIR_TURNS.find((turn) => turn.from === from && turn.to === to);

/** What must still be filled in before anybody is told of it, by field. */
export function lacks(
  fair: Pick<FairRecord, 'title' | 'on' | 'hours' | 'where' | 'contact' | 'stands'>,
  today: DateText,
): { field: string; words: string }[] {
  const { title, on, hours, where, contact, stands } = fair;
  const checks: readonly (readonly [boolean, string, string])[] = [
    [title.length >= 2, 'title', '写上叫什么：春风行动招聘会'],
    [on >= today, 'on', '日子要在今天或以后'],
    [hours !== '', 'hours', '写上几点到几点'],
    [where !== '', 'where', '写上在哪里办'],
    [contact.name !== '' && contact.phone !== '', 'contact', '写上问谁、电话'],
    [stands.length > 0, 'stands', '至少写一家来招人的'],
  ];
  return checks.filter(([there]) => !there).map(([, field, words]) => ({ field, words }));
}

/** Posts on offer over all stands. */
export const postsOf = ({ stands }: Pick<FairRecord, 'stands'>): number =>
  stands.reduce((sum, { posts }) => sum + posts.reduce((all, { headcount }) => all + headcount, 0), 0);

/**
 * Why somebody cannot be put down as this now; null = they can. Signing up ends with the day; coming is told on the day itself by
 * whoever scans, and up to a week later by an officer who has the sheet from the door.
 */
export function visitHindered(
  fair: Pick<FairRecord, 'status' | 'on'>,
  before: Pick<FairVisitRecord, 'status'> | null,
  to: FairVisitStatus,
  { today, lastDay }: { today: DateText; lastDay: DateText },
): string | null {
  if (fair.status === 'cancelled') return '这一场不办了';
  if (fair.status === 'draft') return '这一场还没定下来';
  if (to === 'came') {
    if (today < fair.on) return '还没到日子，到了那天再签到';
    return today > lastDay ? '已经过了签到的日子' : null;
  }
  if (before?.status === 'came') return '已经签过到了';
  return today > fair.on ? '日子已经过了' : null;
}
