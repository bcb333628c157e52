// What the actions of 照着敲 and 对账 share: a person who differs as it is now shown.
import { fieldWords } from '@shared/actions/intake-parts';
import type { Output } from '@shared/contract';
import { dayWords } from '@shared/domain/dates';
import { maskIdNumber } from '@shared/domain/masks';
import type { RetypeChoice, RetypeRecord, RetypeSource } from '@shared/domain/records';
import { compareNow, type DiffPart, type DiffRow, fieldsIn, type Ours, printOf, theirRows } from '@shared/exchange/compare';
import { type Taking, takingOf } from '@shared/exchange/take-theirs';
import { oursOf } from '@shared/repos/retypes';
import type { Context } from '@shared/runtime/context';

type Item = Output<'retype.list'>['items'][number];

export const SOURCE_WORDS: Readonly<Record<RetypeSource, string>> = {
  working: '务工月监测',
  people: '基础信息',
  planning: '计划外出',
  labour: '就业站的表',
};

/** What was decided of a row, if anything. */
export const choiceOf = ({ choices }: RetypeRecord, { spell }: Pick<DiffPart, 'spell'>, field: string): RetypeChoice | null =>
  choices.find((one) => one.field === field && one.spell === spell) ?? null;

/** How theirs of a row would be taken now. */
export function takingFor(record: RetypeRecord, part: DiffPart, row: DiffRow, ours: Ours | null, today: string): Taking {
  if (ours === null) return { kind: 'none', why: '' };
  const their = theirRows(record).find((one) => one.row === part.row) ?? null;
  return takingOf(part, row, their, ours.spells, today);
}

/** How a record stands with the registry as it is now. */
export function itemOf(record: RetypeRecord, parts: DiffPart[], ours: Ours | null, { today }: Pick<Context, 'today'>): Item {
  const moved = record.status === 'typed' && record.typed !== null && parts.length > 0 && printOf(parts) !== record.typed.print;
  const gone = record.person !== null && ours === null;
  const typedWords = record.typed ? `${record.typed.by.name}${dayWords(record.typed.at.slice(0, 10), today)}录完以后，名册里又改了` : '';
  return {
    id: record._id,
    version: record.version,
    status: moved ? 'open' : record.status,
    kind: record.kind,
    person: record.person,
    name: record.name,
    idTail: record.idTail,
    villageName: record.villageName,
    since: record.since,
    why: moved ? typedWords : gone ? '这个人后来不在册了' : record.why,
    fields: fieldsIn(parts).map((field) => ({ field, words: fieldWords(field) })),
    settled: parts.length > 0 && parts.every((part) => part.rows.every(({ field }) => choiceOf(record, part, field) !== null)),
    agrees: record.kind !== 'theirs_only' && !gone && parts.length === 0,
    typedBy: record.typed?.by.name ?? '',
    typedAt: record.typed?.at ?? null,
  };
}

export async function withOurs(records: readonly RetypeRecord[], { store }: Pick<Context, 'store'>) {
  const ours = await oursOf(
    records.flatMap(({ person }) => (person === null ? [] : [person])),
    store,
  );
  return records.map((record) => {
    const mine = record.person === null ? null : (ours.get(record.person) ?? null);
    return { record, ours: mine, parts: compareNow(record, mine) };
  });
}

export async function shownOf(record: RetypeRecord, ctx: Context): Promise<Output<'retype.show'>> {
  const [one] = await withOurs([record], ctx);
  const { parts, ours } = one as NonNullable<typeof one>;
  return {
    item: itemOf(record, parts, ours, ctx),
    asOf: record.asOf,
    idNumber: maskIdNumber(record.idTail),
    parts: parts.map((part) => ({
      key: part.key,
      kind: part.kind,
      words: part.words,
      about: part.about,
      rows: part.rows.map((row) => {
        const choice = choiceOf(record, part, row.field);
        const taking = takingFor(record, part, row, ours, ctx.today);
        const about =
          taking.kind === 'none' ? { takes: false, note: taking.why } : { takes: true, note: taking.kind === 'move' ? taking.does : '' };
        return { ...row, how: choice?.how ?? '', word: choice?.word ?? '', by: choice?.by ?? '', ...about };
      }),
    })),
  };
}
