// 迁村交接: who is to come to one's village and is taken in or declined with a reason, whom one handed over and may take back, what came of it.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { HEAD_RELATIONS } from '@shared/domain/options';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, call, type ErrorWords } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { createPager, type ListState, type MoreState, type Pager } from '../../../services/pager';
import { ensureMe } from '../../../services/session';
import { runTask, taskWords } from '../../../services/task';
import { headsLike } from '../present/heads';

type Item = Output<'handover.list'>['items'][number];
type View = 'in' | 'out' | 'over';
interface Row extends Item {
  who: string;
  roster: string[];
  when: string;
  state: string;
  tone: string;
  takes: boolean;
  withdraws: boolean;
}
const pagers = new WeakMap<object, Pager>();
const VIEWS: readonly { view: View; words: string }[] = [
  { view: 'in', words: '要收的' },
  { view: 'out', words: '交出去的' },
  { view: 'over', words: '办过的' },
];
const EMPTY: Readonly<Record<View, { words: string; hint: string }>> = {
  in: { words: '没有要收的人', hint: '别的村把人转到咱村，先到这里，收下了才算。' },
  out: { words: '没有交出去等回话的', hint: '在一户的登记页点「整户迁村」，选不归您管的村，就交到那边。' },
  over: { words: '还没有办过的', hint: '' },
};
const STATES: Readonly<Record<Item['status'], { words: string; tone: string }>> = {
  proposed: { words: '等回话', tone: 'wait' },
  accepted: { words: '收下了', tone: 'good' },
  declined: { words: '没收', tone: 'stop' },
  withdrawn: { words: '撤回了', tone: 'calm' },
};
const RELATIONS = HEAD_RELATIONS.filter((one) => one !== '户主');

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as ListState,
    more: 'idle' as MoreState,
    error: null as ErrorWords | null,
    items: [] as Row[],
    views: VIEWS,
    view: 'in' as View,
    empty: EMPTY.in,
    /** The one being taken in. */
    picked: null as Row | null,
    group: '',
    text: '',
    found: [] as { id: string; words: string }[],
    target: '',
    targetWords: '',
    relations: RELATIONS as readonly string[],
    relation: -1,
    wrongs: {} as Record<string, string>,
    problem: '',
    trouble: '',
    progress: '',
    busy: false,
  },
  methods: {
    onLoad(options: { view?: string }) {
      const view = VIEWS.filter((one) => one.view === options.view)[0]?.view ?? 'in';
      this.setData({ view, empty: EMPTY[view] });
      pagers.set(
        this,
        createPager<Row>(
          async (cursor) => {
            const [{ today }, { items, next }] = await Promise.all([
              ensureMe(),
              call('handover.list', { view: this.data.view, ...(cursor === undefined ? {} : { cursor }) }),
            ]);
            return { items: items.map((one) => rowOf(one, today)), next };
          },
          (patch) => this.setData(patch),
        ),
      );
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
      return this.data.state === 'ready' ? pagers.get(this)?.more() : undefined;
    },
    retryMore() {
      return pagers.get(this)?.more();
    },
    pickView(event: WechatMiniprogram.TouchEvent) {
      const { view } = event.currentTarget.dataset as { view: View };
      this.setData({ view, empty: EMPTY[view], state: 'loading', items: [], trouble: '' });
      return this.load();
    },
    rowOf(event: WechatMiniprogram.TouchEvent): Row | null {
      const { id } = event.currentTarget.dataset as { id: string };
      return this.data.items.filter((one) => one.id === id)[0] ?? null;
    },
    take(event: WechatMiniprogram.TouchEvent) {
      this.setData({
        picked: this.rowOf(event),
        group: '',
        text: '',
        found: [],
        target: '',
        targetWords: '',
        relation: -1,
        wrongs: {},
        problem: '',
      });
    },
    close() {
      this.setData({ picked: null });
    },
    typed(event: WechatMiniprogram.Input) {
      const { field } = event.currentTarget.dataset as { field: 'group' | 'text' };
      this.data[field] = event.detail.value;
    },
    async search() {
      const text = this.data.text.trim();
      if (text === '') return say('先写那一家户主的名字');
      try {
        const found = await headsLike(text, '');
        this.setData({ found, problem: found.length === 0 ? '没找到这一家。' : '' });
      } catch (thrown) {
        const { message, next } = asCallError(thrown);
        this.setData({ problem: `${message}${next}` });
      }
    },
    pickTarget(event: WechatMiniprogram.TouchEvent) {
      const { id, words } = event.currentTarget.dataset as { id: string; words: string };
      this.setData({ target: id, targetWords: words, found: [], 'wrongs.household': '' });
    },
    pickRelation(event: WechatMiniprogram.PickerChange) {
      this.setData({ relation: Number(event.detail.value), 'wrongs.relation': '' });
    },
    async accept() {
      const { picked, group, target, relation, busy } = this.data;
      if (!picked || busy) return;
      const one = picked.what === 'person';
      if (one && target === '') return this.setData({ problem: '先找到到咱村哪一户。' });
      if (one && relation < 0) return this.setData({ problem: '先选和户主的关系。' });
      const { confirm } = await wx.showModal({
        title: '收下？',
        content: `${picked.who}转到${picked.toName}，没办完的务工记录、待办跟着过来。`,
        confirmText: '收下',
        cancelText: '再看看',
      });
      if (!confirm) return;
      this.setData({ busy: true, problem: '' });
      try {
        const said = one ? { household: target, relation: RELATIONS[relation] as string } : { group: group.trim() };
        const { task } = await intend('handover.accept', { handover: picked.id, version: picked.version, ...said });
        if (task !== null) await runTask(task, (at) => void this.setData({ progress: taskWords(at) }));
        say('收下了');
        this.setData({ picked: null });
        await this.load();
      } catch (thrown) {
        const { message, next, fields, code } = asCallError(thrown);
        this.setData({ problem: `${message}${next}`, wrongs: fields });
        if (code === 'already_done' || code === 'changed_meanwhile') await this.load();
      } finally {
        this.setData({ busy: false, progress: '' });
      }
    },
    async decline(event: WechatMiniprogram.TouchEvent) {
      const row = this.rowOf(event);
      if (!row) return;
      const why = await this.asked('不收？', '为什么不收，写一句', '不收');
      if (why !== null) await this.act(() => intend('handover.decline', { handover: row.id, version: row.version, why }));
    },
    async withdraw(event: WechatMiniprogram.TouchEvent) {
      const row = this.rowOf(event);
      if (!row) return;
      const why = await this.asked('撤回来？', '可以写一句', '撤回');
      if (why !== null) await this.act(() => intend('handover.withdraw', { handover: row.id, version: row.version, why }));
    },
    async asked(title: string, placeholderText: string, confirmText: string): Promise<string | null> {
      const { confirm, content } = await wx.showModal({ title, editable: true, placeholderText, confirmText, cancelText: '再看看' });
      return confirm ? (content ?? '').trim() : null;
    },
    async act(work: () => Promise<unknown>) {
      this.setData({ trouble: '' });
      try {
        await work();
        say('记下了');
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        const first = Object.keys(fields).map((key) => fields[key])[0];
        this.setData({ trouble: first ? `${first}。` : `${message}${next}` });
      }
      await this.load();
    },
  },
});

function rowOf(one: Item, today: string): Row {
  const first = one.people[0];
  return {
    ...one,
    who: one.what === 'household' ? `${one.headName}家 ${one.people.length} 口人` : `${first?.name ?? ''}（${one.headName}家）`,
    roster: one.people.map(({ name, sex, age, relation }) => `${name} · ${relation} · ${sex} ${age} 岁`),
    when: dayWords(one.on, today),
    state: STATES[one.status].words,
    tone: STATES[one.status].tone,
    takes: one.can.indexOf('accept') >= 0,
    withdraws: one.can.indexOf('withdraw') >= 0,
  };
}
