// What may be filled in for the person on a line, as its part of the page shows it.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { moneyWords } from '@shared/domain/money';
import { termsWords } from '@shared/domain/words/tickets';
import type { Claim } from '../../../present/tickets';

type Detail = Output<'list.line'>;

export interface FormView {
  seq: 0 | 1;
  begun: boolean;
  /** What the ticket and casual parts go on from. */
  claim: Claim;
  papers: { id: string; words: string; own: boolean }[];
  /** Said of a top-up; '' for the claim of the period. */
  topUp: string;
  /** The rules of tickets, until they are filled in. */
  rules: string[];
  /** Something is paid without a ticket too. */
  mayBeNone: boolean;
  casual: boolean;
}

export function formView({ row, form }: Detail, period: string, today: string): FormView | null {
  if (form === null) return null;
  const { claim: id, version, seq, tickets, casual, terms, receipts, amountFen, begun, casualAsked } = form;
  const first = row.topUp?.begun === false && row.amountFen > 0 ? `头一笔 ${moneyWords(row.amountFen)}到账了。` : '头一笔到账了。';
  return {
    seq: seq === 1 ? 1 : 0,
    begun,
    claim: {
      id,
      version,
      seq,
      period,
      terms,
      tickets,
      casual,
      person: { id: row.person, name: row.name },
      receipts,
      assessment: { amountFen },
    },
    papers: receipts.map(({ id: receipt, words, own }) => ({ id: receipt, words, own })),
    topUp: seq === 1 ? `${first}${row.topUp ? `${dayWords(row.topUp.until, today)}前` : ''}找到车票，票上多出来的再补给他。` : '',
    rules: terms === null ? [] : termsWords(terms),
    mayBeNone: (terms?.substitutes.length ?? 0) > 0,
    casual: casualAsked,
  };
}
