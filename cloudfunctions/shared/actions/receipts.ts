// Pictures as evidence: taken in once and cleaned, taken off again.
import { randomUUID } from 'node:crypto';
import type { ClaimRecord, ReceiptRecord, Role } from '@shared/domain/records';
import { TICKET_KIND, ticketsWithout } from '@shared/domain/tickets';
import { pictureHints, withoutPictureHints } from '@shared/listing/picture-hints';
import { ticketTermsOf } from '@shared/policies/ticket-terms';
import { receiptView } from '@shared/present';
import { action } from '@shared/runtime/action';
import { sha256 } from '@shared/runtime/canonical';
import type { Context } from '@shared/runtime/context';
import { bandsOf, looksOf } from '@shared/runtime/looks';
import { BadPicture, EXTENSIONS, type PictureType, pictureType, stripped } from '@shared/runtime/pictures';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { UPLOAD } from '@shared/runtime/uploads';
import { policyFor, viewOf } from './claim-parts';
import { filledAs } from './open-claim';

const MOST_BYTES = 5 * 1024 * 1024;
const MOST_RECEIPTS = 12;

const OPEN: readonly ClaimRecord['status'][] = ['draft', 'returned'];

function demandOpen(claim: ClaimRecord): void {
  if (!OPEN.includes(claim.status))
    throw new Problem('not_possible_now', { message: '已经交上去了，照片不能再改。', next: '要改就先撤回来，或者等退回来再补。' });
}

interface Picture {
  bytes: Uint8Array;
  type: PictureType;
  hash: string;
  looks: string | null;
}

/** Real type, size and content; throws 'file_refused' in words. */
async function inspected(raw: Uint8Array | null): Promise<Picture> {
  if (raw === null) throw new Problem('file_refused', { message: '照片没有传上来。', next: '再传一次；信号不好就等会儿。' });
  if (raw.length > MOST_BYTES)
    throw new Problem('file_refused', { message: '照片太大了，超过 5 兆。', next: '截个图，或者用小一点的照片再传。' });
  const type = pictureType(raw);
  if (!type) throw new Problem('file_refused', { message: '这不是照片，也不是 PDF、OFD。', next: '换一张照片或截图再传。' });
  try {
    const bytes = stripped(raw, type);
    return { bytes, type, hash: sha256(bytes), looks: await looksOf(bytes, type) };
  } catch (error) {
    if (!(error instanceof BadPicture)) throw error;
    throw new Problem('file_refused', { message: '照片坏了，打不开。', next: '重新拍一张，或者截个图再传。' });
  }
}

/** Takes an upload as evidence of an open claim already loaded within the caller's reach; the outcome names the receipt. */
export async function takePicture(claim: ClaimRecord, given: { kind: string; fileID: string; role: Role }, ctx: Context): Promise<Outcome> {
  const { kind, fileID, role } = given;
  demandOpen(claim);
  const { pack } = await policyFor(claim, ctx);
  const asked = kind === TICKET_KIND && ticketTermsOf(pack, claim.period) !== null;
  if (!asked && !pack.evidence.some((set) => set.kinds.some((one) => one.kind === kind)))
    throw new Problem('bad_input', { fields: { kind: '这一项不用交这种照片' } });
  if (!UPLOAD.test(fileID)) throw new Problem('file_refused', { message: '这张照片不是从这里传上来的。', next: '在这一页重新选照片。' });
  try {
    const picture = await inspected(await ctx.files.read(fileID));
    const id = `receipt:${claim._id}:${picture.hash}`;
    const known = claim.receipts.some(({ receipt }) => receipt === id);
    if (known) return { record: id, version: claim.version, note: { already: true } };
    return await keep(claim, { kind, role }, id, picture, ctx);
  } catch (error) {
    // Refused for good, the upload does not stay where clients can write; in passing trouble the phone will name it again.
    if (isFinal(error)) await discard(fileID, ctx);
    throw error;
  }
}

export const acceptReceipt = action('receipt.accept', {
  roles: ['resident'],
  limit: { times: 60, seconds: 600 },
  change: async ({ claim: claimId, kind, fileID }, ctx) =>
    takePicture(await ctx.repos.claims.mineById(claimId), { kind, fileID, role: 'resident' }, ctx),
  uploads: ({ fileID }) => [fileID],
  async show({ record, note }, { claim: claimId }, ctx) {
    const claim = await ctx.repos.claims.mineById(claimId);
    const receipt = await ctx.repos.receipts.oneOf(claim, record);
    return { claim: await viewOf(claim, ctx), receipt: receiptView(receipt), already: note.already === true };
  },
});

/** Whether trying again with the same file could not end otherwise. */
function isFinal(error: unknown): boolean {
  return error instanceof Problem && error.code !== 'busy';
}

