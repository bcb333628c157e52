// A card opened, cold and without being known: the posting in one call; that it reached somebody and which group it was are noted on the way.
import type { Output } from '@shared/contract';
import { isShown } from '@shared/domain/postings';
import type { PostingRecord, PushRecord } from '@shared/domain/records';
import { jobCard, jobDetail } from '@shared/present';
import { action } from '@shared/runtime/action';
import { Problem } from '@shared/runtime/problem';
import { postingsIn } from './push-about';
import { noteOpening } from './push-noted';

const shown = (posting: PostingRecord | null): posting is PostingRecord => posting !== null && isShown(posting);

/** What the link stood for is not there: never was, is a fair's, or was withdrawn since. */
function nothing(push: PushRecord | null, named: boolean): Problem {
  const other = '看看别的活，或者让发的人再发一次。';
  if (push === null && !named) return new Problem('not_found', { message: '没有这张卡片，链接可能不完整。', next: other });
  if (push?.kind === 'fair')
    return new Problem('not_found', { message: '这张卡片说的是招聘会，不是一个活。', next: '到「招工」最上面看招聘会。' });
  return new Problem('not_found', {
    message: push && push.about.length > 1 ? '这张卡片上的活都撤了。' : '这个活已经撤了。',
    next: '看看别的活。',
  });
}

export const openPush = action('push.open', {
  roles: ['visitor'],
  async run({ push: text, posting, village }, ctx): Promise<Output<'push.open'>> {
    const { repos, today } = ctx;
    const push = await repos.pushes.byIdOrCode(text);
    const about = push?.kind === 'fair' ? [] : (push?.about ?? []);
    // A posting somebody forwarded alone opens as it would without a card.
    const wanted = posting ?? (about.length === 1 ? about[0] : undefined);
    const [listed, one] = await Promise.all([
      about.length > 1 ? postingsIn(about, ctx) : [],
      wanted === undefined ? null : repos.postings.get(wanted),
    ]);
    if (push) await noteOpening(push, village, ctx);
    const employer = one?.employerId ? await repos.employers.get(one.employerId) : null;
    const job = shown(one) && employer?.status !== 'stopped' ? jobDetail(one, today, employer) : null;
    const jobs = listed.filter(shown).map((each) => jobCard(each, today));
    if (job === null && jobs.length === 0) throw nothing(push, wanted !== undefined);
    return { today, push: push && { id: push._id, title: push.title, kind: push.kind, from: push.by.name }, jobs, job };
  },
});
