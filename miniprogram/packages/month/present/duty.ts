// What a duty is about, in the words cadres use.
import { TROUBLES } from '@shared/domain/troubles';

const WORDS: Readonly<Record<string, string>> = {
  promise: '答应过的',
  returned: '回来了，要安排',
  recheck: '回访对不上',
  conflict: '两个人说的不一样',
  data_rule: '登记有问题',
  overlap: '务工重了，要定',
  handover: '迁村交接',
  other: '别的事',
};

/** Where a duty of this kind is done; null = on the person's page. */
const PLACES: Readonly<Record<string, string>> = {
  overlap: '/packages/registry/twins/twins',
  handover: '/packages/registry/handovers/handovers',
};
export const dutyPlace = (kind: string): string => PLACES[kind] ?? '';

export function dutyKindWords(kind: string): string {
  return WORDS[kind] ?? TROUBLES[kind as keyof typeof TROUBLES]?.official ?? '要办的事';
}
