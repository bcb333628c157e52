// What a duty is about, in the words cadres use.
import type { Output } from '@shared/contract/index';
import { TROUBLES } from '@shared/domain/troubles';

type Duty = Pick<Output<'duty.one'>['duty'], 'id' | 'kind' | 'household' | 'person' | 'newcomer' | 'from'>;

const WORDS: Readonly<Record<string, string>> = {
  promise: '答应过的',
  returned: '回来了，要安排',
  application: '想去的活',
  recheck: '回访对不上',
  conflict: '两个人说的不一样',
  data_rule: '登记有问题',
  overlap: '务工重了，要定',
  untold: '捎个话',
  handover: '迁村交接',
  other: '别的事',
};

/** Where a duty of this kind is done; null = on the person's page. */
const PLACES: Readonly<Record<string, string>> = {
  overlap: '/packages/registry/twins/twins',
  handover: '/packages/registry/handovers/handovers',
};

/** Records of their own, opened by their id, with which these duties are closed. */
const RECORDS: Readonly<Record<string, string>> = {
  application: '/packages/apply/record/record?id=',
  returned: '/packages/apply/second/second?id=',
};
/** A hand-over, too, is answered where it waits; what a visit left in dispute is over once one of both is taken. */
export const closesThere = ({ kind, from }: Pick<Duty, 'kind' | 'from'>): boolean =>
  kind === 'handover' || RECORDS[kind] !== undefined || from.collection === 'conflicts';

/** Where a duty is done, and in which words one goes there; '' = on the person's page. */
export function dutyPlace({ id, kind, household, person, newcomer, from }: Duty): { place: string; go: string } {
  const of = encodeURIComponent;
  if (newcomer?.how === 'back')
    return person
      ? { place: `/packages/registry/change/change?do=restore&person=${of(person.id)}`, go: '恢复在册' }
      : { place: `/packages/registry/household/household?id=${of(household ?? '')}`, go: '到户里找他' };
  if (newcomer) return { place: `/packages/registry/add/add?household=${of(household ?? '')}&duty=${of(id)}`, go: '登记' };
  if (RECORDS[kind] !== undefined) return { place: `${RECORDS[kind]}${of(from.record)}`, go: '去办' };
  if (from.collection === 'conflicts') return { place: '/packages/visit/conflicts/conflicts', go: '去定' };
  return { place: PLACES[kind] ?? '', go: '去办' };
}

export function dutyKindWords(kind: string): string {
  return WORDS[kind] ?? TROUBLES[kind as keyof typeof TROUBLES]?.official ?? '要办的事';
}
