// A whole pack in plain official words, line by line with its article: for the clerk's desk, and for comparing two versions.
import type { Basis } from '@shared/domain/assessment';
import { countedDaysWords, periodWords } from '@shared/domain/dates';
import { basisOf } from './assess';
import { publicityColumnsOf, statementOf, summaryOf } from './card';
import type { Condition } from './checks';
import type { BasisRef, PolicyPack } from './schema';
import { amountLines } from './words/amount';
import { conditionLine, conditionSection } from './words/conditions';
import {
  COLUMN_WORDS,
  CONSENT_WORDS,
  dayIn,
  LEVEL_WORDS,
  MONTH_RULE_WORDS,
  PAID_BY_WORDS,
  PROXY_WORDS,
  STAGE_WORDS,
  WORKER_WORDS,
} from './words/names';

/** Parts of a pack in the order they are read. */
export const PLAIN_SECTIONS = [
  '项目',
  '待县里明确',
  '没读到的内容',
  '对象和条件',
  '务工时间怎么算',
  '补贴标准',
  '申领时间',
  '需要的凭证',
  '代办',
  '审核',
  '公示',
  '发放',
  '给群众看的话',
  '承诺书',
  '依据文件',
] as const;
export type PlainSection = (typeof PLAIN_SECTIONS)[number];

export interface PlainLine {
  /** The place in the pack, by ids: `conditions.age`, `amount.tiers.outside_province`. The same place of another version has the same path. */
  path: string;
  section: PlainSection;
  line: string;
  /** null where the line rests on no article, e.g. the days in force. */
  basis: Basis | null;
}

type Add = (section: PlainSection, path: string, line: string, ref?: BasisRef) => void;

function conditionWords(condition: Condition, pack: PolicyPack): string {
  const { onlyIf } = condition;
  if (onlyIf === undefined) return conditionLine(condition);
  const found = pack.switches?.find((one) => one.id === onlyIf.switch);
  const option = found?.options.find((one) => one.id === onlyIf.is)?.words ?? '';
  const state = found?.chosen === null ? '县里还没定' : found?.chosen === onlyIf.is ? '现在算' : '现在不算';
  return `${conditionLine(condition)}（选「${option}」时才算，${state}）`;
}

function programme(pack: PolicyPack, add: Add): void {
  add('项目', 'name', `${pack.name}（群众叫「${pack.spoken}」）`);
  add('项目', 'id', `版本：${pack.id}`);
  add('项目', 'notice', pack.notice);
  add('项目', 'periods', `执行年度：${pack.periods.map(periodWords).join('、')}`);
  add('项目', 'from', `自 ${pack.from} 起施行`);
  add('项目', 'until', pack.until === null ? '没有写明失效日期' : `至 ${pack.until} 止`);
  add('项目', 'checkedOn', `与文件核对的日期：${pack.checkedOn}`);
  for (const { id, question, options, chosen, basis } of pack.switches ?? []) {
    const choice = options.find((one) => one.id === chosen)?.words;
    add(
      '待县里明确',
      `switches.${id}`,
      `${question}${choice === undefined ? `未定，可选：${options.map((one) => one.words).join('；')}` : choice}`,
      basis,
    );
  }
  (pack.unread ?? []).forEach(({ about, words }) => {
    add('没读到的内容', `unread.${about}`, `${about}：${words}`);
  });
}

function work({ work: { months, monitoredFrom, span, basis } }: PolicyPack, add: Add): void {
  add('务工时间怎么算', 'work.months', MONTH_RULE_WORDS[months], basis);
  add(
    '务工时间怎么算',
    'work.monitoredFrom',
    monitoredFrom === 'identified' ? '新识别的监测户从识别之日起算' : '监测户从补贴期开始起算',
    basis,
  );
  if (span !== undefined)
    add('务工时间怎么算', 'work.span', `补贴期：${dayIn(span.fromYear, span.fromDay)}至${dayIn(span.toYear, span.toDay)}`, span.basis);
}

function procedure(pack: PolicyPack, add: Add): void {
  for (const { id, need, when, kinds, basis } of pack.evidence) {
    const names = kinds.map((one) => one.official).join('、');
    const which = need === 'all' || kinds.length === 1 ? names : `${names}，任选一样`;
    add('需要的凭证', `evidence.${id}`, `${when === undefined ? '' : `${WORKER_WORDS[when]}：`}${which}`, basis);
  }
  const { proxy, paying, fund, channel } = pack;
  if (proxy)
    add(
      '代办',
      'proxy',
      `可以由${proxy.kinds.map((one) => PROXY_WORDS[one]).join('、')}代办，${CONSENT_WORDS[proxy.consent]}`,
      proxy.basis,
    );
  pack.stages.forEach(({ kind, level, days, calendar, basis }, index) => {
    add(
      '审核',
      `stages.${index}`,
      `第 ${index + 1} 步：${LEVEL_WORDS[level]}${STAGE_WORDS[kind]}，${countedDaysWords(days, calendar === true)}`,
      basis,
    );
  });
  add('公示', 'publicity.days', `公示 ${countedDaysWords(pack.publicity.days, pack.publicity.calendar === true)}`, pack.publicity.basis);
  add(
    '公示',
    'publicity.columns',
    `公示栏目：${publicityColumnsOf(pack)
      .map((one) => COLUMN_WORDS[one])
      .join('、')}`,
    pack.publicity.basis,
  );
  if (paying) add('发放', 'paying', PAID_BY_WORDS[paying.by], paying.basis);
  if (fund) add('发放', 'fund', `资金来源：${fund.name}`, fund.basis);
  if (channel) {
    const account = { any_account: '本人任一账户', social_card: '本人社保卡或一卡通账户', named_bank: `本人${channel.bank ?? ''}账户` };
    add('发放', 'channel', `发到${account[channel.kind]}`, channel.basis);
  }
}

/** The pack in sentences, in the order of `PLAIN_SECTIONS`. Every number in them is the pack's own. */
export function plainWords(pack: PolicyPack): PlainLine[] {
  const find = basisOf(pack);
  const lines: PlainLine[] = [];
  const add: Add = (section, path, line, ref) => lines.push({ path, section, line, basis: ref === undefined ? null : find(ref) });
  programme(pack, add);
  for (const one of pack.conditions) add(conditionSection(one), `conditions.${one.id}`, conditionWords(one, pack), one.basis);
  work(pack, add);
  for (const { path, line, ref } of amountLines(pack.amount)) add('补贴标准', path, line, ref);
  procedure(pack, add);
  summaryOf(pack).forEach((line, index) => {
    add('给群众看的话', `summary.${index}`, line);
  });
  statementOf(pack).forEach((line, index) => {
    add('承诺书', `statement.${index}`, line);
  });
  pack.documents.forEach((document, d) => {
    add('依据文件', `documents.${d}`, [document.title, document.docNo, document.issuer].filter((one) => one !== '').join('，'));
    document.articles.forEach(({ no, text }, a) => {
      add('依据文件', `documents.${d}.articles.${a}`, `${no}：${text}`);
    });
  });
  const order = (line: PlainLine): number => PLAIN_SECTIONS.indexOf(line.section);
  return lines.sort((a, b) => order(a) - order(b));
}
