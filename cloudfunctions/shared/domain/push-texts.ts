// What is said of postings in a village's group, on its notice board and over its loudspeaker: composed from the postings, edited by people.
import { dayWords } from './dates';
import { monthOf } from './job-pay';
import { yuanText } from './money';
import type { DateText, PostingRecord } from './records';
import { spokenCount, spokenDay, spokenPhone, spokenYuan } from './spoken-numbers';

export const MOST_TITLE = 30;
export const MOST_TEXT = 600;
/** About thirty seconds at the pace of somebody reading out: four signs a second, breaths counted. */
export const MOST_SPOKEN = 150;
export const MOST_POSTINGS = 9;
/** Said of three at most: more nobody keeps in mind. */
const MOST_READ_OUT = 3;

export type PushSubject = Pick<
  PostingRecord,
  'title' | 'employer' | 'area' | 'place' | 'pay' | 'board' | 'until' | 'headcount' | 'contact'
>;

export interface PushTexts {
  title: string;
  text: string;
  spoken: string;
}

const UNIT: Record<PushSubject['pay']['unit'], string> = { month: '一个月', day: '一天', hour: '一小时', piece: '一件' };
const NEVER = '招工不收押金、不收介绍费，谁要钱都别给。';

/** 一个月 5000–6500 元. */
export function payText({ minFen, maxFen, unit }: Pick<PushSubject['pay'], 'minFen' | 'maxFen' | 'unit'>): string {
  return `${UNIT[unit]} ${minFen === maxFen ? yuanText(minFen) : `${yuanText(minFen)}–${yuanText(maxFen)}`} 元`;
}

/** Where it is, as one says it at home: each name once, the province only when it is another. */
export function placeText({
  area,
  place: { province, city, county },
}: Pick<PushSubject, 'area'> & { place: Omit<PushSubject['place'], 'address'> }): string {
  const names = area === 'outside_province' ? [province, city, county] : area === 'in_county' ? [county] : [city, county];
  return names.filter((name, at) => name !== '' && names.indexOf(name) === at).join('') || province;
}

export function boardText({ food, lodging }: PushSubject['board']): string {
  if (food && lodging) return '管吃管住';
  return food ? '管吃' : lodging ? '管住' : '不管吃住';
}

/** At most so many signs; what is cut is seen to be cut. */
export const within = (text: string, most: number): string => {
  const signs = Array.from(text);
  return signs.length <= most ? text : `${signs.slice(0, most - 1).join('')}…`;
};

/** The first of these that is short enough, else the last one cut. */
export const firstWithin = (choices: readonly string[], most: number): string =>
  choices.find((one) => Array.from(one).length <= most) ?? within(choices[choices.length - 1] ?? '', most);

const compactPay = (pay: PushSubject['pay']): string => payText(pay).replace(/ /g, '');

function titleOf(one: PushSubject): string {
  const { title, board } = one;
  const pay = compactPay(one.pay);
  const city = one.area === 'in_county' ? one.place.county : one.place.city || one.place.province;
  return firstWithin([`${pay} ${title} ${city} ${boardText(board)}`, `${pay} ${title} ${city}`, `${pay} ${title}`], MOST_TITLE);
}

function textOf(one: PushSubject, today: DateText): string {
  const { how } = one.pay;
  return [
    `【招工】${one.title}`,
    `工钱：${payText(one.pay)}${how === '' ? '' : `，${within(how, 30)}`}`,
    `在哪：${placeText(one)}，${within(one.employer, 24)}`,
    `吃住：${boardText(one.board)}`,
    `招 ${one.headcount} 人，${dayWords(one.until, today)}前`,
    `打电话问：${within(one.contact.name, 10)} ${one.contact.phone}`,
    NEVER,
    '点上面的卡片，写得全，想去点一下就行。',
  ].join('\n');
}

function spokenPay({ minFen, maxFen, unit }: PushSubject['pay']): string {
  const said = minFen === maxFen ? spokenYuan(minFen) : `${spokenYuan(minFen)}到${spokenYuan(maxFen)}`;
  return `${UNIT[unit]}${said}${/[块毛分]/.test(said) ? '' : '块钱'}`;
}

