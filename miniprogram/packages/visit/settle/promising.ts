// What was promised at the door: the usual in one tap, anything else in words, each by a day. Used by the page of 一次办齐.
import { addPromise, dropPromise } from '@shared/domain/sync/draft';
import type { DoorDraft } from '../../../services/visit/drafts';

interface Page {
  keep(change: (draft: DoorDraft) => DoorDraft): void;
}

export const promising = Behavior({
  data: {
    promises: [] as { words: string; dueOn: string }[],
    usual: ['找个近处的活', '问问能不能学门手艺'],
    promise: '',
    dueOn: '',
    trouble: '',
  },
  methods: {
    promiseTyped(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ promise: event.detail.value });
    },
    dueTurned(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ dueOn: event.detail.value });
    },
    keepPromise(words: string) {
      const { dueOn } = this.data;
      (this as unknown as Page).keep((draft) => ({ ...draft, ...addPromise(draft, { words, dueOn, person: null }) }));
    },
    usualPromise(event: WechatMiniprogram.TouchEvent) {
      this.keepPromise((event.currentTarget.dataset as { words: string }).words);
    },
    promiseIt() {
      const words = this.data.promise.trim();
      if (words.length < 2) {
        this.setData({ trouble: '写一句答应办什么。' });
        return;
      }
      this.setData({ promise: '', trouble: '' });
      this.keepPromise(words);
    },
    dropPromise(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number };
      (this as unknown as Page).keep((draft) => ({ ...draft, ...dropPromise(draft, index) }));
    },
  },
});
