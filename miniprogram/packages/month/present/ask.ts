// What a member of a household can be said to do, by where they stand, and how taps become an answer.
import type { Input, Output } from '@shared/contract/index';
import { RETURN_REASONS } from '@shared/domain/options';
import { AWAY_WHYS, type AwayWhy, TROUBLE_KINDS, type TroubleKind } from '@shared/domain/records';
import { TROUBLES } from '@shared/domain/troubles';
import { AWAY_WORDS } from '@shared/domain/words/month';

export type Check = Output<'month.village'>['items'][number];
export type SaidInput = Input<'month.answer'>['answers'][number]['said'];
export type How = Input<'month.answer'>['answers'][number]['how'];
export type Tap = 'same' | 'moved' | 'back' | 'unreached' | 'carried';

/** What was tapped for one person; kept as a draft until it is sent. */
export interface Pick {
  tap: Tap | '';
  /** 回来了: goes again, or not; '' = not said. */
  goes: 'again' | 'no' | '';
  why: AwayWhy | '';
  backOn: string;
  on: string;
  reason: string;
  region: string[];
  employer: string;
  yuan: string;
  trouble: TroubleKind | '';
}

export const emptyPick = (today: string): Pick => ({
  tap: '',
  goes: '',
  why: '',
  backOn: '',
  on: today,
  reason: '',
  region: [],
  employer: '',
  yuan: '',
  trouble: '',
});

interface Choice {
  tap: Tap;
  words: string;
}

/** One question, its answers by where somebody stands. */
export const CHOICES: Readonly<Record<Check['standing'], readonly Choice[]>> = {
  working: [
    { tap: 'same', words: '还在老地方' },
    { tap: 'moved', words: '换地方了' },
    { tap: 'back', words: '回来了' },
    { tap: 'unreached', words: '没打通' },
  ],
  away: [
    { tap: 'same', words: '回去上班了' },
    { tap: 'back', words: '还在家' },
    { tap: 'moved', words: '换地方了' },
    { tap: 'unreached', words: '没打通' },
  ],
  home: [
    { tap: 'same', words: '还在家' },
    { tap: 'moved', words: '出去干活了' },
    { tap: 'unreached', words: '没打通' },
  ],
};

export const WHYS = AWAY_WHYS.map((why) => ({ why, words: AWAY_WORDS[why] }));
export const REASONS: readonly string[] = RETURN_REASONS;
export const TROUBLE_CHIPS = TROUBLE_KINDS.map((kind) => ({ kind, words: TROUBLES[kind].official }));

/** A member as the question shows them. */
export type Member1 = { id: string; name: string; standing: Check['standing']; away: Check['away']; line: string };

const stillAway = ({ standing, away }: Pick_, today: string): boolean => standing === 'away' && away !== null && away.backOn >= today;
type Pick_ = { standing: Check['standing']; away: Check['away'] };

/** 「都还在老地方」, where one tap can say it of everybody; '' where somebody home for a while has to say anew when they go. */
export function allSameWords(members: readonly Pick_[], today: string): string {
  if (members.length === 0 || members.some((one) => one.standing === 'away' && !stillAway(one, today))) return '';
  const all = members.length > 1 ? '都' : '';
  if (members.every(({ standing }) => standing === 'working')) return `${all}还在老地方`;
  return members.every(({ standing }) => standing !== 'working') ? `${all}还在家` : '都没变';
}

/** Nothing changed for this one: there, at home, or at home until the day named before. */
export function unchanged(member: Pick_, today: string): Pick {
  return member.standing === 'away' ? { ...awayPick(member, today), tap: 'back' } : { ...emptyPick(today), tap: 'same' };
}

/** 还在家: what was said before, to be put right where it is no longer so. */
export function awayPick({ away }: Pick_, today: string): Pick {
  const kept = away === null ? {} : { why: away.why, on: away.since, backOn: away.backOn >= today ? away.backOn : '' };
  return { ...emptyPick(today), tap: 'back', goes: 'again', ...kept };
}

/** What was tapped as an answer, or what is still missing, in words. */
export function saidOf(pick: Pick, today: string): { said: SaidInput } | { missing: string } {
  switch (pick.tap) {
    case '':
      return { missing: '还没选' };
    case 'moved': {
      const [province = '', city = '', county = ''] = pick.region;
      if (province === '') return { missing: '选一下到了哪里' };
      const yuan = pick.yuan.trim();
      if (yuan !== '' && !/^\d{2,6}$/.test(yuan)) return { missing: '一月多少，只写数字' };
      const employer = pick.employer.trim();
      if (employer.length === 1) return { missing: '在哪家干，写全一点' };
      const work = {
        place: { province, city, county },
        employer: employer === '' ? null : employer,
        monthlyFen: yuan === '' ? null : Number(yuan) * 100,
      };
      return { said: { kind: 'moved', on: pick.on, work } };
    }
    case 'back':
      if (pick.goes === '') return { missing: '还去不去' };
      if (pick.goes === 'no')
        return pick.reason === ''
          ? { missing: '为啥不去了' }
          : { said: { kind: 'back', on: pick.on > today ? today : pick.on, reason: pick.reason } };
      if (pick.why === '') return { missing: '回来做啥' };
      if (pick.backOn === '') return { missing: '大概几号再去' };
      return { said: { kind: 'away', since: pick.on > today ? today : pick.on, why: pick.why, backOn: pick.backOn } };
    default:
      return { said: { kind: pick.tap } };
  }
}
