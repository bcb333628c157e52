// Notes that a card was opened and from which group, in one transaction. The trail names nobody: who opened what is nobody's business.
import type { ChatGroupRecord, Instant, PushCallRecord, ReachRecord } from '@shared/domain/records';
import { nextVersion } from './audit';
import type { Store } from './store';

/**
 * A WeChat's first opening counts; a later one only adds the group it then came from. A group known before stays what it is, whatever card is
 * opened in it: null = opened elsewhere.
 */
export async function noteReach(store: Store, now: Instant, reach: ReachRecord, group: ChatGroupRecord | null): Promise<void> {
  await store.transaction(async (tx) => {
    const [seen, known] = [
      await tx.get<ReachRecord>('reaches', reach._id),
      group && (await tx.get<ChatGroupRecord>('chat_groups', group._id)),
    ];
    if (group && !known) {
      const by = { openid: '', role: 'visitor' };
      const { record, entry } = nextVersion('chat_groups', null, group, { at: now, action: 'push.open', verb: 'learn', by });
      await tx.insert('chat_groups', record);
      await tx.insert('audits', entry);
    }
    if (!seen) await tx.insert('reaches', reach);
    else if (seen.group === '' && reach.group !== '') await tx.patch('reaches', seen._id, { group: reach.group });
  });
}

/** A call is counted once; whether it was counted before makes no difference to anybody. */
export const noteCall = (store: Store, call: PushCallRecord): Promise<boolean> => store.insert('push_calls', call);
