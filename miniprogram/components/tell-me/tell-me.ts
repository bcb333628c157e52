// 「有动静，微信告诉我一声」: asks leave for one message, on a tap. Shows nothing where the installation sends none.
import { call } from '../../services/call';
import { allowMessages } from '../../services/messages';

Component({
  properties: {
    /** The templates to ask for; empty = those of one's own affairs. */
    own: { type: Array, value: [] as string[] },
    words: { type: String, value: '往下走一步、钱打过去了，微信告诉您一声。点一次管一条。' },
  },
  data: { templates: [] as string[], answer: '' },
  lifetimes: {
    attached() {
      if (this.data.own.length > 0) {
        this.setData({ templates: this.data.own });
        return;
      }
      // Not worth a failure of the page it stands on.
      call('notice.mine', { limit: 1 }).then(
        ({ templates }) => this.setData({ templates }),
        () => undefined,
      );
    },
  },
  methods: {
    async allow() {
      this.setData({ answer: await allowMessages(this.data.templates) });
    },
  },
});
