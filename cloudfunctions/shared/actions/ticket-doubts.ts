// What about a claim's tickets a reviewer should look at twice, found when it is handed in: other names, days, fares, the same ticket elsewhere.
import { periodWords } from '@shared/domain/dates';
import type { ClaimHint, ClaimRecord, PersonRecord } from '@shared/domain/records';
import { ticketHints } from '@shared/domain/tickets';
import { TICKET_HINT_CODES } from '@shared/domain/words/ticket-hints';
import type { PolicyPack } from '@shared/policies';
import { travelDaysOf } from '@shared/policies/ticket-terms';
import type { Context } from '@shared/runtime/context';
import { among } from '@shared/runtime/store';
import { policyFor } from './claim-parts';

const MOST_ELSEWHERE = 50;
const DEAD: readonly string[] = ['draft', 'withdrawn', 'rejected'];
const CODES: readonly string[] = TICKET_HINT_CODES;

export function withoutTicketHints(hints: readonly ClaimHint[]): ClaimHint[] {
  return hints.filter(({ code }) => !CODES.includes(code));
}

/** Whose other claim shows a ticket of this number; by serial. */
async function elsewhereOf(claim: ClaimRecord, { store }: Pick<Context, 'store'>): Promise<Map<string, string>> {
  const serials = claim.ticketSerials ?? [];
  if (serials.length === 0) return new Map();
  const others = await store.list<ClaimRecord>('claims', { where: { ticketSerials: among(serials) }, limit: MOST_ELSEWHERE });
  return new Map(
    others
      .filter(({ _id, status }) => _id !== claim._id && !DEAD.includes(status))
      .flatMap(({ personName, period, ticketSerials }) =>
        (ticketSerials ?? []).map((serial) => [serial, `${personName} ${periodWords(period)}的申领`] as const),
      ),
  );
}

export async function ticketDoubts(
  claim: ClaimRecord,
  person: Pick<PersonRecord, 'name'>,
  pack: PolicyPack,
  ctx: Pick<Context, 'store'>,
): Promise<ClaimHint[]> {
  const tickets = claim.tickets ?? [];
  if (tickets.length === 0) return [];
  return ticketHints(tickets, person, travelDaysOf(pack, claim.period), await elsewhereOf(claim, ctx));
}

/** The hints found so far with those about tickets as the claim stands now. */
export async function withTicketHints(
  hints: readonly ClaimHint[],
  claim: ClaimRecord,
  person: Pick<PersonRecord, 'name'>,
  ctx: Context,
): Promise<ClaimHint[]> {
  const { pack } = await policyFor(claim, ctx);
  return [...withoutTicketHints(hints), ...(await ticketDoubts(claim, person, pack, ctx))];
}
