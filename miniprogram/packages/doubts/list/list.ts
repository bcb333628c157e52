// The findings of one rule: whose, what is wrong, how it is mended; opened to be mended, or explained and kept.
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { type FindingItem, findingItem } from '../../../present/finding';
import { call, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { dropStore, readStore, writeStore } from '../../../services/store';

/** What is being written about a finding survives a call or a dead battery. */
const draftKey = (id: string): string => `explain:${id}`;

Component({
  behaviors: [ownPage, pagedList],
  data: {
    items: [] as FindingItem[],
    rule: '',
    village: '',
    status: 'open' as 'open' | 'explained',
    title: '',
    mend: '',
    picked: null as FindingItem | null,
    words: '',
    problem: '',
    busy: false,
  },
  methods: {
    async rows(cursor: string | undefined) {
      const { rule, village, status } = this.data;
      const page = await call('finding.list', { ...(rule ? { rule } : {}), ...(village ? { village } : {}), status, cursor });
      const [first] = page.items;
      if (first && this.data.title === '') this.setData({ title: first.title, mend: first.mend });
      return { items: page.items.map(findingItem), next: page.next };
    },
    onLoad(query: { rule?: string; village?: string }) {
      this.setData({ rule: query.rule ?? '', village: query.village ?? '' });
    },
    onShow() {
      return this.again();
    },
    pickStatus(event: WechatMiniprogram.TouchEvent) {
      const { status } = event.currentTarget.dataset as { status: 'open' | 'explained' };
      if (status === this.data.status) return undefined;
      this.setData({ status, items: [], state: 'loading' });
      return this.again();
    },
    mendIt(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      const item = this.data.items.find((one) => one.id === id);
      if (!item) return;
      if (item.person) go(`/packages/staff/person/person?id=${encodeURIComponent(item.person)}`);
      else go(`/packages/registry/household/household?id=${encodeURIComponent(item.household)}`);
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      const picked = this.data.items.find((one) => one.id === id) ?? null;
      this.setData({ picked, words: readStore<string>(draftKey(id)) ?? '', problem: '' });
    },
    close() {
      this.setData({ picked: null });
    },
    typed(event: WechatMiniprogram.Input) {
      const { picked } = this.data;
      this.data.words = event.detail.value;
      if (picked) writeStore(draftKey(picked.id), event.detail.value);
    },
    async keep() {
      const { picked, words, busy } = this.data;
      if (busy || !picked) return;
      if (words.trim().length < 4) return this.setData({ problem: '写一句为什么就是这样，至少四个字。' });
      this.setData({ busy: true, problem: '' });
      try {
        await intend('finding.explain', { finding: picked.id, words: words.trim() });
        dropStore(draftKey(picked.id));
        this.setData({ picked: null });
        say('写明了，留着');
        await this.again();
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
    async reopen(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      if (this.data.busy) return;
      this.setData({ busy: true });
      try {
        await intend('finding.reopen', { finding: id });
        say('放回要核对的');
        await this.again();
      } catch (thrown) {
        say(wordsOf(thrown).message);
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
