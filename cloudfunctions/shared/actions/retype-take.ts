// 用他们的: a field of theirs taken into the registry, as an edit or a move of work like any other, by the field's own rules and rights.
import { columnField } from '@shared/domain/columns/column-fields';
import { readTyped } from '@shared/domain/fields/registry-fields';
import type { RetypeRecord } from '@shared/domain/records';
import type { DiffPart, DiffRow, Ours } from '@shared/exchange/compare';
import { RETYPERS } from '@shared/repos/retypes';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { editHouseholdFields } from './household-edit';
import { editPersonFields } from './person-edit';
import { whileMoving } from './registry-parts';
import { takingFor } from './retype-parts';
import { writeMove } from './spells';

export interface Taken {
  record: RetypeRecord;
  part: DiffPart;
  row: DiffRow;
  ours: Ours | null;
}

/** @throws Problem 'not_possible_now' in words when theirs cannot be taken, with where it is done instead. */
export async function takeTheirs({ record, part, row, ours }: Taken, ctx: Context): Promise<Outcome> {
  const taking = takingFor(record, part, row, ours, ctx.today);
  if (taking.kind === 'none' || ours === null)
    throw new Problem('not_possible_now', {
      message: '这一样不能直接换成他们的。',
      next: taking.kind === 'none' && taking.why !== '' ? `${taking.why}。` : '到这个人的页上改。',
    });
  if (taking.kind === 'edit') return edit(record, row, ctx);
  const { spell, move } = taking;
  const version = ours.spells.find(({ _id }) => _id === spell)?.version ?? null;
  try {
    return await writeMove({ person: ours.person._id, spell, version, move }, ctx);
  } catch (error) {
    // There is no form here to point at: what does not fit is said in words.
    const [words] = error instanceof Problem && error.code === 'bad_input' ? Object.values(error.details.fields ?? {}) : [];
    if (words === undefined) throw error;
    throw new Problem('not_possible_now', { message: `${words}。`, next: '到这个人的务工记录里改。' });
  }
}

async function edit(record: RetypeRecord, { field, theirs }: DiffRow, ctx: Context): Promise<Outcome> {
  const { person, household } = await ctx.repos.registry.inScope(record.person ?? '', RETYPERS);
  const column = columnField(field);
  if (!column?.registry) throw new Problem('not_found');
  const { phone } = record;
  const read =
    field === 'phone' && phone
      ? { value: ctx.open({ collection: 'retypes', record: record._id, field: 'phone' }, phone.sealed) }
      : readTyped(column.registry, theirs);
  if ('problem' in read) throw new Problem('not_possible_now', { message: `${read.problem}。`, next: '到名册里改。' });
  const values = { [field]: read.value as never };
  return whileMoving(() =>
    column.of === 'households'
      ? editHouseholdFields({ household: household?._id ?? '', version: household?.version ?? 0, values }, ctx)
      : editPersonFields({ person: person._id, version: person.version, values }, ctx),
  );
}
