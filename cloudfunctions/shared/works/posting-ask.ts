// The day the station asks again whether a posting still holds, whoever offers it by the link hears of it in the morning: they may say it first.
import { addDays, beijingDate } from '@shared/domain/dates';
import { askedWords } from '@shared/domain/offered-posting';
import { afterQuiet, pushSettings } from '@shared/domain/push-rules';
import type { DateText, EmployerRecord, Instant, PostingRecord } from '@shared/domain/records';
import { POSTING_CHECKERS } from '@shared/repos/postings';
import { type JobKind, newJob } from '@shared/runtime/jobs';
import { outboxRow, type Telling } from '@shared/runtime/outbox';
import { range, type Store } from '@shared/runtime/store';

export interface PostingAskInput {
  day: DateText;
}

const MOST_TOLD = 10;
const KIND = 'posting.ask';

/** Begins the day's job, named by the day, so that a timer that fires twice begins it once. Answers how many were begun. */
export async function beginAsking(store: Store, now: Instant): Promise<number> {
  const day = beijingDate(now);
  const settings = await store.get<{ _id: string; county: string }>('settings', 'installation');
  if (!settings) return 0;
  const about = { owner: '', county: settings.county, town: '', village: '' };
  await store.remove('jobs', `job:${KIND}:${addDays(day, -1)}`);
  return (await store.insert('jobs', newJob(KIND, day, { day }, about, now))) ? 1 : 0;
}

export const postingAsk: JobKind<PostingAskInput, PostingRecord, { told: number }> = {
  kind: KIND,
  roles: POSTING_CHECKERS,
  words: '正在告诉用工的，今天要再问',
  async page({ input, cursor }, limit, { store }) {
    const rows = await store.list<PostingRecord>('postings', {
      where: { status: 'open', askAgainOn: input.day, ...(cursor === null ? {} : { sortKey: range({ gt: cursor }) }) },
      order: ['sortKey', 'asc'],
      limit,
    });
    return { items: rows.map((value) => ({ key: value.title, cursor: value.sortKey, value })) };
  },
  async each({ _id, title, employerId, askAgainOn }, { input }, { store, repos, now }) {
    const employer = employerId === '' ? null : await store.get<EmployerRecord>('employers', employerId);
    if (!employer || employer.status === 'stopped' || employer.openids.length === 0 || askAgainOn !== input.day) return { told: 0 };
    const notBefore = afterQuiet(now, pushSettings(await repos.installation.get()));
    const about = { subject: `asked:${_id}:${input.day}`, version: 0, kind: 'offer', page: '/packages/jobs/offer/offer', notBefore };
    let told = 0;
    for (const openid of employer.openids.slice(-MOST_TOLD)) {
      const telling: Telling = { ...about, ...askedWords(title), openid };
      // The row's id says whom, of what and which day: told again it is there already.
      if (await store.insert('outbox', outboxRow(telling, now))) told += 1;
    }
    return { told };
  },
  finish: (job) => Promise.resolve({ told: job.tally.told ?? 0 }),
};
