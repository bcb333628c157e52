// receipts/{receipt:claim:sha256}: the pictures of a claim already loaded within the caller's reach.
import type { ClaimRecord, ReceiptRecord } from '@shared/domain/records';
import { bandsNear, distance, NEAR } from '@shared/runtime/looks';
import { Problem } from '@shared/runtime/problem';
import { among, type Store } from '@shared/runtime/store';
import { isOwnTwin } from './claims';

/** How many further uses of one picture are looked for; the reviewer needs to know that there are any. */
const MOST_ELSEWHERE = 100;

type Claimed = Pick<ClaimRecord, '_id' | 'programme' | 'person' | 'period'>;

/** Another claim with a picture like one of these; `same`: byte for byte. */
export interface Lookalike {
  claim: string;
  same: boolean;
}

export function receiptsRepo(store: Store) {
  return {
    /** In the order they were given. */
    async ofClaim(claim: ClaimRecord): Promise<ReceiptRecord[]> {
      const found = await store.getMany<ReceiptRecord>(
        'receipts',
        claim.receipts.map(({ receipt }) => receipt),
      );
      const byId = new Map(found.map((receipt) => [receipt._id, receipt]));
      return claim.receipts.flatMap(({ receipt }) => byId.get(receipt) ?? []);
    },
    /** One picture that belongs to this claim. */
    async oneOf(claim: ClaimRecord, id: string): Promise<ReceiptRecord> {
      const receipt = claim.receipts.some((one) => one.receipt === id) ? await store.get<ReceiptRecord>('receipts', id) : null;
      if (!receipt) throw new Problem('not_found', { message: '这张照片已经不在这份申领里了。', next: '返回上一页，刷新再看。' });
      return receipt;
    },
    /** Kept pictures of other claims that are the very same as one of these or near-identical to it; one's own twin claim is no other. */
    async lookalikes(claim: Claimed, pictures: readonly Pick<ReceiptRecord, 'sha256' | 'looks'>[]): Promise<Lookalike[]> {
      const hashes = [...new Set(pictures.map(({ sha256 }) => sha256))];
      const looks = [...new Set(pictures.flatMap((one) => one.looks ?? []))];
      const list = (where: Parameters<Store['list']>[1]['where']) =>
        store.list<ReceiptRecord>('receipts', { where: { ...where, status: 'kept' }, limit: MOST_ELSEWHERE });
      const [same, ...near] = await Promise.all([
        hashes.length === 0 ? [] : list({ sha256: among(hashes) }),
        ...looks.map((one) => list({ bands: among(bandsNear(one)) })),
      ]);
      const identical = new Set((same ?? []).map(({ _id }) => _id));
      const similar = near.flatMap((found, i) =>
        found.filter((one) => !identical.has(one._id) && one.looks != null && distance(one.looks, looks[i] as string) <= NEAR),
      );
      const byClaim = new Map<string, Lookalike>();
      for (const { claim: other } of similar) byClaim.set(other, { claim: other, same: false });
      for (const { claim: other } of same ?? []) byClaim.set(other, { claim: other, same: true });
      byClaim.delete(claim._id);
      return [...byClaim.values()].filter((one) => !isOwnTwin(claim, one.claim));
    },
    /** For each picture, how many other claims carry the very same one; one's own twin claim is no other. */
    async elsewhere(claim: ClaimRecord, receipts: readonly ReceiptRecord[]): Promise<Map<string, number>> {
      const hashes = [...new Set(receipts.map(({ sha256 }) => sha256))];
      if (hashes.length === 0) return new Map();
      const same = await store.list<ReceiptRecord>('receipts', { where: { sha256: among(hashes), status: 'kept' }, limit: MOST_ELSEWHERE });
      const others = (sha256: string) =>
        new Set(
          same.filter((one) => one.sha256 === sha256 && one.claim !== claim._id && !isOwnTwin(claim, one.claim)).map((one) => one.claim),
        ).size;
      return new Map(receipts.map(({ _id, sha256 }) => [_id, others(sha256)]));
    },
  };
}
