// 等着传的: what waits on this phone, what was refused and why, what is there already. Sends by itself; a button for the impatient.
import type { QueueItem } from '@shared/domain/sync/queue';
import { ownPage } from '../../../behaviors/own-page';
import { go, say } from '../../../services/device';
import { onQueueChange, queueHere, reopen, sendingState, sendWaiting, tryAgain } from '../../../services/visit/sending';

interface Row {
  id: string;
  words: string;
  state: QueueItem['state'];
  stateWords: string;
  trouble: string;
  became: { done: boolean; words: string }[];
  visit: string;
  kind: QueueItem['kind'];
}

const STATES: Record<QueueItem['state'], string> = { waiting: '等着传', refused: '没传成', done: '传上去了' };
const ORDER: readonly QueueItem['state'][] = ['refused', 'waiting', 'done'];
const stops = new WeakMap<object, () => void>();

Component({
  behaviors: [ownPage],
  data: { rows: [] as Row[], waiting: 0, busy: false, cut: false },
  lifetimes: {
    attached() {
      stops.set(
        this,
        onQueueChange(() => this.draw()),
      );
    },
    detached() {
      stops.get(this)?.();
    },
  },
  methods: {
    onShow() {
      this.draw();
      return this.send();
    },
    draw() {
      const queue = queueHere();
      const rows = [...queue].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
      this.setData({
        rows: rows.map(({ id, words, state, trouble, visit, kind, became }) => ({
          id,
          words,
          state,
          stateWords: STATES[state],
          trouble,
          became: [...(became ?? [])],
          visit,
          kind,
        })),
        waiting: queue.filter(({ state }) => state === 'waiting').length,
        ...sendingState(),
      });
    },
    async send() {
      const sending = sendWaiting();
      this.draw();
      await sending;
      this.draw();
    },
    mend(event: WechatMiniprogram.TouchEvent) {
      const found = reopen((event.currentTarget.dataset as { visit: string }).visit);
      if (found) go(`/packages/visit/door/door?village=${found.village}&household=${encodeURIComponent(found.household)}`);
      else say('这一家还有一次没走完，先走完那一次');
    },
    again(event: WechatMiniprogram.TouchEvent) {
      tryAgain((event.currentTarget.dataset as { id: string }).id);
      return this.send();
    },
  },
});
