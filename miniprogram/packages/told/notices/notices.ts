// 消息: what happened to one's own affairs, newest first; opening the list is reading it. The list is the truth, messages are an extra.
import { beijingDate, beijingTime, dayWords } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call } from '../../../services/call';
import { go } from '../../../services/device';
import { allowMessages } from '../../../services/messages';
import { ensureMe } from '../../../services/session';

interface Row {
  id: string;
  title: string;
  text: string;
  page: string;
  when: string;
  fresh: boolean;
}

Component({
  behaviors: [ownPage, pagedList],
  data: {
    items: [] as Row[],
    templates: [] as string[],
    allowed: '',
  },
  methods: {
    async rows(cursor: string | undefined) {
      const [me, page] = await Promise.all([ensureMe(), call('notice.mine', { cursor })]);
      this.setData({ templates: page.templates });
      const unread = page.items.filter(({ read }) => !read).map(({ id }) => id);
      // Not worth a failure of the list: unread they are shown as new once more.
      if (unread.length > 0) call('notice.read', { ids: unread }).catch(() => undefined);
      const items = page.items.map(({ id, title, text, page: to, at, read }) => ({
        id,
        title,
        text,
        page: to,
        when: `${dayWords(beijingDate(at), me.today)} ${beijingTime(at)}`,
        fresh: !read,
      }));
      return { items, next: page.next };
    },
    onLoad() {
      return this.again();
    },
    open(event: WechatMiniprogram.TouchEvent) {
      const { page } = event.currentTarget.dataset as { page: string };
      if (page !== '') go(`/${page}`);
    },
    async allow() {
      this.setData({ allowed: await allowMessages(this.data.templates) });
    },
  },
});
