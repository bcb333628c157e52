// Sheets of a town for tests: the registry as the national system would export it, and bringing, answering, driving an intake.
import type { Input, Output } from '@shared/contract';
import { NATIONAL_SHEETS, type NationalSheet } from '@shared/domain/columns/national';
import { placeText } from '@shared/domain/columns/places';
import { monthIndex, monthText } from '@shared/domain/dates';
import { fieldOf } from '@shared/domain/fields/registry-fields';
import { cellOf, type RegistryField } from '@shared/domain/fields/registry-kinds';
import type { HouseholdRecord, PersonRecord, SpellRecord } from '@shared/domain/records';
import { stringify } from 'csv-stringify/sync';
import type { PlainPerson } from '../../tools/generate/types';
import type { Town, Townsperson } from './town';

export const national = (id: NationalSheet['id']): NationalSheet => NATIONAL_SHEETS.find((sheet) => sheet.id === id) as NationalSheet;

export interface Row {
  person: PlainPerson;
  household: HouseholdRecord;
  spell: SpellRecord | null;
  cells: Record<string, string>;
}

/** One row as the national sheet writes it, by head. */
export function nationalRow(
  sheet: NationalSheet,
  person: PlainPerson,
  household: HouseholdRecord,
  spell: SpellRecord | null,
  town: Town,
): Row {
  const place = (code: string): string => town.county.places.find(({ _id }) => _id === code)?.name ?? '';
  const cell = (field: string): string => {
    if (field === '') return '';
    if (field === 'place.county') return place(person.county);
    if (field === 'row.town') return place(person.town);
    if (field === 'row.village') return place(person.village);
    if (field === 'idNumber') return person.idNumber;
    if (field === 'phone') return person.phone ?? '';
    if (field.startsWith('risks.')) return (household.risks ?? [])[Number(field.slice(6))] ?? '';
    if (field.startsWith('work.')) return spell ? work(field.slice(5), spell) : '';
    const one = (fieldOf('persons', field) ?? fieldOf('households', field)) as unknown as RegistryField<never>;
    return cellOf(one, (one.read as (record: unknown) => never)(fieldOf('persons', field) ? person : household));
  };
  return { person, household, spell, cells: Object.fromEntries(sheet.columns.map(({ head, field }) => [head, cell(field)])) };
}

function work(field: string, spell: SpellRecord): string {
  const words: Record<string, string> = {
    working: spell.end === null ? '是' : '否',
    start: spell.start.slice(0, 7),
    end: spell.end?.slice(0, 7) ?? '',
    place: placeText(spell.place),
    wage: spell.monthlyFen === null ? '' : String(spell.monthlyFen / 100),
    employer: spell.employer ?? '',
    industry: spell.industry,
    channel: spell.channel,
    organised: spell.organised === null ? '' : spell.organised ? '是' : '否',
  };
  return words[field] ?? '';
}

/** The town's active people, as a sheet would list them. */
export function rowsOf(sheet: NationalSheet, town: Town, fits: (person: PlainPerson) => boolean = () => true): Row[] {
  const { persons, households, spells } = town.county;
  const byId = new Map(households.map((one) => [one._id, one]));
  return persons
    .filter((person) => person.status === 'active' && byId.get(person.household)?.status === 'active' && fits(person))
    .flatMap((person) => {
      const household = byId.get(person.household) as HouseholdRecord;
      if (sheet.id !== 'working') return [nationalRow(sheet, person, household, null, town)];
      return spells.filter((spell) => spell.person === person._id).map((spell) => nationalRow(sheet, person, household, spell, town));
    });
}

/** As a file: titles above, heads on the third row. */
export function fileOf(
  sheet: Pick<NationalSheet, 'name' | 'columns'>,
  rows: readonly { cells: Record<string, string> }[],
  title = sheet.name,
): Buffer {
  const heads = sheet.columns.map(({ head }) => head);
  return Buffer.from(
    `\uFEFF${stringify([[title], ['导出人：某'], heads, ...rows.map(({ cells }) => heads.map((head) => cells[head] ?? ''))])}`,
  );
}

type Task = Output<'task.drive'>['task'];

export async function driven(who: Townsperson, task: string): Promise<Task> {
  for (;;) {
    const { task: at } = await who.call('task.drive', { task });
    if (at.state !== 'running') return at;
  }
}

/** Brings a file and answers what is asked: proposed columns are taken, unknown words left out unless said. */
export async function looked(
  who: Townsperson,
  bytes: Uint8Array,
  more: {
    asOf?: string;
    words?: Record<string, string>;
    columns?: Input<'intake.columns'>['columns'];
    name?: string;
    compare?: 'national' | 'labour';
  } = {},
): Promise<{ id: string; task: Task; shown: Output<'intake.show'> }> {
  const { intake } = await who.call('intake.bring', {
    fileID: await who.upload(bytes, `1.${more.name?.split('.').pop() ?? 'csv'}`),
    fileName: more.name ?? '表.csv',
    ...(more.compare ? { compare: more.compare } : {}),
  });
  const shown = await who.call('intake.show', { intake: intake.id });
  const columns = more.columns ?? shown.columns.filter(({ state }) => state === 'ask').map(({ at, field }) => ({ at, field }));
  const words = shown.words.map(({ field, word, option }) => ({ field, word, option: more.words?.[word] ?? option ?? '' }));
  const { task } = await who.call('intake.columns', {
    intake: intake.id,
    version: intake.version,
    asOf: more.asOf ?? intake.asOf,
    columns,
    words,
  });
  if (!task) throw new Error('something is still asked');
  return { id: intake.id, task: await driven(who, task.id), shown };
}

/** Brings a sheet to compare with and drives both works: looking at its rows, then listing who differs. */
export async function compared(
  who: Townsperson,
  bytes: Uint8Array,
  more: Parameters<typeof looked>[2] = {},
): Promise<{ id: string; task: Task }> {
  const { id } = await looked(who, bytes, { compare: 'national', ...more });
  const { task } = await who.call('intake.show', { intake: id });
  return { id, task: await driven(who, task as string) };
}

/** The month before somebody's present work began, when no other work of theirs began then: what a system that lags behind may still say. */
export function monthBefore({ spell, person }: Row, town: Town): string | null {
  if (spell === null) return null;
  const month = monthText(monthIndex(spell.start.slice(0, 7)) - 1);
  const own = town.county.spells.filter((one) => one.person === person._id);
  return own.every(({ _id, start }) => _id === spell._id || start.slice(0, 7) < month) ? month : null;
}

/** All rows of an outcome. */
export async function linesOf(who: Townsperson, intake: string, outcome?: Output<'intake.look'>['items'][number]['outcome']) {
  const found: Output<'intake.look'>['items'] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await who.call('intake.look', { intake, ...(outcome ? { outcome } : {}), ...(cursor ? { cursor } : {}) });
    found.push(...page.items);
    if (page.next === null) return found;
    cursor = page.next;
  }
}

export async function applied(who: Townsperson, intake: string, what: 'intake.apply' | 'intake.undo' = 'intake.apply'): Promise<Task> {
  const { intake: at } = await who.call('intake.show', { intake });
  const { task } = await who.call(what, { intake, version: at.version });
  return driven(who, task.id);
}

export type { PersonRecord };
