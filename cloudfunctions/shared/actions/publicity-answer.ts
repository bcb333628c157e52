// Answering an objection: by a named person without ties, with a result; upheld, the claim goes back or is refused; not upheld, it may go on.
import { roleFor } from '@shared/access';
import type { ClaimRecord, ObjectionRecord } from '@shared/domain/records';
import { stageOf, step } from '@shared/domain/stages';
import { claimSortKey } from '@shared/repos/claims';
import { action } from '@shared/runtime/action';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { POSTERS, shownList } from './publicity';
import { barOf } from './publicity-parts';
import { stepping } from './refuse';
import { claimHearers } from './told-parts';

interface Answer {
  result: 'dismissed' | 'upheld';
  verb?: 'return' | 'reject' | undefined;
  reasons: string[];
  text: string;
}

/** What becomes of the claim; `stillOpen` = another open objection to the same claim, which goes on holding it. */
async function settle(
  claim: ClaimRecord,
  { result, verb, reasons, text }: Answer,
  stillOpen: string | null,
  hearers: readonly string[],
  change: Change,
  ctx: Context,
) {
  const { caller, now } = ctx;
  // Taken back, returned or refused meanwhile: nothing is left to hold.
  if (stageOf(claim)?.kind !== 'publicity') return;
  if (result === 'dismissed') {
    const hold = stillOpen === null ? null : { objection: stillOpen, since: now };
    await change.put('claims', claim, { ...claim, hold }, { verb: 'release', role: roleFor(caller, claim) });
    return;
  }
  if (verb === undefined) throw new Problem('bad_input', { fields: { verb: '意见成立的，选退回还是不通过' } });
  const { claim: next, event } = stepping(() => step(claim, verb, caller, now, { reasons, note: text }));
  const stored = await change.put(
    'claims',
    claim,
    { ...next, sortKey: claimSortKey(next) },
    { verb, role: event.by.role, detail: { stage: event.stage, reasons, status: next.status } },
  );
  const telling = {
    subject: claim._id,
    version: stored.version,
    kind: 'claim_moved',
    title: `${claim.personName}的补贴`,
    text: verb === 'return' ? '贴榜的时候有人提了意见，退回来了，还要补一样' : '贴榜的时候有人提了意见，核实后没通过',
    page: `pages/claim/claim?id=${encodeURIComponent(claim._id)}`,
  };
  for (const openid of hearers) change.tell({ openid, ...telling });
}

export const answerObjection = action('publicity.answer', {
  roles: POSTERS,
  async change({ objection: id, version, ...answer }, ctx) {
    const { repos, caller, now } = ctx;
    const seen = await repos.publicities.objection(id);
    const list = await repos.publicities.inScope(seen.publicity);
    if (!(await ctx.fitToShow(answer.text))) throw new Problem('bad_input', { fields: { text: '这段话不能给别人看，换个说法' } });
    const others = (await repos.publicities.objections(list._id)).find(
      (one) => one._id !== id && one.status === 'open' && one.claim !== null && one.claim === seen.claim,
    );
    const about = seen.claim === null ? null : await ctx.store.get<ClaimRecord>('claims', seen.claim);
    const hearers = about && answer.verb ? await claimHearers(about, answer.verb, ctx) : [];
    return ctx.change(async (change) => {
      const before = await change.get<ObjectionRecord>('objections', id);
      if (!before) throw new Problem('not_found');
      if (before.status !== 'open') throw new Problem('already_done', { message: '这条意见已经答复过了。' });
      if (before.version !== version) throw new Problem('changed_meanwhile');
      const claim = before.claim === null ? null : await change.get<ClaimRecord>('claims', before.claim);
      const barred = barOf(before, claim, list, ctx);
      if (barred !== '') throw new Problem('not_allowed', { message: barred });
      if (claim) await settle(claim, answer, others?._id ?? null, hearers, change, ctx);
      const by = { openid: caller.openid, name: caller.name, title: caller.staff?.title ?? '' };
      const wanted: ObjectionRecord = { ...before, status: answer.result, answer: { text: answer.text, at: now, by } };
      const stored = await change.put('objections', before, wanted, {
        verb: 'answer',
        role: roleFor(caller, before),
        detail: { result: answer.result, verb: answer.verb ?? '' },
      });
      change.tell({
        openid: before.openid,
        subject: id,
        version: stored.version,
        kind: 'objection_answered',
        title: '您对榜提的意见有答复了',
        text: answer.result === 'upheld' ? '查了，您说得对，已经处理' : '查了，没有问题，点开看怎么说的',
        page: `packages/publicity/open/open?code=${list.code}`,
      });
      return { record: list._id, version: stored.version, note: {} };
    });
  },
  show: ({ record }, _input, ctx) => shownList(record, ctx),
});
