// What a village's posted list says of itself, for the papers that name its dates.
import type { PublicityRecord } from '@shared/domain/records';
import { levelWords } from '@shared/domain/words/claims';
import type { ListKey } from '@shared/repos/papers';
import type { Context } from '@shared/runtime/context';
import type { Posted } from './blanks';

const SHOWN: readonly PublicityRecord['status'][] = ['posted', 'closing', 'closed'];

/** The last posting of a programme-year of a village; null when nothing was posted yet. */
export async function postedOf(village: string, key: ListKey, { repos }: Pick<Context, 'repos'>): Promise<Posted | null> {
  const found = (await repos.papers.publicities(village)).find(
    (one) => one.programme === key.programme && one.period === key.period && SHOWN.includes(one.status),
  );
  if (!found) return null;
  const objections = await repos.publicities.objections(found._id);
  return {
    level: levelWords(found.level, 'official'),
    from: found.from,
    to: found.until,
    days: found.days,
    place: '',
    code: found.code,
    seal: found.hash.slice(0, 16),
    objections: objections.length,
  };
}
