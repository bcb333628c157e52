// 谁想去哪个活: what is due first, by village or of one posting. A phone opens one a page; from 900 px the case stands at the right.
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call } from '../../../services/call';
import { go } from '../../../services/device';
import { ensureMe } from '../../../services/session';
import { type BoardItem, boardItem } from '../present/wishes';

/** The same width as in apply.wxss. */
const DESK_WIDTH = 900;
const WRITERS: readonly string[] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk'];

Component({
  behaviors: [ownPage, pagedList],
  data: {
    desk: false,
    view: 'open' as 'open' | 'over',
    posting: '',
    villages: [] as { code: string; name: string }[],
    village: 0,
    items: [] as BoardItem[],
    picked: '',
    mayRecord: false,
  },
  methods: {
    onLoad(query: { posting?: string }) {
      this.setData({ desk: wx.getWindowInfo().windowWidth >= DESK_WIDTH, posting: decodeURIComponent(query.posting ?? '') });
      return this.places();
    },
    /** Villages to choose among, for those who serve more than one; without them the list is all of them. */
    async places() {
      try {
        const me = await ensureMe();
        this.setData({ mayRecord: me.roles.some(({ role }) => WRITERS.includes(role)) });
        const { villages } = await call('where.people', { figure: 'labourers', limit: 1 });
        if (villages.length > 1) this.setData({ villages: [{ code: '', name: '所有村' }, ...villages] });
      } catch {
        // The list says by itself when nothing can be reached.
      }
    },
    onShow() {
      return this.again();
    },
    async rows(cursor: string | undefined) {
      const { view, posting, villages, village } = this.data;
      const code = villages[village]?.code ?? '';
      const page = await call('application.list', {
        view,
        ...(code === '' ? {} : { village: code }),
        ...(posting === '' ? {} : { posting }),
        ...(cursor === undefined ? {} : { cursor }),
      });
      return { items: page.items.map((one) => boardItem(one, page.today)), next: page.next };
    },
    pickView(event: WechatMiniprogram.TouchEvent) {
      this.setData({ view: (event.currentTarget.dataset as { view: 'open' | 'over' }).view, state: 'loading', items: [], picked: '' });
      return this.again();
    },
    pickVillage(event: WechatMiniprogram.PickerChange) {
      this.setData({ village: Number(event.detail.value), state: 'loading', items: [], picked: '' });
      return this.again();
    },
    open(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      if (this.data.desk) this.setData({ picked: id });
      else go(`/packages/apply/record/record?id=${encodeURIComponent(id)}`);
    },
    record() {
      go('/packages/apply/record/record');
    },
  },
});
