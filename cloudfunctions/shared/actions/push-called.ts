// 打电话 tapped in a posting that was opened from a card: counted for the card, never who called.
import { isShown } from '@shared/domain/postings';
import { action } from '@shared/runtime/action';
import { blindIndex } from '@shared/runtime/crypto';
import { noteCall } from '@shared/runtime/reaching';

export const pushCalled = action('push.called', {
  roles: ['visitor'],
  limit: { times: 60, seconds: 3600 },
  async run({ push: text, posting: id }, { repos, store, services, caller, today }) {
    const [push, posting] = await Promise.all([repos.pushes.byIdOrCode(text), repos.postings.get(id)]);
    if (!push?.about.includes(id) || !posting || !isShown(posting)) return { noted: false };
    // Only of somebody the card reached: whoever sends it out, and whoever merely knows its id, counts nowhere.
    const opening = await repos.pushes.opening(push._id, blindIndex(services.ring, 'reaches.openid', caller.openid));
    if (!opening) return { noted: false };
    const who = blindIndex(services.ring, 'push_calls.openid', caller.openid);
    await noteCall(store, { _id: `${push._id}:${id}:${today}:${who}`, push: push._id, village: opening.village, until: opening.until });
    return { noted: true };
  },
});
