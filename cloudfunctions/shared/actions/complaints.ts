// 投诉建议: anybody writes, a named person of the township or county answers by a day, the writer reads it.
import { randomUUID } from 'node:crypto';
import { roleFor } from '@shared/access';
import type { Output } from '@shared/contract';
import { addWorkingDays } from '@shared/domain/dates';
import { maskPhone } from '@shared/domain/masks';
import type { ComplaintRecord, PlaceRecord } from '@shared/domain/records';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { sealField } from '@shared/runtime/crypto';
import { Problem } from '@shared/runtime/problem';

/** Working days to answer in: the time 信访 gives for an acknowledgement, kept for the whole answer. */
const ANSWER_DAYS = 15;
const PAGE = 20;

type ComplaintView = Output<'complaint.mine'>['items'][number];

async function viewOf(complaint: ComplaintRecord, ctx: Context): Promise<ComplaintView> {
  const village = complaint.village === '' ? null : await ctx.repos.places.get(complaint.village);
  const { answer } = complaint;
  return {
    id: complaint._id,
    kind: complaint.kind,
    text: complaint.text,
    status: complaint.status === 'answered' ? 'answered' : 'open',
    at: complaint.at,
    dueOn: complaint.dueOn,
    villageName: village?.name ?? '',
    name: complaint.name,
    phoneMasked: complaint.phoneTail === null ? '' : maskPhone(complaint.phoneTail),
    version: complaint.version,
    answer: answer && { text: answer.text, at: answer.at, by: `${answer.by.title} ${answer.by.name}` },
  };
}

/** Where it lies: the village named, else the place of the persons one acts for, else the county. */
async function placeFor(village: string | undefined, ctx: Context): Promise<Pick<PlaceRecord, 'county' | 'town'> & { village: string }> {
  const { repos } = ctx;
  if (village !== undefined) {
    const place = await repos.places.get(village);
    if (place?.level !== 'village') throw new Problem('bad_input', { fields: { village: '没有这个村' } });
    return { county: place.county, town: place.town, village };
  }
  const [own] = await repos.persons.allMine();
  if (own) return { county: own.county, town: own.town, village: own.village };
  return { county: (await repos.installation.get()).county, town: '', village: '' };
}

export const writeComplaint = action('complaint.write', {
  roles: ['visitor'],
  limit: { times: 5, seconds: 86_400 },
  async change({ kind, text, village, name, phone }, ctx) {
    const place = await placeFor(village, ctx);
    if (!(await ctx.fitToShow(name ? `${name}：${text}` : text)))
      throw new Problem('bad_input', { fields: { text: '有的话没法交上去，换个说法' } });
    const id = `c-${randomUUID()}`;
    const dueOn = addWorkingDays(ctx.today, ANSWER_DAYS);
    return ctx.change(async (change) => {
      const complaint: ComplaintRecord = {
        _id: id,
        ...place,
        status: 'open',
        sortKey: `${ctx.now}:${id}`,
        openid: ctx.caller.openid,
        kind,
        name: name ?? '',
        phone: phone === undefined ? null : sealField(ctx.services.ring, { collection: 'complaints', record: id, field: 'phone' }, phone),
        phoneTail: phone?.slice(-4) ?? null,
        text,
        at: ctx.now,
        dueOn,
        answer: null,
        version: 0,
        auditHead: '',
      };
      await change.put('complaints', null, complaint, { verb: 'write', role: 'visitor', detail: { kind } });
      return { record: id, version: 0, note: {} };
    });
  },
  async show({ record }, _input, ctx) {
    const mine = (await ctx.repos.complaints.mine()).find(({ _id }) => _id === record);
    if (!mine) throw new Problem('not_found');
    return { complaint: await viewOf(mine, ctx) };
  },
});

export const myComplaints = action('complaint.mine', {
  roles: ['visitor'],
  async run(_input, ctx) {
    const installation = await ctx.repos.installation.get();
    const [mine, villages] = await Promise.all([
      ctx.repos.complaints.mine(),
      ctx.repos.places.villagesIn([{ level: 'county', code: installation.county }]),
    ]);
    return {
      items: await Promise.all(mine.map((one) => viewOf(one, ctx))),
      villages: villages.map(({ _id, name }) => ({ code: _id, name })),
      phone: installation.complaintPhone,
    };
  },
});

export const complaintQueue = action('complaint.queue', {
  roles: ['station_clerk', 'labour_clerk', 'lead', 'admin'],
  async run({ status, cursor, limit = PAGE }, ctx) {
    const found = await ctx.repos.complaints.queue(status, cursor, limit);
    const last = found.length === limit ? found[found.length - 1] : undefined;
    return { items: await Promise.all(found.map((one) => viewOf(one, ctx))), next: last?.sortKey ?? null };
  },
});

export const answerComplaint = action('complaint.answer', {
  roles: ['station_clerk', 'labour_clerk', 'lead', 'admin'],
  async change({ complaint: id, version, text }, ctx) {
    const seen = await ctx.repos.complaints.inScope(id);
    if (seen.openid === ctx.caller.openid) throw new Problem('not_allowed', { message: '这是您自己写的，要由别人来答。' });
    if (!(await ctx.fitToShow(text))) throw new Problem('bad_input', { fields: { text: '有的话没法发出去，换个说法' } });
    return ctx.change(async (change) => {
      const before = await change.get<ComplaintRecord>('complaints', id);
      if (!before) throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile', { message: '刚才有人先答了。' });
      const by = { openid: ctx.caller.openid, name: ctx.caller.name, title: ctx.caller.staff?.title ?? '' };
      const stored = await change.put(
        'complaints',
        before,
        { ...before, status: 'answered', answer: { text, at: ctx.now, by } },
        { verb: 'answer', role: roleFor(ctx.caller, before) },
      );
      change.tell({
        openid: before.openid,
        subject: id,
        version: stored.version,
        kind: 'complaint_answered',
        title: '投诉建议有回话了',
        text: `${by.title}${by.name}：${text}`,
        page: 'packages/people/complain/complain',
      });
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ complaint: await viewOf(await ctx.repos.complaints.inScope(record), ctx) }),
});
