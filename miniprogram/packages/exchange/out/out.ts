// 出表: which sheet, of where, with whole numbers or without, why; made with progress, fetched within the hour, agreed to by a second person.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { type ExportItem, exportItem } from '../../../present/export';
import { call, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { chooseFile, saveFile, uploadFile } from '../../../services/files';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { runTask, taskWords } from '../../../services/task';

type Layout = Output<'export.layouts'>['layouts'][number];
type Place = Output<'export.layouts'>['places'][number];

/** What is made at once from one village: papers to correct by hand, somebody else's sheet filled. */
const AT_ONCE: Layout[] = [
  { id: 'paper', name: '信息采集对照表', words: '一户一张，打出来上门改、签字；号码打星', columns: 0, changes: false },
  { id: 'fill', name: '填别人发来的表', words: '选一张空表（.xlsx），照它的栏目名填好', columns: 0, changes: false },
];
const GROUPS = ['全村', '一组', '二组', '三组', '四组', '五组'];

Component({
  behaviors: [ownPage, pagedList],
  data: {
    items: [] as ExportItem[],
    /** Whether the caller may take sheets; a leader and an auditor look on and agree. */
    takes: false,
    layouts: [] as Layout[],
    places: [] as Place[],
    picked: null as Layout | null,
    place: 0,
    full: false,
    changes: false,
    groups: GROUPS,
    group: 0,
    reason: '',
    problem: '',
    busy: '',
    progress: '',
  },
  methods: {
    async rows(cursor: string | undefined) {
      const [me, page] = await Promise.all([ensureMe(), call('export.list', { cursor })]);
      return { items: page.items.map((row) => exportItem(row, me.today)), next: page.next };
    },
    async onLoad() {
      try {
        const { layouts, places } = await call('export.layouts', {});
        this.setData({ layouts: [...layouts, ...AT_ONCE], places, takes: places.length > 0 });
      } catch {
        // Who only looks on has no layouts; the list says what is wrong otherwise.
      }
    },
    onShow() {
      return this.again();
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      const { places, place, layouts } = this.data;
      // A village is what these two are made of.
      const village = places.findIndex(({ level }) => level === 'village');
      const fits = places[place]?.level === 'village' || !AT_ONCE.some((one) => one.id === id);
      this.setData({
        picked: layouts.find((one) => one.id === id) ?? null,
        place: fits ? place : Math.max(0, village),
        full: false,
        changes: false,
        group: 0,
        problem: '',
      });
    },
    pickGroup(event: WechatMiniprogram.PickerChange) {
      this.setData({ group: Number(event.detail.value) });
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
        if (AT_ONCE.some(({ id }) => id === picked.id)) {
          if (await this.makeNow(picked.id, where.code)) this.setData({ picked: null });
          return;
        }
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
      await this.again();
    },
    /** @returns whether it was made; closing the chooser is no error. */
    async makeNow(id: string, village: string): Promise<boolean> {
      const { reason, full, group, groups } = this.data;
      if (id === 'paper') {
        const { file } = await call('export.paper', { village, reason: reason.trim(), ...(group > 0 ? { group: groups[group] } : {}) });
        await saveFile(file);
        return true;
      }
      const chosen = await chooseFile(['xlsx']);
      if (!chosen) return false;
      const fileID = await uploadFile(chosen);
      const { file, rows, left } = await call('export.fill', { fileID, village, full, reason: reason.trim() });
      await saveFile(file);
      if (left.length > 0)
        await wx.showModal({
          title: `填好了 ${rows} 行`,
          content: `这几栏没认出来，空着：${left.join('、')}`,
          showCancel: false,
          confirmText: '知道了',
        });
      return true;
    },
    async drive(id: string, task: string) {
      const done = await runTask(task, (now) => {
        this.setData({ progress: taskWords(now) });
        return true;
      });
      if (done.state === 'finished') await saveFile((await call('export.fetch', { export: id })).file);
      else say(done.troubles[0]?.words ?? '没做成，再出一次');
    },
    /** What was made is fetched once more; what stopped half-way goes on. (Not `again`: that reads the list.) */
    async take(event: WechatMiniprogram.TouchEvent) {
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
      await this.again();
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
      await this.again();
    },
  },
});
