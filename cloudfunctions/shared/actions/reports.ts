// 「这活不对」: written by whoever looks at a posting, answered by whoever checks them; one answer for all that wait about the posting.
import { roleFor, scopesOf } from '@shared/access';
import { isShown, postingVerbs } from '@shared/domain/postings';
import type { PostingRecord, PostingReportRecord, PostingStatus } from '@shared/domain/records';
import { isUrgent, isUrgentKey, REPORT_RESULT_WORDS, waitingKey } from '@shared/domain/reports';
import { POSTING_CHECKERS, POSTING_READERS } from '@shared/repos/postings';
import { action } from '@shared/runtime/action';
import { blindIndex } from '@shared/runtime/crypto';
import { Problem } from '@shared/runtime/problem';
import { beginTelling } from '@shared/works/posting-tell';
import { demandFit } from './fit';
import { tellOfferers } from './offer-told';
import { stepped } from './posting-step';

const PAGE = 20;
/** A transaction has room for so many reports with their trail and what is told. */
const AT_ONCE = 4;
/** What an answer does to the posting; words of a mending are written on its own page. */
const VERBS = { kept: null, mended: null, full: 'full', stopped: 'stop' } as const;

export const writeReport = action('report.write', {
  roles: ['visitor'],
  limit: { times: 10, seconds: 86_400 },
  async change({ posting: about, reason, words }, ctx) {
    const { repos, caller, now, services } = ctx;
    const posting = await repos.postings.get(about);
    if (!posting || !isShown(posting)) throw new Problem('not_found', { message: '这个活已经撤了。', next: '返回看看别的活。' });
    if (reason === 'other' && words.length < 2) throw new Problem('bad_input', { fields: { words: '写一句哪里不对' } });
    await demandFit({ words }, ctx);
    const _id = `${about}:${blindIndex(services.ring, 'posting_reports.openid', caller.openid)}`;
    const others = (await repos.reports.ofPosting(about)).filter((one) => one.status === 'open' && one._id !== _id).length;
    return ctx.change(async (change) => {
      const before = await change.get<PostingReportRecord>('posting_reports', _id);
      const { county, town, village, title } = posting;
      const said = { reason, words, at: now, answer: null };
      const wanted: PostingReportRecord = {
        ...(before ?? { version: 0, auditHead: '' }),
        ...{ _id, county, town, village, status: 'open', posting: about, title, openid: caller.openid },
        ...said,
        sortKey: waitingKey(isUrgent(reason, others), { at: now, _id }),
      };
      const stored = await change.put('posting_reports', before, wanted, { verb: 'report', role: 'visitor', detail: { reason } });
      return { record: _id, version: stored.version, note: {} };
    });
  },
  show: () => Promise.resolve({ words: '记下了，站里的人会去问清楚。结果在「我的」里的「消息」里告诉您。' }),
});

export const listReports = action('report.list', {
  roles: POSTING_READERS,
  async run({ status, cursor, limit = PAGE }, { repos, caller, store }) {
    const found = await repos.reports.board(status, cursor, limit);
    const postings = await store.getMany<PostingRecord>('postings', [...new Set(found.map(({ posting }) => posting))]);
    const byId = new Map(postings.map((one) => [one._id, one]));
    const last = found.length === limit ? found[found.length - 1] : undefined;
    return {
      items: found.map(({ _id: id, posting, title, reason, words, at, sortKey, answer }) => {
        const now = byId.get(posting);
        return {
          ...{ id, posting, title, reason, words, at },
          employer: now?.employer ?? '',
          postingStatus: (now?.status as PostingStatus | undefined) ?? null,
          phone: now?.contact.phone ?? '',
          urgent: answer === null && isUrgentKey(sortKey),
          answer: answer && { words: answer.words, result: answer.result, at: answer.at, by: answer.by.name },
        };
      }),
      next: last?.sortKey ?? null,
      answers: scopesOf(caller, POSTING_CHECKERS).length > 0,
    };
  },
});

export const answerReport = action('report.answer', {
  roles: POSTING_CHECKERS,
  async change({ posting: about, result, words }, ctx) {
    const { repos, caller, now, today } = ctx;
    await repos.postings.inScope(about, POSTING_CHECKERS);
    await demandFit({ words }, ctx);
    const waiting = (await repos.reports.ofPosting(about)).filter(({ status }) => status === 'open');
    if (waiting.length === 0) throw new Problem('not_possible_now', { message: '这个岗位没有等着答复的了。', next: '返回刷新再看。' });
    const by = { openid: caller.openid, name: caller.name };
    return ctx.change(async (change) => {
      const posting = await change.get<PostingRecord>('postings', about);
      if (!posting) throw new Problem('not_found');
      const role = roleFor(caller, posting);
      let answered = 0;
      for (const { _id } of waiting.slice(0, AT_ONCE)) {
        const before = await change.get<PostingReportRecord>('posting_reports', _id);
        if (before?.status !== 'open') continue;
        const wanted: PostingReportRecord = {
          ...before,
          status: 'answered',
          sortKey: `${now}:${_id}`,
          answer: { words, result, at: now, by },
        };
        const stored = await change.put('posting_reports', before, wanted, { verb: 'answer', role, detail: { result } });
        answered += 1;
        change.tell({
          openid: before.openid,
          subject: _id,
          version: stored.version,
          kind: 'report_answered',
          title: '您说的那个活，问清了',
          text: `「${before.title}」：${REPORT_RESULT_WORDS[result].told}。${words}`,
          page: result === 'stopped' ? '' : `pages/job/job?id=${about}`,
        });
      }
      const verb = VERBS[result];
      // The next few of one answer find it done.
      if (verb !== null && postingVerbs(posting.status as PostingStatus, 'checker').includes(verb)) {
        const moved = stepped(posting, { verb, as: 'checker', today, words });
        const after = await change.put('postings', posting, moved, { verb, role, detail: { from: 'report' } });
        await beginTelling(change, posting, after, now);
        await tellOfferers(change, posting, after, { mover: caller.openid, today });
      }
      return { record: about, version: posting.version, note: { answered, left: waiting.length > AT_ONCE ? 1 : 0 } };
    });
  },
  show: ({ note }) => Promise.resolve({ answered: Number(note.answered), left: note.left === 1 }),
});
