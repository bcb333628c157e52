// The terms: board and lodging, hours, how heavy, what one must know, insurance, contract, the way there, until when.
import { addDays, isDate, lastDayOfMonth } from '../dates';
import type { PostingRecord } from '../posting-record';
import type { DateText, JobStrength } from '../records';
import { type Match, type Said, type Stretch, said, shortened } from './text';

type Board = PostingRecord['board'];

/** First that fits holds; `whole` = both food and lodging are told of, else one is told and the other is not. */
const BOARDS: readonly { pattern: RegExp; board: Board; whole: boolean }[] = [
  { pattern: /[包管]吃不[包管]住|管饭不管住/, board: { food: true, lodging: false }, whole: true },
  { pattern: /[包管]住不[包管]吃/, board: { food: false, lodging: true }, whole: true },
  {
    pattern: /不[包管]吃(?:不[包管])?住|不[包管]食宿|不[包管]吃,?也?不[包管]住|(?:食宿|吃住)自理|(?:不|没有?|无)(?:提供)?食宿/,
    board: { food: false, lodging: false },
    whole: true,
  },
  {
    pattern:
      /[包管供]吃[,、和]?[包管供]?住|吃住(?:全包|都[包管]|[包管]|免费)|食宿(?:全包|免费|[包管])|(?:提供|免费|[包管含])食宿|[包管]住[,、和]?[包管]?吃|[包管]食宿|免费吃住/,
    board: { food: true, lodging: true },
    whole: true,
  },
  {
    pattern: /[包管](?:一|两|二|三|早|午|晚|中)?(?:顿)?(?:吃|餐|饭)|(?:提供|免费)(?:工作|午|中|早|晚|一|两|三)?(?:顿)?(?:餐|饭)/,
    board: { food: true, lodging: false },
    whole: false,
  },
  { pattern: /[包管]住|(?:提供|免费)(?:住宿|宿舍)|有宿舍/, board: { food: false, lodging: true }, whole: false },
];

/** Both when both are told, in one word or in two; where only one is told the other is a guess. */
export function readBoard(stretch: Stretch): Said<Board> | null {
  const found = BOARDS.flatMap(({ pattern, board, whole }) => {
    const match = stretch.first(pattern);
    return match && !/[不没无]$/.test(whole ? '' : stretch.before(match.piece.start, 1)) ? [{ match, board, whole }] : [];
  });
  const sure = found.find(({ whole }) => whole);
  if (sure) return said(sure.board, sure.match.piece);
  const [first, second] = found;
  if (!first) return null;
  const pieces = found.map(({ match }) => match.piece);
  const board = { food: found.some((one) => one.board.food), lodging: found.some((one) => one.board.lodging) };
  return { value: board, pieces, sure: second ? 'said' : 'guessed' };
}

/** Phrases that are taken over as they stand, joined in their order. */
const PHRASES = {
  hours:
    /(?:长|常)白班|两班倒|三班倒|四班三(?:运转|倒)|倒班|白班|夜班|(?:每天|一天|日均|工作|上班)?\s?\d{1,2}(?:\s?[-~—到至]\s?\d{1,2})?\s?(?:个)?小时(?:制|工作制)?(?![\d\u4e00-\u9fa5]*(?:元|块|工资))|(?:早|上午|下午|晚)?\s?\d{1,2}\s?[点:]\s?(?:\d{2}|半)?\s?[-~—到至]\s?(?:早|上午|下午|晚上?)?\s?\d{1,2}\s?(?:[点:]\s?(?:\d{2}|半)?|点)|(?:每周|一周|周)?(?:单休|双休)|做六休一|上六休一|(?:每月|月)休\s?[\d一二三四五六]\s?天|[一每]周休\s?[一二两\d]\s?天|时间(?:自由|灵活)|农闲(?:时)?(?:干|做)|早(?:去|出)晚(?:回|归)/,
  insurance:
    /五险一金|五险|(?:缴|交|上|买|有|购买)?(?:养老保险|社会保险|社保)|(?:缴|交|上|买|有|购买)?(?:工伤|意外|商业|雇主责任|人身)(?:保)?险/,
  contract: /(?:签|签订|订)\s?(?:正式|劳动|劳务|书面|[一二三两1-3]年)*\s?(?:的)?(?:劳动|劳务|用工)?合同/,
  transport:
    /[^,。;!\n\ue000]{0,14}(?:班车|厂车|通勤车|专车|大巴|包车)[^,。;!\n\ue000]{0,10}|车接车送|[包管有]接送|报销?(?:单程|来回|往返)?(?:路费|车费|车票)|(?:来回|往返|单程)(?:路费|车费|车票)(?:报销|全报)?|路费自理|自行前往|点对点[^,。;\n\ue000]{0,6}/,
} as const;
/** A word of refusal before a phrase goes with it: 不交社保. */
const NO = /[不没无未]$|没有$|不给$/;

export function readPhrases(stretch: Stretch, kind: keyof typeof PHRASES): Said<string> | null {
  const found = stretch.all(PHRASES[kind]);
  if (found.length === 0) return null;
  const words = found.map((match) => `${NO.exec(stretch.before(match.piece.start, 2))?.[0] ?? ''}${(match.groups[0] ?? '').trim()}`);
  const pieces = found.map(({ piece }) => piece);
  return { value: shortened([...new Set(words)].join('，'), 60), pieces, sure: 'said' };
}

