// Job postings, as anyone may read them without being known.
import type { PostingRecord } from '@shared/domain/records';
import { jobCard, jobDetail } from '@shared/present';
import { action } from '@shared/runtime/action';
import { Problem } from '@shared/runtime/problem';

const PAGE = 20;
/** What residents see: checked by a named person, also when it is over. */
const SHOWN: readonly string[] = ['open', 'full', 'expired'];
/** Looking for a word passes over many. */
const SEARCH_PAGE = 50;
/** How many postings one call reads at most while looking for a word: enough for a county, bounded for a phone on a hill. */
const READ_MOST = 200;

/** Every word typed must occur in title, employer or place; width and case do not matter. */
function matcher(text: string | undefined): (posting: PostingRecord) => boolean {
  const words = (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return (posting) => words.every((word) => posting.searchText.includes(word));
}

export const listJobs = action('job.list', {
  roles: ['visitor'],
  async run({ area, text, cursor, limit = PAGE }, { repos, today }) {
    const matches = matcher(text);
    const found: PostingRecord[] = [];
    let after = cursor;
    let read = 0;
    let more = true;
    const size = text ? SEARCH_PAGE : limit;
    // Postings past their day and those that do not match are passed over, page by page, each page one index read.
    while (found.length < limit && more && read < READ_MOST) {
      const page = await repos.postings.open({ area, after, limit: size });
      read += page.length;
      more = page.length === size;
      for (const posting of page) {
        if (found.length === limit) {
          more = true;
          break;
        }
        after = posting.sortKey;
        if (today <= posting.until && matches(posting)) found.push(posting);
      }
    }
    return { items: found.map((posting) => jobCard(posting, today)), next: more && after !== undefined ? after : null };
  },
});

export const jobById = action('job.detail', {
  roles: ['visitor'],
  async run({ id }, { repos, today }) {
    const posting = await repos.postings.get(id);
    if (!posting || !SHOWN.includes(posting.status))
      throw new Problem('not_found', { message: '这个活已经撤了。', next: '返回看看别的活。' });
    return jobDetail(posting, today);
  },
});
