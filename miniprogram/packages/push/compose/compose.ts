// Composed once: what it is about, three texts that can all be changed, and how it will look in the group. Also to mend one that is there.
import type { Input, Output } from '@shared/contract/index';
import { fairDay } from '@shared/domain/push-fair';
import { MOST_POSTINGS } from '@shared/domain/push-texts';
import { ownPage } from '../../../behaviors/own-page';
import { jobRow } from '../../../present/job';
import { asCallError, call, type ErrorWords, linkWords, wordsOf } from '../../../services/call';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { readStore, writeStore } from '../../../services/store';
import { canvasOf, drawSheet } from '../present/draw';
import { type Drawn, FIELDS, fieldsFor, lengthOf, secondsOf, sheetOf, type TextField } from '../present/push';

type Preview = Output<'push.preview'>;
type Kind = Input<'push.compose'>['kind'];
type Texts = Record<TextField, string>;

const DRAFT = 'push-draft';

function weekWords(week: Preview['week']): string {
  if (week === null) return '';
  const { people, of, served } = week;
  const whom = of === 'waiting' ? `按村里在等活的 ${people} 人挑的` : `没有在等活的人，按村里能干活的 ${people} 人挑的`;
  return `${whom}，${served === people ? '人人' : `${served} 人`}至少有一个合适`;
}

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed' | 'none',
    error: null as ErrorWords | null,
    /** An existing one that is changed; '' = a new one. */
    push: '',
    version: 0,
    step: 'choose' as 'choose' | 'write',
    kind: 'week' as Kind,
    jobs: [] as { id: string; title: string; words: string; on: boolean }[],
    chosen: 0,
    /** Fairs that are announced and ahead; the one that is chosen, '' = none. */
    fairs: [] as { id: string; title: string; words: string }[],
    fair: '',
    villages: [] as { code: string; name: string; on: boolean }[],
    village: 0,
    why: [] as { id: string; title: string; words: string }[],
    /** Of whom they were chosen, how many have one. */
    whose: '',
    fields: FIELDS.map((one) => ({ ...one, value: '', length: 0, wrong: '' })),
    seconds: 0,
    picture: '',
    busy: '',
    problem: '',
  },
  methods: {
    async onLoad(query: { push?: string; posting?: string; fair?: string }) {
      const push = decodeURIComponent(query.push ?? '');
      if (push !== '') return this.mend(push);
      await this.begin(decodeURIComponent(query.posting ?? ''), decodeURIComponent(query.fair ?? ''));
    },
    /** What is open and what is ahead, to choose from; a posting or a fair handed in is chosen already. */
    async begin(posting: string, fair: string) {
      try {
        const [me, { items }, { villages }, board] = await Promise.all([
          ensureMe(),
          call('job.list', { limit: 50 }),
          call('push.groups', {}),
          call('fair.board', { status: 'announced' }),
        ]);
        const ahead = board.items.filter(({ on }) => on >= me.today);
        this.setData({
          state: 'ready',
          kind: fair !== '' ? 'fair' : posting === '' ? 'week' : 'posting',
          fair: fair || (ahead.length === 1 ? (ahead[0]?.id ?? '') : ''),
          fairs: ahead.map((one) => ({ id: one.id, title: one.title, words: `${fairDay(one.on, me.today)}${one.hours}，${one.where}` })),
          jobs: items.map((one) => {
            const { id, title, pay, payUnit, place, board } = jobRow(one, me.today);
            return { id, title, words: `${payUnit} ${pay}，${place}，${board}`, on: id === posting };
          }),
          chosen: items.some(({ id }) => id === posting) ? 1 : 0,
          // A cadre writes to their own village, whoever has many chooses.
          villages: villages.map((one) => ({ ...one, on: villages.length === 1 })),
        });
        if (posting !== '' || fair !== '') await this.propose();
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    async mend(push: string) {
      try {
        const { push: found, today } = await call('push.show', { push });
        wx.setNavigationBarTitle({ title: '改一改' }).catch(() => undefined);
        this.setData({ state: 'ready', push, version: found.version, step: 'write', kind: found.kind as Kind });
        this.write(found);
        await this.draw(found, found.villages.length === 1 ? (found.villages[0] ?? '') : '', today);
      } catch (thrown) {
        this.setData({ state: 'failed', error: linkWords(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.data.push === '' ? this.begin('', '') : this.mend(this.data.push);
    },
    pickKind(event: WechatMiniprogram.TouchEvent) {
      this.setData({ kind: (event.currentTarget.dataset as { kind: Kind }).kind, problem: '' });
    },
    pickVillage(event: WechatMiniprogram.PickerChange) {
      this.setData({ village: Number(event.detail.value) });
    },
    toggleJob(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number };
      const job = this.data.jobs[index];
      if (!job) return;
      const chosen = this.data.chosen + (job.on ? -1 : 1);
      if (chosen > MOST_POSTINGS) return void this.setData({ problem: `一次最多 ${MOST_POSTINGS} 个，多了没人看。` });
      this.setData({ [`jobs[${index}].on`]: !job.on, chosen, problem: '' });
    },
    pickFair(event: WechatMiniprogram.TouchEvent) {
      this.setData({ fair: (event.currentTarget.dataset as { id: string }).id, problem: '' });
    },
    toggleVillage(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number };
      this.setData({ [`villages[${index}].on`]: !this.data.villages[index]?.on });
    },
    allVillages() {
      this.setData({ villages: this.data.villages.map((one) => ({ ...one, on: true })) });
    },
    about(): string[] {
      const { kind, why, fair, jobs } = this.data;
      if (kind === 'fair') return fair === '' ? [] : [fair];
      return kind === 'week' ? why.map(({ id }) => id) : jobs.filter(({ on }) => on).map(({ id }) => id);
    },
    /** The house's own words for what was chosen. */
    async propose() {
      const { kind, village, villages, busy, chosen } = this.data;
      if (busy !== '') return;
      const place = villages[village];
      this.setData({ busy: 'propose', problem: '' });
      try {
        const asked: Kind = kind === 'week' || kind === 'fair' ? kind : chosen === 1 ? 'posting' : 'list';
        const input: Input<'push.preview'> =
          asked === 'week' ? { kind: asked, village: place?.code ?? '' } : { kind: asked, about: this.about() };
        const found = await call('push.preview', input);
        this.setData({
          kind: asked,
          step: 'write',
          why: found.postings.map(({ id, title, why }) => ({ id, title, words: why })),
          whose: weekWords(found.week),
          ...(asked === 'week' ? { villages: villages.map((one, at) => ({ ...one, on: at === village })) } : {}),
        });
        const kept = readStore<{ about: string; texts: Texts }>(DRAFT);
        this.write(kept?.about === this.about().join() ? kept.texts : found);
        await this.draw(found, asked === 'week' || villages.length === 1 ? (place?.name ?? '') : '', found.today);
      } catch (thrown) {
        const { message, next } = asCallError(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: '' });
      }
    },
    write(texts: Texts) {
      this.setData({
        fields: fieldsFor(this.data.kind).map((one) => ({ ...one, value: texts[one.key], length: lengthOf(texts[one.key]), wrong: '' })),
        seconds: secondsOf(texts.spoken),
      });
    },
    texts(): Texts {
      const [title, text, spoken] = this.data.fields.map(({ value }) => value.trim());
      return { title: title ?? '', text: text ?? '', spoken: spoken ?? '' };
    },
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const { index } = event.currentTarget.dataset as { index: number };
      const { value } = event.detail;
      const field = FIELDS[index];
      if (!field) return;
      this.setData({
        [`fields[${index}].value`]: value,
        [`fields[${index}].length`]: lengthOf(value),
        [`fields[${index}].wrong`]: lengthOf(value) > field.most ? `多了 ${lengthOf(value) - field.most} 个字` : '',
        ...(field.key === 'spoken' ? { seconds: secondsOf(value) } : {}),
      });
      if (this.data.push === '') writeStore(DRAFT, { about: this.about().join(), texts: this.texts() });
    },
    /** As the group will see it; a picture that cannot be drawn holds nobody up. */
    async draw(
      { postings, fair, title }: Pick<Output<'push.show'>['push'], 'fair' | 'title'> & Pick<Drawn, 'postings'>,
      whose: string,
      today: string,
    ) {
      try {
        const canvas = await canvasOf(this, '#sheet');
        this.setData({ picture: await drawSheet(canvas, sheetOf('card', { postings, fair, title, whose, by: '', on: today }), '') });
      } catch {
        this.setData({ picture: '' });
      }
    },
    back() {
      this.setData({ step: 'choose', problem: '' });
    },
    async keep() {
      const { push, version, kind, villages, busy } = this.data;
      if (busy !== '') return;
      const codes = villages.filter(({ on }) => on).map(({ code }) => code);
      if (push === '' && codes.length === 0) return void this.setData({ problem: '选一个村，发给谁看。' });
      this.setData({ busy: 'keep', problem: '' });
      try {
        const texts = this.texts();
        const { push: kept } =
          push === ''
            ? await intend('push.compose', { kind, about: this.about(), villages: codes, ...texts })
            : await intend('push.edit', { push, version, ...texts });
        writeStore(DRAFT, null);
        await wx.redirectTo({ url: `/packages/push/share/share?push=${encodeURIComponent(kept.id)}` });
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        this.setData({
          problem: `${message}${next}`,
          fields: this.data.fields.map((one) => ({ ...one, wrong: fields[one.key] ?? '' })),
        });
      } finally {
        this.setData({ busy: '' });
      }
    },
  },
});
