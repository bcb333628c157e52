// When and how often a village's group may be written to, and how long it is kept who opened what. Settings of the installation, with defaults.
import { addDays, beijingDate, beijingTime, startOfDay } from './dates';
import type { DateText, InstallationRecord, Instant } from './records';

export interface PushSettings {
  /** Beijing times between which nothing goes to groups; it may run over midnight. */
  quietFrom: string;
  quietUntil: string;
  /** Cards a day into one group. */
  perDay: number;
  /** Days after which it is forgotten who opened what. */
  reachDays: number;
}

export const DEFAULT_PUSHING: PushSettings = { quietFrom: '21:30', quietUntil: '07:00', perDay: 2, reachDays: 60 };

export const pushSettings = ({ pushing }: Pick<InstallationRecord, 'pushing'>): PushSettings => ({ ...DEFAULT_PUSHING, ...pushing });

/** Whether the Beijing time `HH:mm` lies in the quiet hours; their end is no longer quiet. */
export function isQuiet(time: string, { quietFrom, quietUntil }: Pick<PushSettings, 'quietFrom' | 'quietUntil'>): boolean {
  if (quietFrom === quietUntil) return false;
  return quietFrom < quietUntil ? quietFrom <= time && time < quietUntil : time >= quietFrom || time < quietUntil;
}

/** The first instant from now on that lies in no quiet hour. */
export function afterQuiet(now: Instant, settings: Pick<PushSettings, 'quietFrom' | 'quietUntil'>): Instant {
  const time = beijingTime(now);
  if (!isQuiet(time, settings)) return now;
  const day = time < settings.quietUntil ? beijingDate(now) : addDays(beijingDate(now), 1);
  const [hours = 0, minutes = 0] = settings.quietUntil.split(':').map(Number);
  return new Date(Date.parse(startOfDay(day)) + (hours * 60 + minutes) * 60_000).toISOString();
}

/** 21:30 → 晚上 9:30. */
function clockWords(time: string): string {
  const hour = Number(time.slice(0, 2));
  const part = hour < 6 ? '夜里' : hour < 12 ? '早上' : hour < 18 ? '下午' : '晚上';
  return `${part} ${hour > 12 ? hour - 12 : hour}:${time.slice(3)}`;
}

/** Why nothing goes to groups now, kindly; '' when it may. */
export function quietWords(now: Instant, settings: PushSettings): string {
  if (!isQuiet(beijingTime(now), settings)) return '';
  const { quietFrom, quietUntil } = settings;
  return `${clockWords(quietFrom)}到${clockWords(quietUntil)}不往群里发，免得吵着乡亲睡觉。写好放着，${clockWords(quietUntil)}以后再发。`;
}

/** Why nothing more goes into a group today; '' when it may. `whose`: the group's name. */
export function enoughWords(whose: string, shared: number, most: number): string {
  if (shared < most) return '';
  return `${whose}今天发过 ${shared} 次了。发多了乡亲嫌烦，就不看了；留到明天。`;
}

/** Until when it is kept that somebody opened a card. */
export const reachUntil = (now: Instant, { reachDays }: Pick<PushSettings, 'reachDays'>): Instant =>
  new Date(Date.parse(now) + reachDays * 86_400_000).toISOString();

/** Shares of these days count for the households nobody of which has seen any. */
export const UNHEARD_DAYS = 7;
export const unheardSince = (now: Instant): DateText => addDays(beijingDate(now), 1 - UNHEARD_DAYS);
