// What a duty is about, in the words cadres use.
import { TROUBLES } from '@shared/domain/troubles';

const WORDS: Readonly<Record<string, string>> = {
  promise: '答应过的',
  returned: '回来了，要安排',
  recheck: '回访对不上',
  conflict: '两个人说的不一样',
  data_rule: '登记有问题',
  other: '别的事',
};

export function dutyKindWords(kind: string): string {
  return WORDS[kind] ?? TROUBLES[kind as keyof typeof TROUBLES]?.official ?? '要办的事';
}