/** Longest first: what is dropped where thirty seconds do not hold it is what the card says as well. */
function spokenOf(one: PushSubject): string {
  const phone = spokenPhone(one.contact.phone);
  const whom = within(one.contact.name, 6);
  const tail = `想去的打电话找${whom}：${phone}。再说一遍：${phone}。`;
  const city = one.area === 'in_county' ? one.place.county : one.place.city || one.place.province;
  const place = placeText(one);
  const begin = (words: string) => `乡亲们，招工了：${words}，${spokenPay(one.pay)}`;
  const people = `招${spokenCount(one.headcount)}个人，${spokenDay(one.until)}截止`;
  return firstWithin(
    [
      `${begin(one.title)}，在${place}，${boardText(one.board)}，${people}。${tail}招工不收押金，要钱的别信。`,
      `${begin(one.title)}，在${city}，${boardText(one.board)}，${people}。${tail}招工不收押金，要钱的别信。`,
      `${begin(one.title)}，在${within(city, 8)}，${boardText(one.board)}。${tail}招工不收押金，要钱的别信。`,
      `${begin(within(one.title, 10))}，在${within(city, 6)}。${tail}不收押金，要钱的别信。`,
    ],
    MOST_SPOKEN,
  );
}

/** Of one posting, pay first. */
export const postingTexts = (one: PushSubject, today: DateText): PushTexts => ({
  title: titleOf(one),
  text: textOf(one, today),
  spoken: spokenOf(one),
});

function lineOf(one: PushSubject, at: number, today: DateText): string {
  return `${at + 1}. ${one.title}，${payText(one.pay)}，${placeText(one)}，${boardText(one.board)}，${dayWords(one.until, today)}前`;
}

/**
 * Of several at once. `whose`: the village whose people they were chosen for, '' = nobody's in particular. `contact`: whom in the village to
 * ring over the loudspeaker, where one number must do for all of them.
 */
export function severalTexts(
  subjects: readonly PushSubject[],
  { whose, contact }: { whose: string; contact: { words: string; phone: string } },
  today: DateText,
): PushTexts {
  // By what a month of it comes to, said in its own unit; nobody knows it of pay by the piece.
  const most = ({ pay }: PushSubject) => monthOf(pay)?.maxFen ?? 0;
  const [best] = [...subjects].filter(({ pay }) => pay.unit !== 'piece').sort((a, b) => most(b) - most(a));
  const head = whose === '' ? `新到 ${subjects.length} 个活` : `${whose}这周的活，${subjects.length} 个`;
  const lines = subjects.map((one, at) => lineOf(one, at, today));
  const end = [NEVER, '点上面的卡片，一个一个看，都能直接打电话。'];
  let shown = lines.length;
  const made = () =>
    [
      `【招工】${head}`,
      ...lines.slice(0, shown),
      ...(shown < lines.length ? [`还有 ${lines.length - shown} 个，卡片里都有`] : []),
      ...end,
    ].join('\n');
  while (shown > 1 && Array.from(made()).length > MOST_TEXT) shown -= 1;
  const phone = spokenPhone(contact.phone);
  const tail =
    phone === '' ? '在村里的群里点卡片看，或者来村委会问。' : `要问的打电话找${within(contact.words, 6)}：${phone}。再说一遍：${phone}。`;
  const said = (count: number, long: boolean) => {
    const read = subjects
      .slice(0, count)
      .map(
        (one) =>
          `${within(one.title, 8)}，${long ? `${one.area === 'in_county' ? '在本县' : one.place.city || one.place.province}，` : ''}${spokenPay(one.pay)}`,
      );
    return `乡亲们，这周有${spokenCount(subjects.length)}个活：${read.join('；')}。${tail}招工不收押金。`;
  };
  const counts = [MOST_READ_OUT, 2, 1].filter((count) => count <= Math.max(1, subjects.length));
  return {
    title: firstWithin(
      [...(best ? [`${head}，最高${compactPay({ ...best.pay, minFen: best.pay.maxFen })}`] : []), head, `招工：${subjects.length} 个活`],
      MOST_TITLE,
    ),
    text: made(),
    spoken: firstWithin(
      counts.flatMap((count) => [said(count, true), said(count, false)]),
      MOST_SPOKEN,
    ),
  };
}
