// 消息: what happened to one's own affairs, newest first; opening the list is reading it. The list is the truth, messages are an extra.
import { beijingDate, beijingTime, dayWords } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords } from '../../../services/call';
import { go } from '../../../services/device';
import { allowMessages } from '../../../services/messages';
import { createPager, type ListState, type MoreState, type Pager } from '../../../services/pager';
import { ensureMe } from '../../../services/session';

interface Row {
  id: string;
  title: string;
  text: string;
  page: string;
  when: string;
  fresh: boolean;
}
const pagers = new WeakMap<object, Pager>();

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as ListState,
    more: 'idle' as MoreState,
    error: null as ErrorWords | null,
    items: [] as Row[],
    templates: [] as string[],
    allowed: '',
  },
  methods: {
    onLoad() {
      pagers.set(
        this,
        createPager<Row>(
          async (cursor) => {
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
          (patch) => this.setData(patch),
        ),
      );
      return this.load();
    },
    load() {
      return pagers.get(this)?.first();
    },
    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      return pagers.get(this)?.more();
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
