// 认人: by the code the village sent, by WeChat's telephone, or by name and number; then 「是我」 or 「我是他家里人」.
import { idNumberProblem } from '@shared/domain/fields/id-number';
import { RELATIONS, type Relation } from '@shared/domain/people-records';
import { ownPage } from '../../../behaviors/own-page';
import { codeIn } from '../../../present/people';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { go } from '../../../services/device';
import { intend } from '../../../services/intent';
import { choosePerson, refreshMe } from '../../../services/session';

interface Offer {
  code: string;
  maskedName: string;
  villageName: string;
  /** Agreed to at the door: as whom one is to help. */
  helper: { name: string; relation: string } | null;
}

Component({
  behaviors: [ownPage],
  data: {
    /** ways: how to be found · offers: who was found · whose: one code · helper: what one is to them · done */
    state: 'loading' as 'loading' | 'failed' | 'ways' | 'offers' | 'whose' | 'helper' | 'done',
    error: null as ErrorWords | null,
    agreed: false,
    typing: false,
    offers: [] as Offer[],
    code: '',
    maskedName: '',
    villageName: '',
    helper: null as Offer['helper'],
    relations: RELATIONS,
    relation: '' as Relation | '',
    name: '',
    ownName: '',
    idNumber: '',
    wrongs: {} as Record<string, string>,
    trouble: '',
    busy: false,
    doneName: '',
    asked: false,
  },
  methods: {
    async onLoad(options: { code?: string; scene?: string }) {
      const code = codeIn(decodeURIComponent(options.code ?? options.scene ?? ''));
      if (code !== '') await this.openCode(code);
      else await this.showWays();
    },
    /** Back from the page of consent. */
    async onShow() {
      if (this.data.state === 'ways') await this.showWays();
    },
    async showWays() {
      try {
        const { agreed } = await call('consent.state', {});
        this.setData({ state: 'ways', agreed });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    async openCode(code: string) {
      try {
        const { maskedName, villageName, helper } = await call('bond.open', { code });
        this.setData({ state: 'whose', code, maskedName, villageName, helper, trouble: '' });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    toWays() {
      this.setData({ trouble: '' });
      return this.showWays();
    },
    readConsent() {
      go('/packages/people/consent/consent');
    },
    async scan() {
      try {
        const answer = await wx.scanCode({ scanType: ['qrCode', 'wxCode' as 'qrCode'] });
        const code = codeIn(decodeURIComponent(answer.path ?? '').replace(/^.*\?/, '')) || codeIn(answer.result ?? '');
        if (code === '') this.setData({ trouble: '这不是认人码。让村里在手机上点开再扫。' });
        else await this.openCode(code);
      } catch {
        // Closed without scanning.
      }
    },
    async phoneGiven(event: WechatMiniprogram.CustomEvent<{ code?: string }>) {
      const phoneCode = event.detail.code;
      if (phoneCode === undefined) return this.setData({ trouble: '您没让微信给手机号。也可以扫码，或者写姓名和身份证号。' });
      await this.find(() => intend('bond.byPhone', { phoneCode }));
    },
    startTyping() {
      this.setData({ typing: true, trouble: '' });
    },
    typed(event: WechatMiniprogram.Input) {
      const { field } = event.currentTarget.dataset as { field: 'ownName' | 'idNumber' | 'name' };
      this.setData({ [field]: event.detail.value, [`wrongs.${field}`]: '' });
    },
    async findByNumber() {
      const { ownName, idNumber } = this.data;
      const wrongs: Record<string, string> = {};
      if (ownName.trim() === '') wrongs.ownName = '请填姓名。';
      const problem = idNumberProblem(idNumber);
      if (problem !== null) wrongs.idNumber = problem;
      if (Object.keys(wrongs).length > 0) return this.setData({ wrongs });
      await this.find(() => intend('bond.byNumber', { name: ownName.trim(), idNumber }));
    },
    async find(ask: () => Promise<{ offers: Offer[] }>) {
      if (this.data.busy) return;
      this.setData({ busy: true, trouble: '' });
      try {
        const { offers } = await ask();
        const [only] = offers;
        if (offers.length === 1 && only) this.setData({ state: 'whose', ...only });
        else this.setData({ state: 'offers', offers });
      } catch (thrown) {
        const { code, message, next } = asCallError(thrown);
        if (code === 'consent_needed') this.setData({ agreed: false });
        this.setData({ trouble: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
    pickOffer(event: WechatMiniprogram.TouchEvent) {
      const offer = this.data.offers[(event.currentTarget.dataset as { index: number }).index];
      if (offer) this.setData({ state: 'whose', ...offer, trouble: '' });
    },
    takeSelf() {
      return this.take({ as: 'self', code: this.data.code });
    },
    /** The person signed for it at the door: nothing is asked any more. */
    takeInvited() {
      const { code, helper } = this.data;
      if (!helper) return undefined;
      return this.take({ as: 'helper', code, relation: helper.relation as Relation, name: helper.name });
    },
    toHelper() {
      this.setData({ state: 'helper', trouble: '' });
    },
    pickRelation(event: WechatMiniprogram.TouchEvent) {
      this.setData({ relation: (event.currentTarget.dataset as { relation: Relation }).relation, 'wrongs.relation': '' });
    },
    takeHelper() {
      const { relation, name, code } = this.data;
      const wrongs: Record<string, string> = {};
      if (relation === '') wrongs.relation = '点一个，您是他的谁。';
      if (name.trim() === '') wrongs.name = '写上您的姓名，好让他知道是谁。';
      if (relation === '' || name.trim() === '') return this.setData({ wrongs });
      return this.take({ as: 'helper', code, relation, name: name.trim() });
    },
    async take(input: Parameters<typeof intend<'bond.take'>>[1]) {
      if (this.data.busy) return;
      this.setData({ busy: true, trouble: '' });
      try {
        const { bond, confirmed } = await intend('bond.take', input);
        await refreshMe().catch(() => undefined);
        if (confirmed) choosePerson(bond.person.id);
        this.setData({ state: 'done', doneName: bond.person.name, asked: !confirmed });
      } catch (thrown) {
        const { message, next } = asCallError(thrown);
        this.setData({ trouble: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
    toBenefits() {
      wx.switchTab({ url: '/pages/benefits/benefits' });
    },
    toMe() {
      wx.switchTab({ url: '/pages/me/me' });
    },
  },
});
