// 可能登重的户: pairs of households found by going through everybody, each to be made one or set aside with a word; merges that wait or can be undone.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, call, type ErrorWords } from '../../../services/call';
import { go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { createPager, type ListState, type MoreState, type Pager } from '../../../services/pager';
import { runTask, taskWords } from '../../../services/task';
import { headsLike } from '../present/heads';

type Twin = Output<'household.twins'>['items'][number];
type Merge = Output<'household.merges'>['items'][number];
const pagers = new WeakMap<object, Pager>();

const STATES: Readonly<Record<Merge['status'], { words: string; tone: string }>> = {
  asked: { words: '等第二个人点头', tone: 'wait' },
  done: { words: '合好了', tone: 'good' },
  declined: { words: '没同意合', tone: 'calm' },
  undone: { words: '撤销了', tone: 'calm' },
};

Component({
  behaviors: [ownPage],
  data: {
    /** A household whose double is looked for by its head; '' = the list. */
    household: '',
    text: '',
    found: [] as { id: string; words: string }[],
    searched: false,
    state: 'loading' as ListState,
    more: 'idle' as MoreState,
    error: null as ErrorWords | null,
    items: [] as (Twin & { rows: { id: string; headName: string; at: string; code: string; members: string }[] })[],
    merges: [] as (Merge & { state: string; tone: string; confirms: boolean; undoes: boolean })[],
    progress: '',
    trouble: '',
    busy: false,
  },
  methods: {
    async onLoad(options: { household?: string }) {
      this.setData({ household: decodeURIComponent(options.household ?? '') });
      pagers.set(
        this,
        createPager(
          async (cursor) => {
            const { items, next } = await call('household.twins', { cursor });
            const row = (home: Twin['homes'][number]) => ({
              id: home.id,
              headName: home.headName,
              at: `${home.villageName} ${home.group}`,
              code: home.code,
              members: home.members.length > 0 ? home.members.join('、') : '没有人在册',
            });
            return { items: items.map((one) => ({ ...one, rows: one.homes.map(row) })), next };
          },
          (patch) => this.setData(patch),
        ),
      );
      if (this.data.household !== '') {
        try {
          this.setData({ text: (await call('household.sheet', { household: this.data.household })).sheet.headName });
          await this.search();
        } catch {
          // The list itself will say what is wrong.
        }
      }
    },
    async onShow() {
      await Promise.all([pagers.get(this)?.first(), this.loadMerges()]);
    },
    async loadMerges() {
      try {
        const { items } = await call('household.merges', { limit: 20 });
        this.setData({
          merges: items
            .filter(({ status, can }) => status === 'asked' || can.length > 0)
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
      if (text === '') return say('先写户主的名字');
      try {
        this.setData({ found: await headsLike(text, this.data.household), searched: true });
      } catch (thrown) {
        this.complain(thrown);
      }
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      this.side(this.data.household, (event.currentTarget.dataset as { id: string }).id);
    },
    openPair(event: WechatMiniprogram.TouchEvent) {
      const { a, b } = event.currentTarget.dataset as { a: string; b: string };
      this.side(a, b);
    },
    side(keep: string, drop: string) {
      go(`/packages/registry/house-merge/house-merge?keep=${encodeURIComponent(keep)}&drop=${encodeURIComponent(drop)}`);
    },
    async findAll() {
      if (this.data.busy) return;
      this.setData({ busy: true, trouble: '' });
      try {
        const { task } = await intend('household.findTwins', {});
        const done = await runTask(task, (at) => void this.setData({ progress: taskWords(at) }));
        const found = done.tally.found ?? 0;
        say(found > 0 ? `新找到 ${found} 对` : '没有新的');
        await pagers.get(this)?.first();
      } catch (thrown) {
        this.complain(thrown);
      } finally {
        this.setData({ busy: false, progress: '' });
      }
    },
    async dismiss(event: WechatMiniprogram.TouchEvent) {
      const { id, version } = event.currentTarget.dataset as { id: string; version: number };
      const note = await this.asked('不是一户？', '怎么看出来的', '不是');
      if (note === null) return;
      await this.act(() => intend('household.dismissTwin', { twin: id, version: Number(version), note }).then(() => null));
    },
    async confirm(event: WechatMiniprogram.TouchEvent) {
      const { id, version, yes } = event.currentTarget.dataset as { id: string; version: number; yes: string };
      const agrees = yes === 'yes';
      const note = await this.asked(agrees ? '同意合成一户？' : '不同意合？', '可以写一句', agrees ? '同意' : '不同意');
      if (note === null) return;
      await this.act(() =>
        intend('household.mergeConfirm', { merge: id, version: Number(version), yes: agrees, note }).then(({ task }) => task),
      );
    },
    async undo(event: WechatMiniprogram.TouchEvent) {
      const { id, version } = event.currentTarget.dataset as { id: string; version: number };
      const note = await this.asked('撤销合户？', '为什么', '撤销');
      if (note === null) return;
      await this.act(() => intend('household.mergeUndo', { merge: id, version: Number(version), note }).then(({ task }) => task));
    },
    /** A word with the answer; null = not now. */
    async asked(title: string, placeholderText: string, confirmText: string): Promise<string | null> {
      const { confirm, content } = await wx.showModal({ title, editable: true, placeholderText, confirmText, cancelText: '再看看' });
      return confirm ? (content ?? '').trim() : null;
    },
    async act(work: () => Promise<string | null>) {
      this.setData({ trouble: '' });
      try {
        const task = await work();
        if (task !== null) await runTask(task, (at) => void this.setData({ progress: taskWords(at) }));
        say('记下了');
        await Promise.all([pagers.get(this)?.first(), this.loadMerges()]);
      } catch (thrown) {
        this.complain(thrown);
      } finally {
        this.setData({ progress: '' });
      }
    },
    complain(thrown: unknown) {
      const { message, next, fields } = asCallError(thrown);
      const first = Object.keys(fields).map((key) => fields[key])[0];
      this.setData({ trouble: first ? `${first}。` : `${message}${next}` });
    },
    onReachBottom() {
      return this.data.state === 'ready' ? pagers.get(this)?.more() : undefined;
    },
    retry() {
      return pagers.get(this)?.first();
    },
    retryMore() {
      return pagers.get(this)?.more();
    },
  },
});
