// One person back for good: where they were and why they came, what fits and was offered with what they said, and what it came to.
import type { Input, Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { SECOND_END_WORDS, SECOND_SAID } from '@shared/domain/second-job';
import { call, type ErrorWords, wordsOf } from '../../../../services/call';
import { dial, go, say } from '../../../../services/device';
import { intend } from '../../../../services/intent';
import { type BackItem, backItem } from '../../present/wishes';

type Shown = Output<'second.show'>;
type How = Input<'second.end'>['how'];

Component({
  properties: {
    second: { type: String, value: '' },
  },
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    item: null as BackItem | null,
    person: '',
    call: '' as Shown['call'],
    was: '',
    offers: [] as { key: string; words: string; said: string }[],
    mayWrite: false,
    asking: '' as '' | 'offer' | 'end',
    heading: '',
    postings: [] as string[],
    hows: SECOND_SAID.map((how) => ({ how, words: SECOND_END_WORDS[how] })),
    how: '' as How | '',
    said: '',
    busy: false,
    problem: '',
  },
  observers: {
    second(id: string) {
      if (id !== '') void this.load();
    },
  },
  methods: {
    async load() {
      const id = this.data.second;
      try {
        const shown = await call('second.show', { second: id });
        if (id === this.data.second) this.draw(shown);
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    draw({ second, today, was, call: whose, offers, mayWrite }: Shown) {
      this.setData({
        state: 'ready',
        item: backItem(second, today),
        person: second.person.id,
        call: whose,
        was: was ? [was.place, was.employer].filter((one) => one !== '').join('，') : '',
        offers: offers.map(({ on, by, said, postings }, i) => ({
          key: `${i}`,
          words: `${dayWords(on, today)} ${by}推了：${postings.map(({ title, employer }) => `${title}（${employer}）`).join('、')}`,
          said,
        })),
        mayWrite,
      });
    },
    async dialPerson() {
      const { call: whose, person } = this.data;
      if (whose === '') return;
      try {
        dial((await call('person.phone', { person, whose, why: '回来了，问想干啥、推几个活' })).phone);
      } catch (thrown) {
        say(wordsOf(thrown).message);
      }
    },
    toWork() {
      go(`/packages/where/spell/spell?person=${encodeURIComponent(this.data.person)}`);
    },
    record() {
      const { person, item } = this.data;
      go(`/packages/apply/record/record?person=${encodeURIComponent(person)}&name=${encodeURIComponent(item?.name ?? '')}`);
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      const { kind } = event.currentTarget.dataset as { kind: 'offer' | 'end' };
      this.setData({ asking: kind, heading: kind === 'offer' ? '推了哪几个活' : '有了着落', postings: [], how: '', said: '', problem: '' });
    },
    close() {
      this.setData({ asking: '' });
    },
    pickJobs(event: WechatMiniprogram.CustomEvent<{ ids: string[] }>) {
      this.setData({ postings: event.detail.ids, problem: '' });
    },
    pickHow(event: WechatMiniprogram.TouchEvent) {
      this.setData({ how: (event.currentTarget.dataset as { how: How }).how, problem: '' });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ said: event.detail.value, problem: '' });
    },
    async send() {
      const { asking, item, postings, how, said, busy } = this.data;
      if (busy || !item) return;
      const lack = asking === 'offer' && postings.length === 0 ? '选上推了哪几个活' : asking === 'end' && how === '' ? '选一样结果' : '';
      if (lack !== '' || said.trim().length < 2) {
        this.setData({ problem: lack || '写一句他怎么说的' });
        return;
      }
      this.setData({ busy: true, problem: '' });
      try {
        const about = { second: item.id, version: item.version };
        const shown =
          asking === 'offer'
            ? await intend('second.offer', { ...about, postings, said: said.trim() })
            : await intend('second.end', { ...about, how: how as How, words: said.trim() });
        this.setData({ asking: '' });
        this.draw(shown);
        say('记好了');
        this.triggerEvent('moved', { id: shown.second.id });
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
