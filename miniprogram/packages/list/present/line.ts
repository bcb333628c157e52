// One person of the village list as a row on the screen: how it stands, what is missing, and the marks an officer must not miss.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { moneyWords } from '@shared/domain/money';
import { lackWords, lineWords, partWords } from '@shared/domain/words/lines';
import type { Tone } from '../../../present/tone';

export type Row = Output<'list.village'>['items'][number];

const LOOK: Record<Row['line'], { tone: Tone; icon: string }> = {
  can: { tone: 'good', icon: 'check' },
  missing: { tone: 'wait', icon: 'ask' },
  cannot: { tone: 'calm', icon: 'cross' },
  filed: { tone: 'good', icon: 'paper' },
  aside: { tone: 'calm', icon: 'clock' },
};

export interface LineItem {
  person: string;
  name: string;
  /** 二组 · 周满仓家 · 包户人 任某 */
  where: string;
  amount: string;
  tone: Tone;
  icon: string;
  state: string;
  /** The one line under it: what is missing, or why not. */
  under: string;
  marks: string[];
  /** May be ticked for sending. */
  sendable: boolean;
  chosen: boolean;
}

export function lineItem(row: Row, chosen: ReadonlySet<string>, several = false): LineItem {
  const { tone, icon } = LOOK[row.line];
  const lacks = row.missing.filter((code) => code !== 'file').map((code) => lackWords(code));
  const under =
    row.line === 'cannot'
      ? row.why
      : lacks.length > 0
        ? `缺：${lacks.join('、')}`
        : row.line === 'can'
          ? row.agreed
            ? '本人同意了，可以交'
            : '还没记本人怎么同意的'
          : '';
  return {
    person: row.person,
    name: row.name,
    where: [
      several ? row.villageName : '',
      row.group,
      row.headName === '' || row.headName === row.name ? '' : `${row.headName}家`,
      row.keeperName === '' ? '' : `包户人 ${row.keeperName}`,
    ]
      .filter((part) => part !== '')
      .join(' · '),
    amount: row.amountFen > 0 ? moneyWords(row.amountFen) : '',
    tone,
    icon,
    state: row.topUp?.begun
      ? `补差 · ${lineWords(row.line)}`
      : row.line === 'filed' || row.line === 'aside'
        ? row.paidOutside
          ? '系统外发过了'
          : partWords(row.part)
        : lineWords(row.line),
    under,
    marks: [
      ...(row.topUp && !row.topUp.begun ? [`${dayWords(row.topUp.until)}前找到车票，还能补差`] : []),
      ...(row.kin ? ['您的亲属，要第一书记看'] : []),
      ...row.hints,
    ],
    sendable: row.line === 'can' && row.agreed,
    chosen: chosen.has(row.person),
  };
}
