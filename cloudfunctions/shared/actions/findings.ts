// What the data rules find: counts by rule and village, lists worst first, explaining and keeping, asking again.
import { roleFor, type Scope, scopesOf } from '@shared/access';
import type { Output } from '@shared/contract';
import { RULES, ruleOf, SEVERITIES } from '@shared/domain/quality';
import type { ExplanationRecord, FindingRecord, HouseholdRecord, PersonRecord } from '@shared/domain/records';
import { householdViews } from '@shared/quality/household-view';
import { countFindings, explanationId, findingId, settleFindings } from '@shared/quality/settle';
import { FINDING_EXPLAINERS, FINDING_READERS } from '@shared/repos/findings';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';

type FindingView = Output<'finding.explain'>['finding'];
const PAGE = 20;

async function viewOf(one: FindingRecord, { repos }: Context): Promise<FindingView> {
  const rule = ruleOf(one.rule);
  return {
    id: one._id,
    rule: one.rule,
    severity: one.severity,
    title: rule?.title ?? one.rule,
    words: one.words,
    mend: rule?.mend ?? '',
    explainable: rule?.explainable ?? false,
    status: one.status,
    explained: one.explained,
    household: one.household,
    headName: one.headName,
    villageName: (await repos.places.get(one.village))?.name ?? '',
    group: one.group,
    person: one.person === null ? null : { id: one.person, name: one.personName },
    spell: one.spell,
  };
}

const scopesFor = (village: string | undefined, { repos }: Context): Promise<Scope[]> => repos.registry.scopesFor(FINDING_READERS, village);

export const findingCounts = action('finding.counts', {
  roles: FINDING_READERS,
  async run({ village }, ctx) {
    const counts = await ctx.repos.findings.counts(
      village === undefined ? scopesOf(ctx.caller, FINDING_READERS) : await scopesFor(village, ctx),
    );
    const sum = (status: 'open' | 'explained', rule: string) =>
      counts.reduce((total, { rules }) => total + (rules[rule]?.[status] ?? 0), 0);
    const rules = RULES.map(({ id: rule, severity, subject, title, mend, codes }) => ({
      rule,
      severity,
      subject,
      title,
      mend,
      codes: [...codes],
      open: sum('open', rule),
      explained: sum('explained', rule),
    })).filter(({ open, explained }) => open + explained > 0);
    rules.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.open - a.open);
    const villages = await Promise.all(
      counts.map(async (one) => {
        const of = (status: 'open' | 'explained', only?: string) =>
          Object.entries(one.rules).reduce(
            (total, [rule, count]) => total + (only === undefined || ruleOf(rule)?.severity === only ? count[status] : 0),
            0,
          );
        const name = (await ctx.repos.places.get(one.village))?.name ?? '';
        return { code: one.village, name, open: of('open'), block: of('open', 'block'), explained: of('explained') };
      }),
    );
    return {
      asOf: counts.map(({ at }) => at).sort()[0] ?? null,
      open: rules.reduce((total, { open }) => total + open, 0),
      explained: rules.reduce((total, { explained }) => total + explained, 0),
      rules,
      villages: villages.sort((a, b) => (a.code < b.code ? -1 : 1)),
    };
  },
});

export const findingList = action('finding.list', {
  roles: FINDING_READERS,
  async run({ village, rule, status = 'open', cursor, limit = PAGE }, ctx) {
    const found = await ctx.repos.findings.page(await scopesFor(village, ctx), { rule, status }, cursor, limit);
    const last = found.length === limit ? found[found.length - 1] : undefined;
    return { items: await Promise.all(found.map((one) => viewOf(one, ctx))), next: last?.sortKey ?? null };
  },
});

export const householdFindings = action('finding.household', {
  roles: FINDING_READERS,
  async run({ household: id }, ctx) {
    await ctx.repos.registry.householdInScope(id, FINDING_READERS);
    const found = await ctx.repos.findings.ofHousehold(id);
    found.sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
    return { items: await Promise.all(found.map((one) => viewOf(one, ctx))) };
  },
});

