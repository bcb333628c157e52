// One application as an officer follows it: what was said, whom to call, the next step, and once somebody was taken the record it becomes.
import type { Input, Output } from '@shared/contract/index';
import { END_WORDS } from '@shared/domain/applications';
import { readAmount } from '@shared/domain/fields/amount';
import { yuanText } from '@shared/domain/money';
import { INDUSTRIES } from '@shared/domain/options';
import { SAID_ENDS, type SaidEnd } from '@shared/domain/records';
import { call, type ErrorWords, wordsOf } from '../../../../services/call';
import { dial, go, say } from '../../../../services/device';
import { intend } from '../../../../services/intent';
import { type BoardItem, boardItem, stepButtons } from '../../present/wishes';

type Shown = Output<'application.show'>;
type Verb = Input<'application.move'>['verb'];
const kept = new WeakMap<object, Shown>();
/** Steps whose day may lie before today. */
const DATED: readonly Verb[] = ['take', 'stay'];

/** What came of it, to stand under what was estimated. */
function cameWords({ monthFen, claims }: NonNullable<Shown['came']>): string {
  const pay = monthFen === null ? '工资还没登记' : `一个月 ${yuanText(monthFen)} 元`;
  return `现在：${[pay, ...claims.map(({ words, amountFen, paid }) => `${words} ${yuanText(amountFen)} 元${paid ? '，打卡了' : '，批了'}`)].join('；')}`;
}

