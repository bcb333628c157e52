// A fair as anybody sees it: when, where, who looks for people; whoever is known says that they come, and at the door that they are there.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { brokenLink, call, type ErrorWords, linkWords, wordsOf } from '../../../services/call';
import { cardTail, openFairCard } from '../../../services/card';
import { dial, go, say } from '../../../services/device';
import { firstLookDone } from '../../../services/first-look';
import { intend } from '../../../services/intent';
import { type FairRow, fairRow } from '../present';

type Open = Output<'fair.open'>;
type Said = NonNullable<Open['mine'][number]['said']>;
const DOOR = /^[A-Z0-9]{8}$/;
const SAID: Readonly<Record<Said, string>> = { coming: '说好了要来', not_coming: '说了不来', came: '签到了' };

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    code: '',
    /** The card or poster it was opened from, and the village whose group that was sent to; '' = from the list, or the code of the door. */
    push: '',
    village: '',
    typing: false,
    state: 'loading' as 'asking' | 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    fair: null as Open['fair'] | null,
    row: null as FairRow | null,
    mine: [] as { person: string; name: string; said: Said | ''; words: string }[],
    atDoor: false,
    /** Whether one can still say that one comes; whether it is the day. */
    ahead: false,
    isToday: false,
    known: true,
    busy: '',
    problem: '',
  },
  methods: {
    onLoad(query: { id?: string; scene?: string; code?: string; push?: string; village?: string }) {
      const text = (value: string | undefined) => decodeURIComponent(value ?? '');
      const scanned = text(query.scene ?? query.code);
      // The code of the door is eight signs long, that of a poster longer.
      const atDoor = DOOR.test(scanned.toUpperCase());
      this.setData({
        id: text(query.id),
        code: atDoor ? scanned.toUpperCase() : '',
        push: text(query.push) || (atDoor ? '' : scanned),
        village: text(query.village),
      });
      return this.load();
    },
    opened(): Promise<Open> {
      const { id, code, push, village } = this.data;
      if (code !== '') return call('fair.open', { code });
      if (push === '' && id === '') return Promise.reject(brokenLink());
      if (push === '') return call('fair.open', { fair: id });
      return openFairCard({ push, ...(id === '' ? {} : { fair: id }), ...(village === '' ? {} : { village }) });
    },
    async load() {
      try {
        // The day comes with the answer: an app left open over night would not know it.
        const page = await this.opened();
        const { today } = page;
        const open = page.fair.status === 'announced';
        this.setData(
          {
            state: 'ready',
            id: page.fair.id,
            fair: page.fair,
            row: fairRow(page.fair, today),
            mine: page.mine.map(({ person, name, said }) => ({ person, name, said: said ?? '', words: said === null ? '' : SAID[said] })),
            atDoor: page.atDoor,
            ahead: open && today <= page.fair.on,
            isToday: open && today === page.fair.on,
            known: page.mine.length > 0,
          },
          firstLookDone,
        );
      } catch (thrown) {
        const error = linkWords(thrown);
        // A code typed wrong takes nothing away that was there.
        if (this.data.typing) this.setData({ code: '', problem: `${error.message}${error.next}` });
        else this.setData({ state: 'failed', error }, firstLookDone);
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    scan() {
      wx.scanCode({ onlyFromCamera: false })
        .then(({ path, result }) => {
          const scene = /[?&]scene=([^&]+)/.exec(path ?? '')?.[1] ?? result;
          return this.use(decodeURIComponent(scene ?? ''));
        })
        .catch(() => undefined);
    },
    typedCode(event: WechatMiniprogram.Input) {
      const code = event.detail.value.trim().toUpperCase();
      if (code.length === 8) return this.use(code);
    },
    async use(code: string) {
      if (!DOOR.test(code)) return this.setData({ problem: '这不是签到码，看看门口贴的那张。' });
      this.setData({ code, typing: true, problem: '' });
      await this.load();
      this.setData({ typing: false });
    },
    come(event: WechatMiniprogram.TouchEvent) {
      const { person, coming } = event.currentTarget.dataset as { person: string; coming: number };
      return this.send(person, () => intend('fair.come', { fair: this.data.id, person, coming: coming === 1 }));
    },
    arrive(event: WechatMiniprogram.TouchEvent) {
      const { person } = event.currentTarget.dataset as { person: string };
      return this.send(person, () => intend('fair.arrive', { code: this.data.code, person }));
    },
    async send(person: string, work: () => Promise<{ said: Said }>) {
      if (this.data.busy !== '') return;
      this.setData({ busy: person, problem: '' });
      try {
        const { said } = await work();
        this.setData({ mine: this.data.mine.map((one) => (one.person === person ? { ...one, said, words: SAID[said] } : one)) });
        say(said === 'came' ? '签到了，进去看看吧' : said === 'coming' ? '记下了，到那天来' : '记下了');
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: '' });
      }
    },
    openJob(event: WechatMiniprogram.TouchEvent) {
      const { posting } = event.currentTarget.dataset as { posting: string };
      if (posting !== '') go(`/pages/job/job?id=${encodeURIComponent(posting)}${cardTail(this.data)}`);
    },
    jobs() {
      wx.switchTab({ url: '/pages/jobs/jobs' }).catch(() => undefined);
    },
    bind() {
      go('/packages/people/bind/bind');
    },
    ask() {
      dial(this.data.fair?.contact.phone ?? '');
    },
    onShareAppMessage() {
      const { row, id } = this.data;
      return {
        title: row ? `${row.title}，${row.when}，${row.offer}` : '招聘会',
        path: `/packages/fairs/open/open?id=${encodeURIComponent(id)}${cardTail(this.data)}`,
      };
    },
  },
});
