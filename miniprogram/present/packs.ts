// Policy versions as their pages show them: lines by section, changes before and after, people a preview counts.

import type { Output } from '@shared/contract/index';
import { moneyWords } from '@shared/domain/money';

type Line = Output<'pack.read'>['lines'][number];
type Change = Output<'pack.compare'>['changes'][number];
type Sum = NonNullable<NonNullable<Output<'pack.draft'>['draft']['preview']>['sum']>;
type PreviewRow = Output<'pack.previewRows'>['rows'][number];

export interface LineGroup {
  section: string;
  lines: { path: string; line: string; basis: string }[];
}

/** In the order they come; lines of one section stand together. */
export function lineGroups(lines: readonly Line[]): LineGroup[] {
  const groups: LineGroup[] = [];
  for (const { path, section, line, basis } of lines) {
    let group = groups.find((one) => one.section === section);
    if (!group) {
      group = { section, lines: [] };
      groups.push(group);
    }
    group.lines.push({ path, line, basis: basis ? `${basis.docNo || basis.title} ${basis.article}` : '' });
  }
  return groups;
}

export interface ChangeRow {
  path: string;
  section: string;
  before: string;
  after: string;
}

export function changeRow({ path, section, before, after }: Change): ChangeRow {
  return { path, section, before: before ?? '（原来没有）', after: after ?? '（不要了）' };
}

export interface PartTile {
  part: Sum['parts'][number]['part'];
  words: string;
  people: number;
  money: string;
}

const PART_WORDS: Record<PartTile['part'], string> = {
  gains: '原来没有，现在有',
  more: '比原来多',
  less: '比原来少',
  loses: '原来有，现在没有',
  unsure: '要再问一样才知道',
  same: '跟原来一样',
};

const signed = (fen: number): string => (fen > 0 ? `+${moneyWords(fen)}` : moneyWords(fen));

export function partTiles(sum: Sum): PartTile[] {
  return sum.parts
    .filter(({ people }) => people > 0)
    .map(({ part, people, fen }) => ({ part, words: PART_WORDS[part], people, money: fen === 0 ? '' : signed(fen) }));
}

/** One sentence for whoever decides: people, money before and after. */
export function previewSentence(sum: Sum): string {
  const difference = sum.afterFen - sum.beforeFen;
  const compared = sum.beforePeriod === '' ? '现在没有在用的办法' : `按现在的办法要 ${moneyWords(sum.beforeFen)}`;
  const kept = sum.kept > 0 ? `其中 ${sum.kept} 人已经交了，按交的时候的办法，不变。` : '';
  return `涉及 ${sum.people} 人。${compared}，按这一版要 ${moneyWords(sum.afterFen)}，${difference === 0 ? '一样多' : `${difference > 0 ? '多' : '少'} ${moneyWords(Math.abs(difference))}`}。${kept}`;
}

export interface PersonLine {
  id: string;
  name: string;
  where: string;
  money: string;
  kept: boolean;
}

export function personLine({ person, name, villageName, group, beforeFen, afterFen, kept }: PreviewRow): PersonLine {
  return { id: person, name, where: `${villageName}${group}`, money: `${moneyWords(beforeFen)} → ${moneyWords(afterFen)}`, kept };
}
