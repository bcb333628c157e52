// A fair as lines on the screen: its day in words, how many firms and posts, its state.
import type { Output } from '@shared/contract/index';
import { daysBetween } from '@shared/domain/dates';
import { fairDay } from '@shared/domain/push-fair';
import type { Tone } from '../../present/tone';

type Card = Output<'fair.next'>['fairs'][number];

export interface FairRow {
  id: string;
  title: string;
  campaign: string;
  when: string;
  where: string;
  offer: string;
  chip: { tone: Tone; icon: string; words: string };
}

const chipOf = ({ status, on }: Card, today: string): FairRow['chip'] => {
  const days = daysBetween(today, on);
  if (status === 'draft') return { tone: 'calm', icon: 'paper', words: '还没定' };
  if (status === 'cancelled') return { tone: 'stop', icon: 'stop', words: '不办了' };
  if (status === 'over' || days < 0) return { tone: 'calm', icon: 'check', words: status === 'over' ? '办完了' : '日子过了' };
  if (days === 0) return { tone: 'wait', icon: 'clock', words: '就是今天' };
  return { tone: 'good', icon: 'clock', words: days === 1 ? '明天' : `还有 ${days} 天` };
};

export function fairRow(fair: Card, today: string): FairRow {
  const { id, title, campaign, on, hours, where, employers, posts } = fair;
  return {
    id,
    title: title || '还没起名',
    campaign,
    when: `${fairDay(on, today)}${hours}`,
    where,
    offer: employers === 0 ? '还没写谁来招人' : `${employers} 家来招人，要 ${posts} 人`,
    chip: chipOf(fair, today),
  };
}
