// One person of the village list: settle the one missing thing right here, record what they said, lay their picture to the claim.
import type { Input } from '@shared/contract/index';
import { amountProblem, readAmount } from '@shared/domain/fields/amount';
import { AGREED_WORDS } from '@shared/domain/words/agreed';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { uploadFile } from '../../../services/files';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { choosePhotos } from '../../../services/upload';
import { type Detail, type DetailView, detailView, type Gap } from '../present/detail';

type How = 'phone' | 'chat' | 'door';
type AgreedHow = keyof typeof AGREED_WORDS;

const HOWS: { how: How; words: string }[] = [
  { how: 'phone', words: '打电话问的' },
  { how: 'chat', words: '微信里看的' },
  { how: 'door', words: '上门问的' },
];
const AGREES = (Object.keys(AGREED_WORDS) as AgreedHow[])
  .filter((how) => how !== 'signed')
  .map((how) => ({ how, words: AGREED_WORDS[how] }));

/** A month's pay the work record takes (fen). */
const MOST_WAGE = 10_000_000;

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    view: null as DetailView | null,
    title: '',
    today: '',
    about: null as { person: string; programme: string; period: string } | null,
    busy: false,
    trouble: '',
    showChecks: false,
    /** The gap being asked about. */
    gap: null as Gap | null,
    hows: HOWS,
    how: 'phone' as How,
    value: '',
    city: '',
    county: '',
    organised: '' as '' | 'yes' | 'no',
    /** Which sheet about what was said is open. */
    saying: '' as '' | 'agreed' | 'declined' | 'unreachable',
    agrees: AGREES,
    agreedHow: 'phone' as AgreedHow,
    note: '',
  },
  methods: {
    onLoad(query: { person?: string; programme?: string; period?: string }) {
      const about = {
        person: decodeURIComponent(query.person ?? ''),
        programme: decodeURIComponent(query.programme ?? ''),
        period: decodeURIComponent(query.period ?? ''),
      };
      this.setData({ about });
      return this.load();
    },
    about(): { person: string; programme: string; period: string } {
      return this.data.about as { person: string; programme: string; period: string };
    },
    async load() {
      try {
        await this.draw(await call('list.line', this.about()));
      } catch (thrown) {
        if (this.data.state === 'loading') this.setData({ state: 'failed', error: wordsOf(thrown) });
        else this.setData({ trouble: wordsOf(thrown).message });
      }
    },
    async draw(detail: Detail) {
      const { today } = await ensureMe();
      this.setData({
        state: 'ready',
        view: detailView(detail, this.about().period, today),
        today,
        title: detail.programmeName,
        trouble: '',
      });
    },
    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    /** One change; what it answers is the line as it stands after it. */
    async changed(work: () => Promise<Detail>, done: string) {
      if (this.data.busy) return;
      this.setData({ busy: true, trouble: '' });
      try {
        await this.draw(await work());
        this.setData({ gap: null, saying: '' });
        say(done);
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ trouble: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      const gap = this.data.view?.gaps[(event.currentTarget.dataset as { index: number }).index];
      if (gap) this.setData({ gap, value: '', city: '', county: '', organised: '', trouble: '' });
    },
    closeGap() {
      this.setData({ gap: null });
    },
    pickHow(event: WechatMiniprogram.TouchEvent) {
      this.setData({ how: (event.currentTarget.dataset as { how: How }).how });
    },
    pickOrganised(event: WechatMiniprogram.TouchEvent) {
      this.setData({ organised: (event.currentTarget.dataset as { is: 'yes' | 'no' }).is });
    },
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const { field } = event.currentTarget.dataset as { field: 'value' | 'city' | 'county' | 'note' };
      this.setData({ [field]: event.detail.value } as never);
    },
    fact(): Input<'list.fill'>['fact'] | null {
      const { gap, value, city, county, organised } = this.data;
      if (gap?.field === 'monthlyFen') {
        const problem = amountProblem(value, MOST_WAGE, 1);
        if (problem !== null) this.setData({ trouble: problem });
        return problem === null ? { field: 'monthlyFen', value: readAmount(value) as number } : null;
      }
      if (gap?.field === 'employer' && value.trim().length >= 2) return { field: 'employer', value: value.trim() };
      if (gap?.field === 'organised' && organised !== '') return { field: 'organised', value: organised === 'yes' };
      if (gap?.field === 'place' && [value, city, county].every((part) => part.trim().length >= 2))
        return { field: 'place', value: { province: value.trim(), city: city.trim(), county: county.trim() } };
      this.setData({ trouble: '还没填好。' });
      return null;
    },
    fill() {
      const { gap, how } = this.data;
      const fact = this.fact();
      if (gap === null || fact === null) return undefined;
      return this.changed(() => intend('list.fill', { ...this.about(), spell: gap.spell, fact, how }), '记上了');
    },
    openSaying(event: WechatMiniprogram.TouchEvent) {
      this.setData({
        saying: (event.currentTarget.dataset as { said: 'agreed' | 'declined' | 'unreachable' }).said,
        note: '',
        trouble: '',
      });
    },
    closeSaying() {
      this.setData({ saying: '' });
    },
    pickAgreed(event: WechatMiniprogram.TouchEvent) {
      this.setData({ agreedHow: (event.currentTarget.dataset as { how: AgreedHow }).how });
    },
    async record() {
      const { saying, agreedHow, note } = this.data;
      if (saying === '') return undefined;
      if (saying === 'declined' && note.trim() === '') {
        this.setData({ trouble: '写一句本人怎么说的。' });
        return undefined;
      }
      const { today } = await ensureMe();
      const how = saying === 'agreed' ? agreedHow : 'phone';
      return this.changed(() => intend('list.say', { ...this.about(), said: saying, how, on: today, note: note.trim() }), '记上了');
    },
    reopen() {
      return this.changed(async () => {
        const { today } = await ensureMe();
        return intend('list.say', { ...this.about(), said: 'open', how: 'none', on: today });
      }, '放回名单了');
    },
    copyAsk() {
      wx.setClipboardData({ data: this.data.view?.ask ?? '' }).catch(() => undefined);
    },
    copyWhy() {
      wx.setClipboardData({ data: this.data.view?.item.under ?? '' }).catch(() => undefined);
    },
    async picture(event: WechatMiniprogram.TouchEvent) {
      const { kind, from } = event.currentTarget.dataset as { kind: string; from: 'camera' | 'chat' };
      const { photos, words } = await choosePhotos(kind, from);
      if (words !== '') this.setData({ trouble: words });
      for (const photo of photos)
        await this.changed(async () => {
          const fileID = await uploadFile({ path: photo.path, name: photo.path });
          return intend('list.picture', { ...this.about(), seq: this.data.view?.form?.seq ?? 0, kind, fileID });
        }, '放进来了');
    },
    /** Papers were laid, taken off or filled in: the line as it stands after it. */
    filled(event: WechatMiniprogram.CustomEvent<Detail>) {
      return this.draw(event.detail);
    },
    openPerson() {
      go(`/packages/staff/person/person?id=${encodeURIComponent(this.about().person)}`);
    },
    toggleChecks() {
      this.setData({ showChecks: !this.data.showChecks });
    },
  },
});
