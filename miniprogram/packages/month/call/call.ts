// 这个月还差谁: household by household, one tap to ring, back on the page one question for everybody at once. Works with a bad signal.
import { byGroup } from '@shared/domain/groups';
import { clearedWords, leftWords, monthShort } from '@shared/domain/words/month';
import { ownPage } from '../../../behaviors/own-page';
import { dropTold, onAnswers, type Sent, sendWhenSignal, type Told, toldOf, waiting } from '../../../services/answers';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { dial, go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { runTask } from '../../../services/task';
import { dropAsking, keptAsking } from '../lib/asking';
import { dropList, fetchList, keepList, keptList, type Listed, lastVillage, type Numbers, numbersFor } from '../lib/list';
import { unheardIn } from '../lib/unheard';
import type { How } from '../present/ask';
import { figuresOf, type House, housesOf, withWaiting } from '../present/household';
import { deskRound } from './desk';

interface Held {
  list: Listed | null;
  numbers: Map<string, Numbers>;
  stop: () => void;
}
const held = new WeakMap<object, Held>();
/** Drawn at first and with each reach of the end: a cheap phone draws 110 households slowly. */
const STEP = 20;
const [FETCHED_AHEAD, ALL]: [number, string] = [10, '全部组'];
Component({
  behaviors: [ownPage, deskRound],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'none' | 'failed',
    error: null as ErrorWords | null,
    old: false,
    /** 3月 · 25号前， then 还差 41 人（26 户）: broken there on a narrow phone. */
    month1: '',
    left: '',
    cleared: '',
    villages: [] as { code: string; name: string }[],
    village: '',
    villageName: '',
    month: '',
    today: '',
    mayAsk: false,
    mayOpen: false,
    mayClose: false,
    whose: 'mine' as 'mine' | 'all',
    view: 'open' as 'open' | 'done',
    openCount: 0,
    doneCount: 0,
    text: '',
    groups: [ALL],
    group: 0,
    houses: [] as House[],
    /** Households that no card of this week reached. */
    unheard: {} as Record<string, true>,
    shown: STEP,
    total: 0,
    queued: 0,
    told: [] as Told[],
    asking: null as House | null,
    how: 'phone' as How,
    others: [] as { phone: string; words: string }[],
    ahead: 0,
    busy: '',
    progress: '',
  },
  lifetimes: {
    attached() {
      held.set(this, { list: null, numbers: new Map(), stop: onAnswers((sent) => this.answered(sent)) });
    },
    detached() {
      held.get(this)?.stop();
    },
  },
  methods: {
    onLoad(query: { village?: string }) {
      this.setData({ village: query.village ?? lastVillage() });
    },
    onShow() {
      this.startKeys();
      sendWhenSignal();
      // Back from a call: its question first, whatever the signal.
      if (this.data.state === 'ready') this.reopenAsking();
      return this.load();
    },
    onPullDownRefresh(): Promise<unknown> {
      return this.load().then(() => wx.stopPullDownRefresh());
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    async load() {
      const { village } = this.data;
      try {
        this.take(await fetchList(village), false);
        this.setData({ unheard: await unheardIn(this.data.village) });
      } catch (thrown) {
        // Only a bad signal shows what was seen before; somebody who no longer serves there sees nothing.
        const { passing } = asCallError(thrown);
        if (!passing) dropList(village);
        const kept = passing ? keptList(village) : null;
        if (passing && this.data.state === 'ready') this.setData({ old: true });
        else if (kept) this.take(kept, true);
        else this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    take(list: Listed, old: boolean) {
      (held.get(this) as Held).list = list;
      const { head, items } = list;
      const groups = [ALL, ...[...new Set(items.map(({ group }) => group))].sort(byGroup)];
      const { round } = head;
      this.setData({
        state: round === null ? 'none' : 'ready',
        old,
        villages: head.villages,
        village: head.village,
        villageName: round?.villageName ?? head.villages.find(({ code }) => code === head.village)?.name ?? '',
        month: head.month,
        today: head.today,
        mayAsk: head.can.includes('ask'),
        mayOpen: head.can.includes('open'),
        mayClose: head.can.includes('close'),
        groups,
        whose: items.some((one) => one.mine) ? this.data.whose : 'all',
      });
      this.draw();
      this.reopenAsking();
    },
    /** The list as it is on this phone: what the cloud showed, with what still waits to be sent. */
    draw() {
      const list = held.get(this)?.list;
      if (!list?.head.round) return;
      const { head, items } = list;
      const { round } = list.head;
      const { whose, view, text, groups, group, today } = this.data;
      const queue = waiting();
      const all = withWaiting(items, queue);
      const figures = figuresOf(all);
      const houses = housesOf(all, today).filter(
        (house) =>
          (whose === 'all' || house.mine) &&
          (group === 0 || house.group === groups[group]) &&
          (text === '' || house.heading.includes(text) || house.members.some(({ name }) => name.includes(text))),
      );
      const open = houses.filter((house) => house.open);
      const wanted = view === 'open' ? open : houses.filter((house) => !house.open);
      this.setData({
        month1: round?.status === 'closed' ? `${monthShort(head.month)}，` : leftWords(head.month, round?.cutoff ?? '', figures)[0],
        left: round?.status === 'closed' ? '已经结了' : leftWords(head.month, round?.cutoff ?? '', figures)[1],
        cleared: clearedWords(figures),
        openCount: open.length,
        doneCount: houses.length - open.length,
        houses: wanted.slice(0, this.data.shown),
        total: wanted.length,
        queued: queue.reduce((sum, { input }) => sum + input.answers.length, 0),
        told: toldOf(),
      });
      this.settle();
    },
    answered(sent: Sent | null) {
      const mine = held.get(this);
      if (!mine?.list) return;
      if (sent) {
        const fresh = new Map(sent.items.map((one) => [one.id, one]));
        mine.list = { ...mine.list, items: mine.list.items.map((one) => fresh.get(one.id) ?? one) };
        keepList(mine.list);
      }
      this.draw();
    },
    onReachBottom() {
      if (this.data.shown >= this.data.total) return;
      this.setData({ shown: this.data.shown + STEP });
      this.draw();
    },
    pickVillage(event: WechatMiniprogram.PickerChange) {
      const village = this.data.villages[Number(event.detail.value)]?.code ?? '';
      this.setData({ village, state: 'loading', shown: STEP, group: 0 });
      return this.load();
    },
    /** `whose` or `view`, as the tapped one says. */
    pick(event: WechatMiniprogram.TouchEvent) {
      const { whose = this.data.whose, view = this.data.view } = event.currentTarget.dataset as Partial<typeof this.data>;
      this.setData({ whose, view, shown: STEP });
      this.draw();
    },
    pickGroup(event: WechatMiniprogram.PickerChange) {
      this.setData({ group: Number(event.detail.value), shown: STEP });
      this.draw();
    },
    search(event: WechatMiniprogram.Input) {
      this.blurred();
      this.setData({ text: event.detail.value.trim(), shown: STEP });
      this.draw();
    },
    forget(event: WechatMiniprogram.TouchEvent) {
      dropTold((event.currentTarget.dataset as { id: string }).id);
      this.setData({ told: toldOf() });
    },
    /** One thing at a time; what goes wrong is said. */
    async busily(what: string, work: () => Promise<void>) {
      if (this.data.busy !== '') return;
      this.setData({ busy: what, progress: '' });
      try {
        await work();
      } catch (thrown) {
        say(wordsOf(thrown).message);
      } finally {
        this.setData({ busy: '', progress: '' });
      }
    },
    numbers(households: string[]): Promise<Numbers[]> {
      return numbersFor(this.data.month, households, (held.get(this) as Held).numbers);
    },
    /** Rings whoever answers for most of the household; the question stands there when one comes back. */
    ring(event: WechatMiniprogram.TouchEvent) {
      const { household } = event.currentTarget.dataset as { household: string };
      return this.busily(household, async () => {
        const [numbers] = await this.numbers([household]);
        const first = numbers?.[0];
        this.ask(household, first === undefined ? 'met' : first.own ? 'phone' : 'family', numbers);
        if (first) dial(first.phone);
        else say('没有登记电话');
      });
    },
    /** Where there is a signal now and none at the next turn of the road. */
    fetchAhead() {
      return this.busily('ahead', async () => {
        const next = this.data.houses.filter(({ ring }) => ring !== '').slice(0, FETCHED_AHEAD);
        await this.numbers(next.map(({ household }) => household));
        this.setData({ ahead: next.length });
      });
    },
    openHouse(event: WechatMiniprogram.TouchEvent) {
      this.ask((event.currentTarget.dataset as { household: string }).household, this.data.desk ? 'phone' : 'met');
    },
    ask(household: string, how: How, numbers: Numbers = []) {
      const house = this.houseOf(household);
      if (!house || !this.data.mayAsk) return;
      this.setData({ asking: house, how, others: numbers.slice(1).map(({ phone, whose }) => ({ phone, words: whose })) });
    },
    houseOf(household: string): House | undefined {
      const items = (held.get(this) as Held).list?.items ?? [];
      return housesOf(
        withWaiting(items, waiting()).filter((one) => one.household === household),
        this.data.today,
      )[0];
    },
    reopenAsking() {
      const kept = keptAsking();
      if (!kept || this.data.asking || kept.village !== this.data.village) return;
      if (this.houseOf(kept.household)) this.ask(kept.household, kept.how);
      else dropAsking();
    },
    asked() {
      this.close();
      this.draw();
    },
    close() {
      dropAsking();
      this.setData({ asking: null });
    },
    takeHouse(event: WechatMiniprogram.TouchEvent) {
      const household = (event.currentTarget.dataset as { household: string }).household;
      return this.busily(`take ${household}`, async () => {
        const { items } = await intend('month.take', { household, month: this.data.month });
        this.answered({ results: [], items });
        say('这一户归您打了');
      });
    },
    async openMonth() {
      await this.long('open', async () => (await call('month.open', { village: this.data.village })).task);
    },
    async closeMonth() {
      const round = held.get(this)?.list?.head.round;
      if (!round) return;
      const { confirm } = await wx.showModal({
        title: `${monthShort(round.month)}就到这里？`,
        content: `${this.data.left}。没问到的按沿用上月算，不算核过；数字定下来就不再变。`,
        confirmText: '结了它',
      });
      if (!confirm) return;
      await this.long(
        'close',
        async () => (await intend('month.close', { village: round.village, month: round.month, version: round.version })).task,
      );
    },
    async long(what: string, begin: () => Promise<string>) {
      await this.busily(what, async () => {
        await runTask(await begin(), ({ words, done }) => {
          this.setData({ progress: `${words}，${done} 人了` });
          return true;
        });
      });
      await this.load();
    },
    open(event: WechatMiniprogram.TouchEvent) {
      const page = (event.currentTarget.dataset as { page: string }).page;
      go(`/packages/month/${page}/${page}?village=${this.data.village}&month=${this.data.month}`);
    },
  },
});