/** What cannot be deleted now is only left over: no record names it. */
async function discard(fileID: string, { files }: Context): Promise<void> {
  await files.remove(fileID).catch(() => undefined);
}

/** Stores the cleaned picture where only functions look, and records it; the stored file goes again when the record fails. */
async function keep(
  claim: ClaimRecord,
  { kind, role }: { kind: string; role: Role },
  id: string,
  { bytes, type, hash, looks }: Picture,
  ctx: Context,
) {
  const { files, caller, now } = ctx;
  const others = await ctx.repos.receipts.ofClaim(claim);
  const found = await pictureHints(claim, [...others, { sha256: hash, looks }], ctx);
  const kept = await files.store(`kept/${randomUUID()}.${EXTENSIONS[type]}`, bytes);
  let used = false;
  try {
    const outcome = await ctx.change(async (change) => {
      used = false;
      const before = await change.get<ClaimRecord>('claims', claim._id);
      if (!before) throw new Problem('not_found');
      demandOpen(before);
      if (before.receipts.some(({ receipt }) => receipt === id)) return { record: id, version: before.version, note: { already: true } };
      if (before.receipts.length >= MOST_RECEIPTS)
        throw new Problem('not_possible_now', { message: `一份申领最多 ${MOST_RECEIPTS} 张照片。`, next: '先去掉用不着的。' });
      const was = await change.get<ReceiptRecord>('receipts', id);
      const wanted: ReceiptRecord = {
        _id: id,
        claim: claim._id,
        person: claim.person,
        county: before.county,
        town: before.town,
        village: before.village,
        status: 'kept',
        sortKey: `${now}:${id}`,
        kind,
        sha256: hash,
        fileID: kept,
        mime: type,
        bytes: bytes.length,
        looks,
        bands: looks === null ? [] : bandsOf(looks),
        acceptedAt: now,
        acceptedBy: caller.openid,
        ...(role === 'resident' ? {} : { laidBy: 'officer' as const }),
        version: 0,
        auditHead: '',
      };
      await change.put('receipts', was, wanted, { verb: 'accept', role, detail: { kind, sha256: hash, bytes: bytes.length } });
      const stored = await change.put(
        'claims',
        before,
        {
          ...before,
          receipts: [...before.receipts, { receipt: id, kind }],
          hints: [...withoutPictureHints(before.hints ?? []), ...found],
          ...filledAs(role, before, ctx),
        },
        { verb: 'add_receipt', role, detail: { receipt: id, kind } },
      );
      used = true;
      return { record: id, version: stored.version, note: { already: false } };
    });
    if (!used) await discard(kept, ctx);
    return outcome;
  } catch (error) {
    // In passing trouble it is not known whether the record was written: a file too many harms nobody, a missing one would.
    if (isFinal(error)) await discard(kept, ctx);
    // The same picture from two phones at once: the other one brought it in.
    if (error instanceof Problem && error.code === 'already_done') return { record: id, version: claim.version, note: { already: true } };
    throw error;
  }
}

/** Takes a picture off an open claim already loaded within the caller's reach. */
export async function dropPicture(claim: ClaimRecord, receipt: ReceiptRecord, role: Role, ctx: Context): Promise<Outcome> {
  const { _id: id } = receipt;
  const left = (await ctx.repos.receipts.ofClaim(claim)).filter(({ _id }) => _id !== id);
  const found = await pictureHints(claim, left, ctx);
  const outcome = await ctx.change(async (change) => {
    const before = await change.get<ClaimRecord>('claims', claim._id);
    const was = await change.get<ReceiptRecord>('receipts', id);
    if (!before || !was) throw new Problem('not_found');
    demandOpen(before);
    await change.put('receipts', was, { ...was, status: 'removed' }, { verb: 'remove', role });
    const stored = await change.put(
      'claims',
      before,
      {
        ...before,
        receipts: before.receipts.filter((one) => one.receipt !== id),
        tickets: ticketsWithout(before.tickets, id),
        hints: [...withoutPictureHints(before.hints ?? []), ...found],
      },
      { verb: 'drop_receipt', role, detail: { receipt: id } },
    );
    return { record: claim._id, version: stored.version, note: {} };
  });
  // A picture that was once handed in stays for whoever looks into the case later; one that never was is of no use to anybody.
  if (claim.submittedAt === null) await discard(receipt.fileID, ctx);
  return outcome;
}

export const removeReceipt = action('receipt.remove', {
  roles: ['resident'],
  async change({ claim: claimId, receipt: id }, ctx) {
    const claim = await ctx.repos.claims.mineById(claimId);
    return dropPicture(claim, await ctx.repos.receipts.oneOf(claim, id), 'resident', ctx);
  },
  show: async ({ record }, _input, ctx) => ({ claim: await viewOf(await ctx.repos.claims.mineById(record), ctx) }),
});
