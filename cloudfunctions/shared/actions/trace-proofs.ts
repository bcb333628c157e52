// What one payment rests on as it is kept: evidence, how the person agreed, the posted sheet on its wall, the meeting, the bank's own paper.
import { evidenceWords } from '@shared/domain/words/evidence';
import type { Block } from '@shared/papers/page';
import { shownPicture } from '@shared/papers/shown-picture';
import type { Context } from '@shared/runtime/context';
import { type Found, when } from './trace-sheet';

/** Pictures on one printed sheet. */
const MOST = 12;

interface Proof {
  words: string;
  fileID: string;
}

function proofsOf({ payment, claim, receipts, publicity, minutes, batch }: Found): Proof[] {
  const bank = batch?.sheets.find(({ sha256, fileID }) => sha256 === payment.result?.sheet && fileID !== '');
  return [
    ...(claim?.signature
      ? [{ words: claim.consent?.how === 'signed' ? '上门时本人的签名' : '本人在手机上的签名', fileID: claim.signature.fileID }]
      : []),
    ...receipts.map(({ kind, acceptedAt, fileID }) => ({ words: `${evidenceWords(kind, 'official')}　${when(acceptedAt)}`, fileID })),
    ...(publicity?.photos ?? []).map(({ fileID }, i) => ({ words: `张贴的公示，第 ${i + 1} 张`, fileID })),
    ...(minutes?.photos ?? []).map(({ fileID }) => ({ words: `会议　${minutes?.on ?? ''}`, fileID })),
    ...(bank ? [{ words: `银行单子　${when(bank.at)}`, fileID: bank.fileID }] : []),
  ];
}

/** The pictures themselves for the printed sheet: years later the paper alone has to do. */
export async function proofBlocks(found: Found, { files }: Context): Promise<Block[]> {
  const proofs = proofsOf(found);
  if (proofs.length === 0) return [];
  const shown = await Promise.all(proofs.slice(0, MOST).map(({ words, fileID }) => shownPicture(words, fileID, files)));
  const rest = proofs.length - MOST;
  return [
    { kind: 'heading', text: '凭证、公示和单子' },
    ...shown.flat(),
    ...(rest > 0 ? [{ kind: 'small' as const, text: `另有 ${rest} 张没有印在这里。` }] : []),
  ];
}
