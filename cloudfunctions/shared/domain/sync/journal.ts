// The day's 工作日志 and the 走访记录 of each household, drafted from what was recorded. Words a cadre copies or prints and goes on writing.
import { beijingTime, dayWords } from '../dates';
import type { DateText, Instant } from '../records';

/** What a journal needs of a visit: the same of one still on the phone and one the cloud has. */
export interface JournalVisit {
  headName: string;
  group: string;
  startedAt: Instant;
  endedAt: Instant;
  met: readonly string[];
  said: string;
  changes: readonly { name: string; label: string; is: string }[];
  settled: readonly string[];
  promises: readonly { words: string; dueOn: DateText }[];
  later: readonly string[];
}

const stop = (text: string): string => (/[。！？]$/.test(text) ? text : `${text}。`);

/** One household: who was met, what was said, what changed, what was settled, what was promised. */
export function visitRecordWords(visit: JournalVisit): string {
  const { headName, met, said, changes, settled, promises, later } = visit;
  const parts = [
    met.length > 0 ? `在${headName}家见到${met.join('、')}。` : `${headName}家没人在家。`,
    said.trim() === '' ? '' : `谈到：${stop(said.trim())}`,
    changes.length > 0
      ? `情况有变：${changes.map(({ name, label, is }) => `${name}${label}：${is}`).join('；')}。`
      : '登记的情况没有变化。',
    settled.length > 0 ? `当场办了：${settled.join('；')}。` : '',
    promises.length > 0 ? `答应办的：${promises.map(({ words, dueOn }) => `${words}（${dayWords(dueOn)}前）`).join('；')}。` : '',
    later.length > 0 ? `回去再补：${later.join('；')}。` : '',
  ];
  return parts.filter((part) => part !== '').join('');
}

/** The day in one text: how many doors, what was done, what is to be done. */
export function journalWords(on: DateText, name: string, visits: readonly JournalVisit[]): string {
  if (visits.length === 0) return `${dayWords(on)} 工作日志\n今天没有走访。`;
  const met = visits.reduce((sum, one) => sum + one.met.length, 0);
  const changes = visits.reduce((sum, one) => sum + one.changes.length, 0);
  const settled = visits.reduce((sum, one) => sum + one.settled.length, 0);
  const first = [...visits].sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  const from = first[0]?.startedAt ?? '';
  const to = visits.map(({ endedAt }) => endedAt).sort()[visits.length - 1] ?? '';
  const head = `${dayWords(on)} 工作日志（${name}）`;
  const sum = `${beijingTime(from)}至${beijingTime(to)}走访 ${visits.length} 户，见到 ${met} 人，登记变化 ${changes} 处，当场办结 ${settled} 件。`;
  const homes = first.map((one, n) => `${n + 1}. ${one.group}${one.headName}家：${visitRecordWords(one)}`);
  const todo = visits.flatMap((one) => one.promises.map(({ words, dueOn }) => `${one.headName}家：${words}，${dayWords(dueOn)}前`));
  return [head, sum, ...homes, ...(todo.length > 0 ? ['要办的：', ...todo.map((words, n) => `${n + 1}. ${words}`)] : [])].join('\n');
}
