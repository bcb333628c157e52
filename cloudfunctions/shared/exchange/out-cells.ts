// One cell of a sheet that goes out, from the records: options in the national words, months as the national system writes them, numbers of
// people masked unless they are to be whole.
import { columnField } from '@shared/domain/columns/column-fields';
import { placeText } from '@shared/domain/columns/places';
import { cellOf } from '@shared/domain/fields/registry-fields';
import { yuanText } from '@shared/domain/money';
import type { HouseholdRecord, PersonRecord, SpellRecord } from '@shared/domain/records';

export interface OutRow {
  person: PersonRecord;
  household: HouseholdRecord;
  /** The work the row is about, or the person's present one; null when there is none. */
  spell: SpellRecord | null;
  place: { county: string; town: string; village: string };
  /** Opens a sealed field of the person; null = numbers leave masked. */
  open: ((field: string, sealed: string) => string) | null;
}

/** `2026年03月`, as 务工月监测 has it. */
export const monthCell = (day: string): string => `${day.slice(0, 4)}年${day.slice(5, 7)}月`;
export const yesNo = (value: boolean | null | undefined): string => (value == null ? '' : value ? '是' : '否');

const WORK: Readonly<Record<string, (spell: SpellRecord) => string>> = {
  'work.working': ({ end }) => (end === null ? '是' : '否'),
  'work.start': ({ start }) => monthCell(start),
  'work.end': ({ end }) => (end === null ? '' : monthCell(end)),
  'work.place': ({ place }) => placeText(place),
  'work.province': ({ place }) => place.province,
  'work.city': ({ place }) => place.city,
  'work.county': ({ place }) => place.county,
  'work.employer': ({ employer }) => employer ?? '',
  'work.wage': ({ monthlyFen }) => (monthlyFen === null ? '' : yuanText(monthlyFen)),
  'work.industry': ({ industry }) => industry,
  'work.subIndustry': ({ subIndustry }) => subIndustry ?? '',
  'work.channel': ({ channel }) => channel,
  'work.organised': ({ organised }) => yesNo(organised),
  'work.kind': ({ kind }) => kind,
  'work.job': ({ job }) => job ?? '',
  'work.overseas': ({ overseas }) => yesNo(overseas),
};

function sealedOf({ person }: OutRow, field: string): string | null {
  if (field === 'idNumber') return person.idNumber;
  if (field === 'phone') return person.phone;
  if (field === 'account') return person.account?.sealed ?? null;
  if (field === 'contactPhone') return person.contact?.phone ?? null;
  if (field === 'disabilityCert') return person.disability?.cert ?? null;
  return null;
}

/** What stands in the column of a field; '' where nothing is recorded or the column is not ours. */
export function outCell(field: string, row: OutRow): string {
  if (field === '') return '';
  if (field === 'place.county') return row.place.county;
  if (field === 'row.town') return row.place.town;
  if (field === 'row.village') return row.place.village;
  if (field === 'row.head') return row.household.headName;
  if (field.startsWith('work.')) {
    if (row.spell === null) return field === 'work.working' ? '否' : '';
    return WORK[field]?.(row.spell) ?? '';
  }
  // 致贫/返贫风险1 to 5 are one field of several.
  const numbered = /^(.+)\.(\d)$/.exec(field);
  if (numbered) {
    const whole = outCell(numbered[1] as string, row);
    return whole.split('、')[Number(numbered[2])] ?? '';
  }
  const registry = columnField(field)?.registry ?? null;
  if (!registry) return '';
  const column = columnField(field);
  if (registry.sealed && row.open) {
    const sealed = sealedOf(row, registry.sealed);
    return sealed === null ? '' : row.open(registry.sealed, sealed);
  }
  const value = column?.of === 'households' ? registry.read(row.household as never) : registry.read(row.person as never);
  return cellOf(registry, value);
}
