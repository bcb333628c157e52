// Long work of the night: one village's households looked through by the data rules, since days pass without anybody changing a record.
import type { HouseholdRecord } from '@shared/domain/records';
import { countFindings, MOST_HOUSEHOLDS, settleFindings } from '@shared/quality/settle';
import { FINDING_READERS } from '@shared/repos/findings';
import type { JobItem, JobKind } from '@shared/runtime/jobs';
import { range } from '@shared/runtime/store';

/** Households that are read together: one round of index reads serves twenty. */
type Batch = HouseholdRecord[];

export const lookVillage: JobKind<{ village: string }, Batch, { village: string }> = {
  kind: 'look.village',
  roles: FINDING_READERS,
  words: '正在按数据规则逐户看',
  perStep: 5,
  async page(job, limit, { store }) {
    const found = await store.list<HouseholdRecord>('households', {
      where: { village: job.input.village, status: 'active', sortKey: range({ gt: job.cursor ?? '' }) },
      order: ['sortKey', 'asc'],
      limit: limit * MOST_HOUSEHOLDS,
    });
    const items: JobItem<Batch>[] = [];
    for (let at = 0; at < found.length; at += MOST_HOUSEHOLDS) {
      const batch = found.slice(at, at + MOST_HOUSEHOLDS);
      items.push({ key: batch[0]?.headName ?? '', cursor: batch[batch.length - 1]?.sortKey ?? '', value: batch });
    }
    return { items };
  },
  async each(batch, _job, { store, services, now }) {
    const changed = await settleFindings(store, services.ring, batch, now);
    return { households: batch.length, changed: changed.length };
  },
  async finish(job, { store, now }) {
    const { county, town, input } = job;
    await countFindings(store, { county, town, village: input.village }, now);
    return { village: input.village };
  },
};
