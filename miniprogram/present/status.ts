// How each status of a claim looks: its tone and drawing. The words are the domain's.
import type { Output } from '@shared/contract/index';
import type { Tone } from './tone';

export type Status = Output<'claim.mine'>['claims'][number]['status'];

const LOOK: Record<Status, { tone: Tone; icon: string }> = {
  draft: { tone: 'wait', icon: 'paper' },
  in_stage: { tone: 'wait', icon: 'clock' },
  returned: { tone: 'stop', icon: 'back' },
  rejected: { tone: 'stop', icon: 'cross' },
  withdrawn: { tone: 'calm', icon: 'back' },
  approved: { tone: 'good', icon: 'clock' },
  in_batch: { tone: 'good', icon: 'money' },
  paid: { tone: 'good', icon: 'check' },
  payment_failed: { tone: 'stop', icon: 'card' },
};

/** One the phone does not know yet looks like something under way. */
export function statusLook(status: string): { tone: Tone; icon: string } {
  return (LOOK as Record<string, { tone: Tone; icon: string }>)[status] ?? LOOK.in_stage;
}
