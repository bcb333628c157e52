// 本人要撤回、更正、申诉: what they want, how and when they said so, and their words. Done in their name, so nothing of it may be missing.
import type { AGREED_WORDS } from '@shared/domain/words/agreed';
import { asCallError } from '../../../../services/call';
import { intend } from '../../../../services/intent';

type Verb = 'withdraw' | 'correct' | 'appeal';
type How = keyof typeof AGREED_WORDS;

const VERBS: Record<Verb, { words: string; button: string; after: string }> = {
  withdraw: { words: '撤回', button: '替本人撤回', after: '撤回以后这一件就不往下走了，本人想领还能再报。' },
  correct: { words: '更正', button: '替本人拿回来改', after: '退到本人手里改，改好再交，从头一关开始看。' },
  appeal: { words: '申诉', button: '替本人申诉', after: '换没看过的人从头再看一遍。' },
};
const HOWS: Record<Exclude<How, 'signed'>, string> = {
  phone: '电话里说的',
  chat: '微信里说的',
  in_person: '当面说的',
  paper: '写了字条',
  helper: '家里人带的话',
};

Component({
  properties: {
    open: { type: Boolean, value: false },
    claim: { type: String, value: '' },
    version: { type: Number, value: 0 },
    who: { type: String, value: '' },
    today: { type: String, value: '' },
    /** Verbs the cloud allows now. */
    verbs: { type: Array, value: [] as Verb[] },
  },
  data: {
    choices: [] as { verb: Verb; words: string }[],
    hows: Object.entries(HOWS).map(([how, words]) => ({ how, words })),
    verb: '' as Verb | '',
    how: '' as How | '',
    on: '',
    text: '',
    after: '',
    button: '办',
    problem: '',
    busy: false,
  },
  observers: {
    'open, verbs'(open: boolean, verbs: Verb[]) {
      if (!open) return;
      this.setData({
        choices: verbs.map((verb) => ({ verb, words: VERBS[verb].words })),
        how: '',
        on: this.data.today,
        text: '',
        problem: '',
      });
      this.choose(verbs.length === 1 ? (verbs[0] as Verb) : '');
    },
  },
  methods: {
    choose(verb: Verb | '') {
      this.setData({ verb, after: verb === '' ? '' : VERBS[verb].after, button: verb === '' ? '办' : VERBS[verb].button, problem: '' });
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      this.choose((event.currentTarget.dataset as { verb: Verb }).verb);
    },
    pickHow(event: WechatMiniprogram.TouchEvent) {
      this.setData({ how: (event.currentTarget.dataset as { how: How }).how, problem: '' });
    },
    dated(event: WechatMiniprogram.PickerChange) {
      this.setData({ on: String(event.detail.value) });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ text: event.detail.value, problem: '' });
    },
    close() {
      if (!this.data.busy) this.triggerEvent('close');
    },
    async save() {
      const { claim, version, verb, how, on, text, busy } = this.data;
      if (busy) return;
      if (verb === '') return this.setData({ problem: '选一样：本人要撤回、更正，还是申诉。' });
      if (how === '') return this.setData({ problem: '选一样：本人是怎么说的。' });
      if (text.trim().length < 4) return this.setData({ problem: '写一句本人的原话，以后查得到。' });
      this.setData({ busy: true, problem: '' });
      try {
        await intend('case.onWord', { claim, version, verb, how, on, text: text.trim() });
        this.triggerEvent('done', { verb });
      } catch (thrown) {
        const { message, next } = asCallError(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
