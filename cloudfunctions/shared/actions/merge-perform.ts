// The heart of a merge, within one change: chosen fields sealed anew in their new place, the number given free by the one that goes, the
// ledger of changes; and what takes it back where nobody wrote since.
import { roleFor } from '@shared/access';
import { type FieldValue, fieldOf } from '@shared/domain/fields/registry-fields';
import type { Gone, HistoryRecord, MergeRecord, PersonRecord, SpellRecord, TwinRecord } from '@shared/domain/records';
import { twinId } from '@shared/repos/merges';
import { canonical } from '@shared/runtime/canonical';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { historyEntry } from '@shared/runtime/history';
import { Problem } from '@shared/runtime/problem';
import { putHappening } from './happenings';
import type { Pair } from './merge-parts';
import { renameHead } from './person-edit';
import { writtenPerson } from './registry-write';

const SEALED_PLACES: Readonly<Record<string, (person: PersonRecord) => string | null | undefined>> = {
  idNumber: ({ idNumber }) => idNumber,
  phone: ({ phone }) => phone,
  account: ({ account }) => account?.sealed,
  disabilityCert: ({ disability }) => disability?.cert,
  contactPhone: ({ contact }) => contact?.phone,
};

/** The values of the fields taken, clear where they are sealed: they are sealed anew in their new place. The merge itself is the audit entry. */
function takenValues(take: readonly string[], drop: PersonRecord, ctx: Context): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const id of take) {
    const field = fieldOf('persons', id);
    if (!field) throw new Problem('bad_input', { fields: { take: '没有这一项' } });
    if (!field.sealed) values[id] = field.read(drop);
    else {
      const sealed = SEALED_PLACES[field.sealed]?.(drop) ?? null;
      values[id] = sealed === null ? '' : ctx.open({ collection: 'persons', record: drop._id, field: field.sealed }, sealed);
    }
  }
  // A number and what goes with it are one thing.
  if (values['account.number'] !== undefined)
    Object.assign(values, { 'account.bank': drop.account?.bank ?? '', 'account.holder': drop.account?.holder ?? '' });
  if (values.idNumber !== undefined) {
    delete values.sex;
    delete values.born;
  }
  return values;
}

/** Puts two records together within a change: 12 documents and the merge's own. */
export async function perform(
  change: Change,
  merge: MergeRecord,
  pair: Pair,
  happening: string,
  ctx: Context,
): Promise<MergeRecord['changed']> {
  const { caller, today } = ctx;
  const [keep, drop] = await Promise.all([
    change.get<PersonRecord>('persons', merge.keep),
    change.get<PersonRecord>('persons', merge.drop),
  ]);
  if (keep?.status !== 'active' || drop?.status !== 'active')
    throw new Problem('not_possible_now', { message: '有一条已经不在册了，重新看一遍。' });
  if (keep.version !== merge.versions[0] || drop.version !== merge.versions[1])
    throw new Problem('changed_meanwhile', { message: '看的时候到现在，有人改过其中一条。', next: '重新看一遍再合。' });
  const gone: Gone = { why: 'merged', on: today, note: merge.note, into: keep._id };
  // Its number is nobody else's as long as it holds it: it is given free first, and comes back with an undoing.
  const away: PersonRecord = {
    ...drop,
    status: 'gone',
    gone,
    idIndex: merge.take.includes('idNumber') ? `merged:${drop._id}` : drop.idIndex,
  };
  const role = roleFor(caller, keep);
  const detail = { keep: keep._id, drop: drop._id, take: merge.take.join(' ') };
  const dropped = await change.put('persons', drop, away, { verb: 'merge', role, detail });
  const values = takenValues(merge.take, drop, ctx);
  const written = await writtenPerson(keep, values, ctx);
  const wanted = { ...written, mergedFrom: [...(keep.mergedFrom ?? []), drop._id, ...(drop.mergedFrom ?? [])] };
  const kept = await change.put('persons', keep, wanted, { verb: 'merge', role, detail });
  if (kept.name !== keep.name && kept.relation === '户主') await renameHead(change, kept, ctx);
  const words = `和${pair.households.drop?.headName ?? ''}家的${drop.name}合成一条${merge.note === '' ? '' : `，${merge.note}`}`;
  const household = pair.households.keep ?? { _id: keep.household, headName: '' };
  await putHappening(change, { id: happening, kind: 'merged', place: keep, person: kept, household, on: today, words }, ctx);
  const twin = await change.get<TwinRecord>('twins', twinId(keep._id, drop._id));
  if (twin?.status === 'open') await change.put('twins', twin, { ...twin, status: 'merged' as const }, { verb: 'merge', role });
  const deed = { at: ctx.now, action: ctx.action, verb: 'merge', by: { openid: caller.openid, role } };
  const changes = (before: PersonRecord, after: PersonRecord): HistoryRecord['changed'] =>
    historyEntry('persons', before, after, deed)?.changed ?? [];
  return { keep: changes(keep, kept), drop: changes(drop, dropped) };
}

/** A work goes over to another record of the same person. @returns whether it is there now. */
export async function giveSpell(
  change: Change,
  id: string,
  from: string,
  to: PersonRecord,
  { caller }: Pick<Context, 'caller'>,
): Promise<boolean> {
  const spell = await change.get<SpellRecord>('spells', id);
  // Moved by a step that was cut off before it was counted.
  if (spell?.person === to._id) return true;
  if (spell?.person !== from) return false;
  // An open work is listed where its person lives; one that is over stays where it was recorded.
  const place = spell.status === 'open' ? { county: to.county, town: to.town, village: to.village } : {};
  const wanted = { ...spell, ...place, person: to._id, sortKey: `${to._id}:${spell.start}:${spell._id}` };
  await change.put('spells', spell, wanted, { verb: 'merge', role: roleFor(caller, spell), detail: { from, to: to._id } });
  return true;
}

/** What the merge changed, taken back where nobody wrote since. */
export function takenBack(person: PersonRecord, changed: HistoryRecord['changed']): PersonRecord {
  const fields: Record<string, unknown> = { ...person };
  for (const { field, was, is, wasAbsent } of changed) {
    if (canonical(fields[field] ?? null) !== canonical(is ?? null)) continue;
    if (wasAbsent) delete fields[field];
    else fields[field] = was;
  }
  return fields as unknown as PersonRecord;
}
