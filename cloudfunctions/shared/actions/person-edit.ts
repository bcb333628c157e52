// A person's record field by field: shown, and changed over the version one saw, so that two cadres at once lose nothing of each other's.
import { roleFor } from '@shared/access';
import type { Parsed } from '@shared/contract';
import { type FieldValue, fieldsOf, sameField } from '@shared/domain/fields/registry-fields';
import type { HouseholdRecord, PersonRecord } from '@shared/domain/records';
import { BOND_TELLINGS } from '@shared/domain/words/people';
import { isKin } from '@shared/listing/kin';
import { REGISTRY_READERS } from '@shared/repos/registry';
import { action } from '@shared/runtime/action';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { selvesOf, tellAll } from './bond-parts';
import { demandHolder } from './cards';
import { demandFit } from './fit';
import { demandUncrossed, personSheetOf, REGISTRY_EDITORS, rolesAt, whileMoving } from './registry-parts';
import { demandFields, demandUnique, holdsAlready, normalValues, typedWarnings, writtenPerson } from './registry-write';

const ACCOUNT = ['account.number', 'account.bank', 'account.holder'];

export const personSheetAction = action('person.sheet', {
  roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  async run({ person: id }, ctx) {
    const { person, household } = await ctx.repos.registry.inScope(id, REGISTRY_READERS);
    return { sheet: await personSheetOf(person, household, ctx) };
  },
});

export const editPerson = action('person.edit', {
  roles: REGISTRY_EDITORS,
  limit: { times: 600, seconds: 3600 },
  change: (input, ctx) => whileMoving(() => editPersonFields(input, ctx)),
  async show({ record, note }, { values }, ctx) {
    const { person, household } = await ctx.repos.registry.inScope(record, REGISTRY_READERS);
    return {
      sheet: await personSheetOf(person, household, ctx),
      merged: String(note.merged ?? '')
        .split(' ')
        .filter((one) => one !== ''),
      warnings: typedWarnings(normalValues(values)),
    };
  },
});

/** The edit itself, for actions that come to it another way. */
export async function editPersonFields({ person: id, version, values: typed }: Parsed<'person.edit'>, ctx: Context): Promise<Outcome> {
  const { repos, caller } = ctx;
  const { person: seen } = await repos.registry.inScope(id, REGISTRY_EDITORS);
  if (seen.status !== 'active')
    throw new Problem('not_possible_now', { message: `${seen.name}已经不在册，不能改。`, next: '登错了就先恢复在册。' });
  const values = normalValues(typed);
  demandFields('persons', values, rolesAt(ctx, seen));
  await demandFit(freeTexts(values), ctx);
  const money = ACCOUNT.some((field) => values[field] !== undefined);
  if (money && isKin(caller, seen)) throw new Problem('not_allowed', { message: '自己和自己家里人的收款账户，请别的干部改。' });
  await Promise.all([demandUnique(seen, values, ctx), demandRelation(seen, values, ctx)]);
  const [installation, entries, told] = await Promise.all([
    repos.installation.get(),
    repos.history.since(id, version),
    money ? selvesOf(seen, ctx) : Promise.resolve([]),
  ]);
  return ctx.change(async (change) => {
    const before = await change.get<PersonRecord>('persons', id);
    if (before?.status !== 'active') throw new Problem('not_found');
    if (before.version !== seen.version) throw new Problem('busy');
    const already = (field: string) => holdsAlready(before, field, values[field] as FieldValue, ctx.services.ring);
    const merged = await demandUncrossed('persons', { before, seen: version, values, already, entries }, ctx);
    const after = await writtenPerson(before, values, ctx);
    if (money && after.account) demandAccount(after, installation);
    const fields = fieldsOf('persons')
      .filter((field) => !sameField(field, before, after))
      .map((field) => field.id);
    if (fields.length === 0) return { record: id, version: before.version, note: { merged: merged.join(' ') } };
    const stored = await change.put('persons', before, after, {
      verb: 'edit',
      role: roleFor(caller, before),
      detail: { fields: fields.join(' ') },
    });
    if (stored.name !== before.name && stored.relation === '户主') await renameHead(change, stored, ctx);
    if (money && stored.account && stored.account.tail !== before.account?.tail) {
      const about = { subject: id, version: stored.version, kind: 'card_changed', page: 'packages/people/card/card' };
      tellAll(change, told, caller.openid, about, BOND_TELLINGS.card({ personName: stored.name, tail: stored.account.tail }));
    }
    return { record: id, version: stored.version, note: { merged: merged.join(' ') } };
  });
}

/** Words of one's own that colleagues will read. */
export function freeTexts(values: Readonly<Record<string, FieldValue>>): Record<string, string> {
  const FREE = [
    'name',
    'contact.name',
    'contact.relation',
    'bestHour',
    'workWish.where',
    'workWish.why',
    'trainingWish.when',
    'skills',
    'certificates',
    'tiedBy',
  ];
  return Object.fromEntries(
    FREE.flatMap((id) => {
      const value = values[id];
      const text = Array.isArray(value) ? value.join('、') : typeof value === 'string' ? value : '';
      return text === '' ? [] : [[id, text]];
    }),
  );
}

export function demandAccount(person: PersonRecord, installation: Parameters<typeof demandHolder>[2]): void {
  const account = person.account;
  if (!account) return;
  const empty = (['bank', 'holder'] as const).filter((key) => account[key] === '');
  if (empty.length > 0)
    throw new Problem('bad_input', {
      fields: Object.fromEntries(empty.map((key) => [`account.${key}`, key === 'bank' ? '写上哪家银行' : '写上户名'])),
    });
  try {
    demandHolder(account.holder, person, installation);
  } catch (error) {
    if (error instanceof Problem) throw new Problem(error.code, { ...error.details, fields: { 'account.holder': '户名要和本人一样' } });
    throw error;
  }
}

/**
 * One head, one spouse of the head.
 * @throws Problem 'bad_input' on relation.
 */
export async function demandRelation(
  person: Pick<PersonRecord, '_id' | 'household' | 'relation' | 'status'>,
  values: Readonly<Record<string, FieldValue>>,
  { repos }: Pick<Context, 'repos'>,
): Promise<void> {
  const relation = values.relation;
  if (relation === undefined || relation === person.relation) return;
  const others = (await repos.registry.members([{ _id: person.household }])).filter(
    ({ _id, status }) => _id !== person._id && status === 'active',
  );
  const held = others.find((one) => one.relation === relation && (relation === '户主' || relation === '配偶'));
  const wrong = held
    ? `这一户的${relation}是${held.name}`
    : person.relation === '户主' && !others.some((one) => one.relation === '户主')
      ? '这样这一户就没有户主了'
      : null;
  if (wrong !== null)
    throw new Problem('bad_input', { message: `${wrong}。`, fields: { relation: wrong }, next: '要换户主，到这一户的页上点「换户主」。' });
}

/** The household goes by its head's name. */
export async function renameHead(change: Change, head: PersonRecord, { caller }: Pick<Context, 'caller'>): Promise<void> {
  const household = await change.get<HouseholdRecord>('households', head.household);
  if (household && household.headName !== head.name)
    await change.put(
      'households',
      household,
      { ...household, headName: head.name },
      { verb: 'rename_head', role: roleFor(caller, household) },
    );
}
