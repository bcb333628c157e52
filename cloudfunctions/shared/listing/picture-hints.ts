// The same picture, or a near-identical one, in somebody's other claim: a hint for whoever decides. Residents never read it.
import { periodWords } from '@shared/domain/dates';
import type { ClaimHint, ClaimRecord, ReceiptRecord } from '@shared/domain/records';
import { PICTURE_HINT_WORDS, type PictureHintCode } from '@shared/domain/words/hints';
import type { Context } from '@shared/runtime/context';

/** A stock picture sent round a village would fill the page: the first few say enough. */
const MOST_NAMED = 3;

export function withoutPictureHints(hints: readonly ClaimHint[]): ClaimHint[] {
  return hints.filter(({ code }) => !Object.hasOwn(PICTURE_HINT_WORDS, code));
}

/** Hints about the pictures given, naming whose claims and for what. A constant number of index reads per picture. */
export async function pictureHints(
  claim: Pick<ClaimRecord, '_id' | 'programme' | 'person' | 'period'>,
  pictures: readonly Pick<ReceiptRecord, 'sha256' | 'looks'>[],
  { repos, store, policies }: Pick<Context, 'repos' | 'store' | 'policies'>,
): Promise<ClaimHint[]> {
  const found = pictures.length === 0 ? [] : await repos.receipts.lookalikes(claim, pictures);
  const named = found.sort((a, b) => Number(b.same) - Number(a.same) || (a.claim < b.claim ? -1 : 1)).slice(0, MOST_NAMED);
  if (named.length === 0) return [];
  const claims = await store.getMany<ClaimRecord>(
    'claims',
    named.map((one) => one.claim),
  );
  return Promise.all(
    named.map(async (one): Promise<ClaimHint> => {
      const code: PictureHintCode = one.same ? 'same_picture' : 'similar_picture';
      const other = claims.find(({ _id }) => _id === one.claim);
      if (!other) return { code, about: '另一份申领' };
      const { pack } = await policies.version(other.policy.version, other.policy.hash);
      return { code, about: `${other.personName} ${periodWords(other.period)}的${pack.name}` };
    }),
  );
}

/** The hints found so far with those about the claim's pictures as it stands now. */
export async function withPictureHints(
  hints: readonly ClaimHint[],
  claim: ClaimRecord,
  ctx: Pick<Context, 'repos' | 'store' | 'policies'>,
): Promise<ClaimHint[]> {
  const pictures = await ctx.repos.receipts.ofClaim(claim);
  return [...withoutPictureHints(hints), ...(await pictureHints(claim, pictures, ctx))];
}
