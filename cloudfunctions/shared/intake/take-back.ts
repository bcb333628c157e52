// Taking back one version an intake wrote: what nobody changed since goes back to what it was; the rest is left and named.
import type { HistoryRecord, IntakeDeed, SpellRecord, Versioned } from '@shared/domain/records';
import { canonical } from '@shared/runtime/canonical';
import { Problem } from '@shared/runtime/problem';
import type { Stored } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';
import { stateOf } from './write';

type Fields = Stored & Versioned & Record<string, unknown>;

const COLLECTION_WORDS: Readonly<Record<IntakeDeed['collection'], string>> = { households: '户', persons: '人', spells: '务工记录' };

/** A record made by the intake, taken off the books; nothing is ever deleted. Work taken back belongs to nobody and is on no list. */
function takenOff(deed: IntakeDeed, before: Fields, today: string): Fields {
  if (deed.collection === 'spells') {
    const spell = before as unknown as SpellRecord;
    return { ...before, status: 'void', person: `void:${spell.person}` };
  }
  return { ...before, status: 'gone', gone: { why: 'entered_by_mistake', on: today, note: '导入的表撤回了', into: null } };
}

const same = (a: unknown, b: unknown): boolean => canonical(a ?? null) === canonical(b ?? null);

function putBack(before: Fields, changed: HistoryRecord['changed']): { after: Fields; left: string[] } {
  const after: Fields = { ...before };
  const left: string[] = [];
  for (const { field, was, is, wasAbsent } of changed) {
    if (!same(before[field], is)) left.push(field);
    else if (wasAbsent) delete after[field];
    else after[field] = was;
  }
  return { after, left };
}

/**
 * @throws Problem 'not_possible_now' naming what somebody changed since; the rest of the record has gone back all the same.
 */
export async function takeBack(deed: IntakeDeed, ctx: WorkContext): Promise<Record<string, number>> {
  const history = deed.made ? null : await ctx.store.get<HistoryRecord>('field_history', `${deed.record}:${deed.version}`);
  const undoneId = `undone:${deed._id}`;
  let left: string[] = [];
  await ctx.change(async (change) => {
    const before = await change.get<Fields>(deed.collection, deed.record);
    const nothing = { record: deed.record, version: before?.version ?? 0, note: {} };
    const done = await change.get<Stored & { left: string[] }>('intake_deeds', undoneId);
    left = done?.left ?? [];
    if (done || !before) return nothing;
    const untouched = stateOf(before) === deed.state;
    const { after, left: kept } = deed.made
      ? { after: untouched ? takenOff(deed, before, ctx.today) : before, left: untouched ? [] : [''] }
      : putBack(before, history?.changed ?? []);
    left = kept;
    if (stateOf(after) !== stateOf(before))
      await change.put(deed.collection, before, after, {
        verb: 'import_undo',
        role: 'station_clerk',
        detail: { intake: deed.intake, row: deed.row },
      });
    await change.keep('intake_deeds', { _id: undoneId, left: kept } as Stored);
    return nothing;
  });
  if (left.length > 0) throw new Problem('not_possible_now', { message: `${COLLECTION_WORDS[deed.collection]}后来又改过，改过的没动` });
  return { undone: 1 };
}
