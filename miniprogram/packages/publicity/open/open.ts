// The public page of a posted list: anybody with the code on the sheet reads it and may say what is wrong, with or without a name.
import type { Input, Output } from '@shared/contract/index';
import { beijingDate, dayWords } from '@shared/domain/dates';
import { OBJECTION_WORDS, objectionWords } from '@shared/domain/words/publicity';
import { ownPage } from '../../../behaviors/own-page';
import { type ListHead, listHead, type SheetRow, sheetRow } from '../../../present/publicity';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { dial, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';

type Kind = Input<'publicity.object'>['kind'];
type Mine = Output<'publicity.open'>['mine'][number];

const KINDS = (Object.keys(OBJECTION_WORDS) as Kind[]).map((code) => ({ code, words: objectionWords(code, 'resident') }));
const RESULT = { open: '正在查', upheld: '查了，您说得对', dismissed: '查了，没有问题' } as const;

function mineRow(one: Mine, today: string) {
  const said =
    one.answer === null
      ? `${RESULT[one.status]}，${dayWords(one.dueOn, today)}前答复您`
      : `${RESULT[one.status]}。${one.answer.by}：${one.answer.text}`;
  return {
    id: one.id,
    about: one.no === 0 ? '对整张榜' : `第 ${one.no} 行`,
    text: one.text,
    said: `${dayWords(beijingDate(one.at), today)}提的。${said}`,
  };
}

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'asking' | 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    code: '',
    head: null as ListHead | null,
    rows: [] as SheetRow[],
    full: false,
    openNow: false,
    mine: [] as ReturnType<typeof mineRow>[],
    answers: [] as { key: number; about: string; words: string }[],
    kinds: KINDS,
    /** The line objected to; 0 the whole list, -1 none. */
    no: -1,
    kind: '' as Kind | '',
    text: '',
    name: '',
    phone: '',
    busy: false,
    problem: '',
  },
  methods: {
    onLoad(query: { code?: string; scene?: string }) {
      const code = decodeURIComponent(query.code ?? query.scene ?? '').toUpperCase();
      this.setData({ code });
      if (code === '') this.setData({ state: 'asking' });
      else return this.load();
    },
    typedCode(event: WechatMiniprogram.Input) {
      this.setData({ code: event.detail.value.trim().toUpperCase(), error: null });
    },
    look() {
      if (this.data.code.length !== 8)
        return this.setData({ state: 'asking', error: { message: '码是 8 位，', next: '照着榜上印的抄。' } });
      return this.load();
    },
    async load() {
      this.setData({ state: this.data.head === null ? 'loading' : 'ready', error: null });
      try {
        const [me, answer] = await Promise.all([ensureMe(), call('publicity.open', { code: this.data.code })]);
        this.setData({
          state: 'ready',
          head: listHead(answer.list, me.today, 'resident'),
          rows: answer.lines.map((line) => sheetRow(line, answer.list.columns)),
          full: answer.full,
          openNow: answer.list.status === 'posted',
          mine: answer.mine.map((one) => mineRow(one, me.today)),
          answers: answer.answers.map(({ no, status, answer: said }, key) => ({
            key,
            about: no === 0 ? '对整张榜' : `第 ${no} 行`,
            words: `${status === 'upheld' ? '成立，已经处理' : '查了，没有问题'}。${said.by}：${said.text}`,
          })),
        });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    callOffice() {
      dial(this.data.head?.phone ?? '');
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      const no = Number((event.currentTarget.dataset as { no: number | string }).no);
      this.setData({ no, kind: no === 0 ? 'missing' : '', problem: '' });
    },
    close() {
      if (!this.data.busy) this.setData({ no: -1 });
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      this.setData({ kind: (event.currentTarget.dataset as { code: Kind }).code, problem: '' });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ [(event.currentTarget.dataset as { field: string }).field]: event.detail.value, problem: '' });
    },
    async send() {
      const { code, no, kind, text, name, phone, busy } = this.data;
      if (busy) return;
      if (kind === '') return this.setData({ problem: '先选一样哪里不对。' });
      if (text.trim().length < 4) return this.setData({ problem: '写一句是怎么回事，好去查。' });
      if (phone !== '' && !/^1\d{10}$/.test(phone)) return this.setData({ problem: '电话是 11 位；不想留就空着。' });
      this.setData({ busy: true, problem: '' });
      try {
        await intend('publicity.object', {
          code,
          no,
          kind,
          text: text.trim(),
          ...(name.trim() === '' ? {} : { name: name.trim() }),
          ...(phone === '' ? {} : { phone }),
        });
        this.setData({ no: -1, text: '', kind: '' });
        say('交上去了，有人查');
        await this.load();
      } catch (thrown) {
        const { message, next } = asCallError(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
