// 发到村里的群: what was composed, what was asked, the groups the house knows.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { asCallError, call } from '../../../services/call';
import { go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';

type Group = Output<'push.groups'>['items'][number];

Component({
  behaviors: [ownPage, pagedList],
  data: {
    items: [] as { id: string; title: string; ended: boolean; words: string }[],
    questions: 0,
    groups: [] as (Group & { words: string })[],
    villages: [] as { code: string; name: string }[],
    naming: null as Group | null,
    name: '',
    village: 0,
    busy: false,
    problem: '',
  },
  methods: {
    onShow() {
      return Promise.all([this.again(), this.loadGroups()]);
    },
    async rows(cursor: string | undefined) {
      const [me, page] = await Promise.all([ensureMe(), call('push.list', { cursor })]);
      if (cursor === undefined) this.setData({ questions: page.questions });
      return {
        items: page.items.map(({ id, title, on, by, status, villages }) => ({
          id,
          title,
          ended: status === 'ended',
          words: `${dayWords(on, me.today)} ${by} · ${villages.length > 3 ? `${villages.slice(0, 3).join('、')}等 ${villages.length} 个村` : villages.join('、')}`,
        })),
        next: page.next,
      };
    },
    async loadGroups() {
      try {
        const { items, villages } = await call('push.groups', {});
        const names = new Map(villages.map(({ code, name }) => [code, name]));
        this.setData({ villages, groups: items.map((one) => ({ ...one, words: names.get(one.village) ?? '' })) });
      } catch {
        // The list above says what is wrong.
      }
    },
    compose() {
      go('/packages/push/compose/compose');
    },
    open(event: WechatMiniprogram.TouchEvent) {
      go(`/packages/push/share/share?push=${encodeURIComponent((event.currentTarget.dataset as { id: string }).id)}`);
    },
    openQuestions() {
      go('/packages/push/questions/questions');
    },
    nameGroup(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      const naming = this.data.groups.find((one) => one.id === id) ?? null;
      const village = Math.max(
        0,
        this.data.villages.findIndex(({ code }) => code === naming?.village),
      );
      this.setData({ naming, name: naming?.name ?? '', village, problem: '' });
    },
    close() {
      if (!this.data.busy) this.setData({ naming: null });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ name: event.detail.value });
    },
    pickVillage(event: WechatMiniprogram.PickerChange) {
      this.setData({ village: Number(event.detail.value) });
    },
    keep() {
      return this.put(false);
    },
    async drop() {
      const { confirm } = await wx.showModal({ title: '不是村里的群？', content: '以后不再把它算作村里的群。', confirmText: '不是' });
      if (confirm) await this.put(true);
    },
    async put(left: boolean) {
      const { naming, name, village, villages, busy } = this.data;
      if (!naming || busy) return;
      const to = villages[village]?.code;
      this.setData({ busy: true, problem: '' });
      try {
        await intend('push.group', { group: naming.id, version: naming.version, name, left, ...(to === undefined ? {} : { village: to }) });
        this.setData({ naming: null });
        say('记下了');
        await this.loadGroups();
      } catch (thrown) {
        const { message, next } = asCallError(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