Component({
  properties: {
    application: { type: String, value: '' },
  },
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    item: null as BoardItem | null,
    facts: [] as { key: string; value: string }[],
    phone: '',
    buttons: [] as { verb: Verb; words: string }[],
    estimate: '',
    came: '',
    /** The record it becomes. */
    work: null as Shown['work'],
    workWords: [] as { key: string; value: string }[],
    today: '',
    asking: '' as '' | Verb | 'work',
    heading: '',
    whys: SAID_ENDS.map((why) => ({ why, words: END_WORDS[why] })),
    industries: INDUSTRIES,
    dated: false,
    on: '',
    why: '' as SaidEnd | '',
    words: '',
    yuan: '',
    place: { province: '', city: '', county: '' },
    industry: '',
    same: false,
    busy: false,
    problem: '',
  },
  observers: {
    application(id: string) {
      if (id !== '') void this.load();
    },
  },
  methods: {
    async load() {
      const id = this.data.application;
      try {
        const shown = await call('application.show', { application: id });
        if (id === this.data.application) this.draw(shown);
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    draw(shown: Shown) {
      kept.set(this, shown);
      const { application, job, work, today, estimate, came, mayWrite } = shown;
      const item = boardItem(application, today);
      const room = job
        ? `招 ${job.headcount} 人${job.taken > 0 ? `，去了 ${job.taken} 人` : ''}${job.status === 'full' ? '，招满了' : ''}`
        : '';
      const facts = [
        { key: '哪一家', value: item.who },
        { key: '在哪干', value: job?.place ?? '' },
        { key: '工钱', value: job?.pay ?? '' },
        { key: '还要不要', value: room },
        { key: '找谁问', value: job ? `${job.contact.name} ${job.contact.phone}` : '' },
      ];
      const fields = work?.work;
      this.setData({
        state: 'ready',
        item,
        today,
        facts: facts.filter(({ value }) => value.trim() !== ''),
        phone: job?.contact.phone ?? '',
        buttons: mayWrite ? stepButtons(application.may, application.status) : [],
        estimate: estimate
          ? `想去那天估的：一个月 ${yuanText(estimate.monthFen)} 元${estimate.subsidyFen > 0 ? `，补贴 ${yuanText(estimate.subsidyFen)} 元` : ''}`
          : '',
        came: came ? cameWords(came) : '',
        work: mayWrite ? work : null,
        workWords: fields
          ? [
              { key: '哪一家', value: fields.employer ?? '' },
              { key: '工种', value: fields.job ?? '' },
              { key: '渠道', value: fields.channel },
              { key: '怎么去', value: fields.organised === true ? '有组织的' : '' },
            ].filter(({ value }) => value !== '')
          : [],
      });
    },
    dialJob() {
      dial(this.data.phone);
    },
    async dialPerson() {
      const { item } = this.data;
      if (!item || item.call === '') return;
      try {
        const whose = item.call === 'own' ? 'own' : 'contact';
        dial((await call('person.phone', { person: item.person, whose, why: `问想去的活：${item.title}`.slice(0, 60) })).phone);
      } catch (thrown) {
        say(wordsOf(thrown).message);
      }
    },
    openPerson() {
      go(`/packages/where/spell/spell?person=${encodeURIComponent(this.data.item?.person ?? '')}`);
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      const { verb, words } = event.currentTarget.dataset as { verb: Verb; words: string };
      this.setData({ asking: verb, heading: words, dated: DATED.includes(verb), on: this.data.today, why: '', words: '', problem: '' });
    },
    askWork() {
      const { work } = this.data;
      if (!work) return;
      const { place, monthlyFen, industry } = work.work;
      this.setData({
        asking: 'work',
        heading: '记成务工',
        on: work.on,
        yuan: monthlyFen === null ? '' : String(monthlyFen / 100),
        place: { ...place },
        industry,
        same: false,
        problem: '',
      });
    },
    close() {
      this.setData({ asking: '' });
    },
    pickWhy(event: WechatMiniprogram.TouchEvent) {
      this.setData({ why: (event.currentTarget.dataset as { why: SaidEnd }).why, problem: '' });
    },
    pickDay(event: WechatMiniprogram.PickerChange) {
      this.setData({ on: String(event.detail.value), problem: '' });
    },
    pickPlace(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
      const [province = '', city = '', county = ''] = event.detail.value;
      this.setData({ place: { province, city, county }, problem: '' });
    },
    pickIndustry(event: WechatMiniprogram.TouchEvent) {
      this.setData({ industry: (event.currentTarget.dataset as { value: string }).value });
    },
    typed(event: WechatMiniprogram.Input) {
      const { field } = event.currentTarget.dataset as { field: 'words' | 'yuan' };
      this.setData({ [field]: event.detail.value, problem: '' });
    },
    pickSame(event: WechatMiniprogram.TouchEvent) {
      this.setData({ same: (event.currentTarget.dataset as { same: boolean }).same === true });
    },
    move() {
      const { item, asking, on, why, words, dated } = this.data;
      if (!item || asking === '' || asking === 'work') return undefined;
      if (asking === 'end' && why === '') return this.setData({ problem: '选一个原因' });
      return this.send(() =>
        intend('application.move', {
          application: item.id,
          version: item.version,
          verb: asking,
          ...(dated ? { on } : {}),
          why,
          words: words.trim(),
        }),
      );
    },
    write() {
      const { item, work, on, yuan, place, industry, same } = this.data;
      if (!item || !work) return undefined;
      const fen = yuan.trim() === '' ? null : readAmount(yuan);
      if (yuan.trim() !== '' && (fen === null || fen < 1)) return this.setData({ problem: '一个月多少，写元，比如 4200' });
      const { contractUntil, ...fields } = work.work;
      return this.send(() =>
        intend('application.work', {
          application: item.id,
          version: item.version,
          on,
          work: { ...fields, ...(contractUntil == null ? {} : { contractUntil }), place, monthlyFen: fen, industry },
          ends: work.ends && { id: work.ends.id, version: work.ends.version },
          same,
        }),
      );
    },
    async send(work: () => Promise<Shown>) {
      if (this.data.busy) return;
      this.setData({ busy: true, problem: '' });
      try {
        const shown = await work();
        this.setData({ asking: '' });
        this.draw(shown);
        say('记好了');
        this.triggerEvent('moved', { id: shown.application.id });
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
