// 要告诉的人: who has not seen word of their money; the sentence to say, one tap to dial, ticked off with how. And the cards for the wall.
import { beijingDate, dayWords } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call, wordsOf } from '../../../services/call';
import { dial, say } from '../../../services/device';
import { saveFile } from '../../../services/files';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';

type How = 'phone' | 'door' | 'family' | 'chat';
interface Row {
  id: string;
  kind: 'paid' | 'failed';
  name: string;
  where: string;
  say: string;
  since: string;
  hasNumber: boolean;
}
const HOWS: { how: How; words: string }[] = [
  { how: 'phone', words: '打电话' },
  { how: 'door', words: '上门' },
  { how: 'family', words: '告诉了家里人' },
  { how: 'chat', words: '发微信' },
];

Component({
  behaviors: [ownPage, pagedList],
  data: {
    items: [] as Row[],
    total: '',
    villages: [] as { code: string; name: string }[],
    hows: HOWS,
    picked: null as Row | null,
    how: 'phone' as How,
    received: '' as '' | 'yes' | 'no',
    note: '',
    busy: '',
    problem: '',
  },
  methods: {
    async rows(cursor: string | undefined) {
      const [me, page] = await Promise.all([ensureMe(), call('told.list', { cursor })]);
      this.setData({
        total: `${page.total}${page.more ? '+' : ''}`,
        villages: me.roles.filter(({ level }) => level === 'village').map(({ code, placeName }) => ({ code, name: placeName })),
      });
      const items = page.items.map((one) => ({
        id: one.id,
        kind: one.kind,
        name: one.name,
        where: `${one.villageName} ${one.group}`,
        say: one.say,
        since: `${dayWords(beijingDate(one.at), me.today)}的事，${one.noPhone ? '手机上没人看他的' : '两天了还没看'}`,
        hasNumber: one.hasNumber,
      }));
      return { items, next: page.next };
    },
    onShow() {
      return this.again();
    },
    async ring(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      if (this.data.busy !== '') return;
      this.setData({ busy: id });
      try {
        const { phone } = await call('told.number', { tell: id });
        dial(phone);
        // Hung up, what is left is to say how it went.
        this.show(id, 'phone');
      } catch (thrown) {
        say(wordsOf(thrown).message);
      } finally {
        this.setData({ busy: '' });
      }
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      this.show((event.currentTarget.dataset as { id: string }).id, 'door');
    },
    show(id: string, how: How) {
      this.setData({ picked: this.data.items.find((row) => row.id === id) ?? null, how, received: '', note: '', problem: '' });
    },
    close() {
      this.setData({ picked: null });
    },
    pickHow(event: WechatMiniprogram.TouchEvent) {
      this.setData({ how: (event.currentTarget.dataset as { how: How }).how });
    },
    pickReceived(event: WechatMiniprogram.TouchEvent) {
      const { received } = event.currentTarget.dataset as { received: 'yes' | 'no' };
      this.setData({ received: this.data.received === received ? '' : received });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ note: event.detail.value });
    },
    async done() {
      const { picked, how, received, note, busy } = this.data;
      if (busy !== '' || !picked) return;
      this.setData({ busy: 'done', problem: '' });
      try {
        await intend('told.done', {
          tell: picked.id,
          how,
          note: note.trim(),
          ...(received === '' ? {} : { received: received === 'yes' }),
        });
        this.setData({ picked: null });
        say('记好了');
        await this.again();
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: '' });
      }
    },
    async cards(event: WechatMiniprogram.TouchEvent) {
      const { code, size } = event.currentTarget.dataset as { code: string; size: 'A4' | 'A6' };
      if (this.data.busy !== '') return;
      this.setData({ busy: `cards ${size}` });
      try {
        await saveFile((await call('told.card', { village: code, size, reason: '打明白卡贴墙上' })).file);
      } catch (thrown) {
        say(wordsOf(thrown).message);
      } finally {
        this.setData({ busy: '' });
      }
    },
  },
});
