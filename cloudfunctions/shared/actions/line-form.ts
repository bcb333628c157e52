// What a cadre may fill in on a line beside facts: the tickets, the casual worker's form and the pictures of the claim in hand.
import type { Output } from '@shared/contract';
import type { Facts } from '@shared/domain/facts';
import type { AssessmentRecord, ClaimRecord, ReceiptRecord } from '@shared/domain/records';
import { CASUAL_KIND } from '@shared/domain/tickets';
import { evidenceWords } from '@shared/domain/words';
import { evidenceOf } from '@shared/policies';
import { evidenceView } from '@shared/present-evidence';
import { claimId } from '@shared/repos/claims';
import type { Subject } from '@shared/repos/persons';
import type { Policy } from '@shared/repos/policies';
import type { Context } from '@shared/runtime/context';
import { isOpen } from './claim-parts';
import { draftOf } from './claims';
import { laidByOfficer } from './open-claim';

type Form = Output<'list.line'>['form'];

interface Line {
  record: AssessmentRecord;
  facts: Facts;
  amountFen: number;
  claims: readonly ClaimRecord[];
  subject: Subject;
  policy: Policy;
}

/** Which claim it would go to: a top-up that may be brought or is begun, else the period's own while it is open; null = none. */
function seqInHand({ topUp, line, claimStatus }: AssessmentRecord, claim: ClaimRecord | undefined): 0 | 1 | null {
  if (topUp) return 1;
  if (line === 'cannot' || (line === 'filed' && claimStatus !== 'returned')) return null;
  return claim?.seq === 1 ? 1 : 0;
}

function receiptRow(receipt: ReceiptRecord) {
  const { _id: id, kind, mime } = receipt;
  return { id, kind, mime, words: evidenceWords(kind, 'official'), own: laidByOfficer(receipt) };
}

/** @param mayFile whether the caller files for the person: for everybody else there is nothing to fill in. */
export async function formOf({ record, facts, amountFen, claims, subject, policy }: Line, mayFile: boolean, ctx: Context): Promise<Form> {
  const { programme, period } = record;
  const known = claims.find(({ _id }) => _id === (record.topUp?.claim ?? record.claim));
  const seq = mayFile ? seqInHand(record, known) : null;
  if (seq === null) return null;
  const id = claimId(programme, record.person, period, seq);
  const stored = claims.find(({ _id }) => _id === id);
  if (stored && !isOpen(stored)) return null;
  const begun = stored !== undefined && stored.status !== 'withdrawn';
  const filer: ClaimRecord['filedBy'] = { openid: ctx.caller.openid, role: 'cadre', name: ctx.caller.name };
  const claim = stored ?? draftOf(id, subject, policy, period, filer, ctx.now, seq);
  const receipts = await ctx.repos.receipts.ofClaim(claim);
  return {
    claim: id,
    begun,
    version: claim.version,
    ...evidenceView(claim, policy.pack),
    amountFen,
    // A top-up is for tickets alone.
    casualAsked: seq === 0 && evidenceOf(policy.pack, facts).some((set) => set.kinds.some(({ kind }) => kind === CASUAL_KIND)),
    receipts: receipts.map(receiptRow),
  };
}
