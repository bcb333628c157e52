// A fair as anybody sees it: when, where, who looks for people; whoever is known says that they come, and at the door that they are there.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { dial, go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { type FairRow, fairRow } from '../present';

type Open = Output<'fair.open'>;
type Said = NonNullable<Open['mine'][number]['said']>;
const SAID: Readonly<Record<Said, string>> = { coming: '说好了要来', not_coming: '说了不来', came: '签到了' };

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    code: '',
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
    onLoad(query: { id?: string; scene?: string; code?: string }) {
      this.setData({ id: decodeURIComponent(query.id ?? ''), code: decodeURIComponent(query.scene ?? query.code ?? '').toUpperCase() });
      return this.load();
    },
    async load() {
      try {
        const { id, code } = this.data;
        // The words of whom to call come with who one is; the day with the answer, which an app left open over night would not know.
        const [, page] = await Promise.all([ensureMe(), call('fair.open', code === '' ? { fair: id } : { code })]);
        const { today } = page;
        const open = page.fair.status === 'announced';
        this.setData({
          state: 'ready',
          id: page.fair.id,
          fair: page.fair,
          row: fairRow(page.fair, today),
          mine: page.mine.map(({ person, name, said }) => ({ person, name, said: said ?? '', words: said === null ? '' : SAID[said] })),
          atDoor: page.atDoor,
          ahead: open && today <= page.fair.on,
          isToday: open && today === page.fair.on,
          known: page.mine.length > 0,
        });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading', ...(this.data.typing ? { code: '' } : {}), typing: false });
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
      if (!/^[A-Z0-9]{8}$/.test(code)) return this.setData({ problem: '这不是签到码，看看门口贴的那张。' });
      this.setData({ code, typing: true, problem: '' });
      await this.load();
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
      if (posting !== '') go(`/pages/job/job?id=${encodeURIComponent(posting)}`);
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
        path: `/packages/fairs/open/open?id=${encodeURIComponent(id)}`,
      };
    },
  },
});
