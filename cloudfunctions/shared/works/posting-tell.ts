// Everybody who wants a posting hears that it is filled, over, stopped, changed or open again, however many there are: one after another,
// each once. By the table of domain/posting-news.ts their wish ends with it or stays with a note.
import { putByHouse } from '@shared/actions/application-house';
import { hearersOf } from '@shared/actions/application-parts';
import { endedByHouse } from '@shared/domain/applications';
import { addDays, earlierOf } from '@shared/domain/dates';
import { befalls, type PostingNews } from '@shared/domain/posting-news';
import { afterQuiet, pushSettings } from '@shared/domain/push-rules';
import type { ApplicationRecord, Instant, PostingRecord } from '@shared/domain/records';
import { APPLICATION_MOVERS } from '@shared/repos/applications';
import type { Change } from '@shared/runtime/change';
import { type JobKind, newJob } from '@shared/runtime/jobs';

export interface PostingTellInput {
  posting: string;
  /** The version that changed it: each is told of once. */
  version: number;
  news: PostingNews;
  /** Which fields changed, spoken. */
  what: string;
}

const NEWS: readonly string[] = ['full', 'expired', 'stopped', 'open'];

/**
 * Begins the telling in the very change that wrote the posting: the house's own work, so that nobody is left untold because whoever changed
 * it no longer serves. `what`: fields that changed, where it only reads otherwise.
 */
export async function beginTelling(change: Change, before: PostingRecord, after: PostingRecord, now: Instant, what = ''): Promise<void> {
  const { _id, county, town, village, status, version } = after;
  const news = before.status === status ? (what === '' ? null : 'changed') : NEWS.includes(status) ? (status as PostingNews) : null;
  if (news === null || (news === 'changed' && !['open', 'full', 'expired'].includes(status))) return;
  const input: PostingTellInput = { posting: _id, version, news, what };
  await change.begin(newJob('posting.tell', `${_id}:${version}`, input, { owner: '', county, town, village }, now));
}

/** Whether it still is as it is told: what came after has a telling of its own. */
const stillSo = ({ status, version }: PostingRecord, input: PostingTellInput): boolean =>
  version >= input.version && (input.news === 'changed' ? status !== 'stopped' : status === input.news);

export const postingTell: JobKind<PostingTellInput, ApplicationRecord, { told: number }> = {
  kind: 'posting.tell',
  roles: APPLICATION_MOVERS,
  words: '正在告诉想去的人',
  async page(job, limit, { repos }) {
    const rows = await repos.applications.ofPostingAfter(job.input.posting, job.cursor ?? '', limit);
    return { items: rows.map((value) => ({ key: value.personName, cursor: value.person, value })) };
  },
  async each({ _id, ...seen }, { input }, ctx) {
    const { now, today, repos, change } = ctx;
    // Most of those who once wanted it are past it; none of them becomes one who waits while this goes on.
    if (befalls(input.news, seen, seen, input.what) === null) return { told: 0 };
    const [hearers, installation] = [await hearersOf(seen, ctx), await repos.installation.get()];
    let told = 0;
    await change(async (tx) => {
      told = 0;
      const [before, posting] = [
        await tx.get<ApplicationRecord>('applications', _id),
        await tx.get<PostingRecord>('postings', input.posting),
      ];
      const none = { record: _id, version: before?.version ?? 0, note: {} };
      // Told by a step that was cut off before it was counted.
      if (!before || !posting || !stillSo(posting, input) || (before.note?.version ?? -1) >= input.version) return none;
      const one = befalls(input.news, before, posting, input.what);
      if (one === null) return none;
      const note = { words: one.words, on: today, version: input.version };
      const ended = one.end === '' ? null : endedByHouse(before, one.end, '', today, now);
      const dueOn = one.urgent && before.dueOn !== '' ? earlierOf(before.dueOn, addDays(today, 1)) : before.dueOn;
      const wanted = ended ? { ...ended, note } : { ...before, note, dueOn, ...(dueOn === '' ? {} : { sortKey: `${dueOn}:${_id}` }) };
      const notBefore = one.urgent ? now : afterQuiet(now, pushSettings(installation));
      const said = { words: one.words, short: one.short, notBefore };
      const { version } = await putByHouse(tx, before, wanted, { verb: input.news, said, hearers, now, today });
      told = 1;
      return { record: _id, version, note: {} };
    });
    return { told };
  },
  finish: (job) => Promise.resolve({ told: job.tally.told ?? 0 }),
};
