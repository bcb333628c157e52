// One employer: what is held against it and who says so, what it offers, its link; marking, lifting, stopping and taking back with a reason.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { arrearsWords, EMPLOYER_KIND_WORDS, EMPLOYER_MARKS_TABLE } from '@shared/domain/employers';
import { EMPLOYER_MARKS, type EmployerMark } from '@shared/domain/posting-record';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { dial, go, say, showPicture } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { type ChipWords, employerChip, postingLine } from '../employer-words';

type Employer = Output<'employer.show'>['employer'];
const HEADINGS = { mark: '记一笔', lift: '撤下这一条', stop: '停了这家', resume: '恢复这家', code: '给它一个码' } as const;
type Open = keyof typeof HEADINGS;

const heldLine = (one: Employer['held'][number], at: number, today: string) => ({
  at,
  title: EMPLOYER_MARKS_TABLE[one.mark].official,
  words: one.words,
  from: `${one.from}，${dayWords(one.on, today)}，${one.by} 记的${one.official ? '；群众看得到' : ''}`,
  lifted: one.lifted ? `${dayWords(one.lifted.on, today)} ${one.lifted.by} 撤下：${one.lifted.why}` : '',
});

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    employer: null as Employer | null,
    kind: '',
    where: '',
    chip: null as ChipWords | null,
    arrears: '',
    held: [] as ReturnType<typeof heldLine>[],
    postings: [] as ReturnType<typeof postingLine>[],
    marks: EMPLOYER_MARKS.map((mark) => ({ mark, words: EMPLOYER_MARKS_TABLE[mark].official })),
    open: '' as Open | '',
    heading: '',
    at: -1,
    mark: 'arrears' as EmployerMark,
    text: '',
    from: '',
    official: false,
    stops: false,
    code: null as Output<'offer.make'> | null,
    until: '',
    busy: false,
    problem: '',
  },
  methods: {
    async onLoad(query: { id?: string; open?: string; from?: string }) {
      this.setData({ id: decodeURIComponent(query.id ?? '') });
      await this.load();
      if (query.open === 'mark' && this.data.employer?.keeps) this.begin('mark', { from: decodeURIComponent(query.from ?? '') });
    },
    async load() {
      try {
        const [me, { employer }] = await Promise.all([ensureMe(), call('employer.show', { employer: this.data.id })]);
        this.draw(employer, me.today);
      } catch (thrown) {
        if (this.data.employer === null) this.setData({ state: 'failed', error: wordsOf(thrown) });
        else say(wordsOf(thrown).message);
      }
    },
    draw(employer: Employer, today: string) {
      const { province, city, county, address } = employer.place;
      this.setData({
        state: 'ready',
        employer,
        kind: EMPLOYER_KIND_WORDS[employer.kind],
        where: [province, city, county, address].filter((one, at, all) => one !== '' && all.indexOf(one) === at).join(''),
        chip: employerChip(employer.status),
        arrears: employer.arrears ? arrearsWords(employer.arrears) : '',
        held: employer.held.map((one, at) => heldLine(one, at, today)).reverse(),
        postings: employer.postings.map((one) => postingLine(one, today)),
      });
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
    ring() {
      dial(this.data.employer?.contact.phone ?? '');
    },
    seeArrears() {
      go(`/packages/jobs/arrears/arrears?employer=${encodeURIComponent(this.data.id)}`);
    },
    show(event: WechatMiniprogram.TouchEvent) {
      const { open, at } = event.currentTarget.dataset as { open: Open; at?: number };
      return this.begin(open, { at });
    },
    begin(open: Open, { at = -1, from = '' }: { at?: number; from?: string }) {
      this.setData({
        open,
        at,
        heading: HEADINGS[open],
        text: '',
        from,
        official: false,
        mark: 'arrears',
        stops: false,
        problem: '',
        code: null,
      });
      return open === 'code' ? this.makeCode() : undefined;
    },
    close() {
      if (!this.data.busy) this.setData({ open: '' });
    },
    pickMark(event: WechatMiniprogram.TouchEvent) {
      const { mark } = event.currentTarget.dataset as { mark: EmployerMark };
      this.setData({ mark, stops: EMPLOYER_MARKS_TABLE[mark].stops });
    },
    typed(event: WechatMiniprogram.Input) {
      const { key } = event.currentTarget.dataset as { key: 'text' | 'from' };
      this.data[key] = event.detail.value;
    },
    flip() {
      this.setData({ official: !this.data.official });
    },
    async makeCode() {
      this.setData({ busy: true });
      try {
        const code = await intend('offer.make', { employer: this.data.id });
        this.setData({ code, until: dayWords(code.until.slice(0, 10)) });
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
    enlarge() {
      if (this.data.code?.picture) showPicture(this.data.code.picture);
    },
    copy() {
      if (this.data.code) wx.setClipboardData({ data: this.data.code.path });
    },
    onShareAppMessage() {
      const { code, employer } = this.data;
      return code ? { title: `${employer?.name ?? ''}：在这里发招工`, path: code.path } : { title: '招工', path: '/pages/jobs/jobs' };
    },
    ask() {
      const { employer, open, text, from, official, mark, at } = this.data;
      if (!employer) return Promise.reject(new Error('nothing to change'));
      const about = { employer: employer.id, version: employer.version };
      const why = text.trim();
      if (open === 'mark') return intend('employer.mark', { ...about, mark, words: why, from: from.trim(), official });
      if (open === 'lift') return intend('employer.lift', { ...about, at, why });
      return open === 'stop' ? intend('employer.stop', { ...about, why }) : intend('employer.resume', { ...about, why });
    },
    async send() {
      if (this.data.busy) return;
      this.setData({ busy: true, problem: '' });
      try {
        const [me, { employer }] = await Promise.all([ensureMe(), this.ask()]);
        this.draw(employer, me.today);
        this.setData({ open: '' });
        say(employer.status === 'stopped' ? '停了，岗位正在撤下' : '记下了');
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        this.setData({ problem: Object.values(fields)[0] ?? `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
