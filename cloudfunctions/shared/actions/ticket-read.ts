// What a rail e-invoice says by itself, suggested to whoever fills in the ticket; nothing is written, they confirm or correct it.
import type { Output } from '@shared/contract';
import { directionOf, readRailInvoice } from '@shared/domain/rail-invoice';
import type { ReceiptRecord } from '@shared/domain/records';
import { ofdLines, pdfLines, Unreadable } from '@shared/papers/invoice-text';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { FILLERS, reachedClaim } from './open-claim';
import { ledgerOf } from './person-facts';

type Read = Output<'ticket.read'>;

const BY_HAND: Read = { read: false, words: '这张里的字读不出来，照着票填一下', ticket: null };
const REFUND: Read = { read: false, words: '这张是退票、改签的手续费，不是车票。换一张车票', ticket: null };

async function linesOf({ mime, fileID }: ReceiptRecord, { files }: Context): Promise<string[] | null> {
  if (mime !== 'application/pdf' && mime !== 'application/ofd') return null;
  const bytes = await files.read(fileID);
  if (bytes === null) return null;
  try {
    return await (mime === 'application/pdf' ? pdfLines(bytes) : ofdLines(bytes));
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

export const readTicket = action('ticket.read', {
  roles: FILLERS,
  limit: { times: 60, seconds: 600 },
  async run({ claim: id, receipt: receiptId }, ctx): Promise<Read> {
    const claim = await reachedClaim(id, ctx);
    const receipt = await ctx.repos.receipts.oneOf(claim, receiptId);
    const lines = await linesOf(receipt, ctx);
    const reading = lines === null ? null : readRailInvoice(lines);
    if (reading === null || reading.kind === 'other') return BY_HAND;
    if (reading.kind === 'refund_fee') return REFUND;
    const { spells, home } = await ledgerOf(await ctx.repos.persons.ofClaim(claim), ctx);
    const direction = directionOf(
      reading.ticket,
      home,
      spells.map(({ place }) => place),
    );
    return { read: true, words: '票上的字读出来了，看看对不对', ticket: { receipt: receiptId, ...reading.ticket, direction, read: true } };
  },
});