export const findingView = action('finding.view', {
  roles: FINDING_READERS,
  async run({ household: id }, ctx) {
    const { repos, store, services, today } = ctx;
    const household = await repos.registry.householdInScope(id, FINDING_READERS);
    const [[view], { home }] = await Promise.all([householdViews(store, services.ring, [household]), repos.installation.get()]);
    if (!view) throw new Problem('not_found');
    return { today, home: { province: home.province, city: home.city, county: home.county }, household: view };
  },
});

/** Whose household a finding would be of, by its id: somebody's or the household itself. @throws Problem 'not_found' */
async function householdOf(id: string, { repos, store }: Context): Promise<HouseholdRecord> {
  const [, , ...rest] = id.split(':');
  const subject = rest.join(':');
  const person = await store.get<PersonRecord>('persons', subject);
  return repos.registry.householdInScope(person?.household ?? subject, FINDING_EXPLAINERS);
}

/** The finding as the facts are now: what was saved a moment ago is looked at first. */
async function foundNow(id: string, ctx: Context): Promise<FindingRecord> {
  const known = await ctx.store.get<FindingRecord>('findings', id);
  const household = known ? await ctx.store.get<HouseholdRecord>('households', known.household) : await householdOf(id, ctx);
  if (known) await ctx.repos.findings.inScope(id, FINDING_EXPLAINERS);
  if (household) await settleFindings(ctx.store, ctx.services.ring, [household], ctx.now);
  return ctx.repos.findings.inScope(id, FINDING_EXPLAINERS);
}

/** Writes the explanation and makes the household's findings anew, so that the list is true at once. */
async function explain(id: string, words: string | null, ctx: Context) {
  const seen = await foundNow(id, ctx);
  const { caller, now } = ctx;
  if (words !== null && ruleOf(seen.rule)?.explainable !== true)
    throw new Problem('not_possible_now', { message: '这一条要改，不能留着。', next: ruleOf(seen.rule)?.mend ?? '' });
  const subject = seen.spell ?? seen.person ?? seen.household;
  const record = explanationId(seen.rule, subject);
  return ctx.change(async (change) => {
    const before = await change.get<ExplanationRecord>('explanations', record);
    if (words === null && before === null) throw new Problem('not_found');
    const wanted: ExplanationRecord = {
      _id: record,
      county: seen.county,
      town: seen.town,
      village: seen.village,
      status: words === null ? 'withdrawn' : 'kept',
      sortKey: `${now}:${record}`,
      rule: seen.rule,
      household: seen.household,
      person: seen.person,
      for: seen.words,
      words: words ?? before?.words ?? '',
      at: now,
      by: { openid: caller.openid, name: caller.name },
      version: before?.version ?? 0,
      auditHead: before?.auditHead ?? '',
    };
    const verb = words === null ? 'reopen' : 'explain';
    const stored = await change.put('explanations', before, wanted, { verb, role: roleFor(caller, seen), detail: { rule: seen.rule } });
    return { record, version: stored.version, note: { finding: findingId(seen.rule, subject), household: seen.household } };
  });
}

/** The finding as it stands now: made anew first. */
async function shown({ note }: { note: Readonly<Record<string, unknown>> }, ctx: Context): Promise<{ finding: FindingView }> {
  const household = await ctx.store.get<HouseholdRecord>('households', String(note.household));
  if (!household) throw new Problem('not_found');
  const { county, town, village } = household;
  // Counted whether or not anything changed just now: the same request before may have been cut off between the two.
  for (const touched of new Set([village, ...(await settleFindings(ctx.store, ctx.services.ring, [household], ctx.now))]))
    await countFindings(ctx.store, { county, town, village: touched }, ctx.now);
  return { finding: await viewOf(await ctx.repos.findings.inScope(String(note.finding)), ctx) };
}

export const explainFinding = action('finding.explain', {
  roles: FINDING_EXPLAINERS,
  async change({ finding, words }, ctx) {
    await demandFit({ words }, ctx);
    return explain(finding, words, ctx);
  },
  show: (outcome, _input, ctx) => shown(outcome, ctx),
});

export const reopenFinding = action('finding.reopen', {
  roles: FINDING_EXPLAINERS,
  change: ({ finding }, ctx) => explain(finding, null, ctx),
  show: (outcome, _input, ctx) => shown(outcome, ctx),
});
