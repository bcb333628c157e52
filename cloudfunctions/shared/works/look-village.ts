// Long work of the night: one village's households looked through by the data rules, since days pass without anybody changing a record.
import type { HouseholdRecord } from '@shared/domain/records';
import { countFindings, settleFindings } from '@shared/quality/settle';
import { FINDING_READERS } from '@shared/repos/findings';
import type { JobKind } from '@shared/runtime/jobs';
import { range } from '@shared/runtime/store';

export const lookVillage: JobKind<{ village: string }, HouseholdRecord, { village: string }> = {
  kind: 'look.village',
  roles: FINDING_READERS,
  words: '正在按数据规则逐户看',
  async page(job, limit, { store }) {
    const [status, after] = job.cursor === null ? ['active', ''] : job.cursor.split('|');
    const found = await store.list<HouseholdRecord>('households', {
      where: { village: job.input.village, status: status as string, sortKey: range({ gt: after ?? '' }) },
      order: ['sortKey', 'asc'],
      limit,
    });
    return { items: found.map((one) => ({ key: one.headName, cursor: `active|${one.sortKey}`, value: one })) };
  },
  async each(household, _job, { store, services, now }) {
    const changed = await settleFindings(store, services.ring, [household], now);
    return { changed: changed.length };
  },
  async finish(job, { store, now }) {
    const { county, town, input } = job;
    await countFindings(store, { county, town, village: input.village }, now);
    return { village: input.village };
  },
};
