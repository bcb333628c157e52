// 招工: open postings for anybody, no login. Narrowed by where, or by a word.
import { ownPage } from '../../behaviors/own-page';
import { tabPage } from '../../behaviors/tab-page';
import { AREAS, type JobRow, jobRow } from '../../present/job';
import { call, type ErrorWords } from '../../services/call';
import { go } from '../../services/device';
import { createPager, type ListState, type MoreState, type Pager } from '../../services/pager';
import { ensureMe } from '../../services/session';

const PAGE = 10;

type Area = (typeof AREAS)[number]['area'];
let pager: Pager | null = null;

Component({
  behaviors: [ownPage, tabPage],
  data: {
    areas: AREAS,
    area: '' as Area,
    text: '',
    operator: '',
    state: 'loading' as ListState,
    more: 'idle' as MoreState,
    error: null as ErrorWords | null,
    items: [] as JobRow[],
  },
  methods: {
    async onLoad() {
      pager = createPager<JobRow>(
        async (cursor) => {
          const { area, text } = this.data;
          const me = await ensureMe();
          const page = await call('job.list', {
            limit: PAGE,
            cursor,
            area: area === '' ? undefined : area,
            text: text === '' ? undefined : text,
          });
          this.setData({ operator: me.installation.operator });
          return { items: page.items.map((job) => jobRow(job, me.today)), next: page.next };
        },
        (patch) => this.setData(patch),
      );
      await pager.first();
    },
    async onPullDownRefresh() {
      await pager?.first();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      return pager?.more();
    },
    retry() {
      return pager?.first();
    },
    retryMore() {
      return pager?.more();
    },
    pickArea(event: WechatMiniprogram.TouchEvent) {
      const { area } = event.currentTarget.dataset as { area: Area };
      this.setData({ area });
      return pager?.first();
    },
    typed(event: WechatMiniprogram.Input) {
      this.data.text = event.detail.value;
    },
    search() {
      return pager?.first();
    },
    showAll() {
      this.setData({ area: '', text: '' });
      return pager?.first();
    },
    open(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      go(`/pages/job/job?id=${encodeURIComponent(event.detail.id)}`);
    },
    onShareAppMessage() {
      return { title: '家门口和外面的活，都在这里', path: '/pages/jobs/jobs' };
    },
  },
});
