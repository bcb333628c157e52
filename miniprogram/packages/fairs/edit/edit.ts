// Writing a fair: when, where, who comes with which posts. Kept on this phone while it is typed, saved as a draft, announced from its page.
import type { Input, Output } from '@shared/contract/index';
import { addDays } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { jobRow } from '../../../present/job';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { dropStore, readStore, writeStore } from '../../../services/store';

type Fields = Input<'fair.write'>['fields'];
type Job = Output<'job.list'>['items'][number];

const LINES = [
  { key: 'campaign', words: '哪项活动', hint: '春风行动、春暖农民工', most: 20 },
  { key: 'title', words: '叫什么', hint: '青石乡春风行动招聘会', most: 30 },
  { key: 'hours', words: '几点到几点', hint: '上午9点到12点', most: 30 },
  { key: 'where', words: '在哪里', hint: '乡政府院里', most: 60 },
  { key: 'transport', words: '怎么去', hint: '各村口有班车，早上8点', most: 100 },
  { key: 'words', words: '还要说的', hint: '带上身份证', most: 300 },
] as const;
/** A fair is usually a week off. */
const AHEAD = 7;

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    version: null as number | null,
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    today: '',
    lines: LINES as readonly (typeof LINES)[number][],
    form: null as Fields | null,
    villages: [] as { code: string; name: string; on: boolean }[],
    wrong: {} as Record<string, string>,
    trouble: '',
    busy: false,
    /** Adding posts from the board: to which stand. */
    adding: -1,
    text: '',
    found: [] as { id: string; title: string; words: string; headcount: number }[],
    searched: false,
  },
  methods: {
    onLoad(query: { id?: string }) {
      this.setData({ id: decodeURIComponent(query.id ?? '') });
      return this.load();
    },
    async load() {
      try {
        const { id } = this.data;
        const [me, page, places] = await Promise.all([
          ensureMe(),
          id === '' ? null : call('fair.show', { fair: id }),
          call('household.places', {}),
        ]);
        const kept = readStore<{ version: number | null; form: Fields }>(this.key());
        const written = page ? this.fieldsOf(page.fair) : this.fresh(me.today);
        // What was typed here goes on, unless somebody wrote it otherwise meanwhile.
        const form = kept && kept.version === (page?.fair.version ?? null) ? kept.form : written;
        this.setData({
          state: 'ready',
          today: me.today,
          version: page?.fair.version ?? null,
          form,
          villages: places.villages.map(({ code, name }) => ({ code, name, on: form.villages.includes(code) })),
        });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    key() {
      return `fair:${this.data.id}`;
    },
    fresh(today: string): Fields {
      const empty = { campaign: '', title: '', hours: '', where: '', transport: '', words: '' };
      return { ...empty, on: addDays(today, AHEAD), stands: [], villages: [], contact: { name: '', phone: '' } };
    },
    fieldsOf({ campaign, title, on, hours, where, transport, words, stands, villages, contact }: Output<'fair.show'>['fair']): Fields {
      const { words: name, phone } = contact;
      return {
        campaign,
        title,
        on,
        hours,
        where,
        transport,
        words,
        stands,
        villages: villages.map(({ code }) => code),
        contact: { name, phone },
      };
    },
    /** One change of the form, kept at once. */
    change(patch: Partial<Fields>) {
      const form = { ...(this.data.form as Fields), ...patch };
      this.setData({ form, trouble: '' });
      writeStore(this.key(), { version: this.data.version, form });
    },
    typed(event: WechatMiniprogram.Input) {
      const { key } = event.currentTarget.dataset as { key: (typeof LINES)[number]['key'] };
      this.change({ [key]: event.detail.value });
    },
    pickDay(event: WechatMiniprogram.PickerChange) {
      this.change({ on: String(event.detail.value) });
    },
    typedContact(event: WechatMiniprogram.Input) {
      const { key } = event.currentTarget.dataset as { key: 'name' | 'phone' };
      this.change({ contact: { ...(this.data.form as Fields).contact, [key]: event.detail.value.trim() } });
    },
    pickVillage(event: WechatMiniprogram.TouchEvent) {
      const { code } = event.currentTarget.dataset as { code: string };
      const villages = this.data.villages.map((one) => (one.code === code ? { ...one, on: !one.on } : one));
      this.setData({ villages });
      this.change({ villages: villages.filter(({ on }) => on).map((one) => one.code) });
    },
    allVillages() {
      const on = !this.data.villages.every((one) => one.on);
      const villages = this.data.villages.map((one) => ({ ...one, on }));
      this.setData({ villages });
      this.change({ villages: on ? villages.map(({ code }) => code) : [] });
    },
    stands(work: (stands: Fields['stands']) => Fields['stands']) {
      this.change({ stands: work((this.data.form as Fields).stands) });
    },
    addStand() {
      this.stands((all) => [...all, { employer: '', posts: [{ posting: '', words: '', headcount: 1 }] }]);
    },
    dropStand(event: WechatMiniprogram.TouchEvent) {
      const { stand } = event.currentTarget.dataset as { stand: number };
      this.stands((all) => all.filter((_, i) => i !== stand));
    },
    typedEmployer(event: WechatMiniprogram.Input) {
      const { stand } = event.currentTarget.dataset as { stand: number };
      this.stands((all) => all.map((one, i) => (i === stand ? { ...one, employer: event.detail.value } : one)));
    },
    addPost(event: WechatMiniprogram.TouchEvent) {
      const { stand } = event.currentTarget.dataset as { stand: number };
      this.stands((all) =>
        all.map((one, i) => (i === stand ? { ...one, posts: [...one.posts, { posting: '', words: '', headcount: 1 }] } : one)),
      );
    },
    dropPost(event: WechatMiniprogram.TouchEvent) {
      const { stand, post } = event.currentTarget.dataset as { stand: number; post: number };
      this.stands((all) => all.map((one, i) => (i === stand ? { ...one, posts: one.posts.filter((_, n) => n !== post) } : one)));
    },
    typedPost(event: WechatMiniprogram.Input) {
      const { stand, post, key } = event.currentTarget.dataset as { stand: number; post: number; key: 'words' | 'headcount' };
      const typed = event.detail.value;
      const value = key === 'words' ? { words: typed } : { headcount: Math.max(1, Math.min(999, Number.parseInt(typed, 10) || 1)) };
      this.stands((all) =>
        all.map((one, i) =>
          i === stand ? { ...one, posts: one.posts.map((held, n) => (n === post ? { ...held, ...value } : held)) } : one,
        ),
      );
    },
    /** Posts that are on the board are picked, so that what came of them can be counted. */
    seek(event: WechatMiniprogram.TouchEvent) {
      const { stand } = event.currentTarget.dataset as { stand: number };
      this.setData({ adding: stand, text: (this.data.form as Fields).stands[stand]?.employer ?? '', found: [], searched: false });
      return this.search();
    },
    closeSeek() {
      this.setData({ adding: -1 });
    },
    typedSearch(event: WechatMiniprogram.Input) {
      this.data.text = event.detail.value;
    },
    async search() {
      try {
        const { items } = await call('job.list', { text: this.data.text.trim() || undefined, limit: 20 });
        this.setData({ found: items.map((job) => this.foundRow(job)), searched: true });
      } catch (thrown) {
        say(wordsOf(thrown).message);
      }
    },
    foundRow(job: Job) {
      const { id, title, employer, headcount, pay, payUnit } = jobRow(job, this.data.today);
      return { id, title: `${employer} · ${title}`, words: `${title}，${payUnit} ${pay}`.slice(0, 40), headcount };
    },
    take(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number };
      const picked = this.data.found[index];
      const { adding } = this.data;
      if (!picked || adding < 0) return;
      const post = { posting: picked.id, words: picked.words, headcount: picked.headcount };
      this.stands((all) =>
        all.map((one, i) =>
          i === adding
            ? {
                employer: one.employer || (picked.title.split(' · ')[0] ?? ''),
                posts: [...one.posts.filter(({ words }) => words !== ''), post],
              }
            : one,
        ),
      );
      this.setData({ adding: -1 });
    },
    async save() {
      const { form, id, version, busy } = this.data;
      if (!form || busy) return;
      this.setData({ busy: true, trouble: '', wrong: {} });
      try {
        const { fair } = await intend('fair.write', { fair: id === '' ? null : id, version, fields: form });
        dropStore(this.key());
        say('存好了');
        if (id === '') await wx.redirectTo({ url: `/packages/fairs/fair/fair?id=${encodeURIComponent(fair.id)}` });
        else await wx.navigateBack();
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        this.setData({ wrong: fields, trouble: Object.values(fields)[0] ?? `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
