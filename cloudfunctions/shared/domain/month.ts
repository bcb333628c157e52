// The month's question: when it ends, what one can answer, what an answer does to somebody's work, where somebody was seen, how a month counts.
import { lastDayOfMonth, monthIndex, monthText } from './dates';
import type {
  AwayWhy,
  CheckHow,
  CheckOutcome,
  CheckRecord,
  DateText,
  Fen,
  InstallationRecord,
  MonthFigures,
  MonthText,
  SpellRecord,
} from './records';
import type { SpellMove, Work } from './spell-moves';

const CUTOFF_DAY = 25;
const RECHECKS = 5;

export const monthOf = (day: DateText): MonthText => day.slice(0, 7);
export const monthBefore = (month: MonthText): MonthText => monthText(monthIndex(month) - 1);
export const monthAfter = (month: MonthText): MonthText => monthText(monthIndex(month) + 1);

/** The last day of the month's question; the county's, the 25th unless set, never after the month's end. */
export function cutoffOf(month: MonthText, installation: Pick<InstallationRecord, 'monthly'> | null): DateText {
  const day = `${month}-${String(installation?.monthly?.cutoffDay ?? CUTOFF_DAY).padStart(2, '0')}`;
  return day > lastDayOfMonth(month) ? lastDayOfMonth(month) : day;
}

/** How many of a village are drawn for 回访. */
export const recheckSize = (installation: Pick<InstallationRecord, 'monthly'> | null): number =>
  installation?.monthly?.rechecks ?? RECHECKS;

export const roundId = (village: string, month: MonthText): string => `round:${village}:${month}`;
export const checkId = (month: MonthText, person: string): string => `check:${month}:${person}`;
export const figuresId = (village: string, month: MonthText): string => `figures:${village}:${month}`;

/** At work, at home for a while with the work going on, or at home. */
export type Standing = 'working' | 'away' | 'home';
export const standingOf = (spell: Pick<SpellRecord, 'away'> | null): Standing =>
  spell === null ? 'home' : spell.away ? 'away' : 'working';

/** The open spell; null at home. The latest when a fault left two. */
export function openSpell(spells: readonly SpellRecord[]): SpellRecord | null {
  let found: SpellRecord | null = null;
  for (const spell of spells) if (spell.end === null && (found === null || spell.start > found.start)) found = spell;
  return found;
}

/** What is asked of a new place of work over the telephone; the rest is filled in later. */
export interface NewWork {
  place: SpellRecord['place'];
  employer: string | null;
  monthlyFen: Fen | null;
}

export type Said =
  | { kind: 'same' }
  | { kind: 'moved'; on: DateText; work: NewWork }
  | { kind: 'away'; since: DateText; why: AwayWhy; backOn: DateText }
  | { kind: 'back'; on: DateText; reason: string }
  | { kind: 'unreached' }
  | { kind: 'carried' };

/** Outcomes after which a person need not be asked again this month. */
export const isCleared = (status: CheckOutcome): boolean => status !== 'due' && status !== 'unreached';
/** Outcomes that say something about the person; 沿用上月 does not. */
export const isChecked = (status: CheckOutcome): boolean => isCleared(status) && status !== 'carried';

/** Whether an answer fits where somebody stands: nobody at home comes home. */
export function fits(said: Said['kind'], standing: Standing): boolean {
  return standing !== 'home' || (said !== 'away' && said !== 'back');
}

/**
 * What an answer does to somebody's work; null = nothing. `spell` is the open one.
 * A move to work near home is recorded as such; everything not asked is taken over from the work before.
 */
export function moveOf(
  said: Said,
  spell: SpellRecord | null,
  month: MonthText,
  how: CheckHow,
  home: InstallationRecord['home'],
): SpellMove | null {
  switch (said.kind) {
    case 'same':
      return spell === null ? null : { kind: 'same', month, how };
    case 'away':
      return { kind: 'away', since: said.since, why: said.why, backOn: said.backOn };
    case 'back':
      return { kind: 'back', on: said.on, reason: said.reason };
    case 'moved': {
      const work = workOf(said.work, spell, home);
      return spell === null ? { kind: 'begin', on: said.on, work } : { kind: 'moved', on: said.on, work };
    }
    default:
      return null;
  }
}

function workOf({ place, employer, monthlyFen }: NewWork, before: SpellRecord | null, home: InstallationRecord['home']): Work {
  const near = place.province === home.province && place.city === home.city && place.county === home.county;
  return {
    place,
    employer,
    monthlyFen,
    industry: before?.industry ?? '',
    channel: near ? '其他形式就业' : '外出务工',
    organised: null,
    kind: employer === null ? '其他形式务工就业人员' : (before?.kind ?? '单位录用聘用人员'),
  };
}

type Counted = Pick<CheckRecord, 'status' | 'how' | 'household' | 'late' | 'troubles'>;
const CHANGES: readonly CheckOutcome[] = ['moved', 'away', 'back'];

/** The figures of a month from its checks. `doubtful` is what domain/stakes.ts finds doubtful about them. */
export function countMonth(checks: readonly Counted[], doubtful = 0): MonthFigures {
  const left = checks.filter(({ status }) => !isCleared(status));
  const known = (how: CheckHow) => checks.filter((one) => isChecked(one.status) && one.how === how).length;
  return {
    asked: checks.length,
    left: left.length,
    leftHouseholds: new Set(left.map(({ household }) => household)).size,
    self: known('self'),
    phone: known('phone'),
    met: known('met'),
    family: known('family'),
    group: known('group'),
    // Not reached when the month closed: the month before stands for it, and it is counted with those.
    carried: checks.filter(({ status, how }) => status === 'carried' || (status === 'unreached' && how === 'carried')).length,
    unreached: checks.filter(({ status }) => status === 'unreached').length,
    late: checks.filter(({ late }) => late !== undefined && late !== null).length,
    changed: checks.filter(({ status }) => CHANGES.includes(status)).length,
    troubles: checks.filter(({ troubles }) => (troubles?.length ?? 0) > 0).length,
    doubtful,
  };
}

/** People somebody really said something about. */
export const checkedIn = ({ self, phone, met, family, group }: MonthFigures): number => self + phone + met + family + group;
