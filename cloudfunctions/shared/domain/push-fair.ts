// What is said of a job fair in a village's group and over its loudspeaker: when, where, who looks for whom, how one gets there, what to bring.
import { dayWords, weekday } from './dates';
import { firstWithin, MOST_SPOKEN, MOST_TITLE, type PushTexts, within } from './push-texts';
import type { DateText, FairRecord } from './records';
import { spokenCount, spokenDay, spokenPhone, spokenWords } from './spoken-numbers';

export interface FairSubject extends Pick<FairRecord, 'title' | 'on' | 'hours' | 'where' | 'transport' | 'words' | 'stands'> {
  contact: { words: string; phone: string };
}

/** By weekday(). */
const WEEKDAYS = '日一二三四五六';
const FREE = '进门、应聘都不收钱，谁要钱都别给。';
const BRING = '带上身份证，有证书的也带上';

export const fairDay = (on: DateText, today: DateText): string => `${dayWords(on, today)}（周${WEEKDAYS[weekday(on)] ?? ''}）`;

export const employersOf = ({ stands }: Pick<FairSubject, 'stands'>): number => stands.length;
const postsOf = ({ stands }: Pick<FairSubject, 'stands'>): number =>
  stands.reduce((sum, { posts }) => sum + posts.reduce((all, { headcount }) => all + headcount, 0), 0);

/** What is looked for, each kind of work once, without the pay that is written behind it. */
export function workOf({ stands }: Pick<FairSubject, 'stands'>): string[] {
  const words = stands.flatMap(({ posts }) => posts.map((post) => (post.words.split(/[，,；;（(]/)[0] ?? '').trim()));
  return [...new Set(words.filter((one) => one !== ''))];
}

/** 12 家来招人，要 300 人. */
export function offerText(fair: Pick<FairSubject, 'stands'>): string {
  const posts = postsOf(fair);
  return `${employersOf(fair)} 家来招人${posts > 0 ? `，要 ${posts} 人` : ''}`;
}

/** What to bring: as the station wrote it, where it speaks of that at all. */
export const bringText = ({ words }: Pick<FairSubject, 'words'>): string => (/带/.test(words) ? words : BRING);

function textOf(fair: FairSubject, today: DateText): string {
  const { title, on, hours, where, transport, words, contact } = fair;
  const work = workOf(fair);
  return [
    `【招聘会】${title}`,
    `哪天：${fairDay(on, today)}${hours}`,
    `在哪：${where}`,
    ...(transport === '' ? [] : [`怎么去：${transport}`]),
    `谁来招：${offerText(fair)}${work.length === 0 ? '' : `，${within(work.join('、'), 120)}`}`,
    ...(words !== '' && words !== bringText(fair) ? [within(words, 60)] : []),
    `带什么：${within(bringText(fair), 60)}`,
    `打电话问：${contact.words} ${contact.phone}`,
    FREE,
    '点上面的卡片，说一声来不来。',
  ].join('\n');
}

/** Longest first: what is dropped where thirty seconds do not hold it stands on the card and the poster. */
function spokenOf(fair: FairSubject): string {
  const { title, on, hours, where, transport, contact } = fair;
  const day = `${spokenDay(on)}，星期${weekday(on) === 0 ? '天' : (WEEKDAYS[weekday(on)] ?? '')}`;
  /** As many clauses as fit; one that is too long alone is cut. */
  const clauses = (words: string, most: number) => {
    const [first = '', ...more] = spokenWords(words)
      .split(/[，,。；;！]+/)
      .filter((one) => one.trim() !== '');
    let kept = within(first, most);
    for (const one of more) {
      if (Array.from(`${kept}，${one}`).length > most) break;
      kept = `${kept}，${one}`;
    }
    return kept;
  };
  const said = (words: string, most: number) => within(spokenWords(words).replace(/[。；，,.\s]+$/, ''), most);
  const posts = postsOf(fair);
  const offer = `${spokenCount(employersOf(fair))}家来招人${posts > 0 ? `，要${spokenCount(posts)}个人` : ''}`;
  const work = (most: number) => {
    const named = workOf(fair).slice(0, most);
    return named.length === 0 ? '' : `，有${named.map((one) => said(one, 8)).join('、')}`;
  };
  const bus = transport === '' ? '' : `${clauses(transport, 24)}。`;
  const bring = `${clauses(bringText(fair), 18)}。`;
  const phone = `要问的打电话：${spokenPhone(contact.phone)}。`;
  const again = `再说一遍：${spokenDay(on)}，在${said(where, 12)}。`;
  const begin = `乡亲们，${day}，`;
  return firstWithin(
    [
      `${begin}${said(hours, 20)}，在${said(where, 24)}，办${said(title, 20)}。${offer}${work(3)}。${bus}${bring}${phone}${again}进门不要钱。`,
      `${begin}${said(hours, 20)}，在${said(where, 24)}，办招聘会。${offer}${work(3)}。${bus}${bring}${phone}${again}进门不要钱。`,
      `${begin}${said(hours, 16)}，在${said(where, 18)}，办招聘会。${offer}${work(2)}。${bus}${bring}${phone}${again}`,
      `${begin}${said(hours, 14)}，在${said(where, 14)}，办招聘会。${offer}${work(1)}。${bus === '' ? '' : '有车接送，问村里。'}${bring}${phone}${again}`,
      `${begin}${said(hours, 10)}，在${said(where, 12)}，办招聘会。${offer}。${BRING}。${phone}`,
    ],
    MOST_SPOKEN,
  );
}

/** Of one fair, day and place first. */
export function fairTexts(fair: FairSubject, today: DateText): PushTexts {
  const { title, on, where } = fair;
  const day = dayWords(on, today);
  return {
    title: firstWithin(
      [`${day} ${title}，${offerText(fair)}`, `${day} ${title}，${where}`, `${day} ${title}`, `${day} 招聘会`],
      MOST_TITLE,
    ),
    text: textOf(fair, today),
    spoken: spokenOf(fair),
  };
}
