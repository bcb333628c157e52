// 我要领: pictures, the promise, hand in. Whatever is cut off in between goes on later; nothing is lost and nothing is done twice.
import type { Output } from '@shared/contract/index';
import { beijingDate, periodWords } from '@shared/domain/dates';
import { moneyWords } from '@shared/domain/money';
import { CASUAL_KIND } from '@shared/domain/tickets';
import { ownPage } from '../../behaviors/own-page';
import { type EventRow, trouble } from '../../present/claim';
import { missingEvidence, type SlotSet, slotSets } from '../../present/evidence';
import { claimUrl } from '../../present/todo';
import { asCallError, call, type ErrorWords, wordsOf } from '../../services/call';
import { say, showPicture } from '../../services/device';
import { type DraftName, dropDraft } from '../../services/drafts';
import { intend } from '../../services/intent';
import { knownMe } from '../../services/session';
import { choosePhotos } from '../../services/upload';
import { createPhotoQueue, type PhotoQueue } from './photo-queue';

type Claim = Output<'claim.draft'>['claim'];

interface Open {
  name: DraftName;
  claim: Claim | null;
  queue: PhotoQueue;
  online: (status: object) => void;
}

/** What a form page holds besides what it shows. */
const opened = new WeakMap<object, Open>();

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    spoken: '',
    person: '',
    name: '',
    period: '',
    amount: '',
    account: '',
    mend: null as EventRow | null,
    sets: [] as SlotSet[],
    /** What the ticket and casual parts go on from. */
    claim: null as Claim | null,
    casual: false,
    callName: '',
    today: '',
    noEvidence: false,
    statement: [] as string[],
    agreed: false,
    cut: false,
    told: '',
    submitting: false,
    submitError: null as { message: string; next: string } | null,
    removing: '',
  },
  methods: {
    async onLoad(query: { person?: string; programme?: string; period?: string; seq?: string }) {
      const name: DraftName = {
        person: decodeURIComponent(query.person ?? ''),
        programme: decodeURIComponent(query.programme ?? ''),
        period: decodeURIComponent(query.period ?? ''),
        ...(query.seq === '1' ? { seq: 1 as const } : {}),
      };
      const queue = createPhotoQueue(name, (claim) => this.photosChanged(claim));
      const online = (status: object) => {
        if ((status as { isConnected?: boolean }).isConnected) this.goOn();
      };
      opened.set(this, { name, claim: null, queue, online });
      wx.onNetworkStatusChange(online);
      this.setData({ agreed: queue.agreed() });
      await this.load();
    },
    onUnload() {
      const open = opened.get(this);
      if (open) wx.offNetworkStatusChange(open.online);
    },
    async load() {
      const open = opened.get(this);
      if (!open) return;
      try {
        const answer = await intend('claim.draft', open.name);
        open.queue.see(answer);
        await this.begin(open, answer);
      } catch (thrown) {
        const seen = open.queue.seen();
        // Without signal the form opens as it was last seen; pictures taken now wait on the phone.
        if (asCallError(thrown).passing && seen) await this.begin(open, seen);
        else if (this.data.state !== 'ready') this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    async begin(open: Open, { claim, statement }: Output<'claim.draft'>) {
      open.claim = claim;
      if (claim.status !== 'draft' && claim.status !== 'returned') return this.toTrack();
      this.show(claim, statement);
      await open.queue.run(claim.id);
    },
    /** Another person was chosen at the top. Pictures, tickets and the tick stay in the draft of this claim: coming back it goes on. */
    toTheirs() {
      say('填的都存着，回来接着填');
      wx.redirectTo({ url: '/pages/claims/claims' });
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    show(claim: Claim, statement: string[]) {
      const today = knownMe()?.today ?? beijingDate(claim.since);
      this.setData({
        state: 'ready',
        spoken: claim.spoken,
        person: claim.person.id,
        name: claim.person.name,
        period: periodWords(claim.period),
        amount: claim.assessment.amountFen > 0 ? moneyWords(claim.assessment.amountFen) : '',
        account: claim.account ? `${claim.account.bank} 尾号 ${claim.account.tail}` : '',
        mend: trouble(claim, today),
        noEvidence: claim.evidence.length === 0 && claim.terms === null,
        today,
        // One's own picture one has; whoever helps asks for it in the chat.
        callName: knownMe()?.persons.find(({ id }) => id === claim.person.id)?.as === 'helper' ? claim.person.name : '',
        statement,
      });
      this.showPhotos();
    },
    showPhotos() {
      const open = opened.get(this);
      if (!open?.claim) return;
      const { photos, percents, cut } = open.queue.state();
      const casual = open.claim.evidence.some((set) => set.kinds.some(({ kind }) => kind === CASUAL_KIND));
      this.setData({ sets: slotSets(open.claim, photos, percents), cut, claim: open.claim, casual });
    },
    photosChanged(claim: Claim | null) {
      const open = opened.get(this);
      if (open && claim) {
        open.claim = claim;
        const seen = open.queue.seen();
        if (seen) open.queue.see({ ...seen, claim });
      }
      this.showPhotos();
    },
    /** Tickets or the casual form were saved: go on from the claim as it is now. */
    partChanged(event: WechatMiniprogram.CustomEvent<Output<'claim.tickets'>>) {
      const open = opened.get(this);
      if (!open?.claim) return;
      const { version, tickets, casual, amountFen } = event.detail;
      const claim = { ...open.claim, version, tickets, casual, amountFen, assessment: { ...open.claim.assessment, amountFen } };
      this.setData({ amount: amountFen > 0 ? moneyWords(amountFen) : '', submitError: null });
      this.photosChanged(claim);
    },
    /** Signal is back, or the person wants it now: look at the claim as it is, then send what waits. */
    goOn() {
      return this.load();
    },
    async add(event: WechatMiniprogram.CustomEvent<{ kind: string; from: 'camera' | 'chat' }>) {
      const open = opened.get(this);
      if (!open?.claim) return;
      const chosen = await choosePhotos(event.detail.kind, event.detail.from);
      this.setData({ told: chosen.words, submitError: null });
      if (chosen.photos.length === 0) return;
      open.queue.add(chosen.photos);
      await open.queue.run(open.claim.id);
    },
    async look(event: WechatMiniprogram.CustomEvent<{ key: string }>) {
      const row = this.rowOf(event.detail.key);
      const open = opened.get(this);
      if (!row || !open?.claim) return;
      if (row.path !== '' && row.document)
        return void wx.openDocument({ filePath: row.path }).catch(() => say('这种文件手机看不了，交上去没问题'));
      if (row.path !== '') return showPicture(row.path);
      try {
        const { url } = await call('receipt.link', { claim: open.claim.id, receipt: row.receipt });
        showPicture(url);
      } catch (thrown) {
        say(asCallError(thrown).message);
      }
    },
    rowOf(key: string) {
      for (const set of this.data.sets) for (const slot of set.slots) for (const row of slot.items) if (row.key === key) return row;
      return null;
    },
    askRemove(event: WechatMiniprogram.CustomEvent<{ key: string }>) {
      this.setData({ removing: event.detail.key });
    },
    keepPhoto() {
      this.setData({ removing: '' });
    },
    async remove() {
      const open = opened.get(this);
      const row = this.rowOf(this.data.removing);
      this.setData({ removing: '' });
      if (!open?.claim || !row) return;
      try {
        if (row.receipt !== '') open.claim = (await intend('receipt.remove', { claim: open.claim.id, receipt: row.receipt })).claim;
        if (row.path !== '') open.queue.remove(row.key);
        this.showPhotos();
      } catch (thrown) {
        this.setData({ told: asCallError(thrown).message });
      }
    },
    toggleAgreed() {
      const agreed = !this.data.agreed;
      opened.get(this)?.queue.setAgreed(agreed);
      this.setData({ agreed, submitError: null });
    },
    /** What keeps the claim from being handed in, said beside the button; null when nothing does. */
    obstacle(open: Open): { message: string; next: string } | null {
      const waiting = open.queue.state().photos.filter((photo) => photo.state === 'waiting' || photo.state === 'sending').length;
      if (waiting > 0) return { message: `还有 ${waiting} 张照片没传上去`, next: '等传完再交；没信号也不要紧，都存在手机里。' };
      const missing = open.claim ? missingEvidence(open.claim) : [];
      if (open.claim?.terms && open.claim.tickets === null)
        return {
          message: '车票还没填',
          next: open.claim.terms.substitutes.length > 0 ? '照着票填一下；没有车票就点「没有车票」。' : '交一张车票，照着填一下。',
        };
      if (missing.length > 0) return { message: `还差：${missing.join('、')}`, next: '拍一张，或者从相册选一张。' };
      return this.data.agreed ? null : { message: '还没点「都是真的」', next: '看一遍上面的话，没错就点一下。' };
    },
    async submit() {
      const open = opened.get(this);
      if (!open?.claim || this.data.submitting) return;
      const obstacle = this.obstacle(open);
      if (obstacle) return this.setData({ submitError: obstacle });
      this.setData({ submitting: true, submitError: null });
      try {
        const { claim } = await intend('claim.submit', { claim: open.claim.id, version: open.claim.version, agreed: true });
        open.claim = claim;
        dropDraft(open.name);
        say('交上去了');
        this.toTrack();
      } catch (thrown) {
        const { code, message, next } = asCallError(thrown);
        this.setData({ submitError: { message, next } });
        // Somebody else in the family may have handed it in meanwhile: look at what is now.
        if (code === 'changed_meanwhile' || code === 'already_done') await this.load();
      } finally {
        this.setData({ submitting: false });
      }
    },
    /** To the claim's way: back to it where the person came from it, else in place of the form. */
    toTrack() {
      const before = getCurrentPages().slice(-2)[0];
      if (before && before.route === 'pages/claim/claim') wx.navigateBack();
      else wx.redirectTo({ url: claimUrl(opened.get(this)?.claim?.id ?? '') });
    },
  },
});
