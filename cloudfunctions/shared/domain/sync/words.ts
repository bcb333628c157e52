// What was said of somebody's work, in the words of officers: for conflicts, the day's record and the page itself.
import { dayWords, monthWords } from '../dates';
import type { AwayWhy } from '../records';
import type { SpellMove } from '../spell-moves';

export const AWAY_WORDS: Record<AwayWhy, string> = {
  new_year: '回家过年',
  farming: '回来干农活',
  ill: '看病',
  family: '家里有事',
  other: '别的事',
};

export function workDeedWords(move: SpellMove): string {
  switch (move.kind) {
    case 'same':
      return '还在老地方';
    case 'away':
      return `${AWAY_WORDS[move.why]}，${dayWords(move.backOn)}再去`;
    case 'moved':
      return `${dayWords(move.on)}起换到${placeWords(move.work)}`;
    case 'back':
      return `${dayWords(move.on)}起不去了${move.reason ? `：${move.reason}` : ''}`;
    case 'begin':
      return `${dayWords(move.on)}起在${placeWords(move.work)}`;
    case 'correct':
      return '改了这条记录';
  }
}

function placeWords({ place, employer }: { place: { province: string; city: string; county: string }; employer: string | null }): string {
  const where = [...new Set([place.province, place.city, place.county])].filter((part) => part !== '').join('');
  return `${where}${employer ? ` ${employer}` : ''}`;
}

export const leaveWords = (month: string): string => `${monthWords(month)}走`;
