// One application on a phone; or a wish written down for somebody without a smartphone: who, which job, what they said.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { call, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';

type Found = Output<'person.search'>['items'][number];

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    text: '',
    found: [] as Found[],
    foundWords: '',
    person: null as Pick<Found, 'id' | 'name'> | null,
    posting: '',
    title: '',
    words: '',
    busy: false,
    problem: '',
  },
  methods: {
    onLoad(query: { id?: string; person?: string; name?: string; posting?: string }) {
      const [id, person, name, posting] = [query.id, query.person, query.name, query.posting].map((one) => decodeURIComponent(one ?? ''));
      this.setData({
        id: id as string,
        posting: posting as string,
        person: person ? { id: person, name: name || '这个人' } : null,
      });
      if (id === '') wx.setNavigationBarTitle({ title: '替人记一个' }).catch(() => undefined);
    },
    typeText(event: WechatMiniprogram.Input) {
      this.data.text = event.detail.value;
    },
    async find() {
      const text = this.data.text.trim();
      if (text === '') return say('先写名字，或者身份证最后四位');
      try {
        const { items } = await call('person.search', { text, limit: 20 });
        this.setData({ found: items, foundWords: items.length === 0 ? '没找到这个人，换个写法' : '' });
      } catch (thrown) {
        this.setData({ foundWords: wordsOf(thrown).message });
      }
    },
    pickPerson(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      this.setData({ person: this.data.found.find((one) => one.id === id) ?? null, found: [], problem: '' });
    },
    otherPerson() {
      this.setData({ person: null });
    },
    pickJob(event: WechatMiniprogram.CustomEvent<{ ids: string[]; title: string }>) {
      this.setData({ posting: event.detail.ids[0] ?? '', title: event.detail.title, problem: '' });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ words: event.detail.value, problem: '' });
    },
    async send() {
      const { person, posting, words, busy } = this.data;
      if (busy) return;
      if (person === null || posting === '') {
        this.setData({ problem: person === null ? '先找到是谁' : '选上想去哪个活' });
        return;
      }
      this.setData({ busy: true, problem: '' });
      try {
        const { application } = await intend('application.record', { person: person.id, posting, words: words.trim() });
        say('记上了，三天里给回话');
        this.setData({ id: application.id });
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
