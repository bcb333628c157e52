// A version being written: begun from one in force or an example, edited within the schema, previewed, proposed, given back, dropped.

import { randomUUID } from 'node:crypto';
import { covers } from '@shared/access';
import type { PackDraftRecord } from '@shared/domain/pack-records';
import type { PersonRecord, PolicyVersionRecord } from '@shared/domain/records';
import { parsePack } from '@shared/policies';
import { adoptPack, applyEdits, type EditResult } from '@shared/policies/edit';
import { packHash } from '@shared/policies/hash';
import { PACK_READERS, PACK_SWITCHERS, PACK_WRITERS } from '@shared/repos/packs';
import { action } from '@shared/runtime/action';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { type JobRecord, newJob } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { demandFit } from './fit';
import { demand, draftView, switchBar } from './pack-parts';

const me = ({ caller }: Context) => ({ openid: caller.openid, name: caller.name });

function wholeOr({ pack, errors }: EditResult) {
  if (pack !== null) return pack;
  throw new Problem('bad_input', {
    message: '有几处不合规矩，没有改。',
    fields: Object.fromEntries(errors.map(({ path, message }) => [path, message])),
  });
}

/** One change of a draft, as its caller saw it. */
async function changeDraft(
  id: string,
  version: number,
  verb: Parameters<typeof demand>[2],
  ctx: Context,
  work: (draft: PackDraftRecord) => Partial<PackDraftRecord>,
  also: (change: Change) => Promise<void> = async () => undefined,
): Promise<Outcome> {
  await ctx.repos.packs.draft(id);
  return ctx.change(async (change) => {
    const before = await change.get<PackDraftRecord>('pack_drafts', id);
    if (!before) throw new Problem('not_found');
    demand(before, version, verb, ctx);
    const stored = await change.put(
      'pack_drafts',
      before,
      { ...before, ...work(before) },
      { verb, role: roleOf(ctx), detail: { becomes: before.becomes } },
    );
    await also(change);
    return { record: id, version: stored.version, note: {} };
  });
}

const roleOf = ({ caller }: Context): string =>
  caller.grants.find(({ role }) => (PACK_READERS as readonly string[]).includes(role))?.role ?? 'visitor';
const show = async ({ record }: Outcome, _input: unknown, ctx: Context) => draftView(await ctx.repos.packs.draft(record), ctx);

export const beginDraft = action('pack.begin', {
  roles: PACK_WRITERS,
  async change({ version, suffix, periods, from }, ctx) {
    const base = await ctx.repos.packs.version(version);
    const place = ctx.repos.packs.place();
    const becomes = `${base.programme}@${suffix}`;
    const taken = await ctx.store.get<PolicyVersionRecord>('policy_versions', becomes);
    if (taken) throw new Problem('bad_input', { fields: { suffix: `已经有「${becomes}」了，换一个编号` } });
    if (from < ctx.today) throw new Problem('bad_input', { fields: { from: '生效日期不能早于今天：定过的不变' } });
    const pack = wholeOr(adoptPack(parsePack(base.pack), { id: becomes, county: place.county, periods, from, checkedOn: ctx.today }));
    const id = `draft:${randomUUID()}`;
    return ctx.change(async (change) => {
      const draft: PackDraftRecord = {
        _id: id,
        ...place,
        status: 'draft',
        sortKey: `${ctx.now}:${id}`,
        programme: base.programme,
        base: version,
        becomes,
        pack,
        authors: [me(ctx)],
        begunAt: ctx.now,
        preview: null,
        proposed: null,
        switched: null,
        version: 0,
        auditHead: '',
      };
      const stored = await change.put('pack_drafts', null, draft, { verb: 'begin', role: roleOf(ctx), detail: { base: version, becomes } });
      return { record: id, version: stored.version, note: {} };
    });
  },
  show,
});

export const readDraft = action('pack.draft', {
  roles: PACK_READERS,
  run: async ({ draft }, ctx) => draftView(await ctx.repos.packs.draft(draft), ctx),
});

export const editDraft = action('pack.edit', {
  roles: PACK_WRITERS,
  async change({ draft, version, edits }, ctx) {
    // Names and sentences of a policy are read by everybody.
    await demandFit({ edits: edits.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])).join('\n') }, ctx);
    return changeDraft(draft, version, 'edit', ctx, (before) => {
      const pack = wholeOr(applyEdits(parsePack(before.pack), edits));
      if (pack.from < ctx.today) throw new Problem('bad_input', { fields: { from: '生效日期不能早于今天：定过的不变' } });
      const author = me(ctx);
      const authors = before.authors.some(({ openid }) => openid === author.openid) ? before.authors : [...before.authors, author];
      return { pack, authors };
    });
  },
  show,
});

