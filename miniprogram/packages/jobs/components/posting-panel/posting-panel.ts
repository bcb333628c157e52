// One posting with everything around it: what it says, what is lacking, what may be the same, its photos, and the steps it may take.
import { dayWords } from '@shared/domain/dates';
import { arrearsWords } from '@shared/domain/employers';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../../services/call';
import { dial, go, say, showPicture } from '../../../../services/device';
import { uploadFile } from '../../../../services/files';
import { intend } from '../../../../services/intent';
import { ensureMe } from '../../../../services/session';
import { choosePhotos } from '../../../../services/upload';
import { type Case, CHECK_WORDS, chipOf, differencesOf, ORDER, partsOf, STEPS, type Step } from '../../present';

type Way = keyof typeof CHECK_WORDS;
/** Who writes to the villages' groups. */
const PUSHERS: readonly string[] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk'];
const WAYS = Object.entries(CHECK_WORDS).map(([way, words]) => ({ way: way as Way, words }));

Component({
  properties: {
    posting: { type: String, value: '' },
  },
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    today: '',
    held: null as Case | null,
    chip: null as ReturnType<typeof chipOf> | null,
    parts: [] as ReturnType<typeof partsOf>,
    beside: [] as {
      id: string;
      why: string;
      title: string;
      chip: ReturnType<typeof chipOf>;
      rows: ReturnType<typeof differencesOf>;
    }[],
    checked: '',
    arrears: '',
    /** People looking for work see it: then there is somebody to find for it, and groups to tell. */
    offered: false,
    pushes: false,
    steps: [] as { step: Step; words: string; first: boolean }[],
    ways: WAYS,
    asking: '' as Step | '',
    about: null as (typeof STEPS)[Step] | null,
    way: 'phone' as Way,
    words: '',
    headcount: '',
    until: '',
    busy: false,
    trouble: '',
  },
  observers: {
    posting() {
      if (this.data.posting !== '') this.load();
    },
  },
  methods: {
    async load() {
      const id = this.data.posting;
      try {
        const [me, held] = await Promise.all([ensureMe(), call('posting.show', { posting: id })]);
        // ↑↓ went on meanwhile: what comes late is not shown.
        if (id !== this.data.posting) return;
        this.setData({ pushes: me.roles.some(({ role }) => PUSHERS.includes(role)) });
        this.take(held, me.today);
      } catch (thrown) {
        if (id === this.data.posting) this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    take(held: Case, today: string) {
      const { checked, status, askAgainOn } = held.posting;
      const how = checked?.how ? `，${CHECK_WORDS[checked.how]}` : '';
      const due = status === 'open' && askAgainOn !== '' ? `${dayWords(askAgainOn, today)}再问一遍。` : '';
      this.setData({
        state: 'ready',
        today,
        held,
        chip: chipOf(status),
        parts: partsOf(held.posting, held.spotWords),
        beside: held.alike.map(({ posting, why }) => ({
          ...{ id: posting.id, why, title: posting.title },
          chip: chipOf(posting.status),
          rows: differencesOf(held.posting, posting),
        })),
        offered: status === 'open',
        arrears: held.arrears ? arrearsWords(held.arrears) : '',
        checked: checked ? `${checked.by} ${dayWords(checked.on, today)}核对${how}。${due}` : '',
        steps: ORDER.filter((step) => held.can.includes(step)).map((step, i) => ({ step, words: STEPS[step].button, first: i === 0 })),
      });
    },
    call() {
      dial(this.data.held?.posting.contact.phone ?? '');
    },
    seeArrears() {
      go(`/packages/jobs/arrears/arrears?employer=${encodeURIComponent(this.data.held?.posting.employerId ?? '')}`);
    },
    edit() {
      go(`/packages/jobs/edit/edit?id=${encodeURIComponent(this.data.posting)}`);
    },
    match() {
      go(`/packages/match/posting/posting?posting=${encodeURIComponent(this.data.posting)}`);
    },
    push() {
      go(`/packages/push/compose/compose?posting=${encodeURIComponent(this.data.posting)}`);
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      this.begin((event.currentTarget.dataset as { step: Step }).step);
    },
    begin(step: Step, words = '') {
      const posting = this.data.held?.posting;
      if (!posting) return;
      const { headcount, until } = posting;
      this.setData({ asking: step, about: STEPS[step], trouble: '', words, headcount: String(headcount), until });
    },
    closeAsk() {
      this.setData({ asking: '' });
    },
    pickWay(event: WechatMiniprogram.TouchEvent) {
      this.setData({ way: (event.currentTarget.dataset as { way: Way }).way });
    },
    typed(event: WechatMiniprogram.Input) {
      this.data.words = event.detail.value;
    },
    typedHeadcount(event: WechatMiniprogram.Input) {
      this.data.headcount = event.detail.value;
    },
    pickUntil(event: WechatMiniprogram.PickerChange) {
      this.setData({ until: String(event.detail.value) });
    },
    async confirm() {
      const { asking: verb, held, way, words, headcount, until, busy } = this.data;
      if (!held || verb === '' || busy) return;
      const { ask, done } = STEPS[verb];
      const count = Number(headcount);
      if (ask === 'still' && !(Number.isInteger(count) && count >= 1)) return this.setData({ trouble: '写上还要几个人' });
      this.setData({ busy: true, trouble: '' });
      try {
        await intend('posting.turn', {
          ...{ posting: held.posting.id, version: held.posting.version, verb },
          ...(ask === 'how' ? { how: way } : {}),
          ...(ask === 'words' || (ask === 'how' && words.trim() !== '') ? { words: words.trim() } : {}),
          ...(ask === 'still' ? { headcount: count, until } : {}),
        });
        this.setData({ asking: '' });
        say(done);
        this.triggerEvent('turned');
        if (verb === 'drop') return getCurrentPages().length > 1 ? void wx.navigateBack() : undefined;
        await this.load();
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        this.setData({ trouble: Object.values(fields)[0] ?? `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
    /** One change that answers with the posting as it is then. */
    async change(work: (at: { posting: string; version: number }) => Promise<Case>) {
      const { held, busy, today } = this.data;
      if (!held || busy) return;
      this.setData({ busy: true });
      try {
        this.take(await work({ posting: held.posting.id, version: held.posting.version }), today);
      } catch (thrown) {
        say(wordsOf(thrown).message);
      } finally {
        this.setData({ busy: false });
      }
    },
    differ(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      return this.change((at) => intend('posting.differ', { ...at, other: id }));
    },
    same(event: WechatMiniprogram.TouchEvent) {
      const { title } = event.currentTarget.dataset as { title: string };
      this.begin('refuse', `和「${title}」是同一个`);
    },
    async addPhoto() {
      const { photos, words } = await choosePhotos('posting', 'camera');
      if (words) say(words);
      for (const photo of photos.slice(0, 4))
        await this.change(async (at) => intend('posting.photo', { ...at, fileID: await uploadFile({ path: photo.path, name: '1.jpg' }) }));
    },
    look(event: WechatMiniprogram.TouchEvent) {
      const pictures = this.data.held?.pictures ?? [];
      showPicture(pictures[(event.currentTarget.dataset as { index: number }).index] ?? '', pictures);
    },
    dropPhoto(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number };
      return this.change((at) => intend('posting.unphoto', { ...at, index }));
    },
    engaged(): boolean {
      return this.data.asking !== '';
    },
    /** From the desk's keyboard: Enter asks how it was checked, and Enter again lets it out. */
    key(key: string) {
      if (key === 'Escape') this.closeAsk();
      if (key !== 'Enter') return;
      if (this.data.asking === 'check') this.confirm();
      else if (this.data.asking === '' && this.data.held?.can.includes('check')) this.begin('check');
    },
  },
});
