// What was asked from cards I sent, and who said that a posting is full: answered once, told to whoever asked.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { asCallError, call } from '../../../services/call';
import { go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { whenWords } from '../present/push';

type Question = Output<'push.questions'>['items'][number] & { when: string; answered: string };

const FILLED = { yes: '打电话问过了，是招满了', no: '打电话问过了，还在招' };

Component({
  behaviors: [ownPage, pagedList],
  data: {
    status: 'open' as 'open' | 'answered',
    items: [] as Question[],
    asking: null as Question | null,
    words: '',
    busy: false,
    problem: '',
  },
  methods: {
    onShow() {
      return this.again();
    },
    async rows(cursor: string | undefined) {
      const [me, page] = await Promise.all([ensureMe(), call('push.questions', { status: this.data.status, cursor })]);
      return {
        items: page.items.map((one) => ({
          ...one,
          when: whenWords(one.at, me.today),
          answered: one.answer ? `${whenWords(one.answer.at, me.today)} ${one.answer.by}：${one.answer.words}` : '',
        })),
        next: page.next,
      };
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      this.setData({ status: (event.currentTarget.dataset as { status: 'open' | 'answered' }).status, items: [], state: 'loading' });
      return this.again();
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number };
      this.setData({ asking: this.data.items[index] ?? null, words: '', problem: '' });
    },
    close() {
      if (!this.data.busy) this.setData({ asking: null });
    },
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ words: event.detail.value });
    },
    open(event: WechatMiniprogram.TouchEvent) {
      go(`/pages/job/job?id=${encodeURIComponent((event.currentTarget.dataset as { posting: string }).posting)}`);
    },
    answer() {
      return this.send(this.data.words.trim(), false);
    },
    isFull() {
      return this.send(this.data.words.trim() || FILLED.yes, true);
    },
    notFull() {
      return this.send(this.data.words.trim() || FILLED.no, false);
    },
    async send(words: string, full: boolean) {
      const { asking, busy } = this.data;
      if (!asking || busy) return;
      this.setData({ busy: true, problem: '' });
      try {
        await intend('push.answer', { question: asking.id, version: asking.version, words, full });
        this.setData({ asking: null });
        say(full ? '改成招满了，问的人也告诉了' : '回过去了');
        await this.again();
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        this.setData({ problem: fields.words ?? `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
