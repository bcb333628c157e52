// A household's record field by field: shown with its members, and changed over the version one saw.
import { roleFor } from '@shared/access';
import type { Parsed } from '@shared/contract';
import { fieldsOf, problemsIn, sameField, withValues } from '@shared/domain/fields/registry-fields';
import type { HouseholdRecord } from '@shared/domain/records';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { demandFit } from './fit';
import { demandUncrossed, householdSheetOf, REGISTRY_EDITORS, rolesAt, whileMoving } from './registry-parts';
import { demandFields } from './registry-write';

export const householdSheetAction = action('household.sheet', {
  roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  run: async ({ household }, ctx) => ({ sheet: await householdSheetOf(await ctx.repos.registry.householdInScope(household), ctx) }),
});

/** @throws Problem 'bad_input' on code when another household has it. */
export async function demandCode(id: string, code: unknown, { repos }: Pick<Context, 'repos'>): Promise<void> {
  if (typeof code !== 'string') return;
  const other = await repos.registry.byCode(code.trim());
  if (other && other._id !== id)
    throw new Problem('bad_input', {
      message: `户编号 ${code} 已经是${other.headName}家的。`,
      fields: { code: `已经是${other.headName}家的` },
    });
}

export const editHousehold = action('household.edit', {
  roles: REGISTRY_EDITORS,
  limit: { times: 600, seconds: 3600 },
  change: (input, ctx) => whileMoving(() => editHouseholdFields(input, ctx)),
  show: async ({ record, note }, _input, ctx) => ({
    sheet: await householdSheetOf(await ctx.repos.registry.householdInScope(record), ctx),
    merged: String(note.merged ?? '')
      .split(' ')
      .filter((one) => one !== ''),
    warnings: {},
  }),
});

/** The edit itself, for actions that come to it another way. */
export async function editHouseholdFields({ household: id, version, values }: Parsed<'household.edit'>, ctx: Context): Promise<Outcome> {
  const { repos, caller } = ctx;
  const seen = await repos.registry.householdInScope(id, REGISTRY_EDITORS);
  if (seen.status !== 'active') throw new Problem('not_possible_now', { message: `${seen.headName}这一户已经撤了，不能改。` });
  demandFields('households', values, rolesAt(ctx, seen));
  const texts = ['address', 'group', 'resettlementSite', 'riskClearedBy'].flatMap((field) =>
    typeof values[field] === 'string' ? [[field, values[field] as string] as const] : [],
  );
  await demandFit(Object.fromEntries(texts), ctx);
  await demandCode(id, values.code, ctx);
  const entries = await repos.history.since(id, version);
  return ctx.change(async (change) => {
    const before = await change.get<HouseholdRecord>('households', id);
    if (before?.status !== 'active') throw new Problem('not_found');
    if (before.version !== seen.version) throw new Problem('busy');
    const merged = await demandUncrossed('households', { before, seen: version, values, already: () => false, entries }, ctx);
    const after = withValues('households', before, values, ctx);
    const wrong = problemsIn('households', after, withDependents(values, after), ctx);
    if (Object.keys(wrong).length > 0) throw new Problem('bad_input', { fields: wrong });
    const fields = fieldsOf('households')
      .filter((field) => !sameField(field, before, after))
      .map((field) => field.id);
    if (fields.length === 0) return { record: id, version: before.version, note: { merged: merged.join(' ') } };
    const stored = await change.put('households', before, after, {
      verb: 'edit',
      role: roleFor(caller, before),
      detail: { fields: fields.join(' ') },
    });
    return { record: id, version: stored.version, note: { merged: merged.join(' ') } };
  });
}

/** A category alone asks for its beginning too. */
function withDependents(values: Parameters<typeof problemsIn>[2], after: HouseholdRecord): Parameters<typeof problemsIn>[2] {
  if (values['monitoring.category'] === undefined || values['monitoring.identifiedOn'] !== undefined || !after.monitoring) return values;
  return { ...values, 'monitoring.identifiedOn': after.monitoring.identifiedOn };
}
