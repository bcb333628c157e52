// What a look at a chunk's rows rests on: the sheet, its columns, the answers given, the places, the choices made.

import { wordKey } from '@shared/domain/columns/cell';
import type { TakenColumn } from '@shared/domain/columns/draft';
import { isMonthField, monthHead } from '@shared/domain/columns/month-heads';
import type { Choice, DateText, IntakeRecord, LineChange, PlaceRecord, Role } from '@shared/domain/records';
import type { KeyRing } from '@shared/runtime/crypto';
import type { Store } from '@shared/runtime/store';

export interface Setting {
  intake: IntakeRecord;
  columns: TakenColumn[];
  answers: ReadonlyMap<string, string>;
  /** Village code by bare name, and name by code. */
  villages: ReadonlyMap<string, string>;
  villageNames: ReadonlyMap<string, string>;
  /** Roles of whoever brought the sheet. */
  roles: readonly Role[];
  today: DateText;
  ring: KeyRing;
  /** Whether the sheet records work. */
  work: boolean;
  /** What was decided of a conflict; '' = nothing yet. */
  choice(row: number, change: Pick<LineChange, 'field' | 'kind'>): Choice | '';
}

/** A village's name without what its kind is called. */
export const bareVillage = (name: string): string => name.replace(/(社区居民委员会|居民委员会|村民委员会|村委会|行政村|村委|社区|村)$/, '');

export function takenColumns({ columns }: Pick<IntakeRecord, 'columns'>): TakenColumn[] {
  return columns.flatMap(({ at, field, state, head }): TakenColumn[] => {
    if (state === 'left' || field === '') return [];
    if (!isMonthField(field)) return [{ at, field }];
    const month = monthHead(head);
    return month ? [{ at, field, month: { year: month.year, month: month.month } }] : [];
  });
}

export function answersOf({ words }: Pick<IntakeRecord, 'words'>): Map<string, string> {
  return new Map(words.flatMap(({ field, word, option }) => (option === null ? [] : [[wordKey(field, word), option] as const])));
}

export async function settingOf(
  intake: IntakeRecord,
  more: { roles: readonly Role[]; today: DateText; ring: KeyRing; choices: ReadonlyMap<number, Record<string, Choice>> },
  store: Store,
): Promise<Setting> {
  const places = await store.list<PlaceRecord>('places', { where: { parent: intake.town }, limit: 500 });
  const columns = takenColumns(intake);
  const { choices, ...rest } = more;
  return {
    ...rest,
    intake,
    columns,
    answers: answersOf(intake),
    villages: new Map(places.map(({ _id, name }) => [bareVillage(name), _id])),
    villageNames: new Map(places.map(({ _id, name }) => [_id, name])),
    work: columns.some(({ field }) => field.startsWith('work.') || isMonthField(field)),
    // What was said of all alike never settles two rows that disagree: one of them is wrong.
    choice: (row, { field, kind }) => choices.get(row)?.[field] ?? (kind === 'conflict' ? intake.all : ''),
  };
}
