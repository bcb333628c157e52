// 出表: which sheet, of where, with whole numbers or without, why; made with progress, fetched within the hour, agreed to by a second person.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { type ExportItem, exportItem } from '../../../present/export';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { saveFile } from '../../../services/files';
import { intend } from '../../../services/intent';
import { createPager, type ListState, type MoreState, type Pager } from '../../../services/pager';
import { ensureMe } from '../../../services/session';
import { runTask, taskWords } from '../../../services/task';

type Layout = Output<'export.layouts'>['layouts'][number];
type Place = Output<'export.layouts'>['places'][number];

const pagers = new WeakMap<object, Pager>();

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as ListState,
    more: 'idle' as MoreState,
    error: null as ErrorWords | null,
    items: [] as ExportItem[],
    /** Whether the caller may take sheets; a leader and an auditor look on and agree. */
    takes: false,
    layouts: [] as Layout[],
    places: [] as Place[],
    picked: null as Layout | null,
    place: 0,
    full: false,
    changes: false,
    reason: '',
    problem: '',
    busy: '',
    progress: '',
  },
  methods: {
    async onLoad() {
      pagers.set(
        this,
        createPager<ExportItem>(
          async (cursor) => {
            const [me, page] = await Promise.all([ensureMe(), call('export.list', { cursor })]);
            return { items: page.items.map((row) => exportItem(row, me.today)), next: page.next };
          },
          (patch) => this.setData(patch),
        ),
      );
      try {
        const { layouts, places } = await call('export.layouts', {});
        this.setData({ layouts, places, takes: places.length > 0 });
      } catch {
        // Who only looks on has no layouts; the list says what is wrong otherwise.
      }
    },
    onShow() {
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
    pick(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      this.setData({ picked: this.data.layouts.find((one) => one.id === id) ?? null, full: false, changes: false, problem: '' });
    },
    close() {
      this.setData({ picked: null });
    },
    pickPlace(event: WechatMiniprogram.PickerChange) {
      const place = Number(event.detail.value);
      this.setData({ place, full: this.data.full && this.data.places[place]?.numbers === true });
    },
    pickFull(event: WechatMiniprogram.TouchEvent) {
      this.setData({ full: (event.currentTarget.dataset as { full: boolean }).full });
    },
    pickChanges(event: WechatMiniprogram.TouchEvent) {
      this.setData({ changes: (event.currentTarget.dataset as { changes: boolean }).changes });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ reason: event.detail.value });
    },
    async begin() {
      const { picked, places, place, full, changes, reason, busy } = this.data;
      const where = places[place];
      if (busy !== '' || !picked || !where) return;
      if (reason.trim().length < 4) return this.setData({ problem: '写一句拿去做什么，至少四个字。' });
      this.setData({ busy: 'begin', problem: '' });
      try {
        const { export: one } = await intend('export.begin', {
          layout: picked.id,
          place: where.code,
          full,
          changes,
          reason: reason.trim(),
        });
        if (one.status === 'asked') {
          this.setData({ picked: null });
          say('等另一个人同意，同意了告诉您');
        } else if (one.task !== null) {
          await this.drive(one.id, one.task);
          this.setData({ picked: null });
        }
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: '', progress: '' });
      }
      await this.load();
    },
    async drive(id: string, task: string) {
      const done = await runTask(task, (now) => {
        this.setData({ progress: taskWords(now) });
        return true;
      });
      if (done.state === 'finished') await saveFile((await call('export.fetch', { export: id })).file);
      else say(done.troubles[0]?.words ?? '没做成，再出一次');
    },
    async again(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      const item = this.data.items.find((one) => one.id === id);
      if (this.data.busy !== '' || !item) return;
      this.setData({ busy: id });
      try {
        if (item.canDrive && item.task !== '') await this.drive(id, item.task);
        else await saveFile((await call('export.fetch', { export: id })).file);
      } catch (thrown) {
        say(wordsOf(thrown).message);
      } finally {
        this.setData({ busy: '', progress: '' });
      }
      await this.load();
    },
    async answer(event: WechatMiniprogram.TouchEvent) {
      const { id, yes } = event.currentTarget.dataset as { id: string; yes: boolean };
      const item = this.data.items.find((one) => one.id === id);
      if (this.data.busy !== '' || !item) return;
      const { confirm } = await wx.showModal({
        title: yes ? '同意出这张表？' : '不同意？',
        content: yes ? `${item.name}，带完整号码。${item.about}` : item.name,
        confirmText: yes ? '同意' : '不同意',
        cancelText: '再想想',
      });
      if (!confirm) return;
      this.setData({ busy: id });
      try {
        await intend('export.agree', { export: id, version: item.version, yes });
        say(yes ? '同意了' : '退回去了');
      } catch (thrown) {
        say(wordsOf(thrown).message);
      } finally {
        this.setData({ busy: '' });
      }
      await this.load();
    },
  },
});
