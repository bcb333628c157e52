// What every action on policy versions needs: rows and views in plain words, and who may do what with a draft.

import type { Output } from '@shared/contract';
import type { PackDraftRecord, PreviewPart } from '@shared/domain/pack-records';
import { PREVIEW_PARTS } from '@shared/domain/pack-records';
import type { DateText, PolicyVersionRecord, Role } from '@shared/domain/records';
import { type PolicyPack, parsePack, statementOf, summaryOf } from '@shared/policies';
import { comparePacks } from '@shared/policies/compare';
import { editableFields } from '@shared/policies/edit';
import { PACK_SWITCHERS, PACK_WRITERS } from '@shared/repos/packs';
import type { Context } from '@shared/runtime/context';
import type { JobRecord } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { PreviewResult } from '@shared/works/pack-preview';

type Row = Output<'pack.read'>['row'];
type DraftView = Output<'pack.draft'>['draft'];

export function packRow({ _id, status, pack: stored, author, approver }: PolicyVersionRecord, today: DateText): Row {
  const pack = parsePack(stored);
  const { programme, name, spoken, periods, from, until, checkedOn, documents } = pack;
  const over = until !== null && until < today;
  const shown = status === 'in_force' ? (from > today ? ('coming' as const) : over ? ('retired' as const) : status) : status;
  const document = documents.map(({ title, docNo }) => (docNo === '' ? title : `${title}（${docNo}）`)).join('；');
  return { id: _id, programme, name, spoken, status: shown, periods, from, until, checkedOn, document, author, approver };
}

export const linesOfPack = (pack: PolicyPack) => ({ summary: summaryOf(pack), statement: statementOf(pack) });

/** Why the caller may not switch a draft on; '' when nothing stands against it. */
export function switchBar(draft: PackDraftRecord, { caller }: Context): string {
  if (draft.authors.some(({ openid }) => openid === caller.openid) || draft.proposed?.by.openid === caller.openid)
    return '这一版您改过，要由另一个人来启用。';
  return '';
}

const VERBS = ['edit', 'preview', 'propose', 'switch', 'drop', 'back'] as const;
type DraftVerb = (typeof VERBS)[number];

/** Which verbs a draft has by its status, and for whom. */
const ABLE: Record<DraftVerb, { from: PackDraftRecord['status']; roles: readonly Role[] }[]> = {
  edit: [{ from: 'draft', roles: PACK_WRITERS }],
  preview: [
    { from: 'draft', roles: PACK_WRITERS },
    { from: 'proposed', roles: PACK_SWITCHERS },
  ],
  propose: [{ from: 'draft', roles: PACK_WRITERS }],
  switch: [{ from: 'proposed', roles: PACK_SWITCHERS }],
  drop: [{ from: 'draft', roles: PACK_WRITERS }],
  back: [{ from: 'proposed', roles: PACK_SWITCHERS }],
};

export function mayNow(draft: PackDraftRecord, verb: DraftVerb, { caller }: Context): boolean {
  const roles = new Set<Role>(caller.grants.filter(({ code }) => code.slice(0, 6) === draft.county).map(({ role }) => role));
  return ABLE[verb].some(({ from, roles: able }) => from === draft.status && able.some((role) => roles.has(role)));
}

/** @throws Problem when the draft is not as the caller saw it, or the verb is not theirs now. */
export function demand(draft: PackDraftRecord, version: number, verb: DraftVerb, ctx: Context): void {
  if (draft.version !== version) throw new Problem('changed_meanwhile', { message: '这一版刚才有人动过。', next: '重新看一遍，再办。' });
  if (!mayNow(draft, verb, ctx))
    throw new Problem('not_possible_now', { message: '这一版现在办不了这一步。', next: '回到列表看看它到哪一步了。' });
}

async function previewOf(draft: PackDraftRecord, { store }: Context): Promise<DraftView['preview']> {
  const job = draft.preview && (await store.get<JobRecord<unknown, PreviewResult>>('jobs', draft.preview.job));
  if (!draft.preview || !job) return null;
  const n = (name: string): number => job.tally[name] ?? 0;
  const part = (name: PreviewPart) => ({ part: name, people: n(name), fen: n(`${name}Fen`) });
  const sum =
    job.state === 'finished' && job.result
      ? {
          people: n('people'),
          kept: n('kept'),
          beforeFen: n('beforeFen'),
          afterFen: n('afterFen'),
          parts: PREVIEW_PARTS.map(part),
          period: job.result.period,
          beforePeriod: job.result.beforePeriod,
        }
      : null;
  return { job: job._id, running: job.state === 'running', stale: draft.status === 'draft' && draft.preview.of !== draft.version - 1, sum };
}

export async function draftView(draft: PackDraftRecord, ctx: Context): Promise<{ draft: DraftView }> {
  const pack = parsePack(draft.pack);
  const base = parsePack((await ctx.repos.packs.version(draft.base)).pack);
  const writing = mayNow(draft, 'edit', ctx);
  const bar = draft.status === 'proposed' ? switchBar(draft, ctx) : '';
  return {
    draft: {
      id: draft._id,
      version: draft.version,
      status: draft.status,
      base: draft.base,
      becomes: draft.becomes,
      name: pack.name,
      from: pack.from,
      periods: pack.periods,
      authors: [...new Set(draft.authors.map(({ name }) => name))],
      begunAt: draft.begunAt,
      changes: comparePacks(base, pack),
      fields: writing
        ? editableFields(pack).map(({ path, section, label, line, kind, value, optional, min, max, unit, options, basis }) => ({
            path,
            section,
            label,
            line,
            kind,
            value,
            optional,
            min: min ?? null,
            max: max ?? null,
            unit: unit ?? '',
            options: options ?? [],
            basis,
          }))
        : [],
      ...linesOfPack(pack),
      preview: await previewOf(draft, ctx),
      proposed: draft.proposed && { by: draft.proposed.by.name, at: draft.proposed.at, note: draft.proposed.note },
      switched: draft.switched && { by: draft.switched.by.name, at: draft.switched.at, from: draft.switched.from },
      can: VERBS.filter((verb) => mayNow(draft, verb, ctx) && (verb !== 'switch' || bar === '')),
      barred: bar,
    },
  };
}
