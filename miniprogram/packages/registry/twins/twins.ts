// 可能登重的人: pairs found by going through everybody, each to be merged or set aside with a word; and merges that wait for a second person.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { asCallError, call } from '../../../services/call';
import { go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { runTask, taskWords } from '../../../services/task';

type Twin = Output<'twin.list'>['items'][number];
type Merge = Output<'merge.list'>['items'][number];
type Found = { id: string; words: string };

const STATES: Readonly<Record<Merge['status'], { words: string; tone: string }>> = {
  asked: { words: '等第二个人点头', tone: 'wait' },
  done: { words: '合好了', tone: 'good' },
  declined: { words: '没同意合', tone: 'calm' },
  undone: { words: '撤销了', tone: 'calm' },
};

Component({
  behaviors: [ownPage, pagedList],
  data: {
    /** Somebody whose double is looked for by name; '' = the list. */
    person: '',
    text: '',
    found: [] as Found[],
    searched: false,
    items: [] as Twin[],
    merges: [] as (Merge & { state: string; tone: string; confirms: boolean; undoes: boolean })[],
    progress: '',
    trouble: '',
    busy: false,
  },
  methods: {
    async onLoad(options: { person?: string }) {
      this.setData({ person: decodeURIComponent(options.person ?? '') });
      if (this.data.person !== '') {
        try {
          const { sheet } = await call('person.sheet', { person: this.data.person });
          this.setData({ text: String(sheet.values.name ?? '') });
          await this.search();
        } catch {
          // The list itself will say what is wrong.
        }
      }
    },
    rows(cursor: string | undefined) {
      return call('twin.list', { cursor });
    },
    async onShow() {
      await Promise.all([this.again(), this.loadMerges()]);
    },
    async loadMerges() {
      try {
        const { items } = await call('merge.list', { limit: 20 });
        this.setData({
          merges: items
            .filter(({ status, can, stayed }) => status === 'asked' || can.length > 0 || stayed > 0)
            .map((one) => ({
              ...one,
              state: STATES[one.status].words,
              tone: STATES[one.status].tone,
              confirms: one.can.indexOf('confirm') >= 0,
              undoes: one.can.indexOf('undo') >= 0,
            })),
        });
      } catch {
        // The pairs above are what the page is for.
      }
    },
    typed(event: WechatMiniprogram.Input) {
      this.data.text = event.detail.value;
    },
    async search() {
      const text = this.data.text.trim();
      if (text === '') return say('先写名字，或者身份证后四位');
      try {
        const { items } = await call('person.search', { text });
        const found = items
          .filter(({ id, status }) => id !== this.data.person && status === 'active')
          .map(({ id, name, age, idTail, villageName, headName }) => ({
            id,
            words: `${name} ${age} 岁 · ${villageName} ${headName}家 · 尾号 ${idTail}`,
          }));
        this.setData({ found, searched: true });
      } catch (thrown) {
        this.complain(thrown);
      }
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      this.side(this.data.person, id);
    },
    openStayed(event: WechatMiniprogram.TouchEvent) {
      go(`/packages/registry/overlaps/overlaps?merge=${encodeURIComponent((event.currentTarget.dataset as { id: string }).id)}`);
    },
    openPair(event: WechatMiniprogram.TouchEvent) {
      const { a, b } = event.currentTarget.dataset as { a: string; b: string };
      this.side(a, b);
    },
    side(keep: string, drop: string) {
      go(`/packages/registry/merge/merge?keep=${encodeURIComponent(keep)}&drop=${encodeURIComponent(drop)}`);
    },
    async findAll() {
      if (this.data.busy) return;
      this.setData({ busy: true, trouble: '' });
      try {
        const { task } = await intend('twin.find', {});
        const done = await runTask(task, (at) => void this.setData({ progress: taskWords(at) }));
        const found = done.tally.found ?? 0;
        say(found > 0 ? `新找到 ${found} 对` : '没有新的');
        await this.again();
      } catch (thrown) {
        this.complain(thrown);
      } finally {
        this.setData({ busy: false, progress: '' });
      }
    },
    async dismiss(event: WechatMiniprogram.TouchEvent) {
      const { id, version } = event.currentTarget.dataset as { id: string; version: number };
      const { confirm, content } = await wx.showModal({
        title: '不是一个人？',
        editable: true,
        placeholderText: '怎么看出来的',
        confirmText: '不是',
        cancelText: '再看看',
      });
      if (!confirm) return;
      await this.act(() => intend('twin.dismiss', { twin: id, version: Number(version), note: (content ?? '').trim() }).then(() => null));
    },
    async confirm(event: WechatMiniprogram.TouchEvent) {
      const { id, version, yes } = event.currentTarget.dataset as { id: string; version: number; yes: string };
      const { confirm, content } = await wx.showModal({
        title: yes === 'yes' ? '同意合成一条？' : '不同意合？',
        editable: true,
        placeholderText: '可以写一句',
        confirmText: yes === 'yes' ? '同意' : '不同意',
        cancelText: '再看看',
      });
      if (!confirm) return;
      await this.act(() =>
        intend('merge.confirm', { merge: id, version: Number(version), yes: yes === 'yes', note: (content ?? '').trim() }).then(
          ({ task }) => task,
        ),
      );
    },
    async undo(event: WechatMiniprogram.TouchEvent) {
      const { id, version } = event.currentTarget.dataset as { id: string; version: number };
      const { confirm, content } = await wx.showModal({
        title: '撤销合并？',
        editable: true,
        placeholderText: '为什么',
        confirmText: '撤销',
        cancelText: '再看看',
      });
      if (!confirm) return;
      await this.act(() =>
        intend('merge.undo', { merge: id, version: Number(version), note: (content ?? '').trim() }).then(({ task }) => task),
      );
    },
    async act(work: () => Promise<string | null>) {
      this.setData({ trouble: '' });
      try {
        const task = await work();
        if (task !== null) await runTask(task);
        say('记下了');
        await Promise.all([this.again(), this.loadMerges()]);
      } catch (thrown) {
        this.complain(thrown);
      }
    },
    complain(thrown: unknown) {
      const { message, next, fields } = asCallError(thrown);
      const first = Object.keys(fields).map((key) => fields[key])[0];
      this.setData({ trouble: first ? `${first}。` : `${message}${next}` });
    },
  },
});
