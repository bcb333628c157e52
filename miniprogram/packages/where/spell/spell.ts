// One person's work: where they stand and why, each record, and what happened to it: begun, moved, home for a while, over, put right.

import { addDays } from '@shared/domain/dates';
import { RETURN_REASONS } from '@shared/domain/options';
import type { AwayWhy } from '@shared/domain/records';
import { AWAY_WORDS } from '@shared/domain/words/spells';
import { ownPage } from '../../../behaviors/own-page';
import type { TypedDoubt } from '../../../present/typed-doubts';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { dropStore, readStore, writeStore } from '../../../services/store';
import { typedDoubts } from '../present/doubts';
import { whenWords } from '../present/figures';
import { type StandingItem, standingItem } from '../present/standing';
import { channelFor, EMPTY, formOf, type Move, type Page, readWork, type SpellItem, spellItem, type WorkForm } from '../present/work';

type Asking = '' | 'begin' | 'moved' | 'away' | 'back' | 'correct';
const HEADINGS: Readonly<Record<Asking, string>> = {
  '': '',
  begin: '新记一条',
  moved: '换地方了',
  away: '暂回，还回去',
  back: '不去了',
  correct: '改记错的',
};
const AWAY_CHOICES = (Object.keys(AWAY_WORDS) as AwayWhy[]).map((value) => ({ value, words: AWAY_WORDS[value] }));

interface Form {
  work: WorkForm;
  on: string;
  until: string;
  why: AwayWhy;
  reason: string;
  /** Put right: whether the work still lasts. */
  lasts: boolean;
}
const FRESH: Form = { work: EMPTY, on: '', until: '', why: 'new_year', reason: '', lasts: true };

