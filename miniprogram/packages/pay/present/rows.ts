// Batches, money and members as the desk of whoever pays reads them: official words, two decimals.
import type { Output } from '@shared/contract/index';
import { beijingDate, dayWords, periodWords } from '@shared/domain/dates';
import { payerText } from '@shared/domain/money';

type Overview = Output<'pay.overview'>;
export type Batch = Overview['batches'][number];
type Group = Overview['waiting'][number];
type Budget = Overview['budgets'][number];

const TONES: Record<Batch['status'], { tone: string; icon: string }> = {
  building: { tone: 'wait', icon: 'clock' },
  short: { tone: 'stop', icon: 'ask' },
  ready: { tone: 'wait', icon: 'person' },
  released: { tone: 'wait', icon: 'clock' },
  closed: { tone: 'good', icon: 'check' },
  dismissing: { tone: 'calm', icon: 'clock' },
  dismissed: { tone: 'calm', icon: 'stop' },
};

export function batchRow(batch: Batch, today: string) {
  const { id, title, statusWords, count, sumFen, status, madeBy, heldBack } = batch;
  return {
    id,
    title,
    statusWords,
    ...TONES[status],
    sum: `${count} 人，${payerText(sumFen)} 元`,
    made: `${madeBy.name} ${dayWords(beijingDate(madeBy.at), today)}做的${heldBack > 0 ? `，${heldBack} 份没列上` : ''}`,
  };
}

export function groupRow(group: Group) {
  const { programme, period, spoken, name, count, sumFen, marked, paidByWords, villages } = group;
  return {
    key: `${programme} ${period}`,
    programme,
    period,
    fund: group.fund,
    title: `${periodWords(period)} ${spoken}`,
    name: `${name} · ${paidByWords}`,
    sum: `${count} 人，${payerText(sumFen)} 元`,
    marked: marked === 0 ? '' : `其中卡有问题的 ${marked} 人`,
    villages: [
      { code: '', words: `全部 ${count} 人` },
      ...villages.map((one) => ({ code: one.code, words: `${one.name} ${one.count} 人，${payerText(one.sumFen)} 元` })),
    ],
  };
}

export function budgetRow(budget: Budget) {
  const { id, fund, year, place, leftFen, totalFen, reservedFen, spentFen, carriedInFen, carriedOutFen, recoveredFen, version } = budget;
  const more = [
    carriedInFen > 0 ? `上年结转 ${payerText(carriedInFen)}` : '',
    carriedOutFen > 0 ? `结转下年 ${payerText(carriedOutFen)}` : '',
    recoveredFen > 0 ? `收回 ${payerText(recoveredFen)}` : '',
  ];
  return {
    id,
    version,
    fund,
    year,
    title: `${year}年 ${fund}`,
    place,
    left: payerText(leftFen),
    canCarry: leftFen > 0,
    totalFen,
    parts: [`预算 ${payerText(totalFen)}`, ...more, `占用 ${payerText(reservedFen)}`, `已发 ${payerText(spentFen)}`].filter(
      (part) => part !== '',
    ),
  };
}

const RESULTS: Record<string, { words: string; tone: string }> = {
  listed: { words: '等结果', tone: 'wait' },
  paid: { words: '成功', tone: 'good' },
  failed: { words: '退回', tone: 'stop' },
  void: { words: '拿出来了', tone: 'calm' },
};

/** The bank's own words, where they say more than ours. */
export function bankSaid(note: string, reasonWords: string): string {
  const bare = (words: string) => words.replace(/^(账户|户名|账号|已)+/, '');
  return note === '' || bare(note) === bare(reasonWords) ? '' : `「${note}」`;
}

/** `sent`: the batch is with the bank; before that, members are only listed. */
export function memberRow(row: Output<'pay.members'>['items'][number], sent = true) {
  const { id, name, villageName, amountFen, bank, tail, status, reasonWords, note, attempt } = row;
  const result = RESULTS[status] ?? { words: '', tone: 'calm' };
  return {
    id,
    name,
    villageName,
    amount: payerText(amountFen),
    card: `${bank} 尾号 ${tail}`,
    status,
    result: status === 'listed' && !sent ? '在名单里' : result.words,
    tone: result.tone,
    why: [reasonWords, bankSaid(note, reasonWords), attempt > 1 ? `第 ${attempt} 次` : ''].filter((part) => part !== '').join(' '),
  };
}

export type MemberRow = ReturnType<typeof memberRow>;
