// Merging what several phones changed, field by field: what does not overlap merges, what overlaps is a conflict with both values.
// Pure, so that phones, the cloud and the tests use the same rules.
import type { SpellRecord } from '../records';
import { MoveProblem, type MoveResult, moveSpell, type SpellMove } from '../spell-moves';
import type { FieldEdit, Visit, WorkDeed, WorkSeen } from './visit';

/** JSON with sorted keys; absent and null are the same, so that "never asked" and "asked, none" of an old record do not clash. */
function spelled(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map(spelled).join(',')}]`;
  if (typeof value === 'object') {
    const pairs = Object.entries(value as Record<string, unknown>)
      .filter(([, item]) => item !== undefined && item !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}:${spelled(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

export const sameValue = (a: unknown, b: unknown): boolean => spelled(a) === spelled(b);

/**
 * `apply`: nobody touched the field since it was seen. `same`: somebody wrote the very same meanwhile. `conflict`: somebody wrote
 * something else: both stay until a person decides.
 */
export type MergeVerdict = 'apply' | 'same' | 'conflict';

export function mergeField(now: { value: unknown; version: number }, edit: Pick<FieldEdit, 'seen' | 'base' | 'value'>): MergeVerdict {
  if (sameValue(now.value, edit.value)) return 'same';
  if (now.version === edit.seen || sameValue(now.value, edit.base)) return 'apply';
  return 'conflict';
}

/** What a spell looks like to whoever records a change of it. */
export function seenOf(spell: SpellRecord): WorkSeen {
  const { _id, version, start, end, place, employer, away } = spell;
  const where = [...new Set([place.province, place.city, place.county])].filter((part) => part !== '').join('');
  return { spell: _id, version, start, end, words: [where, employer ?? ''].filter((part) => part !== '').join(' '), away: away != null };
}

/** The work that goes on, or null. */
export function openSpell(spells: readonly SpellRecord[]): SpellRecord | null {
  return spells.filter(({ end }) => end === null).sort((a, b) => (a.start < b.start ? 1 : -1))[0] ?? null;
}

export type WorkVerdict =
  | { verdict: 'apply'; spell: string | null; result: MoveResult }
  | { verdict: 'same' }
  | { verdict: 'conflict'; why: string };

/** Whether the ledger says already what this change would make it say. */
function saysAlready(spells: readonly SpellRecord[], base: WorkSeen | null, move: SpellMove): boolean {
  const spell = spells.find(({ _id }) => _id === base?.spell) ?? null;
  switch (move.kind) {
    case 'same':
      return spell !== null && spell.end === null && spell.away == null && (spell.confirmed?.month ?? '') >= move.month;
    case 'away':
      return spell !== null && spell.end === null && sameValue(spell.away, { since: move.since, why: move.why, backOn: move.backOn });
    case 'back':
      return spell !== null && spell.end === move.on;
    case 'moved':
    case 'begin':
      return spells.some(({ start, end, place }) => start === move.on && end === null && sameValue(place, move.work.place));
    case 'correct':
      return false;
  }
}

/** Merges one change of work with what the ledger says now. `spells` are all of the person's. */
export function mergeWork(spells: readonly SpellRecord[], { base, move }: WorkDeed, today: string): WorkVerdict {
  if (saysAlready(spells, base, move)) return { verdict: 'same' };
  const now = base === null ? openSpell(spells) : (spells.find(({ _id }) => _id === base.spell) ?? null);
  const untouched = base === null ? now === null : now !== null && (now.version === base.version || untouchedSince(now, base));
  if (!untouched) return { verdict: 'conflict', why: '这段时间别人也改过' };
  try {
    return { verdict: 'apply', spell: base?.spell ?? null, result: moveSpell(spells, base?.spell ?? null, move, today) };
  } catch (error) {
    if (error instanceof MoveProblem) return { verdict: 'conflict', why: error.message };
    throw error;
  }
}

/** A later version that still goes on in the same place, at home or not as before: a filled wage takes nothing from 「换地方了」. */
function untouchedSince(now: SpellRecord, base: WorkSeen): boolean {
  const { words, start, end, away } = seenOf(now);
  return start === base.start && end === base.end && away === base.away && words === base.words;
}

/** What one transaction does of a visit. */
export type VisitUnit =
  | { kind: 'record'; collection: FieldEdit['collection']; record: string; edits: FieldEdit[] }
  | { kind: 'work'; work: WorkDeed }
  | { kind: 'promise'; n: number }
  | { kind: 'helper'; n: number }
  | { kind: 'sign'; n: number }
  | { kind: 'coming'; n: number }
  | { kind: 'going'; n: number };

/** Documents a unit touches at most, with audit, history, mark, its conflict with the duty to decide it, the month's question it answers. */
const COST: Record<VisitUnit['kind'], number> = { record: 8, work: 12, promise: 3, helper: 8, sign: 8, coming: 3, going: 17 };
/** Of twenty, less what every step writes: the visit, its audit entry, the request. */
const ROOM = 17;

/** What was settled at the door rests on what was said there: it begins a step of its own. */
const AFTERWARDS: readonly VisitUnit['kind'][] = ['sign', 'going'];

/** The steps of taking a visit, the same for the same visit: each fits into one transaction. */
export function stepsOf(
  visit: Pick<Visit, 'household' | 'edits' | 'works' | 'promises' | 'signs' | 'comings' | 'goings'> & { helpers?: readonly unknown[] },
): VisitUnit[][] {
  const { household } = visit;
  // The household is written in any case: when it was visited, and by whom.
  const byRecord = new Map<string, Extract<VisitUnit, { kind: 'record' }>>([
    [household, { kind: 'record', collection: 'households', record: household, edits: [] }],
  ]);
  for (const edit of visit.edits) {
    const unit = byRecord.get(edit.record) ?? { kind: 'record', collection: edit.collection, record: edit.record, edits: [] };
    unit.edits.push(edit);
    byRecord.set(edit.record, unit);
  }
  const units: VisitUnit[] = [
    ...byRecord.values(),
    ...visit.works.map((work) => ({ kind: 'work' as const, work })),
    ...visit.promises.map((_one, n) => ({ kind: 'promise' as const, n })),
    ...(visit.comings ?? []).map((_one, n) => ({ kind: 'coming' as const, n })),
    ...(visit.helpers ?? []).map((_one, n) => ({ kind: 'helper' as const, n })),
    ...(visit.signs ?? []).map((_one, n) => ({ kind: 'sign' as const, n })),
    // Last, so that nothing said of them is about somebody gone.
    ...(visit.goings ?? []).map((_one, n) => ({ kind: 'going' as const, n })),
  ];
  const steps: VisitUnit[][] = [];
  let room = 0;
  let before: VisitUnit['kind'] | null = null;
  for (const unit of units) {
    const cost = COST[unit.kind];
    if (cost > room || steps.length === 0 || (unit.kind !== before && AFTERWARDS.includes(unit.kind))) {
      steps.push([]);
      room = ROOM;
    }
    steps[steps.length - 1]?.push(unit);
    room -= cost;
    before = unit.kind;
  }
  return steps;
}
