// What rows of one sheet say of each other: copied twice, one number under two names, two rows of one household or one work that disagree.
import { columnField } from '@shared/domain/columns/column-fields';
import type { Draft, WorkDraft } from '@shared/domain/columns/draft';
import { agrees, said, type Values } from './fields';
import { bareVillage, type Setting } from './setting';
import { rowWords } from './tables';

export interface Among {
  /** Why nothing of a row is taken. */
  blocked: Map<number, string>;
  problems: Map<number, { field: string; words: string }[]>;
  /** Per row: fields of the person or the household on which another row disagrees, and how it says it. */
  rows: Map<number, Map<string, string>>;
}

const push = <T>(map: Map<number, T[]>, row: number, value: T): void => void map.set(row, [...(map.get(row) ?? []), value]);

function groupedBy(drafts: readonly Draft[], keyOf: (draft: Draft) => string): Draft[][] {
  const groups = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const key = keyOf(draft);
    if (key !== '') groups.set(key, [...(groups.get(key) ?? []), draft]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

const worksOf = ({ work, later }: Draft): WorkDraft[] => (work ? [work, ...later] : []);

/** One work may end and the next begin in the same month; two that begin in one month are one work written twice. */
const overlap = (a: WorkDraft, b: WorkDraft): boolean =>
  a.start.month === b.start.month || (a.start.month < monthOf(b.end) && b.start.month < monthOf(a.end));

const monthOf = (end: { month: string } | null | undefined): string => end?.month ?? '9999-12';

export function amongRows(drafts: readonly Draft[], { intake, work, villages }: Setting): Among {
  const among: Among = { blocked: new Map(), problems: new Map(), rows: new Map() };
  const where = (row: number): string => rowWords(row, intake.pages);
  const usable = drafts.filter(({ blocked }) => blocked === '');
  const person = ({ id, name, code }: Draft): string =>
    id && !id.placeholder ? id.number : id ? `${id.number}|${name}` : `${name}|${code}`;

  for (const group of groupedBy(usable, person)) {
    const named = new Set(group.map(({ name }) => name));
    if (named.size > 1) {
      for (const one of group) {
        const other = group.find(({ name }) => name !== one.name) as Draft;
        among.blocked.set(one.row, `${where(other.row)}也是这个证件号，名字却不一样`);
      }
      continue;
    }
    const seen = new Map<string, number>();
    const kept = group.filter((one) => {
      const before = seen.get(one.print);
      if (before === undefined) seen.set(one.print, one.row);
      else among.blocked.set(one.row, `和${where(before)}一模一样，只算一次`);
      return before === undefined;
    });
    if (kept.length < 2) continue;
    disagreements(kept, 'persons', among, where);
    if (!work) continue;
    for (const one of kept)
      for (const other of kept) {
        if (one === other) continue;
        if (worksOf(one).some((mine) => worksOf(other).some((theirs) => overlap(mine, theirs))))
          push(among.problems, one.row, { field: 'work.start', words: `和${where(other.row)}的务工时间重了，一个人不能同时干两处` });
      }
  }
  const living = usable.filter(({ row }) => !among.blocked.has(row));
  for (const group of groupedBy(living, ({ code }) => code)) {
    disagreements(group, 'households', among, where);
    const code = ({ village }: Draft): string => villages.get(bareVillage(village)) ?? '';
    differing(
      group.filter((one) => code(one) !== ''),
      code,
      (one, other) => push(among.problems, one.row, { field: 'row.village', words: `同一户，${where(other.row)}写的是${other.village}` }),
    );
    const heads = group.filter(({ persons }) => persons.relation === '户主');
    if (new Set(heads.map(person)).size > 1)
      for (const one of heads)
        push(among.problems, one.row, {
          field: 'relation',
          words: `这一户有两个户主：${where(one.row)}和${where((heads.find((other) => other !== one) as Draft).row)}`,
        });
  }
  return among;
}

/** Rows whose value is not what most rows of the group say; all that differ when there is no most. */
function differing(group: readonly Draft[], wordOf: (draft: Draft) => string, note: (one: Draft, other: Draft) => void): void {
  const counts = new Map<string, Draft[]>();
  for (const one of group) counts.set(wordOf(one), [...(counts.get(wordOf(one)) ?? []), one]);
  if (counts.size < 2) return;
  const most = [...counts.values()].find((rows) => rows.length * 2 > group.length);
  for (const one of group) {
    if (most?.includes(one)) continue;
    const other = (most ?? group).find((two) => wordOf(two) !== wordOf(one));
    if (other) note(one, other);
  }
}

function disagreements(group: readonly Draft[], of: 'persons' | 'households', among: Among, where: (row: number) => string): void {
  const fields = new Set(group.flatMap((draft) => Object.keys(draft[of])));
  for (const field of fields) {
    const saying = group.filter((draft) => draft[of][field] !== undefined);
    const text = (draft: Draft): string => {
      const value = (draft[of] as Values)[field] ?? null;
      // Equal in meaning is equal in text.
      const equal = saying.find((other) => agrees((other[of] as Values)[field] ?? null, value)) as Draft;
      return JSON.stringify((equal[of] as Values)[field]);
    };
    differing(saying, text, (one, other) => {
      const rows = among.rows.get(one.row) ?? new Map<string, string>();
      rows.set(field, `${where(other.row)}的${columnField(field)?.words ?? ''}是「${said(field, (other[of] as Values)[field] ?? null)}」`);
      among.rows.set(one.row, rows);
    });
  }
}
