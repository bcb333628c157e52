// Village by village: the card to its group, a tick when it is done, the text to paste, the poster to print.
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, brokenLink, call, type ErrorWords, linkWords, wordsOf } from '../../../services/call';
import { go, say, showPicture } from '../../../services/device';
import { intend } from '../../../services/intent';
import { knownMe } from '../../../services/session';
import { canvasOf, drawSheet } from '../present/draw';
import { keepPicture } from '../present/keep';
import { type Drawn, type Push, type ShareRow, secondsOf, shareRows, sheetOf } from '../present/push';

interface Held {
  push: Push;
  today: string;
  code: string | null;
}
const held = new WeakMap<object, Held>();

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    id: '',
    title: '',
    text: '',
    spoken: '',
    seconds: 0,
    ended: false,
    quiet: '',
    fair: false,
    stale: false,
    rows: [] as ShareRow[],
    picture: '',
    /** Sent a moment ago and not yet said whether it went: the key of its row, village and group. */
    asking: '',
    askingName: '',
    busy: '',
    problem: '',
  },
  methods: {
    onLoad(query: { push?: string }) {
      this.setData({ id: decodeURIComponent(query.push ?? '') });
      // With a ticket WeChat tells whoever opens it which group it was, on older versions too.
      wx.showShareMenu({ withShareTicket: true }).catch(() => undefined);
    },
    onShow() {
      return this.load();
    },
    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    async load() {
      try {
        if (this.data.id === '') throw brokenLink();
        this.take(await call('push.show', { push: this.data.id }));
        if (this.data.picture === '') await this.drawCard();
      } catch (thrown) {
        if (this.data.state === 'ready') say(`${wordsOf(thrown).message}，看到的是刚才的`);
        else this.setData({ state: 'failed', error: linkWords(thrown) });
      }
    },
    take({ push, today }: { push: Push; today: string }) {
      const before = held.get(this);
      held.set(this, { push, today, code: before?.code ?? null });
      const { title, text, spoken, status, quiet, kind, stale } = push;
      this.setData({
        state: 'ready',
        title,
        text,
        spoken,
        seconds: secondsOf(spoken),
        ended: status === 'ended',
        fair: kind === 'fair',
        stale,
        quiet,
        rows: shareRows(push, today),
        ...(before && before.push.version !== push.version ? { picture: '' } : {}),
      });
    },
    content(village?: string): Drawn {
      const { push, today } = held.get(this) as Held;
      const name = push.shares.find(({ code }) => code === village)?.name ?? (push.villages.length === 1 ? (push.villages[0] ?? '') : '');
      const { title, postings, fair } = push;
      return { title, postings, fair, whose: name, by: knownMe()?.installation.offices.town ?? '', on: today };
    },
    async code(): Promise<string> {
      const mine = held.get(this) as Held;
      mine.code ??= (await call('push.code', { push: this.data.id })).picture;
      return mine.code;
    },
    async drawCard() {
      try {
        const [canvas, code] = await Promise.all([canvasOf(this, '#sheet'), this.code()]);
        this.setData({ picture: await drawSheet(canvas, sheetOf('card', this.content()), code) });
      } catch {
        // The card goes out with WeChat's own picture of the page then.
        this.setData({ picture: '' });
      }
    },
    /** The row of a key, and its village. */
    found(key: string) {
      for (const village of this.data.rows)
        for (const target of village.targets) if (target.key === key) return { code: village.code, village: village.name, target };
      return null;
    },
    onShareAppMessage({ target }: { target?: { dataset?: { custom?: { key?: string } } } } = {}) {
      const { push } = held.get(this) as Held;
      // A button of TDesign hands its row on as `custom`; from the menu it is the first village's.
      const found = this.found(target?.dataset?.custom?.key ?? this.data.rows[0]?.targets[0]?.key ?? '');
      // Whether it went nobody tells us: it is asked.
      if (found && found.target.wait === '' && this.data.quiet === '')
        this.setData({ asking: found.target.key, askingName: found.target.name || `${found.village}群` });
      return {
        title: push.title,
        path: `${push.path}&village=${found?.code ?? ''}`,
        ...(this.data.picture === '' ? {} : { imageUrl: this.data.picture }),
      };
    },
    later() {
      this.setData({ asking: '' });
    },
    async done(event: WechatMiniprogram.TouchEvent) {
      const key = (event.currentTarget.dataset as { key?: string }).key ?? this.data.asking;
      const found = this.found(key);
      if (!found) return;
      const { code: village, target } = found;
      await this.busily(`done ${key}`, async () => {
        const group = target.group === '' ? {} : { group: target.group };
        this.take(await intend('push.shared', { push: this.data.id, village, ...group }));
        this.setData({ asking: '' });
      });
    },
    async undo(event: WechatMiniprogram.TouchEvent) {
      const { id: share, version } = event.currentTarget.dataset as { id: string; version: number };
      await this.busily(share, async () => this.take(await intend('push.unshare', { share, version })));
    },
    /** One thing at a time; what goes wrong stays in sight. */
    async busily(what: string, work: () => Promise<void>) {
      if (this.data.busy !== '') return;
      this.setData({ busy: what, problem: '' });
      try {
        await work();
      } catch (thrown) {
        const { message, next } = asCallError(thrown);
        this.setData({ problem: `${message}${next}`, asking: '' });
      } finally {
        this.setData({ busy: '' });
      }
    },
    copy(event: WechatMiniprogram.TouchEvent) {
      const { text } = event.currentTarget.dataset as { text: string };
      wx.setClipboardData({ data: text }).catch(() => undefined);
    },
    look() {
      if (this.data.picture !== '') showPicture(this.data.picture);
    },
    saveCard() {
      return this.savePicture('card');
    },
    savePoster() {
      return this.savePicture('poster');
    },
    /** To the album; at the desk to the disk, from where it is printed. */
    savePicture(what: 'card' | 'poster') {
      return this.busily(what, async () => {
        const canvas = await canvasOf(this, '#sheet');
        const path = await drawSheet(canvas, sheetOf(what, this.content()), await this.code());
        const name = this.data.fair ? '招聘会' : '招工';
        try {
          await keepPicture(path, `${name}${what === 'card' ? '卡片' : '海报'}.png`);
          say(what === 'card' ? '卡片图存好了' : '海报存好了，A4 纸打印贴墙');
        } catch (thrown) {
          if (/cancel/.test(String((thrown as { errMsg?: unknown }).errMsg))) return;
          this.setData({ problem: '没存成。到手机设置里让微信用相册，再点一次。' });
        }
      });
    },
    edit() {
      go(`/packages/push/compose/compose?push=${encodeURIComponent(this.data.id)}`);
    },
    reach(event: WechatMiniprogram.TouchEvent) {
      const { code } = event.currentTarget.dataset as { code: string };
      go(`/packages/push/reach/reach?push=${encodeURIComponent(this.data.id)}&village=${code}`);
    },
    async end() {
      const { confirm } = await wx.showModal({
        title: '收起来，不再发？',
        content: '发出去的卡片还能点开看活；这里不再往群里发。',
        confirmText: '收起来',
      });
      const { push } = held.get(this) as Held;
      if (confirm) await this.busily('end', async () => this.take(await intend('push.end', { push: push.id, version: push.version })));
    },
  },
});
