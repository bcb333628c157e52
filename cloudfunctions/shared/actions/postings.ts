// The board of postings for those who keep it: what there is in each state, and one of them whole.

import { covers, scopesOf } from '@shared/access';
import type { Output } from '@shared/contract';
import { fieldOfLack, postingAsks } from '@shared/domain/posting-fields';
import { askAgainDays, mayEdit, postingLacks, postingVerbs } from '@shared/domain/postings';
import { POSTING_STATUSES, type PostingRecord, type PostingStatus, type Role } from '@shared/domain/records';
import { employerIdOf } from '@shared/repos/employers';
import { POSTING_CHECKERS, POSTING_READERS, POSTING_WRITERS } from '@shared/repos/postings';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { arrearsHint } from './arrears';
import { spotWordsOf } from './posting-spot';

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
    checked: checked && { by: checked.by, on: checked.on, how: checked.how ?? null, note: checked.note ?? '' },
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
    taken: posting.taken ?? 0,
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

const COUNTED = 50;

export const countPostings = action('posting.counts', {
  roles: POSTING_READERS,
  async run(_input, { repos, caller, today }) {
    const counts = POSTING_STATUSES.map(async (status) => ({ status, count: await repos.postings.counted(status, COUNTED) }));
    const due = (await repos.postings.dueBy(today, COUNTED)).length;
    const serves = (roles: readonly Role[]) => scopesOf(caller, roles).length > 0;
    return { counts: await Promise.all(counts), due, most: COUNTED, writes: serves(POSTING_WRITERS), checks: serves(POSTING_CHECKERS) };
  },
});

export const duePostings = action('posting.due', {
  roles: POSTING_READERS,
  async run(_input, { repos, today }) {
    const due = await repos.postings.dueBy(today, COUNTED);
    return { items: due.map((one) => ({ ...postingRowOf(one), contact: one.contact })) };
  },
});

export const showPosting = action('posting.show', {
  roles: POSTING_READERS,
  run: async ({ posting }, ctx) => caseOf(await ctx.repos.postings.inScope(posting), ctx),
});

const LINK_SECONDS = 300;

/** One posting with what the caller may do with it, what is lacking, what is alike and its photos. */
export async function caseOf(posting: PostingRecord, ctx: Context): Promise<Output<'posting.show'>> {
  const as = moverOf(posting, ctx.caller);
  const status = posting.status as PostingStatus;
  const employer = posting.employerId || employerIdOf(posting.town, posting.employer);
  const [installation, alike, arrears, links] = await Promise.all([
    ctx.repos.installation.get(),
    as === null ? [] : ctx.repos.postings.alikeTo(posting),
    as === 'checker' ? arrearsHint(posting.town, employer, ctx) : null,
    Promise.all(posting.photos.map((fileID) => ctx.files.link(fileID, LINK_SECONDS))),
  ]);
  return {
    posting: postingFullOf(posting),
    can: as === null ? [] : postingVerbs(status, as),
    edits: as !== null && mayEdit(status, as),
    lacks: postingLacks(posting, ctx.today).map(({ field, words }) => ({ field: fieldOfLack(field), words })),
    asks: postingAsks(posting),
    alike: alike.map((one) => ({ posting: postingFullOf(one.posting), why: one.why })),
    spotWords: await spotWordsOf(posting.spot, ctx),
    askAgainDays: askAgainDays(installation),
    arrears,
    pictures: links.map((link) => link ?? ''),
  };
}

/** As what the caller meets this posting: null = to read it only. */
export function moverOf(posting: PostingRecord, caller: Context['caller']): 'writer' | 'checker' | null {
  if (covers(caller, POSTING_CHECKERS, posting)) return 'checker';
  return covers(caller, POSTING_WRITERS, posting) ? 'writer' : null;
}
