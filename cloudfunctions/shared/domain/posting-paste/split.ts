// One message, one or several postings: numbered, parted by blank lines, or one to a line; what stands around them holds for all.
import { plainSigns } from './text';

export interface Stretches {
  /** From and to of each posting. */
  postings: { start: number; end: number }[];
  /** What stands before, between and after: whom to call, where, who offers. */
  common: { start: number; end: number }[];
}

interface Line {
  start: number;
  end: number;
  text: string;
}

const NUMBERED =
  /^\s*(?:[【[(]?\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?[】\])、.．:]|\d\ufe0f?\u20e3|[①②③④⑤⑥⑦⑧⑨]|(?:岗位|工种|职位)\s?[一二三四五六七八九\d]{1,2}\s?[:、.]?)(?!\d)/;
const RULE = /^[\s\-—=*_~·.…─━]{3,}$/;
const WORK = /招|聘|工(?!业|资|作|地|人|程|伤|龄|时|厂)|员|师|岗|司机|保洁|保安|保姆|护工|收银|营业|跟车|装卸|搬运|采摘/;
const MONEY =
  /\d{2,5}\s*(?:元|块|k|K)|\d\s*[k千Kw万]|\d{3,5}\s*[-~—至到]\s*\d{3,5}|(?:工资|月薪|日薪|综合|一天|每天|一个月|时薪)|[一二两三四五六七八九]千|面议|计件/;
const PEOPLE = /\d{1,3}\s*(?:名|位|人|个)|若干|数名/;

/** Whether a stretch is a posting of its own: a kind of work with what it pays or how many. */
const isPosting = (text: string): boolean => WORK.test(text) && (MONEY.test(text) || PEOPLE.test(text));

export function stretchesOf(whole: string): Stretches {
  const lines = linesOf(plainSigns(whole));
  const parted = numbered(lines) ?? byLines(blocks(lines)) ?? byLines(lines.filter(({ text }) => text.trim() !== ''));
  return parted ?? { postings: whole.trim() === '' ? [] : [{ start: 0, end: whole.length }], common: [] };
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ start, end: start + line.length, text: line });
    start += line.length + 1;
  }
  return lines;
}

const joined = (lines: readonly Line[]): Line => ({
  start: (lines[0] as Line).start,
  end: (lines[lines.length - 1] as Line).end,
  text: lines.map(({ text }) => text).join('\n'),
});

/** Runs of lines between blank ones or ruled ones. */
function blocks(lines: readonly Line[]): Line[] {
  const found: Line[][] = [];
  let open = false;
  for (const line of lines) {
    if (line.text.trim() === '' || RULE.test(line.text)) open = false;
    else if (open) found[found.length - 1]?.push(line);
    else {
      found.push([line]);
      open = true;
    }
  }
  return found.map(joined);
}

/** Numbered terms of one posting (1、年龄… 2、工资…) are no postings: most of the numbered ones must name work and money or people. */
function numbered(lines: readonly Line[]): Stretches | null {
  const heads = lines.flatMap((line, i) => (NUMBERED.test(line.text) ? [i] : []));
  if (heads.length < 2) return null;
  const before = lines.slice(0, heads[0]).filter(({ text }) => text.trim() !== '');
  const items = heads.map((head, i) => lines.slice(head, heads[i + 1] ?? lines.length));
  const last = items[items.length - 1] as Line[];
  // The others are one line each, or the last goes on after a blank line: what follows is for all.
  const oneLine = items.slice(0, -1).every((item) => item.filter(({ text }) => text.trim() !== '').length === 1);
  const blank = last.findIndex(({ text }, i) => i > 0 && text.trim() === '');
  const cut = oneLine ? 1 : blank > 0 ? blank : last.length;
  const after = last.slice(cut).filter(({ text }) => text.trim() !== '');
  items[items.length - 1] = last.slice(0, cut);
  const whole = items.map(joined);
  const fit = whole.filter(({ text }) => isPosting(text));
  if (fit.length < 2 || fit.length * 3 < whole.length * 2) return null;
  return {
    postings: fit,
    common: [before, whole.filter((one) => !fit.includes(one)), after].flatMap((some) => (some.length > 0 ? some : [])),
  };
}

function byLines(parts: readonly Line[]): Stretches | null {
  const fit = parts.filter(({ text }) => isPosting(text));
  // A heading with a kind of work and one figure is soon a posting: each must tell both, and none may be a mere heading.
  if (
    fit.length < 2 ||
    !fit.every(({ text }) => MONEY.test(text)) ||
    fit.some(({ text }) => /^\s*(?:工资|待遇|福利|要求|薪资|月薪|地址|年龄)/.test(text))
  )
    return null;
  return { postings: fit, common: parts.filter((one) => !fit.includes(one)) };
}
