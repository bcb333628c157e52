// Those who said they would come are told that a fair is held otherwise or not at all: each on every WeChat that acts for them, once.
import { dayWords } from '@shared/domain/dates';
import { FAIR_MAKERS } from '@shared/domain/fairs';
import type { FairRecord, FairVisitRecord } from '@shared/domain/records';
import type { JobKind } from '@shared/runtime/jobs';
import { outboxRow } from '@shared/runtime/outbox';
import { range } from '@shared/runtime/store';

export interface FairTellInput {
  fair: string;
  /** The version that changed it: what is told once per version. */
  version: number;
}

export function fairNews(fair: FairRecord): { title: string; text: string } {
  const { title, on, hours, where, contact, status, why } = fair;
  const ask = `有事打电话问${contact.name}：${contact.phone}。`;
  return status === 'cancelled'
    ? { title: `${title}不办了`, text: `${dayWords(on)}的${title}不办了：${why}。别白跑一趟。${ask}` }
    : { title: `${title}改了`, text: `${title}改在${dayWords(on)} ${hours}，${where}。${ask}` };
}

export const fairTell: JobKind<FairTellInput, FairVisitRecord, { told: number }> = {
  kind: 'fair.tell',
  roles: FAIR_MAKERS,
  words: '正在告诉报了名的人',
  async page(job, limit, { store }) {
    const rows = await store.list<FairVisitRecord>('fair_visits', {
      where: { fair: job.input.fair, status: 'coming', ...(job.cursor === null ? {} : { sortKey: range({ gt: job.cursor }) }) },
      order: ['sortKey', 'asc'],
      limit,
    });
    return { items: rows.map((value) => ({ key: value.personName, cursor: value.sortKey, value })) };
  },
  async each({ person }, job, { store, repos, now, today }) {
    const fair = await store.get<FairRecord>('fairs', job.input.fair);
    if (!fair) return { told: 0 };
    const bonds = (await repos.bonds.ofPerson({ _id: person })).filter(
      ({ status, until }) => status === 'confirmed' && (until === null || today <= until),
    );
    let told = 0;
    for (const openid of new Set(bonds.map((bond) => bond.openid)))
      if (
        await store.insert(
          'outbox',
          outboxRow(
            {
              openid,
              subject: fair._id,
              version: job.input.version,
              kind: 'fair',
              page: `/packages/fairs/open/open?id=${fair._id}`,
              ...fairNews(fair),
            },
            now,
          ),
        )
      )
        told += 1;
    return { told };
  },
  finish: (job) => Promise.resolve({ told: job.tally.told ?? 0 }),
};