const STRENGTHS: readonly (readonly [RegExp, JobStrength])[] = [
  [/(?:活儿?|工作|劳动)(?:比较|很|挺)?(?:轻|不重|不累)(?!视)|轻体力|轻活|轻省/, 'light'],
  [/重体力|重活|(?:活儿?|强度)(?:比较|很|挺)?(?:重|大)(?!要)|强体力/, 'heavy'],
  [/一般体力|中等强度|活儿?一般/, 'medium'],
];

/** Only where it is said: a kind of work does not tell it. */
export function readStrength(stretch: Stretch): Said<JobStrength> | null {
  for (const [pattern, strength] of STRENGTHS) {
    const found = stretch.first(pattern);
    if (found) return said(strength, found.piece);
  }
  return null;
}

const SKILLS =
  /(?:会|能)(?:开|做|使用|操作|用|看|修|踩)?(?:电脑|平车|缝纫机|叉车|铲车|挖机|货车|做饭|炒菜|焊|电焊|蒸馍|面食|普通话|图纸|办公软件|智能手机|手机)|(?:有|需|要)?\s?(?:[一二两三\d]年以上)?(?:相关|工作)?经验(?:者?优先)?|熟练工|熟手|识字|能吃苦(?:耐劳)?/;
const CERTIFICATES =
  /(?:特种作业(?:操作)?|高空作业|登高|电工|低压电工|焊工|叉车|健康|保安|保安员|厨师|驾驶|驾|从业资格|育婴|月嫂|养老护理员?|护理|初级|安全员)证|[ABC][123]\s?(?:本|照|驾照|驾驶证|证)|驾照/;

/** @param pattern what is looked for; a demand that is denied (无需经验) is none. */
function listed(stretch: Stretch, pattern: RegExp): Said<string[]> | null {
  const found = stretch.all(pattern).filter(({ piece }) => !/(?:无|不|没|免)(?:需|要|用|须)?(?:有)?$/.test(stretch.before(piece.start, 4)));
  if (found.length === 0) return null;
  const value = [...new Set(found.map(({ groups }) => (groups[0] ?? '').replace(/^(?:有|需|要)\s?/, '').replace(/\s/g, '')))];
  return { value: value.slice(0, 8), pieces: found.map(({ piece }) => piece), sure: 'said' };
}
export const readSkills = (stretch: Stretch): Said<string[]> | null => listed(stretch, SKILLS);
export const readCertificates = (stretch: Stretch): Said<string[]> | null => listed(stretch, CERTIFICATES);

const DAY = '(?:(\\d{4})\\s?[年./-]\\s?)?(\\d{1,2})\\s?[月./-]\\s?(\\d{1,2})\\s?[日号]?';
const UNTILS = [
  new RegExp(`(?:截止|截至|报名(?:截止)?|招)\\s?(?:日期|时间|日)?\\s?[:到至于为]*\\s?${DAY}`),
  new RegExp(`${DAY}\\s?(?:之?前|截止|止|为止)`),
];
const MONTH_END = /(?:截止|招|报名)?(?:到|至)?\s?(本月底|月底前?|这个月底)|(?:截止|招)?[到至:]?\s?(\d{1,2})月底/;
const OPEN_END = /招满(?:为止|即止|截止)|额满为止|招够为止|先到先得|长期(?:有效|招)/;

/** A day long ago is last year's message, not next year's work: more than half a year back is read as next year. */
function dayOf(match: Match, today: DateText): DateText | null {
  const [, year = '', month = '', day = ''] = match.groups;
  const text = (of: number): DateText => `${of}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const now = Number(today.slice(0, 4));
  const read = text(year === '' ? now : Number(year));
  if (!isDate(read)) return null;
  return year === '' && read < addDays(today, -183) ? text(now + 1) : read;
}

export function readUntil(stretch: Stretch, today: DateText, notes: string[]): Said<DateText> | null {
  for (const pattern of UNTILS)
    for (const match of stretch.all(pattern)) {
      const day = dayOf(match, today);
      if (day === null || !isDate(day)) continue;
      stretch.hide(match.piece);
      if (day < today) notes.push(`截止的日子（${day}）已经过了：问清楚还招不招`);
      return said(day, match.piece);
    }
  const end = stretch.first(MONTH_END);
  if (end) {
    const month = end.groups[2] ? `${today.slice(0, 4)}-${end.groups[2].padStart(2, '0')}` : today.slice(0, 7);
    if (isDate(`${month}-01`)) return { value: lastDayOfMonth(month), pieces: [end.piece], sure: 'guessed' };
  }
  const open = stretch.first(OPEN_END);
  if (open) notes.push(`只写了「${open.groups[0]}」，没有日子：问清楚招到哪天`);
  return null;
}

const FEES = /押金|服务费|介绍费|中介费|报名费|保证金|体检费自|服装费|培训费/;
/** What a worker must not be asked for: said to whoever confirms, never copied. */
export function feeNote(stretch: Stretch): string | null {
  const found = stretch
    .all(FEES)
    .find(({ piece }) => !/(?:不收|无|没有|免|不要|不交|零|0|不扣)[^,。;\n]{0,6}$/.test(stretch.before(piece.start, 8)));
  return found ? `写着要收「${found.groups[0]}」：招工不许收押金、介绍费，先问清楚` : null;
}
