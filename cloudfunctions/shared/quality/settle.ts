// Findings of households made anew and those that differ written; counts of a village made from them. Recomputed, never added to.
import { beijingDate } from '@shared/domain/dates';
import { lookThrough, type Rule, ruleOf, SEVERITIES } from '@shared/domain/quality';
import type {
  ExplanationRecord,
  FindingCountRecord,
  FindingRecord,
  HouseholdRecord,
  InstallationRecord,
  Instant,
  PersonRecord,
} from '@shared/domain/records';
import { allAmong } from '@shared/repos/ledgers';
import { canonical } from '@shared/runtime/canonical';
import type { KeyRing } from '@shared/runtime/crypto';
import { range, type Store } from '@shared/runtime/store';
import { householdViews } from './household-view';

export const MOST_HOUSEHOLDS = 20;
const PAGE = 1000;

export const findingId = (rule: string, subject: string): string => `finding:${rule}:${subject}`;
export const explanationId = (rule: string, subject: string): string => `explanation:${rule}:${subject}`;

/** Makes the findings of up to twenty households anew. Returns the villages where something changed. */
export async function settleFindings(store: Store, ring: KeyRing, households: readonly HouseholdRecord[], now: Instant): Promise<string[]> {
  if (households.length > MOST_HOUSEHOLDS) throw new TypeError(`at most ${MOST_HOUSEHOLDS} households at once`);
  const ids = households.map(({ _id }) => _id);
  const installation = await store.get<InstallationRecord>('settings', 'installation');
  const ctx = { today: beijingDate(now), home: installation?.home ?? { province: '', city: '', county: '' } };
  const [views, stored, explanations] = await Promise.all([
    householdViews(store, ring, households),
    allAmong<FindingRecord>(store, 'findings', 'household', ids),
    allAmong<ExplanationRecord>(store, 'explanations', 'household', ids),
  ]);
  const changed = new Set<string>();
  for (const [at, household] of households.entries()) {
    const view = views[at];
    if (!view) continue;
    const found = household.status === 'active' ? lookThrough(view, ctx) : [];
    const wanted = new Map(
      found.flatMap((one) => {
        const rule = ruleOf(one.rule);
        if (!rule) return [];
        const name = view.members.find(({ id }) => id === one.person)?.name ?? '';
        const record = recordOf(rule, one, household, name, explanations, now);
        return [[record._id, record] as const];
      }),
    );
    const before = stored.filter((one) => one.household === household._id);
    for (const one of before.filter(({ _id }) => !wanted.has(_id))) {
      await store.remove('findings', one._id);
      changed.add(one.village);
    }
    for (const record of wanted.values()) {
      const was = before.find(({ _id }) => _id === record._id);
      if (was && content(was) === content(record)) continue;
      await write(store, record);
      changed.add(record.village);
      if (was) changed.add(was.village);
    }
  }
  return [...changed];
}

/** What tells two findings apart; the moment they were made does not. */
const content = ({ at, ...rest }: FindingRecord): string => canonical(rest);

async function write(store: Store, record: FindingRecord | FindingCountRecord): Promise<void> {
  const collection = 'rules' in record ? 'finding_counts' : 'findings';
  await store.transaction(async (tx) => {
    if (await tx.get(collection, record._id)) await tx.replace(collection, record);
    else await tx.insert(collection, record);
  });
}

function recordOf(
  rule: Rule,
  { person, spell, words }: { person: string | null; spell: string | null; words: string },
  household: HouseholdRecord,
  personName: string,
  explanations: readonly ExplanationRecord[],
  now: Instant,
): FindingRecord {
  const subject = spell ?? person ?? household._id;
  const kept = explanations.find(({ _id, status }) => _id === explanationId(rule.id, subject) && status === 'kept');
  // What was explained is the sentence as it stood: once the facts say something else, it is asked again.
  const explained = rule.explainable && kept?.for === words ? kept.words : '';
  const _id = findingId(rule.id, subject);
  return {
    _id,
    county: household.county,
    town: household.town,
    village: household.village,
    status: explained === '' ? 'open' : 'explained',
    sortKey: `${SEVERITIES.indexOf(rule.severity)}:${rule.id}:${household.group}:${household.sortKey}:${_id}`,
    rule: rule.id,
    severity: rule.severity,
    subject: rule.subject,
    household: household._id,
    headName: household.headName,
    group: household.group,
    keeper: household.keeper ?? null,
    person,
    personName,
    spell,
    words,
    explained,
    at: now,
  };
}

/** Counts a village's findings anew. */
export async function countFindings(store: Store, place: { county: string; town: string; village: string }, now: Instant): Promise<void> {
  const rules: FindingCountRecord['rules'] = {};
  let after: string | undefined;
  for (;;) {
    const page = await store.list<FindingRecord>('findings', {
      where: { village: place.village, ...(after === undefined ? {} : { sortKey: range({ gt: after }) }) },
      order: ['sortKey', 'asc'],
      limit: PAGE,
    });
    for (const { rule, status } of page) {
      const count = rules[rule] ?? { open: 0, explained: 0 };
      count[status] += 1;
      rules[rule] = count;
    }
    after = page.at(-1)?.sortKey;
    if (page.length < PAGE) break;
  }
  await write(store, { _id: place.village, county: place.county, town: place.town, village: place.village, rules, at: now });
}

/** Findings of the households these persons and households are of, with the counts of the villages touched. */
export async function settleFor(
  store: Store,
  ring: KeyRing,
  whom: { persons: readonly PersonRecord[]; households: readonly string[] },
  now: Instant,
): Promise<void> {
  const ids = [...new Set([...whom.households, ...whom.persons.map(({ household }) => household)])];
  const places = new Map<string, { county: string; town: string; village: string }>();
  for (let at = 0; at < ids.length; at += MOST_HOUSEHOLDS) {
    const households = await store.getMany<HouseholdRecord>('households', ids.slice(at, at + MOST_HOUSEHOLDS));
    await settleFindings(store, ring, households, now);
    for (const { county, town, village } of households) places.set(village, { county, town, village });
  }
  for (const place of places.values()) await countFindings(store, place, now);
}