export const previewDraft = action('pack.preview', {
  roles: PACK_SWITCHERS,
  async change({ draft: id, version }, ctx) {
    const { county } = await ctx.repos.packs.draft(id);
    const job = newJob(
      'pack.preview',
      randomUUID(),
      { draft: id, of: version + 1, county },
      { owner: ctx.caller.openid, county, town: '', village: '' },
      ctx.now,
    );
    return changeDraft(
      id,
      version,
      'preview',
      ctx,
      () => ({ preview: { job: job._id, of: version } }),
      (change) => change.begin(job as JobRecord),
    );
  },
  show,
});

export const previewRows = action('pack.previewRows', {
  roles: PACK_READERS,
  async run({ draft: id, part, cursor = '', limit = 30 }, ctx) {
    const draft = await ctx.repos.packs.draft(id);
    if (!draft.preview) return { rows: [], next: null };
    const rows = await ctx.repos.packs.rows(draft.preview.job, part, cursor, limit);
    // The sums are the county's; people are named to those whose place they live in.
    const persons = await ctx.store.getMany<PersonRecord>(
      'persons',
      rows.map(({ person }) => person),
    );
    const mine = new Set(persons.filter((person) => covers(ctx.caller, PACK_READERS, person)).map(({ _id }) => _id));
    const named = rows.filter(({ person }) => mine.has(person));
    return {
      rows: named.map(({ person, name, villageName, group, beforeFen, afterFen, why, kept }) => ({
        person,
        name,
        villageName,
        group,
        beforeFen,
        afterFen,
        why,
        kept,
      })),
      next: rows.length === limit ? (rows.at(-1)?.sortKey ?? null) : null,
    };
  },
});

export const proposeDraft = action('pack.propose', {
  roles: PACK_WRITERS,
  async change({ draft: id, version, note }, ctx) {
    const seen = await ctx.repos.packs.draft(id);
    await demandFit({ note }, ctx);
    const job = seen.preview && (await ctx.store.get<JobRecord>('jobs', seen.preview.job));
    if (job?.state !== 'finished' || seen.preview?.of !== seen.version - 1)
      throw new Problem('not_possible_now', {
        message: '先按现在这一版预览一遍：谁多领、谁少领、要多少钱。',
        next: '点「预览」，看完再交。',
      });
    return changeDraft(id, version, 'propose', ctx, () => ({ status: 'proposed', proposed: { by: me(ctx), at: ctx.now, note } }));
  },
  show,
});

export const backDraft = action('pack.back', {
  roles: PACK_SWITCHERS,
  async change({ draft, version, note }, ctx) {
    await demandFit({ note }, ctx);
    return changeDraft(draft, version, 'back', ctx, (before) => ({
      status: 'draft',
      preview: null,
      proposed: before.proposed && { ...before.proposed, note },
    }));
  },
  show,
});

export const dropDraft = action('pack.drop', {
  roles: PACK_WRITERS,
  change: ({ draft, version }, ctx) => changeDraft(draft, version, 'drop', ctx, () => ({ status: 'dropped' })),
  show,
});

/** Switched on by somebody who wrote nothing of it: the version becomes immutable and holds from its day; what was decided stays. */
export const switchDraft = action('pack.switch', {
  roles: PACK_SWITCHERS,
  async change({ draft: id, version }, ctx) {
    const seen = await ctx.repos.packs.draft(id);
    const bar = switchBar(seen, ctx);
    if (bar !== '') throw new Problem('not_allowed', { message: bar, next: '请站上另一位同事或者专班领导来启用。' });
    return ctx.change(async (change) => {
      const before = await change.get<PackDraftRecord>('pack_drafts', id);
      if (!before) throw new Problem('not_found');
      demand(before, version, 'switch', ctx);
      const still = switchBar(before, ctx);
      if (still !== '') throw new Problem('not_allowed', { message: still });
      const pack = parsePack(before.pack);
      if (pack.from < ctx.today)
        throw new Problem('not_possible_now', {
          message: `这一版写的是 ${pack.from} 起，已经过了。`,
          next: '退回去，把生效日期改到今天或以后。',
        });
      const record: PolicyVersionRecord = {
        _id: before.becomes,
        programme: before.programme,
        county: before.county,
        status: 'in_force',
        sortKey: `${pack.from}:${before.becomes}`,
        hash: packHash(pack),
        author: before.authors.map(({ name }) => name).join('、'),
        approver: ctx.caller.name,
        importedAt: ctx.now,
        pack,
      };
      await change.keep('policy_versions', record);
      const stored = await change.put(
        'pack_drafts',
        before,
        { ...before, status: 'switched', switched: { by: me(ctx), at: ctx.now, from: pack.from } },
        { verb: 'switch', role: roleOf(ctx), detail: { becomes: before.becomes, hash: record.hash, from: pack.from } },
      );
      return { record: id, version: stored.version, note: {} };
    });
  },
  show,
});
