// Whose payment a row of the sheet is, and whether it is new, known, changed, or cannot be used; always with the reason.
import { moneyWords } from '@shared/domain/money';
import { type PastId, readPastId } from '@shared/domain/past-ids';
import type { PastRow } from '@shared/domain/past-rows';
import type { FoundRow, OutsideRecord, PersonRecord, RowOutcome } from '@shared/domain/records';
import { allAmong } from '@shared/repos/ledgers';
import { outsideId } from '@shared/repos/lists';
import { blindIndex, type KeyRing } from '@shared/runtime/crypto';
import { among, type Store } from '@shared/runtime/store';

const MOST_NAMESAKES = 1000;

/** Everybody fifty rows could mean: by their numbers, and by their names within the town. */
export async function candidatesFor(rows: readonly PastRow[], town: string, store: Store, ring: KeyRing) {
  const indexes = new Map<string, string>();
  for (const { id } of rows) {
    const read = readPastId(id);
    if (read.kind === 'number') indexes.set(read.number, blindIndex(ring, 'persons.idNumber', read.number));
  }
  const byIndex = await allAmong<PersonRecord>(store, 'persons', 'idIndex', [...indexes.values()]);
  const names = [...new Set(rows.map(({ name }) => name))];
  const namesakes = await store.list<PersonRecord>('persons', { where: { town, name: among(names) }, limit: MOST_NAMESAKES });
  return {
    numbered: (number: string) => byIndex.find(({ idIndex }) => idIndex === indexes.get(number)) ?? null,
    named: (name: string) => namesakes.filter((one) => one.name === name),
  };
}
type Candidates = Awaited<ReturnType<typeof candidatesFor>>;

interface Matched {
  person: PersonRecord | null;
  words: string;
  outcome: 'unmatched' | 'wrong' | null;
}

const miss = (words: string): Matched => ({ person: null, words, outcome: 'unmatched' });

/** By what is left of the number: the end, the birthday, or nothing but the name. */
function byRest(id: PastId, name: string, village: string, people: Candidates, villageNames: ReadonlyMap<string, string>): Matched {
  const all = people.named(name).filter((one) => village === '' || sameVillage(villageNames.get(one.village) ?? '', village));
  const fits = all.filter((one) => {
    if (id.kind === 'tail') return one.idTail.endsWith(id.tail);
    if (id.kind === 'masked') return one.idTail.endsWith(id.tail);
    return id.kind === 'rounded' && one.born === id.born;
  });
  if (id.kind === 'none')
    return miss(
      all.length === 0 ? '没有证件号，名册里也没有叫这个名字的' : `没有证件号，叫这个名字的有 ${all.length} 人，补上证件号或后四位`,
    );
  if (fits.length === 1)
    return {
      person: fits[0] ?? null,
      words: id.kind === 'rounded' ? '证件号后几位被表格吃掉了，按姓名和出生日期对上的' : '',
      outcome: null,
    };
  if (fits.length > 1) return miss(`同名又同${id.kind === 'rounded' ? '一天生' : '尾号'}的有 ${fits.length} 人，写全证件号`);
  return miss(all.length === 0 ? '名册里没有这个人' : '名字在名册里，证件号对不上');
}

function sameVillage(known: string, typed: string): boolean {
  const bare = (text: string) => text.replace(/(村民委员会|村委会|行政村|村)$/, '');
  return bare(known) === bare(typed) || known.includes(bare(typed));
}

function matched(row: PastRow, people: Candidates, villageNames: ReadonlyMap<string, string>, town: string): Matched {
  const id = readPastId(row.id);
  if (id.kind !== 'number') return byRest(id, row.name, row.village, people, villageNames);
  const person = people.numbered(id.number);
  if (person === null || person.town !== town)
    return miss(people.named(row.name).length > 0 ? '名字在名册里，证件号对不上' : '名册里没有这个证件号');
  if (person.name !== row.name)
    return { person: null, words: `这个证件号在名册里不是这个名字（名册里姓${person.name.charAt(0)}）`, outcome: 'wrong' };
  return { person, words: '', outcome: null };
}

/** Looks at fifty rows of one import. */
export async function findRows(
  rows: readonly PastRow[],
  about: { town: string; villageNames: ReadonlyMap<string, string> },
  store: Store,
  ring: KeyRing,
): Promise<FoundRow[]> {
  const people = await candidatesFor(rows, about.town, store, ring);
  const matches = rows.map((row) =>
    row.wrong === '' ? matched(row, people, about.villageNames, about.town) : { person: null, words: row.wrong, outcome: 'wrong' as const },
  );
  const ids = rows.map((row, i) => {
    const person = matches[i]?.person;
    return person ? outsideId(row.programme, person._id, row.period, row.n) : null;
  });
  const known = new Map(
    (
      await store.getMany<OutsideRecord>(
        'outside',
        ids.flatMap((id) => id ?? []),
      )
    ).map((one) => [one._id, one]),
  );
  return rows.map((row, i): FoundRow => {
    const match = matches[i] as Matched;
    const id = ids[i] ?? null;
    const was = id === null ? undefined : known.get(id);
    const { outcome, words } =
      match.person === null ? { outcome: match.outcome ?? 'unmatched', words: match.words } : against(was, row, match.words);
    return {
      row: row.row,
      name: withoutNumbers(row.name),
      idTail: match.person?.idTail ?? '',
      outcome,
      words: withoutNumbers(words),
      person: match.person?._id ?? null,
      village: match.person?.village ?? '',
      programme: row.programme,
      period: row.period,
      amountFen: row.amountFen,
      paidOn: row.paidOn,
      outside: id,
    };
  });
}

/** A column read as another may hold a number of somebody's: it does not stay in what everybody at the desk reads. */
function withoutNumbers(text: string): string {
  return text.replace(/\d{9,}[\dXx]*/g, '…');
}

function against(was: OutsideRecord | undefined, row: PastRow, words: string): { outcome: RowOutcome; words: string } {
  if (!was || was.status === 'undone') return { outcome: 'new', words };
  const parts = [
    was.amountFen === row.amountFen ? '' : `金额原来是 ${moneyWords(was.amountFen)}`,
    was.paidOn === row.paidOn ? '' : `日期原来是 ${was.paidOn === '' ? '空的' : was.paidOn}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? { outcome: 'known', words: '早就接过来了，不再加' } : { outcome: 'changed', words: parts.join('，') };
}

/** The second row that means the same payment cannot be used: it would be counted once and read twice. */
export function withoutRepeats(rows: readonly FoundRow[], seen: Map<string, number>): FoundRow[] {
  return rows.map((row) => {
    if (row.outside === null) return row;
    const first = seen.get(row.outside);
    if (first === undefined || first === row.row) {
      seen.set(row.outside, row.row);
      return row;
    }
    return { ...row, outcome: 'wrong', words: `跟第 ${first} 行是同一个人的同一笔`, outside: null };
  });
}
