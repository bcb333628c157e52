// What it pays: the amount with its unit, and in what manner. A number is money only where the words about it or its size say so.
import type { PostingRecord } from '../posting-record';
import { NUMBER, numberOf, rangeOf, TO } from './numbers';
import { type Match, type Piece, type Said, type Stretch, shortened } from './text';

type Pay = PostingRecord['pay'];
type Unit = Pay['unit'];

const MONEY = '\\s*(?:元|块钱|块|圆|rmb|RMB)?\\s*(?:左右|上下|以上|起)?\\s*';
const AMOUNT = new RegExp(`[¥]?(${NUMBER})(?:${MONEY}${TO}[¥]?(${NUMBER}))?(${MONEY})`);

/** Words after an amount that tell its unit; the first that fits. */
const AFTER: readonly (readonly [RegExp, Unit])[] = [
  [/^(?:\/|每|一)?\s?(?:个)?(?:小时|钟头|时(?!间))|^\/\s?[hH]/, 'hour'],
  [/^(?:\/|每|一|1)\s?(?:天|日|个工|工)/, 'day'],
  [/^\(?(?:\/|每|一|1)\s?(?:个)?月/, 'month'],
  [/^(?:\/|每|一|1)\s?(?:件|个|双|条|斤|吨|方|平|套|袋|箱)/, 'piece'],
];
/** Words before it. */
const BEFORE: readonly (readonly [RegExp, Unit | null])[] = [
  [/(?:时薪|小时工资|每小时|一小时|一个小时|工时费?)[:是\s]*$/, 'hour'],
  [/(?:日薪|日工资|日结|一天|每天|天|一个工|工价)[:是给能挣\s]*$/, 'day'],
  [
    /(?:月综合|综合(?:工资|薪资|收入)?|月薪|月工资|月收入|月入|到手|每月|一个月|底薪|月|保底(?:工资)?|无责)[:是约在能挣拿给可达\s]*$/,
    'month',
  ],
  [/(?:单价|每件|一件|件)[:是\s]*$/, 'piece'],
  [/(?:工资|薪资|薪酬|待遇|报酬|收入|薪水|工钱)(?:待遇|标准)?[:是约在\s]*$/, null],
];
/** An amount after these is not what the work pays, or not all of it. */
const OTHER =
  /(?:押金|服务费|介绍费|中介费|体检费|服装费|补贴|餐补|房补|饭补|补助|奖金?|全勤|满勤|提成|返费|罚|押|路费|车费|高温|夜班费|注册资金|试用期|社保|水电)[:是约每每天月人给\s]*$/;
const NOT_MONEY = /^\s*(?:名|人|位|岁|周岁|号|点|[:：]|年|月(?!薪)|日|小时|天|平|米|公里|%|级|班|楼|层|间|险|休|个人|个(?!月)|cm|kg|斤)/;

interface Candidate {
  pay: Omit<Pay, 'how'>;
  piece: Piece;
  /** How surely it is the pay. */
  weight: number;
}

/** What is plausible as pay of a unit, in yuan: outside of it a bare number is something else. */
const PLAUSIBLE: Readonly<Record<Unit, readonly [number, number]>> = {
  month: [500, 80_000],
  day: [30, 3000],
  hour: [5, 500],
  piece: [0.001, 5000],
};

function unitOf(stretch: Stretch, { piece }: Match, tail: string): { unit: Unit | null; labelled: boolean; guess: boolean } {
  const after = stretch.after(piece.end, 8);
  const found = AFTER.find(([pattern]) => pattern.test(after) || pattern.test(after.replace(/^\s+/, '')));
  if (found) return { unit: found[1], labelled: true, guess: false };
  const before = stretch.before(piece.start, 12);
  const label = BEFORE.find(([pattern]) => pattern.test(before));
  if (label && label[1] !== null) return { unit: label[1], labelled: true, guess: false };
  return { unit: null, labelled: label !== undefined || tail.trim() !== '', guess: true };
}

function candidate(stretch: Stretch, match: Match): Candidate | null {
  const [, low = '', high = '', tail = ''] = match.groups;
  const { piece } = match;
  if (OTHER.test(stretch.before(piece.start, 12))) return null;
  const digitsOnly = /^\d/.test(low);
  if (/(?:[\dA-Za-z.]|\d:)$/.test(stretch.before(piece.start, 2)) || /^[\d:]/.test(stretch.after(piece.end, 1))) return null;
  const ends = high === '' ? single(low) : rangeOf(low, high);
  if (!ends) return null;
  const { unit, labelled, guess } = unitOf(stretch, match, tail);
  if (unit === null && NOT_MONEY.test(stretch.after(piece.end, 3))) return null;
  // Chinese numerals are everywhere (一个, 两班, 三天): money only with a unit or a money word.
  if (!digitsOnly && !(labelled && (unit !== null || tail.trim() !== ''))) return null;
  const meant = unit ?? sizeUnit(ends[1], labelled);
  if (meant === null) return null;
  const [least, most] = PLAUSIBLE[meant];
  if (ends[0] < least || ends[1] > most) return null;
  const weight = (guess ? 0 : 4) + (labelled ? 2 : 0) + (high !== '' ? 1 : 0);
  const closed = { start: piece.start, end: piece.end - (/\s*$/.exec(match.groups[0] ?? '')?.[0].length ?? 0) };
  return { pay: { minFen: Math.round(ends[0] * 100), maxFen: Math.round(ends[1] * 100), unit: meant }, piece: closed, weight };
}

function single(typed: string): [number, number] | null {
  // 四五千, 七八百: two digits side by side are a range.
  const two = /^([一二三四五六七八])([二三四五六七八九])([百千万])$/.exec(typed);
  if (two) return rangeOf(`${two[1]}${two[3]}`, `${two[2]}${two[3]}`);
  const value = numberOf(typed);
  return value === null || value === 0 ? null : [value, value];
}

/** A bare number's unit by its size: nobody pays 5000 a day. Between, nothing is guessed. */
function sizeUnit(yuan: number, labelled: boolean): Unit | null {
  if (yuan >= 1500 && yuan <= 30_000) return 'month';
  return labelled && yuan >= 80 && yuan <= 800 ? 'day' : null;
}

/** Ways of paying that are told in words. */
const HOW =
  /计件(?:工资|制)?|多劳多得|日结(?:工资)?|周结|月结|当天结(?:算|清)?|(?:每月|次月|下月)\s?\d{1,2}\s?[号日](?:左右)?发(?:工资|薪)?|压\s?(?:一个|半个|\d+)\s?(?:个)?月(?:工资)?|(?:无责)?(?:保底|底薪)(?:工资)?\s?\d+(?:\.\d+)?\s?[kK千]?(?:元|块)?(?:\s?[+加]\s?(?:提成|计件|绩效|奖金))?|试用期\s?\d+(?:元|块)?|全勤奖?\s?\d*元?|加班(?:费)?(?:另算|\d+(?:\.\d+)?元?\/?(?:小时)?)|不拖欠|工资准时发放|打卡发放/;

export interface PayRead {
  pay: Said<Pay> | null;
  notes: string[];
}

/** @returns the pay as far as it is told, and what the reader could not take over. Amounts used are hidden in the stretch. */
export function readPay(stretch: Stretch): PayRead {
  const notes: string[] = [];
  if (stretch.has(/年薪|[/每一]年|年收入|年综合/)) {
    const year = stretch.first(
      new RegExp(`(?:年薪|年收入|年综合)[:约\\s]*(?:${NUMBER})(?:${TO}(?:${NUMBER}))?|(?:${NUMBER})(?:${TO}(?:${NUMBER}))?元?[/每一]年`),
    );
    if (year) {
      notes.push(`「${shortened(year.groups[0] ?? '', 20)}」说的是一年的钱，一个月多少请问清楚`);
      stretch.hide(year.piece);
    }
  }
  if (stretch.has(/面议|面谈|电话详谈|工资可谈/)) notes.push('工资写的是面议：到底多少请问清楚');
  const found = stretch
    .all(AMOUNT)
    .map((match) => candidate(stretch, match))
    .filter((one): one is Candidate => one !== null);
  // sort() is stable: of equally sure ones the first that was written.
  const [best] = [...found].sort((a, b) => b.weight - a.weight);
  const manner = stretch.all(HOW);
  const how = shortened([...new Set(manner.map(({ groups }) => (groups[0] ?? '').trim()))].join('，'), 60);
  if (!best) {
    if (stretch.has(/计件/)) notes.push('写的是计件，没说一件多少钱、一个月大概多少：请问清楚');
    return { pay: null, notes };
  }
  const pieces = [best.piece, ...manner.map(({ piece }) => piece)];
  for (const piece of pieces) stretch.hide(piece);
  return { pay: { value: { ...best.pay, how }, pieces, sure: best.weight >= 4 ? 'said' : 'guessed' }, notes };
}
