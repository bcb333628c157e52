// 回来的人: who came back for good and is to be offered something within three days; with an id, one of them. From 900 px list and case.
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call } from '../../../services/call';
import { go } from '../../../services/device';
import { type BackItem, backItem } from '../present/wishes';

/** The same width as in apply.wxss. */
const DESK_WIDTH = 900;

Component({
  behaviors: [ownPage, pagedList],
  data: {
    desk: false,
    /** One alone, as a duty or a message opens it. */
    id: '',
    view: 'open' as 'open' | 'done',
    villages: [] as { code: string; name: string }[],
    village: 0,
    items: [] as BackItem[],
    picked: '',
  },
  methods: {
    onLoad(query: { id?: string }) {
      const id = decodeURIComponent(query.id ?? '');
      this.setData({ desk: wx.getWindowInfo().windowWidth >= DESK_WIDTH, id });
      return id === '' ? this.places() : undefined;
    },
    async places() {
      try {
        const { villages } = await call('where.people', { figure: 'labourers', limit: 1 });
        if (villages.length > 1) this.setData({ villages: [{ code: '', name: '所有村' }, ...villages] });
      } catch {
        // The list says by itself when nothing can be reached.
      }
    },
    onShow() {
      return this.data.id === '' ? this.again() : undefined;
    },
    async rows(cursor: string | undefined) {
      const { view, villages, village } = this.data;
      const code = villages[village]?.code ?? '';
      const page = await call('second.list', {
        view,
        ...(code === '' ? {} : { village: code }),
        ...(cursor === undefined ? {} : { cursor }),
      });
      return { items: page.items.map((one) => backItem(one, page.today)), next: page.next };
    },
    pickView(event: WechatMiniprogram.TouchEvent) {
      this.setData({ view: (event.currentTarget.dataset as { view: 'open' | 'done' }).view, state: 'loading', items: [], picked: '' });
      return this.again();
    },
    pickVillage(event: WechatMiniprogram.PickerChange) {
      this.setData({ village: Number(event.detail.value), state: 'loading', items: [], picked: '' });
      return this.again();
    },
    open(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      if (this.data.desk) this.setData({ picked: id });
      else go(`/packages/apply/second/second?id=${encodeURIComponent(id)}`);
    },
  },
});
