// What the data rules find, as officers read it: how bad, where, what to do.
import type { Output } from '@shared/contract/index';
import type { Tone } from './tone';

type Row = Output<'finding.list'>['items'][number];

const SEVERITY: Record<Row['severity'], { words: string; tone: Tone; icon: string }> = {
  block: { words: '必须改', tone: 'stop', icon: 'cross' },
  warn: { words: '多半不对', tone: 'wait', icon: 'ask' },
  verify: { words: '问一声', tone: 'calm', icon: 'phone' },
};

export const severityOf = (severity: Row['severity']) => SEVERITY[severity];

export interface FindingItem {
  id: string;
  /** Who or whose: 周某某, or 周某某家. */
  who: string;
  where: string;
  words: string;
  title: string;
  mend: string;
  severity: string;
  tone: string;
  icon: string;
  explainable: boolean;
  explained: string;
  person: string;
  household: string;
}

export function findingItem(row: Row): FindingItem {
  const { words: severity, tone, icon } = severityOf(row.severity);
  return {
    id: row.id,
    who: row.person === null ? `${row.headName}家` : row.person.name,
    where: `${row.villageName} ${row.group}${row.person === null || row.person.name === row.headName ? '' : ` · ${row.headName}家`}`,
    words: row.words,
    title: row.title,
    mend: row.mend,
    severity,
    tone,
    icon,
    explainable: row.explainable,
    explained: row.explained,
    person: row.person?.id ?? '',
    household: row.household,
  };
}
