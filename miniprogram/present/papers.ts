// A paper as its row shows it: what it still lacks, in one line.

import type { Output } from '@shared/contract/index';
import { beijingDate, dayWords } from '@shared/domain/dates';

type Paper = Output<'papers.list'>['papers'][number];

export interface PaperRow {
  key: string;
  name: string;
  kind: string;
  line: string;
  stamp: boolean;
  busyStamp: string;
  pages: number;
}

const STAMP_WORDS: Record<Paper['stamp'], string> = {
  '': '不用盖章',
  village: '要村里盖章',
  town: '要乡里盖章',
  person: '要本人签字',
};

export function paperRow(paper: Paper): PaperRow {
  const back =
    paper.pages > 0 && paper.lastPageAt ? `${dayWords(beijingDate(paper.lastPageAt))}交回 ${paper.pages} 张` : STAMP_WORDS[paper.stamp];
  return {
    key: paper.key,
    name: paper.name,
    kind: `${paper.format === 'word' ? 'Word' : 'Excel'}${paper.ownLayout ? ' · 本县格式' : ''}`,
    line: [back, paper.open].filter((words) => words !== '').join('；'),
    stamp: paper.stamp !== '',
    busyStamp: `stamp-${paper.key}`,
    pages: paper.pages,
  };
}
