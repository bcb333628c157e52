// 招聘会: what the station has in each state, and a new one.
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call } from '../../../services/call';
import { go } from '../../../services/device';
import { ensureMe } from '../../../services/session';
import { type FairRow, fairRow } from '../present';

const STATES = [
  { status: 'announced', words: '要办的', none: '没有要办的招聘会', hint: '乡里定下来的会排在这里。' },
  { status: 'draft', words: '没定的', none: '没有正在准备的', hint: '' },
  { status: 'over', words: '办完的', none: '还没有办完的', hint: '' },
  { status: 'cancelled', words: '不办的', none: '没有不办的', hint: '' },
] as const;
type Status = (typeof STATES)[number]['status'];

Component({
  behaviors: [ownPage, pagedList],
  data: {
    states: STATES as readonly (typeof STATES)[number][],
    status: 'announced' as Status,
    none: STATES[0].none as string,
    hint: STATES[0].hint as string,
    items: [] as FairRow[],
    makes: false,
  },
  methods: {
    async rows(cursor: string | undefined) {
      const [me, page] = await Promise.all([ensureMe(), call('fair.board', { status: this.data.status, cursor })]);
      this.setData({ makes: page.makes });
      return { items: page.items.map((fair) => fairRow(fair, me.today)), next: page.next };
    },
    onShow() {
      return this.again();
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { status } = event.currentTarget.dataset as { status: Status };
      const state = STATES.find((one) => one.status === status) ?? STATES[0];
      this.setData({ status, none: state.none, hint: state.hint });
      return this.again();
    },
    open(event: WechatMiniprogram.TouchEvent) {
      go(`/packages/fairs/fair/fair?id=${encodeURIComponent((event.currentTarget.dataset as { id: string }).id)}`);
    },
    begin() {
      go('/packages/fairs/edit/edit');
    },
  },
});
