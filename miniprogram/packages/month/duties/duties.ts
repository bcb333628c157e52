// 要办的事: what is mine to do and what is open in my place, what is due first stands first; done is said with what came of it.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { closesThere, dutyKindWords, dutyPlace } from '../present/duty';

type Duty = Output<'duty.list'>['items'][number];
type View = 'mine' | 'place' | 'done';
interface Row extends Duty {
  kindWords: string;
  due: string;
  owner: string;
  came: string;
  /** Where it is done when not on the person's page; '' = there. */
  place: string;
  go: string;
  /** Whether it is closed here; some are closed by what is said where they are done, and only so. */
  closes: boolean;
  /** Whether going there comes first: it is what closes it, or closing without it is the exception. */
  first: boolean;
}
const VIEWS: readonly { view: View; words: string }[] = [
  { view: 'place', words: '要办的' },
  { view: 'mine', words: '归我的' },
  { view: 'done', words: '办完的' },
];

Component({
  behaviors: [ownPage, pagedList],
  data: {
    items: [] as Row[],
    views: VIEWS,
    view: 'place' as View,
    picked: null as Row | null,
    how: 'done' as 'done' | 'dropped',
    words: '',
    busy: false,
    problem: '',
  },
  methods: {
    async rows(cursor: string | undefined) {
      const [me, page] = await Promise.all([
        ensureMe(),
        call('duty.list', { view: this.data.view, ...(cursor === undefined ? {} : { cursor }) }),
      ]);
      const row = (one: Duty): Row => ({
        ...one,
        ...dutyPlace(one),
        kindWords: one.newcomer ? '登记新来的人' : dutyKindWords(one.kind),
        closes: !closesThere(one),
        first: closesThere(one) || one.newcomer !== null,
        // Never a red 逾期 beside a name: the day says it.
        due: `${dayWords(one.dueOn, me.today)}前`,
        owner: one.mine ? '归您办' : one.ownerName === '' ? '谁包这户谁办' : `${one.ownerName}办`,
        came: one.outcome === null ? '' : `${one.outcome.by}：${one.outcome.words}`,
      });
      return { items: page.items.map(row), next: page.next };
    },
    onShow() {
      return this.again();
    },
    pickView(event: WechatMiniprogram.TouchEvent) {
      this.setData({ view: (event.currentTarget.dataset as { view: View }).view, state: 'loading', items: [] });
      return this.again();
    },
    openPlace(event: WechatMiniprogram.TouchEvent) {
      go((event.currentTarget.dataset as { place: string }).place);
    },
    openPerson(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      if (id) go(`/packages/staff/person/person?id=${encodeURIComponent(id)}`);
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      this.setData({ picked: this.data.items.find((one) => one.id === id) ?? null, how: 'done', words: '', problem: '' });
    },
    close() {
      this.setData({ picked: null });
    },
    pickHow(event: WechatMiniprogram.TouchEvent) {
      this.setData({ how: (event.currentTarget.dataset as { how: 'done' | 'dropped' }).how });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ words: event.detail.value, problem: '' });
    },
    async done() {
      const { picked, how, words, busy } = this.data;
      if (busy || !picked) return;
      if (words.trim().length < 2) {
        this.setData({ problem: '写一句办成了什么样' });
        return;
      }
      this.setData({ busy: true, problem: '' });
      try {
        await intend('duty.close', { duty: picked.id, version: picked.version, how, words: words.trim() });
        this.setData({ picked: null });
        say('记好了');
        await this.again();
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
