// The figures of a village's month and what is at stake in it: counted anew when something changed, never added to.
import { randomUUID } from 'node:crypto';
import { isReachable } from '@shared/domain/contacts';
import { beijingDate } from '@shared/domain/dates';
import { byGroup } from '@shared/domain/groups';
import { countMonth, figuresId, monthOf, openSpell } from '@shared/domain/month';
import type {
  AssessmentRecord,
  CheckRecord,
  DateText,
  DutyRecord,
  Instant,
  MonthFiguresRecord,
  MonthText,
  PersonRecord,
  SpellRecord,
  StakeRow,
} from '@shared/domain/records';
import { type StakeFacts, stakesOf } from '@shared/domain/stakes';
import { lackWords } from '@shared/domain/words/lines';
import { allAmong } from '@shared/repos/ledgers';
import { allChecks, openDuties, personsAmong, spellsAmong } from '@shared/repos/months';
import type { Store } from '@shared/runtime/store';

/** What a cadre can do in a few days; the rest follows when these are done. */
const MOST_FIRST = 30;
const MOST_STALE = 20;

interface Village {
  county: string;
  town: string;
  village: string;
}

/** Something of this village's month changed: counted anew within a minute, or when somebody looks. */
export async function markStale(store: Store, village: string, month: MonthText): Promise<void> {
  const found = await store.get<MonthFiguresRecord>('month_figures', figuresId(village, month));
  if (!found || (found.stale && !found.counting)) return;
  await store.transaction((tx) => tx.patch('month_figures', found._id, { stale: true, counting: '' }));
}

/**
 * Counts a month anew. What changes meanwhile marks it again, so that nothing counted is older than the mark says; the mark goes with the
 * new figures and not before, so that whoever is cut off in between leaves it for the next.
 */
export async function rebuildFigures(store: Store, place: Village, month: MonthText, now: Instant): Promise<MonthFiguresRecord> {
  const _id = figuresId(place.village, month);
  const before = await store.get<MonthFiguresRecord>('month_figures', _id);
  const counting = before?.stale ? randomUUID() : '';
  if (counting !== '') await store.transaction((tx) => tx.patch('month_figures', _id, { counting }));
  const checks = await allChecks(store, place.village, month);
  const stakes = await stakesAmong(store, place.village, checks, beijingDate(now));
  const { county, town, village } = place;
  const made: MonthFiguresRecord = {
    _id,
    county,
    town,
    village,
    month,
    sortKey: `${village}:${month}`,
    figures: countMonth(checks, stakes.doubtful),
    first: stakes.first,
    stale: false,
    asOf: now,
  };
  await store.transaction(async (tx) => {
    const present = await tx.get<MonthFiguresRecord>('month_figures', _id);
    if (present) await tx.replace('month_figures', keeping(made, present, counting));
    else await tx.insert('month_figures', made);
  });
  return made;
}

/** Marked again meanwhile, or being counted by somebody who began later: the mark stays for them. */
function keeping(made: MonthFiguresRecord, present: MonthFiguresRecord, counting: string): MonthFiguresRecord {
  const settled = !present.stale || (counting !== '' && present.counting === counting);
  return { ...made, stale: !settled, counting: settled ? '' : (present.counting ?? '') };
}

/** Counted anew only when something changed since. */
export async function freshFigures(store: Store, found: MonthFiguresRecord, now: Instant): Promise<MonthFiguresRecord> {
  return found.stale ? rebuildFigures(store, found, found.month, now) : found;
}

/** The minute's share. */
export async function rebuildStale(store: Store, now: Instant): Promise<number> {
  const stale = await store.list<MonthFiguresRecord>('month_figures', {
    where: { stale: true },
    order: ['sortKey', 'asc'],
    limit: MOST_STALE,
  });
  for (const one of stale) await rebuildFigures(store, one, one.month, now);
  return stale.length;
}

/** Villages where something moved, or where a day has passed: what was due yesterday is past today. */
export async function staleFor(store: Store, villages: readonly string[], now: Instant): Promise<void> {
  for (const village of new Set(villages)) await markStale(store, village, monthOf(beijingDate(now)));
}

async function stakesAmong(store: Store, village: string, checks: readonly CheckRecord[], today: DateText) {
  const ids = checks.map(({ person }) => person);
  const [persons, spells, duties, answers] = await Promise.all([
    personsAmong(store, ids),
    spellsAmong(store, ids),
    openDuties(store, village),
    allAmong<AssessmentRecord>(store, 'assessments', 'person', ids),
  ]);
  const rows: StakeRow[] = [];
  let doubtful = 0;
  for (const check of checks) {
    const person = persons.get(check.person);
    if (!person) continue;
    const facts = factsFor(check, person, spells.get(check.person) ?? [], duties, answers, today);
    const why = stakesOf(facts);
    if (why.some(({ doubt }) => doubt)) doubtful += 1;
    const [heaviest] = why;
    if (!heaviest) continue;
    const { person: id, name, household, headName, group } = check;
    rows.push({
      person: id,
      name,
      household,
      headName,
      group,
      why: why.map(({ key, words }) => ({ key, words })),
      weight: heaviest.weight,
    });
  }
  rows.sort((a, b) => b.weight - a.weight || byGroup(a.group, b.group) || (a.person < b.person ? -1 : 1));
  return { doubtful, first: rows.slice(0, MOST_FIRST) };
}

function factsFor(
  check: CheckRecord,
  person: PersonRecord,
  spells: readonly SpellRecord[],
  duties: readonly DutyRecord[],
  answers: readonly AssessmentRecord[],
  today: DateText,
): StakeFacts {
  const spell = openSpell(spells);
  return {
    today,
    status: check.status,
    first: check.first,
    tries: check.tries.length,
    work: spell && {
      away: spell.away ?? null,
      contractUntil: spell.contractUntil ?? null,
      placeKnown: spell.place.province !== '' && spell.place.county !== '',
      monthlyFen: spell.monthlyFen,
      employer: spell.employer,
      flexible: spell.kind === '其他形式务工就业人员',
    },
    reachable: isReachable(person),
    duties: duties.filter((one) => one.person === person._id).map(({ kind, dueOn }) => ({ kind, dueOn })),
    subsidy: subsidyOf(answers.filter((one) => one.person === person._id)),
  };
}

/** The largest sum somebody could have and has not asked for. */
function subsidyOf(answers: readonly AssessmentRecord[]): StakeFacts['subsidy'] {
  const open = answers.filter(
    ({ line, amountFen, claim, claimStatus }) =>
      (line === 'can' || line === 'missing') && amountFen > 0 && (claim === null || claimStatus === 'draft' || claimStatus === 'withdrawn'),
  );
  const [most] = open.sort((a, b) => b.amountFen - a.amountFen);
  if (!most) return null;
  return { fen: most.amountFen, words: most.lacks === '' ? '够条件了，还没领' : `还缺${lackWords(most.lacks)}` };
}
