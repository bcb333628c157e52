// 有难处: six things one may need help with; at once the telephone, what to do, and who answers by when.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { TROUBLE_KINDS, type TroubleKind } from '@shared/domain/records';
import { TROUBLES } from '@shared/domain/troubles';
import { ownPage } from '../../../behaviors/own-page';
import { wordsOf } from '../../../services/call';
import { dial } from '../../../services/device';
import { intend } from '../../../services/intent';
import { chosenPerson } from '../../../services/session';

type Told = Output<'month.trouble'>;
const KINDS = TROUBLE_KINDS.map((kind) => ({ kind, words: TROUBLES[kind].spoken }));

Component({
  behaviors: [ownPage],
  data: {
    person: '',
    kinds: KINDS,
    kind: '' as TroubleKind | '',
    heading: '',
    words: '',
    busy: false,
    problem: '',
    told: null as Told | null,
    phones: [] as { words: string; phone: string }[],
    answer: '',
  },
  methods: {
    onLoad(query: { person?: string }) {
      this.setData({ person: decodeURIComponent(query.person ?? '') || (chosenPerson()?.id ?? '') });
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { kind } = event.currentTarget.dataset as { kind: TroubleKind };
      this.setData({ kind, heading: TROUBLES[kind].spoken, problem: '' });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ words: event.detail.value });
    },
    again() {
      this.setData({ kind: '', told: null, words: '', problem: '' });
    },
    async tell() {
      const { person, kind, words, busy } = this.data;
      if (busy || kind === '') return;
      this.setData({ busy: true, problem: '' });
      try {
        const told = await intend('month.trouble', { person, trouble: { kind, words: words.trim() } });
        const phones = [told.line, told.village, told.office].filter(
          (one): one is { words: string; phone: string } => one !== null && one.phone !== '',
        );
        this.setData({ told, phones, answer: `${told.owner || '村里'}${dayWords(told.dueOn)}前给您回话。` });
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}。${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
    ring(event: WechatMiniprogram.TouchEvent) {
      dial((event.currentTarget.dataset as { phone: string }).phone);
    },
  },
});
