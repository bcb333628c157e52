// One claim under review on a phone: the panel fills the page; decided, back to the list.
import { ownPage } from '../../../behaviors/own-page';
import { say } from '../../../services/device';

const DONE_WORDS: Record<string, string> = {
  approve: '通过了',
  return: '退回了',
  reject: '不予通过，本人会看到原因',
  withdraw: '替本人撤回了',
  correct: '拿回去改了',
  appeal: '换人再看了',
};

Component({
  behaviors: [ownPage],
  data: { id: '' },
  methods: {
    onLoad(query: { id?: string }) {
      this.setData({ id: decodeURIComponent(query.id ?? '') });
    },
    decided(event: WechatMiniprogram.CustomEvent<{ verb: string }>) {
      say(DONE_WORDS[event.detail.verb] ?? '办好了');
      wx.navigateBack();
    },
  },
});
