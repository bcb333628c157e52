// The card the family keeps after a visit: on the screen, as a picture in the album, as a message to copy. Then on to the next door.
import { dayWords } from '@shared/domain/dates';
import type { QueueItem } from '@shared/domain/sync/queue';
import type { Visit } from '@shared/domain/sync/visit';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { knownMe } from '../../../services/session';
import { onQueueChange, queueHere, todayHere } from '../../../services/visit/sending';
import { villageOnPhone } from '../../../services/visit/village';
import { cardText, drawCard, type FamilyCard, familyCard } from '../present/family-card';

const stops = new WeakMap<object, () => void>();

Component({
  behaviors: [ownPage],
  data: {
    card: null as FamilyCard | null,
    id: '',
    village: '',
    sent: '',
    later: [] as string[],
    became: [] as NonNullable<QueueItem['became']>,
    code: null as { name: string; picture: string; until: string } | null,
    trouble: '',
  },
  lifetimes: {
    attached() {
      stops.set(
        this,
        onQueueChange(() => this.showSent()),
      );
    },
    detached() {
      stops.get(this)?.();
    },
  },
  methods: {
    onLoad(query: { village?: string; visit?: string }) {
      this.setData({ village: query.village ?? '', id: decodeURIComponent(query.visit ?? '') });
      const visit = this.visit();
      if (!visit) return;
      const village = villageOnPhone(this.data.village);
      const head = village?.households[visit.household]?.household.headName ?? '';
      const contact = village?.contact ?? { words: '', phone: '' };
      this.setData({ card: familyCard(head, visit, knownMe()?.staff?.name ?? '村里', contact, todayHere()), later: visit.later });
      this.showSent();
    },
    visit(): Visit | null {
      const item = queueHere().find(({ kind, visit }) => kind === 'visit' && visit === this.data.id);
      return (item?.input.visit as Visit | undefined) ?? null;
    },
    showSent() {
      const own = queueHere().filter(({ visit }) => visit === this.data.id);
      const refused = own.some(({ state }) => state === 'refused');
      const waits = own.some(({ state }) => state === 'waiting');
      this.setData({ became: [...(own.find(({ kind }) => kind === 'visit')?.became ?? [])] });
      this.setData({ sent: refused ? '有一样没传成，到「等着传的」里看' : waits ? '存在手机里了，有信号自己传' : '传上去了' });
    },
    /** The helper's code, to be held out or kept as a picture; good for a week, and another can be had. */
    async code(event: WechatMiniprogram.TouchEvent) {
      const { record, person } = event.currentTarget.dataset as { record: string; person: string };
      this.setData({ trouble: '' });
      try {
        const { picture, until, name } = await intend('bond.issue', { person, bond: record });
        this.setData({ code: { picture, name, until: dayWords(until.slice(0, 10), todayHere()) } });
      } catch (thrown) {
        const { message, next } = asCallError(thrown);
        this.setData({ trouble: `${message}${next}` });
      }
    },
    closeCode() {
      this.setData({ code: null });
    },
    async save() {
      const { card } = this.data;
      if (!card) return;
      try {
        const canvas = await new Promise<WechatMiniprogram.Canvas>((resolve, reject) => {
          this.createSelectorQuery()
            .select('#card')
            .fields({ node: true })
            .exec(([found]: ({ node: WechatMiniprogram.Canvas } | null)[]) =>
              found ? resolve(found.node) : reject(new Error('no canvas')),
            );
        });
        await wx.saveImageToPhotosAlbum({ filePath: await drawCard(canvas, card) });
        say('存到相册了，发给家里人、打印都行');
      } catch (thrown) {
        if (/cancel/.test(String((thrown as { errMsg?: unknown }).errMsg))) return;
        this.setData({ trouble: '没存成。到手机设置里让微信用相册，或者点「复制」。' });
      }
    },
    copy() {
      const { card } = this.data;
      if (card) wx.setClipboardData({ data: cardText(card) }).catch(() => undefined);
    },
    next() {
      // Back to the list of doors, wherever the pages came from.
      const pages = getCurrentPages();
      const at = pages.findIndex(({ route }) => route === 'packages/visit/home/home');
      if (at >= 0) wx.navigateBack({ delta: pages.length - 1 - at }).catch(() => undefined);
      else wx.redirectTo({ url: '/packages/visit/home/home' }).catch(() => undefined);
    },
  },
});
