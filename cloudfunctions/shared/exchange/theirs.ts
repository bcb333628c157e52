// What a row of somebody else's sheet says, as cells in the national words: so that it can be put beside what would go out of the registry.
import { columnField } from '@shared/domain/columns/column-fields';
import type { Draft, TakenColumn, WorkDraft } from '@shared/domain/columns/draft';
import { isMonthField } from '@shared/domain/columns/month-heads';
import { NATIONAL_SHEETS } from '@shared/domain/columns/national';
import { placeText } from '@shared/domain/columns/places';
import { cellOf } from '@shared/domain/fields/registry-fields';
import { yuanText } from '@shared/domain/money';
import type { IntakeRecord, RetypeSource } from '@shared/domain/records';
import { noNumbers } from '@shared/intake/plan';
import { takenColumns } from '@shared/intake/setting';
import { monthCell, yesNo } from './out-cells';

/** Who somebody is, not what is compared; sex and birth follow from the number. */
const KEYS: readonly string[] = ['idNumber', 'name', 'code', 'sex', 'born', 'work.working', 'work.months'];
const PLACES: readonly string[] = ['work.province', 'work.city', 'work.county'];

/** Whose sheet it is, and of the national ones which. */
export function sourceOf(intake: Pick<IntakeRecord, 'compare' | 'columns'>): RetypeSource {
  if (intake.compare === 'labour') return 'labour';
  const fields = takenColumns(intake).map(({ field }) => field);
  if (fields.some((field) => field.startsWith('work.'))) return 'working';
  return fields.some((field) => field.startsWith('workWish.')) ? 'planning' : 'people';
}

const NATIONAL_ORDER: readonly string[] = NATIONAL_SHEETS.flatMap(({ columns }) => columns.map(({ field }) => field.replace(/\.\d$/, '')));

/** Fields a sheet speaks of that are compared: the national ones in the order of the screens, others in the sheet's own. */
export function comparedFields(columns: readonly TakenColumn[], source: RetypeSource): string[] {
  const found = columns.flatMap(({ field }) => {
    // Months are read into the registry; beside theirs they are not put month by month.
    if (KEYS.includes(field) || field.startsWith('row.') || isMonthField(field)) return [];
    if (PLACES.includes(field)) return ['work.place'];
    return field === 'work.span' ? ['work.start', 'work.end'] : [field];
  });
  const fields = [...new Set(found)];
  const at = (field: string): number => (NATIONAL_ORDER.includes(field) ? NATIONAL_ORDER.indexOf(field) : NATIONAL_ORDER.length);
  return source === 'labour' ? fields : fields.sort((a, b) => at(a) - at(b));
}

const WORK: Readonly<Record<string, (work: WorkDraft) => string>> = {
  'work.start': ({ start }) => monthCell(start.month),
  'work.end': ({ end }) => (end === null ? '' : monthCell(end.month)),
  'work.place': ({ place }) => (place === null ? '' : placeText(place)),
  'work.employer': ({ employer }) => employer ?? '',
  'work.wage': ({ monthlyFen }) => (monthlyFen === undefined ? '' : yuanText(monthlyFen)),
  'work.industry': ({ industry }) => industry ?? '',
  'work.subIndustry': ({ subIndustry }) => subIndustry ?? '',
  'work.channel': ({ channel }) => channel ?? '',
  'work.organised': ({ organised }) => yesNo(organised),
  'work.kind': ({ kind }) => kind ?? '',
  'work.job': ({ job }) => job ?? '',
  'work.overseas': ({ overseas }) => yesNo(overseas),
};

/** A cell for each field; what cannot be read stands as what is wrong with it. A telephone is left to the caller. */
export function theirCells(draft: Draft, fields: readonly string[]): string[] {
  return fields.map((field) => {
    if (field === 'phone') return '';
    const problem = draft.problems.find((one) => one.field === field);
    if (problem) return `看不懂：${noNumbers(problem.words)}`;
    if (field.startsWith('work.')) return draft.work ? (WORK[field]?.(draft.work) ?? '') : '';
    const column = columnField(field);
    const value = column?.of === 'households' ? draft.households[field] : draft.persons[field];
    return column?.registry && value !== undefined ? noNumbers(cellOf(column.registry, value)) : '';
  });
}
