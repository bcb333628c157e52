// Deciding one field with the labour station, with a word where it waits; and their own workbook filled and handed back.
import { wordsOf } from '../../../../services/call';
import { say } from '../../../../services/device';
import { intend } from '../../../../services/intent';
import { sendBack } from '../../present/files';
import type { Source } from '../../present/retype';
import type { Decision } from '../../present/settle';

interface Asked extends Decision {
  retype: string;
  version: number;
  word?: string;
}

Component({
  options: { styleIsolation: 'apply-shared' },
  properties: { source: { type: String, value: '' } },
  data: {
    asking: '' as '' | 'wait' | 'back',
    word: '',
    reason: '每月和就业站对账',
    asked: null as Asked | null,
    busy: false,
    trouble: '',
  },
  methods: {
    engaged() {
      return this.data.asking !== '';
    },
    decide(retype: string, version: number, { part, field, how }: Decision) {
      const asked = { retype, version, part, field, how };
      if (how === 'wait') return this.setData({ asking: 'wait', word: '', asked, trouble: '' });
      return this.send(asked);
    },
    keepWord() {
      const { asked, word } = this.data;
      if (word.trim() === '') return this.setData({ trouble: '写一句为什么先放着' });
      return asked ? this.send({ ...asked, word: word.trim() }) : undefined;
    },
    async send(input: Asked) {
      const { trouble } = await this.trying(async () => {
        const shown = await intend('retype.decide', input);
        this.setData({ asking: '' });
        this.triggerEvent('decided', shown);
        if (input.how === 'theirs') say('名册里改过来了');
      });
      if (trouble !== '' && this.data.asking === '') this.triggerEvent('failed', { words: trouble });
    },
    async trying(work: () => Promise<void>): Promise<{ trouble: string }> {
      if (this.data.busy) return { trouble: '' };
      this.setData({ busy: true, trouble: '' });
      try {
        await work();
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ trouble: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
      return { trouble: this.data.trouble };
    },
    askBack() {
      this.setData({ asking: 'back', trouble: '' });
    },
    closeSheet() {
      this.setData({ asking: '' });
    },
    typeWord(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ word: event.detail.value });
    },
    typeReason(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ reason: event.detail.value });
    },
    back() {
      const { reason, source } = this.data;
      if (source === '') return undefined;
      if (reason.trim().length < 4) return this.setData({ trouble: '写一句要来做什么' });
      return this.trying(async () => {
        const words = await sendBack(source as Source['source'], reason.trim());
        if (words === '') return;
        this.setData({ asking: '' });
        say(words);
      });
    },
  },
});
