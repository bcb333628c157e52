// 「招满了吧」 and questions from a card: to whoever pushed it, answered by them, told to whoever asked.
import { randomUUID } from 'node:crypto';
import type { Output } from '@shared/contract';
import { isShown } from '@shared/domain/postings';
import type { PostingRecord, PushQuestionRecord } from '@shared/domain/records';
import { PUSHERS } from '@shared/repos/pushes';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { blindIndex } from '@shared/runtime/crypto';
import { Problem } from '@shared/runtime/problem';
import { beginTelling } from '@shared/works/posting-tell';
import { demandFit } from './fit';
import { tellOfferers } from './offer-told';
import { stepped } from './posting-step';
import { postingsIn } from './push-about';

const PAGE = 20;
const QUESTIONS_PAGE = 'packages/push/questions/questions';

function viewOf(one: PushQuestionRecord, postings: ReadonlyMap<string, PostingRecord>): Output<'push.questions'>['items'][number] {
  const { _id: id, kind, posting, title, words, at, answer, version } = one;
  return {
    id,
    kind,
    status: one.status === 'answered' ? 'answered' : 'open',
    posting,
    title,
    words,
    at,
    stillOpen: postings.get(posting)?.status === 'open',
    answer: answer && { words: answer.words, at: answer.at, by: answer.by.name },
    version,
  };
}

async function views(found: readonly PushQuestionRecord[], ctx: Context) {
  const postings = await postingsIn([...new Set(found.map(({ posting }) => posting))], ctx);
  const byId = new Map(postings.map((one) => [one._id, one]));
  return found.map((one) => viewOf(one, byId));
}

export const askPoster = action('push.ask', {
  roles: ['visitor'],
  limit: { times: 6, seconds: 86_400 },
  async change(input, ctx) {
    const { repos, caller, now, services } = ctx;
    const { kind, posting: id } = input;
    const words = input.kind === 'question' ? input.words : '';
    const posting = await repos.postings.get(id);
    if (!posting || !isShown(posting)) throw new Problem('not_found', { message: '这个活已经撤了。', next: '返回看看别的活。' });
    const push = input.push === undefined ? null : await repos.pushes.byIdOrCode(input.push);
    const owner = push?.about.includes(id) ? push.by.openid : posting.by.openid;
    if (owner === '') throw new Problem('not_possible_now', { message: '这个活没有留下问谁。', next: '打上面的电话问。' });
    await demandFit({ words }, ctx);
    const question =
      kind === 'filled' ? `filled:${id}:${blindIndex(services.ring, 'push_questions.openid', caller.openid)}` : `question:${randomUUID()}`;
    return ctx.change(async (change) => {
      if (kind === 'filled' && (await change.get('push_questions', question)))
        throw new Problem('already_done', { message: '您说过了，发的人正在问。' });
      const { county, town, village } = push ?? posting;
      const record: PushQuestionRecord = {
        _id: question,
        county,
        town,
        village,
        status: 'open',
        sortKey: `${now}:${question}`,
        posting: id,
        push: push?._id ?? '',
        title: posting.title,
        owner,
        kind,
        words,
        openid: caller.openid,
        at: now,
        answer: null,
        version: 0,
        auditHead: '',
      };
      await change.put('push_questions', null, record, { verb: 'ask', role: 'visitor', detail: { kind, posting: id } });
      change.tell({
        openid: owner,
        subject: question,
        version: 0,
        kind: 'push_asked',
        title: kind === 'filled' ? '有人说招满了' : '有人问您发的活',
        text: kind === 'filled' ? `「${posting.title}」：有人说招满了，打电话核实一下。` : `「${posting.title}」：${words}`,
        page: QUESTIONS_PAGE,
      });
      return { record: question, version: 0, note: { filled: kind === 'filled' } };
    });
  },
  show: ({ note }) =>
    Promise.resolve({ words: note.filled ? '谢谢，发的人会打电话问清楚。' : '问过去了。回了话，「我的」里的「消息」会告诉您。' }),
});

export const pushQuestions = action('push.questions', {
  roles: PUSHERS,
  async run({ status, cursor, limit = PAGE }, ctx) {
    const found = await ctx.repos.pushes.questions(status, cursor, limit);
    const last = found.length === limit ? found[found.length - 1] : undefined;
    return { items: await views(found, ctx), next: last?.sortKey ?? null };
  },
});

async function ownQuestion(id: string, ctx: Context): Promise<PushQuestionRecord> {
  const found = await ctx.repos.pushes.question(id);
  if (!found || found.owner !== ctx.caller.openid) throw new Problem('not_found', { message: '没有这一条，或者不是问您的。' });
  return found;
}

export const answerQuestion = action('push.answer', {
  roles: PUSHERS,
  async change({ question: id, version, words, full }, ctx) {
    await ownQuestion(id, ctx);
    await demandFit({ words }, ctx);
    const { caller, now } = ctx;
    return ctx.change(async (change) => {
      const before = await change.get<PushQuestionRecord>('push_questions', id);
      if (!before || before.version !== version || before.status !== 'open')
        throw new Problem('changed_meanwhile', { message: '这一条刚才已经回过了。' });
      const by = { openid: caller.openid, name: caller.name };
      const stored = await change.put(
        'push_questions',
        before,
        { ...before, status: 'answered', answer: { words, at: now, by } },
        { verb: 'answer', role: 'officer', detail: { full } },
      );
      const posting = full ? await change.get<PostingRecord>('postings', before.posting) : null;
      if (posting?.status === 'open') {
        const filled = stepped(posting, { verb: 'full', as: 'writer', today: ctx.today });
        const deed = { verb: 'full', role: 'officer', detail: { from: 'question' } };
        const after = await change.put('postings', posting, filled, deed);
        await beginTelling(change, posting, after, now);
        await tellOfferers(change, posting, after, { mover: caller.openid, today: ctx.today });
      }
      change.tell({
        openid: before.openid,
        subject: id,
        version: stored.version,
        kind: 'push_answered',
        title: '您问的活，有回话了',
        text: `「${before.title}」：${words}`,
        page: `pages/job/job?id=${before.posting}`,
      });
      return { record: id, version: stored.version, note: {} };
    });
  },
  async show({ record }, _input, ctx) {
    const [question] = await views([await ownQuestion(record, ctx)], ctx);
    if (!question) throw new Problem('not_found');
    return { question };
  },
});
