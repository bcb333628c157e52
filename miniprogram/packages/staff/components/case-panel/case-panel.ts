// One claim under review, the same on the phone's page and beside the desk's list: conditions, pictures large, who it is, and the decision.
import type { Output } from '@shared/contract/index';
import { type CaseModel, caseModel, type ReasonCode } from '../../../../present/case';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../../services/call';
import { dial, showPicture } from '../../../../services/device';
import { intend } from '../../../../services/intent';
import { ensureMe } from '../../../../services/session';

type Verb = 'approve' | 'return' | 'reject';
type Case = Output<'claim.case'>['case'];

/** The case read ahead, good for half a minute: what waits longer is asked for anew, and a decision checks the version anyway. */
const AHEAD_MS = 30_000;
let ahead: { claim: string; at: number; answer: Promise<Output<'claim.case'>> } | null = null;

function readCase(claim: string): Promise<Output<'claim.case'>> {
  const kept = ahead !== null && ahead.claim === claim && Date.now() - ahead.at < AHEAD_MS ? ahead.answer : null;
  ahead = null;
  return kept === null ? call('claim.case', { claim }) : kept.catch(() => call('claim.case', { claim }));
}

function readAhead(claim: string): void {
  if (claim === '' || ahead?.claim === claim) return;
  const answer = call('claim.case', { claim });
  // Looked at when it is shown; until then nobody waits for it.
  answer.catch(() => undefined);
  ahead = { claim, at: Date.now(), answer };
}

Component({
  properties: {
    claim: { type: String, value: '' },
    /** Beside a list on a desk: keys are named on the buttons. */
    desk: { type: Boolean, value: false },
    /** The case that comes after this one; '' = unknown. */
    next: { type: String, value: '' },
  },
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    one: null as Case | null,
    error: null as ErrorWords | null,
    model: null as CaseModel | null,
    /** Signed links by receipt id; '' while asked for, 'failed' when refused. */
    links: {} as Record<string, string>,
    verb: '' as Verb | '',
    warning: '',
    busy: false,
    problem: '',
    revealing: '',
    /** 本人要撤回、更正、申诉: its sheet stands open. */
    speaking: false,
    today: '',
  },
  observers: {
    claim(claim: string) {
      if (claim !== '') this.load();
    },
  },
  methods: {
    async load() {
      const { claim } = this.data;
      this.setData({ state: 'loading', model: null, links: {}, verb: '', problem: '', revealing: '', speaking: false });
      try {
        const answer = await readCase(claim);
        // ↓ pressed quickly: an earlier case may answer last.
        if (claim !== this.data.claim) return;
        await this.show(answer.case);
        readAhead(this.data.next);
        await this.loadPictures();
      } catch (thrown) {
        if (claim === this.data.claim) this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      return this.load();
    },
    async show(one: Case) {
      const { today } = await ensureMe();
      this.setData({ state: 'ready', one, today, model: caseModel(one, today) });
    },
    /** Each picture by its own signed link; asking is logged, so only those of the open case are asked for. */
    async loadPictures() {
      const { model, claim } = this.data;
      for (const [index, receipt] of (model?.receipts ?? []).entries()) {
        if (claim !== this.data.claim) return;
        await this.loadPicture(claim, receipt.id, index);
      }
    },
    async loadPicture(claim: string, receipt: string, index: number) {
      try {
        const { url } = await call('case.picture', { claim, receipt });
        if (claim === this.data.claim) this.setData({ [`links.p${index}`]: url });
      } catch {
        if (claim === this.data.claim) this.setData({ [`links.p${index}`]: 'failed' });
      }
    },
    look(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number };
      const { links, model, claim } = this.data;
      const url = links[`p${index}`] ?? '';
      const receipt = model?.receipts[index];
      if (url === 'failed' && receipt) return this.loadPicture(claim, receipt.id, index);
      if (url !== '')
        showPicture(
          url,
          Object.values(links).filter((one) => one !== 'failed'),
        );
    },
    reveal(event: WechatMiniprogram.TouchEvent) {
      const { field } = event.currentTarget.dataset as { field: string };
      if (field !== '') this.setData({ revealing: field });
    },
    speak() {
      if (!this.engaged()) this.setData({ speaking: true });
    },
    unspoken() {
      this.setData({ speaking: false });
    },
    /** Done on their word: taken back or sent back it is no longer this page's, so the list goes on as after a decision. */
    spoken(event: WechatMiniprogram.CustomEvent<{ verb: string }>) {
      this.setData({ speaking: false });
      this.triggerEvent('decided', { claim: this.data.claim, verb: event.detail.verb });
    },
    closeReveal() {
      this.setData({ revealing: '' });
    },
    /** A sheet is open or a decision on its way. */
    engaged() {
      return this.data.busy || this.data.verb !== '' || this.data.revealing !== '' || this.data.speaking;
    },
    /** Also the desk's Enter. A clean case passes at once; one with findings asks first. */
    approve() {
      const { model } = this.data;
      if (!model?.canApprove || this.engaged()) return;
      if (model.phoneCheck) return this.setData({ verb: 'approve', problem: '', warning: '电话打过了？写一句对方怎么说的。' });
      if (model.failed + model.unknown === 0) return this.decide('approve', [], '');
      const parts = [model.failed > 0 ? `${model.failed} 条不符` : '', model.unknown > 0 ? `${model.unknown} 条待核实` : ''];
      this.setData({
        verb: 'approve',
        problem: '',
        warning: `这一件有 ${parts.filter((part) => part !== '').join('、')}。核对清楚了再通过，写一句是怎么核对的。`,
      });
    },
    /** 电话核实: one tap dials, and the sheet for what was said stands open when one comes back. */
    async dialCheck() {
      const { claim, model } = this.data;
      if (!model?.phoneCheck || this.engaged()) return;
      this.setData({ busy: true, problem: '' });
      try {
        const { value } = await call('case.reveal', { claim, field: 'phone', reason: '打电话核实务工情况' });
        dial(value);
        this.setData({ verb: 'approve', warning: '对得上，写一句对方怎么说的再通过；对不上就关上，退回或者不通过。' });
      } catch (thrown) {
        const { message, next } = asCallError(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
    /** The desk's keys while a sheet stands open. */
    key(key: string) {
      if (this.data.busy || this.data.verb === '') return;
      (this.selectComponent('#decide') as unknown as { key(key: string): void } | null)?.key(key);
    },
    sendBack() {
      if (!this.data.model?.canReturn || this.engaged()) return;
      this.setData({ verb: 'return', problem: '' });
    },
    refuse() {
      this.setData({ verb: 'reject', problem: '' });
    },
    closeDecide() {
      if (!this.data.busy) this.setData({ verb: '' });
    },
    confirmed(event: WechatMiniprogram.CustomEvent<{ verb: Verb; reasons: ReasonCode[]; note: string }>) {
      const { verb, reasons, note } = event.detail;
      return this.decide(verb, reasons, note);
    },
    async decide(verb: Verb, reasons: ReasonCode[], note: string) {
      const { model, busy } = this.data;
      if (!model || busy) return;
      this.setData({ busy: true, problem: '' });
      try {
        const answer = await intend('claim.review', { claim: model.id, version: model.version, verb, reasons, note });
        this.setData({ verb: '' });
        await this.show(answer.case);
        this.triggerEvent('decided', { claim: model.id, verb });
      } catch (thrown) {
        const { code, message, next } = asCallError(thrown);
        this.setData({ problem: `${message}${next === '' ? '' : `。${next}`}` });
        if (code === 'changed_meanwhile' || code === 'already_done') {
          await this.load();
          this.setData({ problem: message });
        }
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
