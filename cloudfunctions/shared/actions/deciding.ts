// One decision on one claim, judged anew by its policy and written with everything it rested on; pressed by hand or one of many in a job.
import type { ClaimRecord } from '@shared/domain/records';
import { step } from '@shared/domain/stages';
import { eventWords } from '@shared/domain/words/claims';
import { claimSortKey } from '@shared/repos/claims';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { freshFacts, partsOf } from './claim-parts';
import { checkLines, sameVersion, stepping } from './refuse';
import { claimHearers } from './told-parts';

export interface Decision {
  /** The version the decider saw. */
  version: number;
  verb: 'approve' | 'return' | 'reject';
  reasons: string[];
  note: string;
}

/** An action's context has it, a job's too. */
export type Deciding = Pick<Context, 'repos' | 'policies' | 'today' | 'caller' | 'now' | 'change' | 'store'>;

/** What the person and their family read. */
function telling(openid: string, before: ClaimRecord, after: ClaimRecord, verb: string, spoken: string) {
  const title = `${before.personName}的${spoken}`;
  const text = after.status === 'approved' ? '审核都过了，等县里拨款' : eventWords(verb, 'resident');
  return {
    openid,
    subject: after._id,
    version: before.version + 1,
    kind: 'claim_moved',
    title,
    text,
    page: `pages/claim/claim?id=${encodeURIComponent(after._id)}`,
  };
}

/**
 * Takes the step, in one transaction.
 * @throws Problem when the rules forbid it, somebody was faster, or the records no longer allow a pass.
 */
export async function decide(seen: ClaimRecord, { version, verb, reasons, note }: Decision, ctx: Deciding): Promise<Outcome> {
  const { repos, caller, now } = ctx;
  const deed = { openid: caller.openid, verb, register: 'official' as const, now };
  sameVersion(seen, version, deed);
  stepping(() => step(seen, verb, caller, now, { reasons, note }));
  const { pack, policy } = await partsOf(seen, ctx);
  const facts = await freshFacts(seen, await repos.persons.ofClaim(seen), ctx);
  const assessment = policy.assess(facts);
  if (verb === 'approve' && assessment.verdict === 'not_eligible') {
    throw new Problem('not_possible_now', {
      message: `按现在的登记，这一件不符合条件，不能通过：\n${checkLines(assessment, 'failed', 'official').join('\n')}`,
      next: '退回补正，或者选不通过并写明原因。',
    });
  }
  // The sum hangs on it, and whoever decides is the one who can look it up.
  if (verb === 'approve' && assessment.checks.some(({ status, remedy }) => status === 'unknown' && remedy === 'ask_rail_fare')) {
    throw new Problem('not_possible_now', {
      message: '有飞机票或船票还没查同程火车票价，金额算不出来。',
      next: '在车票下面填上查到的高铁二等座票价，再通过。',
    });
  }
  const hearers = await claimHearers(seen, verb, ctx);
  return ctx.change(async (change) => {
    const before = await change.get<ClaimRecord>('claims', seen._id);
    if (!before) throw new Problem('not_found');
    sameVersion(before, version, deed);
    const { claim, event } = stepping(() => step(before, verb, caller, now, { reasons, note }));
    const decided = verb === 'approve' ? { facts, checks: assessment.checks, amountFen: assessment.amountFen } : {};
    const wanted: ClaimRecord = { ...claim, ...decided, sortKey: claimSortKey(claim) };
    const stored = await change.put('claims', before, wanted, {
      verb,
      role: event.by.role,
      detail: { stage: event.stage, reasons, status: wanted.status, amountFen: wanted.amountFen },
    });
    for (const openid of hearers) change.tell(telling(openid, before, stored, verb, pack.spoken));
    return { record: seen._id, version: stored.version, note: {} };
  });
}
