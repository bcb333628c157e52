// 等着传的: what waits on this phone, what was refused and why, what is there already. Sends by itself; a button for the impatient.
import type { QueueItem } from '@shared/domain/sync/queue';
import { ownPage } from '../../../behaviors/own-page';
import { onQueueChange, queueHere, sendingState, sendWaiting, tryAgain } from '../../../services/visit/sending';

interface Row {
  id: string;
  words: string;
  state: QueueItem['state'];
  stateWords: string;
  trouble: string;
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
        rows: rows.map(({ id, words, state, trouble }) => ({ id, words, state, stateWords: STATES[state], trouble })),
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
    again(event: WechatMiniprogram.TouchEvent) {
      tryAgain((event.currentTarget.dataset as { id: string }).id);
      return this.send();
    },
  },
});
