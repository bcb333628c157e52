// 我家招人: an employer or a workshop by the station's code: taking it, writing what one needs in plain words, and what became of it.
import type { Input, Output } from '@shared/contract/index';
import { addDays } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { dial, say, showPicture } from '../../../services/device';
import { uploadFile } from '../../../services/files';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { dropStore, readStore, writeStore } from '../../../services/store';
import { choosePhotos } from '../../../services/upload';
import { offerState, postingLine } from '../employer-words';
import { type Form, fieldsOf, formOf, freshForm, LINES, STRENGTHS, UNITS } from '../offer-form';

type Mine = Output<'offer.mine'>['employers'][number];
/** What is being written is kept on this phone: one for each employer's new one, one for each that is written anew. */
const keyOf = (employer: string, posting: string | null): string => `offer:${posting ?? employer}`;
interface Kept {
  version: number | null;
  form: Form;
}
const AHEAD = 30;
/** Lines asked before pay: whom, how many. */
const FIRST = 2;
/** What the cloud said, beside what is drawn of it. */
const mine = new WeakMap<object, Mine[]>();

const rowOf = (one: Mine['postings'][number], today: string) => ({
  ...postingLine(one, today),
  ...{ state: offerState(one, today), bad: one.status === 'refused' || one.status === 'stopped' },
  ...{ pictures: one.pictures, photos: one.photos },
  can: {
    edit: one.status === 'waiting' || one.status === 'refused',
    full: one.status === 'open',
    open: one.status === 'full' || one.status === 'expired',
    stopped: ['waiting', 'open', 'full', 'expired'].includes(one.status),
  },
});

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'failed' | 'whose' | 'none' | 'mine' | 'form',
    error: null as ErrorWords | null,
    code: '',
    name: '',
    townName: '',
    today: '',
    /** The link was used or is too old. */
    spent: false,
    station: { words: '', phone: '' },
    templates: [] as string[],
    employers: [] as (Omit<Mine, 'postings'> & { rows: ReturnType<typeof rowOf>[] })[],
    first: LINES.slice(0, FIRST) as readonly (typeof LINES)[number][],
    lines: LINES.slice(FIRST) as readonly (typeof LINES)[number][],
    units: UNITS as readonly (typeof UNITS)[number][],
    strengths: STRENGTHS as readonly (typeof STRENGTHS)[number][],
    villages: [] as Mine['villages'],
    employer: '',
    posting: null as string | null,
    version: null as number | null,
    form: freshForm(''),
    wrong: {} as Record<string, string>,
    trouble: '',
    busy: false,
  },
  methods: {
    async onLoad(query: { code?: string; scene?: string }) {
      const code = /[a-z0-9]{20}/.exec(decodeURIComponent(query.code ?? query.scene ?? ''))?.[0] ?? '';
      if (code === '') return this.load();
      try {
        this.setData({ ...(await call('offer.open', { code })), code, state: 'whose' });
      } catch {
        // Used already, perhaps by oneself: then one's own page is what was looked for.
        this.setData({ spent: true });
        await this.load();
      }
    },
    async load() {
      try {
        const [{ installation }, { employers, today, template }] = await Promise.all([ensureMe(), call('offer.mine', {})]);
        const shown = employers.map(({ postings, ...one }) => ({ ...one, rows: postings.map((each) => rowOf(each, today)) }));
        mine.set(this, employers);
        this.setData({
          state: employers.length === 0 ? 'none' : 'mine',
          ...{ employers: shown, today, templates: template === '' ? [] : [template] },
          station: { words: installation.offices.town, phone: installation.complaintPhone },
        });
      } catch (thrown) {
        if (this.data.employers.length === 0) this.setData({ state: 'failed', error: wordsOf(thrown) });
        else say(wordsOf(thrown).message);
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    async onPullDownRefresh() {
      if (this.data.state === 'mine') await this.load();
      wx.stopPullDownRefresh();
    },
    callStation() {
      dial(this.data.station.phone);
    },
    async take() {
      await this.doing(async () => {
        await intend('offer.take', { code: this.data.code });
        await this.load();
      });
    },
    begin(event: WechatMiniprogram.TouchEvent) {
      const { employer, posting } = event.currentTarget.dataset as { employer: string; posting?: string };
      const before = this.one(posting ?? '');
      const own = mine.get(this)?.find(({ id }) => id === employer);
      const version = before?.version ?? null;
      const kept = readStore<Kept>(keyOf(employer, before?.id ?? null));
      const from = before ? formOf(before.fields) : freshForm(addDays(this.data.today, AHEAD), own?.place);
      // What was typed here goes on, unless the posting is another one by now; what an older version kept lacks what is asked since.
      const form = kept?.version === version ? { ...from, ...kept.form } : from;
      this.setData({
        ...{ state: 'form', employer, wrong: {}, trouble: '' },
        posting: before?.id ?? null,
        version,
        ...{ form, villages: own?.villages ?? [] },
      });
    },
    back() {
      this.setData({ state: 'mine' });
    },
    one(posting: string): Mine['postings'][number] | undefined {
      return mine
        .get(this)
        ?.flatMap(({ postings }) => postings)
        .find(({ id }) => id === posting);
    },
    set(key: string, value: string | boolean) {
      this.setData({ [`form.${key}`]: value, [`wrong.${key === 'max' ? 'min' : key}`]: '', trouble: '' });
      const { employer, form, posting, version } = this.data;
      writeStore(keyOf(employer, posting), { version, form } satisfies Kept);
    },
    typed(event: WechatMiniprogram.Input) {
      this.set((event.currentTarget.dataset as { key: string }).key, event.detail.value);
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { key, value } = event.currentTarget.dataset as { key: string; value: string | boolean };
      this.set(key, value);
    },
    pickSpot(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.set('spot', event.detail.value);
    },
    pickRegion(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
      const [province = '', city = '', county = ''] = event.detail.value;
      this.set('province', province);
      this.set('city', city);
      this.set('county', county);
      this.setData({ 'wrong.spot': '' });
    },
    pickDay(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.set('until', event.detail.value);
    },
    async send() {
      const { employer, posting, version, form } = this.data;
      const { fields, wrong } = fieldsOf(form);
      if (!fields) return this.setData({ wrong, trouble: '有的还没写好，看标红的。' });
      await this.doing(async () => {
        const input: Input<'offer.send'> = { employer, posting, version, fields };
        await intend('offer.send', input);
        dropStore(keyOf(employer, posting));
        await this.load();
        say('送去核对了，站里会打电话');
      });
    },
    look(event: WechatMiniprogram.TouchEvent) {
      const { posting, index } = event.currentTarget.dataset as { posting: string; index: number };
      const pictures = this.one(posting)?.pictures ?? [];
      showPicture(pictures[index] ?? '', pictures);
    },
    async addPhoto(event: WechatMiniprogram.TouchEvent) {
      const { posting } = event.currentTarget.dataset as { posting: string };
      const { photos, words } = await choosePhotos('posting', 'camera');
      if (words) say(words);
      await this.doing(async () => {
        for (const { path } of photos) {
          const version = this.one(posting)?.version ?? 0;
          await intend('offer.photo', { posting, version, fileID: await uploadFile({ path, name: '1.jpg' }) });
          await this.load();
        }
      });
    },
    async dropPhoto(event: WechatMiniprogram.TouchEvent) {
      const { posting, index } = event.currentTarget.dataset as { posting: string; index: number };
      await this.doing(async () => {
        await intend('offer.unphoto', { posting, version: this.one(posting)?.version ?? 0, index });
        await this.load();
      });
    },
    async say(event: WechatMiniprogram.TouchEvent) {
      const { posting, to } = event.currentTarget.dataset as { posting: string; to: 'full' | 'open' | 'stopped' };
      const one = this.one(posting);
      if (!one) return;
      if (to === 'stopped') {
        const { confirm } = await wx.showModal({
          title: `「${one.title}」不招了？`,
          content: '撤下以后，要再招得重新送去核对。',
          confirmText: '不招了',
        });
        if (!confirm) return;
      }
      await this.doing(async () => {
        await intend('offer.say', { posting, version: one.version, to });
        await this.load();
        say(to === 'open' ? '送去核对了' : '记下了');
      });
    },
    async doing(work: () => Promise<void>) {
      if (this.data.busy) return;
      this.setData({ busy: true, trouble: '' });
      try {
        await work();
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        const wrong = Object.fromEntries(Object.entries(fields).map(([key, words]) => [key.replace(/^fields\./, ''), words]));
        this.setData({ wrong, trouble: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
