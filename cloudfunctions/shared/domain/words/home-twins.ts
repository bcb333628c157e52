// Why two records may be one household.
import type { HomeTwinReason } from '../records';

export const HOME_TWIN_WORDS: Readonly<Record<HomeTwinReason, string>> = {
  head_place: '户主同名，住在一个地方',
  members: '两户里有同一个人',
  code: '户编号写法不同，号是一个',
};
