// One person: household, work, claims, card tail, whom to ask; 认人码, 家里人, 打电话.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { moneyWords } from '@shared/domain/money';
import { statusWords } from '@shared/domain/words/claims';
import { ownPage } from '../../../behaviors/own-page';
import { type BondRow, bondRow } from '../../../present/people';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { dial, go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';

type Page = Output<'person.view'>;
type Code = Output<'bond.issue'>;

const codes = new WeakMap<object, Code>();

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    today: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    page: null as Page | null,
    can: {} as Record<string, boolean>,
    bonds: [] as BondRow[],
    spells: [] as { id: string; when: string; what: string; pay: string }[],
    claims: [] as { id: string; words: string; state: string; money: string }[],
    code: null as { name: string; place: string; until: string; picture: string } | null,
    recording: '',
    recordingWho: '',
    contactOpen: false,
    busy: false,
  },
  methods: {
    async onLoad(options: { id?: string }) {
      this.setData({ id: decodeURIComponent(options.id ?? '') });
      await this.load();
    },
    async load() {
      try {
        const [me, page] = await Promise.all([ensureMe(), call('person.view', { person: this.data.id })]);
        this.setData({
          state: 'ready',
          today: me.today,
          page,
          can: Object.fromEntries(page.can.map((one) => [one, true])),
          bonds: page.bonds.map((bond) => bondRow(bond, 'person', me.today)),
          spells: page.spells.map(({ id, start, end, place, employer, monthlyFen }) => ({
            id,
            when: `${start} 至 ${end ?? '现在'}`,
            what: [place, employer === '' ? '灵活就业' : employer].join(' · '),
            pay: monthlyFen === null ? '工资没登记' : `每月 ${moneyWords(monthlyFen)}`,
          })),
          claims: page.claims.map(({ id, programme, period, status, amountFen, since }) => ({
            id,
            words: `${period} ${programme === 'transport' ? '交通补贴' : programme === 'stabilisation' ? '稳岗补助' : programme}`,
            state: `${statusWords(status, 'official')}，${dayWords(since.slice(0, 10), me.today)}起`,
            money: moneyWords(amountFen),
          })),
        });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    issueFor(event: WechatMiniprogram.TouchEvent) {
      return this.issue((event.currentTarget.dataset as { id: string }).id);
    },
    /** The person's own code, or that of somebody who was agreed to at the door. */
    async issue(bond?: unknown) {
      if (this.data.busy) return;
      this.setData({ busy: true });
      try {
        const code = await intend('bond.issue', { person: this.data.id, ...(typeof bond === 'string' ? { bond } : {}) });
        codes.set(this, code);
        this.setData({
          code: {
            name: code.name,
            place: code.villageName,
            until: dayWords(code.until.slice(0, 10), this.data.today),
            picture: code.picture,
          },
        });
      } catch (thrown) {
        this.complain(thrown);
      } finally {
        this.setData({ busy: false });
      }
    },
    closeCode() {
      this.setData({ code: null });
    },
    onShareAppMessage() {
      const code = codes.get(this);
      // Without a code in hand the card leads to the front door and names nobody.
      if (!code || !this.data.code) return { title: '务工通', path: '/pages/jobs/jobs' };
      return { title: `${code.villageName}给您的认人码，点开就办`, path: code.path };
    },
    callOwn() {
      return this.callWhom('own', '打给本人');
    },
    callContactPerson() {
      return this.callWhom('contact', '打给联系人');
    },
    async callWhom(whose: 'own' | 'contact', why: string) {
      try {
        dial((await call('person.phone', { person: this.data.id, whose, why })).phone);
      } catch (thrown) {
        this.complain(thrown);
      }
    },
    record(event: WechatMiniprogram.TouchEvent) {
      const { id, who } = event.currentTarget.dataset as { id: string; who: string };
      this.setData({ recording: id, recordingWho: `${who} 替 ${this.data.page?.person.name ?? ''} 办事` });
    },
    closeRecord() {
      this.setData({ recording: '' });
    },
    async recorded() {
      this.setData({ recording: '' });
      say('记下了，两边都会告诉');
      await this.load();
    },
    async end(event: WechatMiniprogram.TouchEvent) {
      const { id, who } = event.currentTarget.dataset as { id: string; who: string };
      const { confirm, content } = await wx.showModal({
        title: `停了${who}？`,
        editable: true,
        placeholderText: '本人怎么说的',
        confirmText: '停',
        cancelText: '先不停',
      });
      if (!confirm) return;
      try {
        await intend('bond.end', { bond: id, why: (content ?? '').trim() });
        say('停了，两边都会告诉');
        await this.load();
      } catch (thrown) {
        this.complain(thrown);
      }
    },
    editContact() {
      this.setData({ contactOpen: true });
    },
    closeContact() {
      this.setData({ contactOpen: false });
    },
    async contactSaved() {
      this.setData({ contactOpen: false });
      await this.load();
    },
    async keep() {
      const household = this.data.page?.household;
      if (!household) return;
      try {
        const { keepers } = await call('household.places', {});
        const shown = keepers.slice(0, 6);
        const { tapIndex } = await wx.showActionSheet({ itemList: shown.map(({ name }) => name) });
        const keeper = shown[tapIndex];
        if (!keeper) return;
        await intend('household.keep', { household: household.id, keeper: keeper.id });
        await this.load();
      } catch (thrown) {
        if (!/cancel/.test(String((thrown as { errMsg?: unknown }).errMsg))) this.complain(thrown);
      }
    },
    complain(thrown: unknown) {
      const { message, next, fields } = asCallError(thrown);
      const [first] = Object.values(fields);
      wx.showModal({ title: first ?? message, content: next, showCancel: false, confirmText: '知道了' }).catch(() => undefined);
    },
    openRecord() {
      go(`/packages/registry/person/person?id=${encodeURIComponent(this.data.id)}`);
    },
    openHousehold() {
      const household = this.data.page?.household.id;
      if (household) go(`/packages/registry/household/household?id=${encodeURIComponent(household)}`);
    },
    openMember(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      if (id !== this.data.id) wx.navigateTo({ url: `/packages/staff/person/person?id=${encodeURIComponent(id)}` });
    },
  },
});
