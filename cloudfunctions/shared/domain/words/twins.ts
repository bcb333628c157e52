// Why two records may be one person.
import type { TwinReason } from '../records';

export const TWIN_WORDS: Readonly<Record<TwinReason, string>> = {
  name_born: '同名，同一天生日',
  tail_name: '同名，身份证后四位一样',
  phone: '两家留的同一个电话，看不出是亲戚',
};
