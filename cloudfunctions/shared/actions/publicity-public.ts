// The public side of a posted list: anybody with its code reads it and may object, with or without a name.
import { randomUUID } from 'node:crypto';
import { covers } from '@shared/access';
import { addWorkingDays } from '@shared/domain/dates';
import { maskName } from '@shared/domain/masks';
import type { ClaimRecord, ObjectionRecord, PublicityRecord } from '@shared/domain/records';
import { stageOf } from '@shared/domain/stages';
import { READERS } from '@shared/repos/claims';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { sealField } from '@shared/runtime/crypto';
import { Problem } from '@shared/runtime/problem';
import { answerOf, headOf, lineView, objectionBase } from './publicity-parts';

/** An objection is answered before the list comes down, or soon after. */
const ANSWER_DAYS = 5;
const MOST_PER_LIST = 200;

/** The people of the village and those who work for it know everybody by name anyway. */
async function knowsNames(list: PublicityRecord, { caller, repos }: Context): Promise<boolean> {
  if (covers(caller, READERS, list)) return true;
  return (await repos.persons.allMine()).some((person) => person[list.level] === list[list.level]);
}

export const openPublicity = action('publicity.open', {
  roles: ['visitor'],
  limit: { times: 30, seconds: 60 },
  async run({ code }, ctx) {
    const list = await ctx.repos.publicities.byCode(code);
    const [head, lines, objections, full] = await Promise.all([
      headOf(list, ctx),
      ctx.repos.publicities.lines(list._id),
      ctx.repos.publicities.objections(list._id),
      knowsNames(list, ctx),
    ]);
    return {
      list: head,
      lines: lines.map(lineView).map((line) => (full ? line : { ...line, name: maskName(line.name) })),
      full,
      answers: objections.flatMap((objection) => {
        const answer = answerOf(objection);
        const { no, status } = objection;
        return answer === null || status === 'open' ? [] : [{ no, status, answer: { ...answer } }];
      }),
      mine: objections.filter(({ openid }) => openid === ctx.caller.openid).map(objectionBase),
    };
  },
});

export const objectToPublicity = action('publicity.object', {
  roles: ['visitor'],
  limit: { times: 5, seconds: 86_400 },
  async change({ code, no, kind, text, name, phone }, ctx) {
    const { repos, caller, now, today, services } = ctx;
    const list = await repos.publicities.byCode(code);
    if (list.status !== 'posted') throw new Problem('not_possible_now', { message: '这张榜已经收了。', next: '还有话说，打榜上的电话。' });
    const lines = await repos.publicities.lines(list._id);
    const line = no === 0 ? null : lines[no - 1];
    if (line === undefined) throw new Problem('bad_input', { fields: { no: '榜上没有这一行' } });
    if ((await repos.publicities.objections(list._id)).length >= MOST_PER_LIST)
      throw new Problem('not_possible_now', { message: '这张榜收到的意见太多了。', next: '请打榜上的电话说。' });
    if (!(await ctx.fitToShow(name ? `${name}：${text}` : text)))
      throw new Problem('bad_input', { fields: { text: '有的话没法交上去，换个说法' } });
    const id = `o-${randomUUID()}`;
    return ctx.change(async (change) => {
      const claim = line === null ? null : await change.get<ClaimRecord>('claims', line.claim);
      const objection: ObjectionRecord = {
        _id: id,
        county: list.county,
        town: list.town,
        village: list.village,
        status: 'open',
        sortKey: `${now}:${id}`,
        publicity: list._id,
        claim: line?.claim ?? null,
        no,
        kind,
        text,
        openid: caller.openid,
        name: name ?? '',
        phone: phone === undefined ? null : sealField(services.ring, { collection: 'objections', record: id, field: 'phone' }, phone),
        phoneTail: phone?.slice(-4) ?? null,
        at: now,
        dueOn: addWorkingDays(today, ANSWER_DAYS),
        answer: null,
        version: 0,
        auditHead: '',
      };
      await change.put('objections', null, objection, { verb: 'object', role: 'visitor', detail: { publicity: list._id, no, kind } });
      // Held where it is until somebody answers; what has left the list meanwhile needs no hold.
      if (claim && claim.posting === list._id && stageOf(claim)?.kind === 'publicity' && !claim.hold) {
        await change.put(
          'claims',
          claim,
          { ...claim, hold: { objection: id, since: now } },
          { verb: 'hold', role: 'visitor', detail: { objection: id } },
        );
      }
      const office = list.by.openid;
      change.tell({
        openid: office,
        subject: id,
        version: 0,
        kind: 'objection',
        title: '榜上有人提了意见',
        text: no === 0 ? '对整张榜，要答复' : `第 ${no} 行，要答复`,
        page: `packages/publicity/list/list?id=${encodeURIComponent(list._id)}`,
      });
      return { record: id, version: 0, note: {} };
    });
  },
  async show({ record }, _input, ctx) {
    const objection = await ctx.store.get<ObjectionRecord>('objections', record);
    if (!objection) throw new Problem('not_found');
    return { objection: objectionBase(objection) };
  },
});