const pages = new WeakMap<object, Page>();
const touched = new WeakMap<object, { channel: boolean }>();

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    person: '',
    today: '',
    name: '',
    whose: '',
    standing: null as StandingItem | null,
    spells: [] as SpellItem[],
    history: [] as { at: string; when: string; by: string; words: string }[],
    mayWrite: false,
    hasOpen: false,
    asking: '' as Asking,
    heading: '',
    about: '',
    form: FRESH,
    reasons: RETURN_REASONS,
    aways: AWAY_CHOICES,
    wrongField: '',
    wrong: '',
    /** What the data rules say of what is typed now. */
    doubts: [] as TypedDoubt[],
    busy: false,
  },
  methods: {
    openMatch() {
      go(`/packages/match/person/person?person=${encodeURIComponent(this.data.person)}`);
    },
    onLoad(query: { person?: string }) {
      this.setData({ person: decodeURIComponent(query.person ?? '') });
      touched.set(this, { channel: false });
      return this.load();
    },
    async load() {
      try {
        this.draw(await call('spell.list', { person: this.data.person }));
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    draw(page: Page) {
      pages.set(this, page);
      const { person, spells, standing, history, mayWrite, today } = page;
      this.setData({
        state: 'ready',
        today,
        name: person.name,
        whose: [`${person.age} 岁`, person.villageName, person.group, person.headName === person.name ? '户主' : `${person.headName}家`]
          .filter((part) => part !== '')
          .join(' · '),
        standing: standing && standingItem(standing, false),
        spells: spells.map(spellItem),
        history: history.map((one, i) => ({ ...one, at: `${one.at}${i}`, when: whenWords(one.at) })),
        mayWrite,
        hasOpen: spells.some(({ end }) => end === null),
      });
    },
    /** What was begun and not sent is there again: a call or a closed phone loses nothing that was typed. */
    draftKey(asking: Asking, about: string): string {
      return `spell:${this.data.person}:${about}:${asking}`;
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      const { kind, id = '' } = event.currentTarget.dataset as { kind: Asking; id?: string };
      const page = pages.get(this) as Page;
      const spell = page.spells.find((one) => one.id === id);
      const last = spell ?? page.spells[0];
      const fresh: Form = {
        ...FRESH,
        work: formOf(last, kind === 'correct'),
        on: kind === 'correct' && spell ? spell.start : page.today,
        until: kind === 'correct' && spell?.end ? spell.end : kind === 'away' ? addDays(page.today, 14) : page.today,
        lasts: spell?.end === null,
        why: spell?.away?.why ?? 'new_year',
      };
      touched.set(this, { channel: kind === 'correct' });
      this.setData({
        asking: kind,
        heading: HEADINGS[kind],
        about: id,
        form: readStore<Form>(this.draftKey(kind, id)) ?? fresh,
        wrongField: '',
        wrong: '',
        doubts: [],
      });
      this.setData({ doubts: this.doubtsOf(this.data.form) });
    },
    close() {
      this.setData({ asking: '' });
    },
    keep(form: Form) {
      writeStore(this.draftKey(this.data.asking, this.data.about), form);
      this.setData({ form, wrongField: '', wrong: '', doubts: this.doubtsOf(form) });
    },
    /** Asked with every change of the form, as the ledger is asked by night. */
    doubtsOf(form: Form): TypedDoubt[] {
      const { asking, about } = this.data;
      const page = pages.get(this);
      if (!page || (asking !== 'begin' && asking !== 'moved' && asking !== 'correct')) return [];
      const end = asking === 'correct' && !form.lasts ? form.until : null;
      return typedDoubts(page, { form: form.work, start: form.on, end, instead: about || null });
    },
    changeWork(event: WechatMiniprogram.CustomEvent<{ form: WorkForm }>) {
      const page = pages.get(this) as Page;
      const seen = touched.get(this) as { channel: boolean };
      const { form } = event.detail;
      // Until somebody picks a channel the place says it; what was picked stays.
      if (form.channel !== this.data.form.work.channel) seen.channel = true;
      this.keep({ ...this.data.form, work: seen.channel ? form : { ...form, channel: channelFor(form, page.home) } });
    },
    pickOn(event: WechatMiniprogram.PickerChange) {
      this.keep({ ...this.data.form, on: String(event.detail.value) });
    },
    pickUntil(event: WechatMiniprogram.PickerChange) {
      this.keep({ ...this.data.form, until: String(event.detail.value), lasts: false });
    },
    pickWhy(event: WechatMiniprogram.TouchEvent) {
      this.keep({ ...this.data.form, why: (event.currentTarget.dataset as { value: AwayWhy }).value });
    },
    pickReason(event: WechatMiniprogram.TouchEvent) {
      this.keep({ ...this.data.form, reason: (event.currentTarget.dataset as { value: string }).value });
    },
    toggleLasts() {
      this.keep({ ...this.data.form, lasts: !this.data.form.lasts });
    },
    /** The move the form says; null when something is wrong, which is then shown. */
    moveOf(): Move | null {
      const { asking, form, about } = this.data;
      const wrong = (field: string, words: string): null => {
        this.setData({ wrongField: field, wrong: words });
        return null;
      };
      if (asking === 'away') return { kind: 'away', since: form.on, why: form.why, backOn: form.until };
      if (asking === 'back') {
        if (form.reason === '') return wrong('reason', '选一样：为啥不去了');
        return { kind: 'back', on: form.on, reason: form.reason };
      }
      const read = readWork(form.work);
      if (!('work' in read)) return wrong(read.field, read.words);
      if (asking === 'begin' || asking === 'moved') return { kind: asking, on: form.on, work: read.work };
      const before = (pages.get(this) as Page).spells.find(({ id }) => id === about);
      const end = form.lasts ? null : form.until;
      return {
        kind: 'correct',
        fields: {
          ...read.work,
          subIndustry: form.work.subIndustry.trim(),
          job: form.work.job.trim(),
          ...(before?.start === form.on ? {} : { start: form.on }),
          ...(before?.end === end ? {} : { end }),
        },
      };
    },
    send() {
      const move = this.moveOf();
      return move === null ? undefined : this.write(move, this.data.about);
    },
    /** 回去了 / 还在老地方: one tap, the month's question is asked elsewhere. */
    same(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      return this.write({ kind: 'same', month: this.data.today.slice(0, 7), how: 'phone' }, id);
    },
    async write(move: Move, about: string) {
      if (this.data.busy) return;
      const { person, asking } = this.data;
      const spell = move.kind === 'begin' ? null : about;
      const version = (pages.get(this) as Page).spells.find(({ id }) => id === about)?.version ?? null;
      this.setData({ busy: true });
      try {
        this.draw(await intend('spell.move', { person, spell, version: spell === null ? null : version, move }));
        dropStore(this.draftKey(asking, about));
        this.setData({ asking: '' });
        say('记下了');
      } catch (thrown) {
        const { fields, message, next, code } = asCallError(thrown);
        const [field, words] = Object.entries(fields)[0] ?? ['form', `${message}${next}`];
        this.setData({ wrongField: field.replace(/^move\.(work\.|fields\.)?/, ''), wrong: words });
        if (asking === '') say(words);
        if (code === 'changed_meanwhile') await this.load();
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
