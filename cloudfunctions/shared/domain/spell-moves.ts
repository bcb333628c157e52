// What can happen to a person's work, as changes of work spells: still there, home for a while, moved, not going back, begun, put right.
// Changing a job ends one spell and opens another (务工月监测: 终止务工, then 新增务工记录). Being home does not end one.
import { addDays } from './dates';
import type { AwayWhy, DateText, Fen, MonthText, SpellRecord } from './records';

/** What is recorded of a work, as the national form asks it. */
export interface Work {
  place: SpellRecord['place'];
  employer: string | null;
  monthlyFen: Fen | null;
  industry: string;
  subIndustry?: string;
  channel: string;
  organised: boolean | null;
  kind: string;
  job?: string;
  overseas?: boolean;
  contractUntil?: DateText | null;
}

export type SpellMove =
  /** 还在老地方: also says that somebody home for a while is back at work. */
  | { kind: 'same'; month: MonthText; how: string }
  /** 暂回: home for the New Year, the harvest, a doctor; goes back. */
  | { kind: 'away'; since: DateText; why: AwayWhy; backOn: DateText }
  /** 换地方了: since `on`. */
  | { kind: 'moved'; on: DateText; work: Work }
  /** 不去了: the last day of work and why. */
  | { kind: 'back'; on: DateText; reason: string }
  /** A first work, or one after a time at home. */
  | { kind: 'begin'; on: DateText; work: Work }
  /** Something was written down wrong. */
  | { kind: 'correct'; fields: Partial<Work> & { start?: DateText; end?: DateText | null } };

export interface MoveResult {
  /** The spell as it is afterwards; null when none changes. */
  changed: SpellRecord | null;
  /** What a new spell records; null when none begins. */
  begun: { start: DateText; work: Work } | null;
}

export class MoveProblem extends Error {
  override name = 'MoveProblem';
  /** `field`: which input is wrong; the message is plain Chinese. */
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}

/** Longest a 暂回 may be announced for. */
const MOST_AWAY_DAYS = 366;

const overlaps = (start: DateText, end: DateText | null, other: SpellRecord): boolean =>
  (other.end === null || other.end >= start) && (end === null || other.start <= end);

/**
 * The spells after a move. `spells` are all of the person's, `spell` the one it is about (null for 'begin').
 * @throws MoveProblem when the move does not fit what is recorded: overlapping work, a day before the beginning, a day to come.
 */
export function moveSpell(spells: readonly SpellRecord[], spell: string | null, move: SpellMove, today: DateText): MoveResult {
  const before = spells.find(({ _id }) => _id === spell) ?? null;
  if (move.kind === 'begin') return begin(spells, move, today);
  if (before === null) throw new MoveProblem('spell', '这条务工记录已经不在了，返回刷新再看');
  if (move.kind === 'correct') return { changed: corrected(spells, before, move.fields, today), begun: null };
  if (before.end !== null) throw new MoveProblem('spell', '这条务工记录已经结束了，再出去干活就新开一条');
  switch (move.kind) {
    case 'same':
      return { changed: { ...before, away: null, confirmed: { month: move.month, how: move.how } }, begun: null };
    case 'away':
      return { changed: { ...before, away: awayOf(before, move, today) }, begun: null };
    case 'back':
      return { changed: ended(before, move.on, move.reason, today), begun: null };
    case 'moved': {
      if (move.on <= before.start) throw new MoveProblem('on', `换地方的日子要在 ${before.start} 以后；原来那条写错了就改原来那条`);
      const changed = ended(before, addDays(move.on, -1), '换了地方', today);
      const others = spells.map((one) => (one._id === before._id ? changed : one));
      return { changed, begun: begin(others, { on: move.on, work: move.work }, today).begun };
    }
  }
}

function begin(spells: readonly SpellRecord[], { on, work }: { on: DateText; work: Work }, today: DateText): MoveResult {
  if (on > today) throw new MoveProblem('on', '开始的日子不能在今天以后；还没去的记在打算里');
  const clash = spells.find((other) => overlaps(on, null, other));
  if (clash)
    throw new MoveProblem('on', `和 ${clash.start} 开始的那条重了，${clash.end === null ? '先记那条哪天结束' : `要在 ${clash.end} 以后`}`);
  return { changed: null, begun: { start: on, work } };
}

function ended(before: SpellRecord, on: DateText, reason: string, today: DateText): SpellRecord {
  if (on < before.start) throw new MoveProblem('on', `结束的日子不能早于开始的日子 ${before.start}`);
  if (on > today) throw new MoveProblem('on', '结束的日子不能在今天以后');
  return { ...before, status: 'ended', end: on, away: null, endReason: reason };
}

function awayOf(before: SpellRecord, { since, why, backOn }: Extract<SpellMove, { kind: 'away' }>, today: DateText): SpellRecord['away'] {
  if (since < before.start || since > today) throw new MoveProblem('since', '回来的日子要在开始干活以后、今天以前');
  if (backOn < since) throw new MoveProblem('backOn', '再去的日子不能早于回来的日子');
  if (backOn > addDays(since, MOST_AWAY_DAYS)) throw new MoveProblem('backOn', '一年都不去，就记「不去了」');
  return { since, why, backOn };
}

function corrected(
  spells: readonly SpellRecord[],
  before: SpellRecord,
  fields: Partial<Work> & { start?: DateText; end?: DateText | null },
  today: DateText,
): SpellRecord {
  const after: SpellRecord = { ...before, ...fields };
  if (after.start > today) throw new MoveProblem('start', '开始的日子不能在今天以后');
  if (after.end !== null && after.end < after.start) throw new MoveProblem('end', '结束的日子不能早于开始的日子');
  if (after.end !== null && after.end > today) throw new MoveProblem('end', '结束的日子不能在今天以后');
  const clash = spells.find((other) => other._id !== before._id && overlaps(after.start, after.end, other));
  if (clash) throw new MoveProblem('start', `和 ${clash.start} 开始的那条重了，两条不能同时干`);
  const closed = after.end !== null;
  return { ...after, status: closed ? 'ended' : 'open', ...(closed ? { away: null } : {}) };
}
