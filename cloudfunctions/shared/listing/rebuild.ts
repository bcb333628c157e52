// Makes the answers about people anew and writes those that changed: recomputed, never added to. Also the equations over them.

import { beijingDate } from '@shared/domain/dates';
import { type EquationPart, emptyLines, emptyParts } from '@shared/domain/lines';
import type { AssessmentRecord, DirtyRecord, EquationRecord, InstallationRecord, Instant, PersonRecord } from '@shared/domain/records';
import { type Ledger, ledgersRepo } from '@shared/repos/ledgers';
import { assessmentId, equationId, yearKey } from '@shared/repos/lists';
import { type Policy, policiesOf } from '@shared/repos/policies';
import { canonical } from '@shared/runtime/canonical';
import { range, type Store } from '@shared/runtime/store';
import { hintsOf, sharingAmong } from './hints';
import { concerns, lineOf } from './line-of';
import { periodsToday } from './periods';

export interface Made {
  person: PersonRecord;
  ledger: Ledger;
  /** What the answers should be; one for each programme and period in hand. */
  records: AssessmentRecord[];
  /** What was stored when they were made, by id: writing over anything newer is refused. */
  stored: ReadonlyMap<string, AssessmentRecord>;
}

/** The answers about up to fifty people, from one round of index reads. Nothing is written. */
export async function makeAnswers(store: Store, persons: readonly PersonRecord[], now: Instant): Promise<Made[]> {
  if (persons.length === 0) return [];
  const today = beijingDate(now);
  const policies = await policiesOf(store).active(today);
  const years = policies.flatMap((policy) => periodsToday(policy, today).map((period) => ({ policy, period })));
  // Stored answers are read before the ledger: whoever writes in between is noticed.
  const ids = persons.flatMap(({ _id }) => years.map(({ policy, period }) => assessmentId(policy.pack.programme, period, _id)));
  const stored = new Map<string, AssessmentRecord>();
  for (let at = 0; at < ids.length; at += 100)
    for (const one of await store.getMany<AssessmentRecord>('assessments', ids.slice(at, at + 100))) stored.set(one._id, one);
  const installation = await store.get<InstallationRecord>('settings', 'installation');
  const home = installation?.home ?? { province: '', city: '', county: '' };
  const [ledgers, sharing] = await Promise.all([ledgersRepo(store).of(persons, home), sharingAmong(persons, store)]);
  return ledgers.map((ledger) => ({
    person: ledger.subject.person,
    ledger,
    stored,
    records:
      ledger.subject.person.status === 'gone' || !concerns(ledger)
        ? []
        : years.map(({ policy, period }) => recordFor(ledger, policy, period, today, sharing)),
  }));
}

function recordFor(
  ledger: Ledger,
  policy: Policy,
  period: string,
  today: string,
  sharing: Awaited<ReturnType<typeof sharingAmong>>,
): AssessmentRecord {
  return lineOf(ledger, policy, period, today, hintsOf(ledger, policy.pack.programme, period, sharing)).record;
}

/** What tells two answers apart; the day they were made does not. */
const content = ({ asOf, version, ...rest }: AssessmentRecord): string => canonical(rest);

/** The equation an answer counts in. */
export interface Counting {
  county: string;
  town: string;
  village: string;
  programme: string;
  period: string;
}
export const countingOf = ({ county, town, village, programme, period }: Counting): Counting => ({
  county,
  town,
  village,
  programme,
  period,
});

/** Left in the same transaction by an answer that leaves a village: a run that dies before it counts is not the only one to know. */
function leftMark(one: AssessmentRecord, now: Instant): DirtyRecord {
  const { village, county, town, programme, period } = one;
  const left = { county, town, programme, period };
  return { _id: `left:${one._id}:${one.version}:${now}`, person: null, household: null, village, at: now, left };
}

/**
 * Writes the answers that are others than stored.
 * @returns whether all were written; false when somebody else wrote one since they were made, so that it has to be made again. Beside it
 * the equations they count or counted in.
 */
export async function writeAnswers(
  store: Store,
  { person, records, stored }: Made,
  now: Instant,
): Promise<{ complete: boolean; changed: Counting[] }> {
  const changed: Counting[] = [];
  let complete = true;
  const wanted = new Map(records.map((record) => [record._id, record]));
  const gone = [...stored.values()].filter((one) => one.person === person._id && !wanted.has(one._id));
  for (const record of records) {
    const was = stored.get(record._id);
    if (was && content(was) === content(record)) continue;
    const written = await store.transaction(async (tx) => {
      const before = await tx.get<AssessmentRecord>('assessments', record._id);
      if ((before?.version ?? -1) !== (was?.version ?? -1)) return false;
      const next = { ...record, version: (was?.version ?? 0) + 1 };
      if (before) await tx.replace('assessments', next);
      else await tx.insert('assessments', next);
      if (before && before.village !== next.village) await tx.insert('dirty', leftMark(before, now));
      return true;
    });
    if (!written) complete = false;
    changed.push(countingOf(record), countingOf(was ?? record));
  }
  for (const one of gone) {
    await store.transaction(async (tx) => {
      if (!(await tx.get<AssessmentRecord>('assessments', one._id))) return;
      await tx.remove('assessments', one._id);
      await tx.insert('dirty', leftMark(one, now));
    });
    changed.push(countingOf(one));
  }
  return { complete, changed };
}

const PAGE = 1000;

/** The equation of one village and programme-year, counted anew from its answers. */
export async function rebuildEquation(
  store: Store,
  place: { county: string; town: string; village: string },
  programme: string,
  period: string,
  now: Instant,
): Promise<EquationRecord> {
  const year = yearKey(programme, period);
  const made: EquationRecord = {
    _id: equationId(place.village, programme, period),
    ...place,
    year,
    programme,
    period,
    owed: 0,
    owedFen: 0,
    parts: emptyParts(),
    lines: emptyLines(),
    lacks: {},
    hinted: 0,
    paidOutside: 0,
    asOf: now,
  };
  let after: string | undefined;
  for (;;) {
    const page = await store.list<AssessmentRecord>('assessments', {
      where: { village: place.village, year, ...(after === undefined ? {} : { sortKey: range({ gt: after }) }) },
      order: ['sortKey', 'asc'],
      limit: PAGE,
    });
    for (const one of page) count(made, one);
    after = page.at(-1)?.sortKey;
    if (page.length < PAGE) break;
  }
  await store.transaction(async (tx) => {
    if (await tx.get<EquationRecord>('equations', made._id)) await tx.replace('equations', made);
    else await tx.insert('equations', made);
  });
  return made;
}

function count(equation: EquationRecord, one: AssessmentRecord): void {
  equation.lines[one.line] += 1;
  if (one.owed) {
    equation.owed += 1;
    equation.owedFen += one.amountFen;
  }
  if (one.status !== 'none') {
    const part = equation.parts[one.status as EquationPart];
    part.people += 1;
    part.fen += one.amountFen;
  }
  if (one.lacks !== '') equation.lacks[one.lacks] = (equation.lacks[one.lacks] ?? 0) + 1;
  if (one.hints.length > 0) equation.hinted += 1;
  if (one.paidOutside) equation.paidOutside += 1;
}
