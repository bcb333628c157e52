// The board of postings for those who keep it: what there is in each state, and one of them whole.
import type { Output } from '@shared/contract';
import type { PostingRecord } from '@shared/domain/records';
import { POSTING_READERS } from '@shared/repos/postings';
import { action } from '@shared/runtime/action';

const PAGE = 20;

export function postingRowOf(posting: PostingRecord): Output<'posting.list'>['items'][number] {
  const { _id: id, title, employer, channel, area, place, pay, headcount, until, source, askAgainOn, why, version } = posting;
  const { checked, by } = posting;
  return {
    id,
    status: posting.status as Output<'posting.list'>['items'][number]['status'],
    title,
    employer,
    channel,
    area,
    place,
    pay,
    headcount,
    until,
    source,
    by: by.name,
    checked: checked && { by: checked.by, on: checked.on, how: checked.how ?? null },
    askAgainOn,
    why,
    version,
  };
}

export function postingFullOf(posting: PostingRecord): Output<'posting.show'>['posting'] {
  const { employerId, spot, board, hours, strength, age, onlySex, skills, certificates, insurance, contract } = posting;
  const { transport, description, contact, photos, backing } = posting;
  return {
    ...postingRowOf(posting),
    employerId,
    spot,
    board,
    hours,
    strength,
    age: { min: age.min, max: age.max, why: age.why ?? '' },
    onlySex,
    skills,
    certificates,
    insurance,
    contract,
    transport,
    description,
    contact,
    photos,
    backing,
  };
}

export const listPostings = action('posting.list', {
  roles: POSTING_READERS,
  async run({ status, cursor, limit = PAGE }, { repos }) {
    const found = await repos.postings.board(status, cursor, limit);
    const last = found.length === limit ? found[found.length - 1] : undefined;
    return { items: found.map(postingRowOf), next: last?.sortKey ?? null };
  },
});

export const showPosting = action('posting.show', {
  roles: POSTING_READERS,
  run: async ({ posting }, { repos }) => ({ posting: postingFullOf(await repos.postings.inScope(posting)) }),
});
