// 「有动静，微信告诉我一声」: asks leave for one message, on a tap. Shows nothing where the installation sends none.
import { call } from '../../services/call';
import { allowMessages } from '../../services/messages';

Component({
  data: { templates: [] as string[], answer: '' },
  lifetimes: {
    attached() {
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
