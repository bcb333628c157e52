// Why a claim goes back or is refused: reasons from the list and words of one's own, shown as the person will read them.
import { offeredReasons, type ReasonCode } from '../../../../present/case';

const HEADING = { return: '退回补正：缺什么', reject: '不予通过：为什么', approve: '还有没弄清的，确定通过？' };

interface Choice {
  code: ReasonCode;
  words: string;
  spoken: string;
  on: boolean;
}

Component({
  properties: {
    /** '' (closed) | approve | return | reject */
    verb: { type: String, value: '' },
    /** For approve: what is not in order, as one line. */
    warning: { type: String, value: '' },
    /** Kinds of evidence this claim asks for: what it does not ask for cannot be missing. */
    kinds: { type: Array, value: [] },
    /** Reasons that the open conditions speak for; ticked beforehand. */
    suggested: { type: Array, value: [] },
    /** Everything that is missing, as the person will read it: the note begins with it. */
    lacks: { type: String, value: '' },
    busy: { type: Boolean, value: false },
    /** What went wrong with the last try; '' = nothing. */
    problem: { type: String, value: '' },
  },
  data: { heading: '', choices: [] as Choice[], note: '', hint: '', writing: false },
  observers: {
    verb(verb: string) {
      if (verb === '') return;
      const choices =
        verb === 'approve'
          ? []
          : offeredReasons(verb as 'return' | 'reject', this.data.kinds as string[]).map((one) => ({
              ...one,
              on: verb === 'return' && (this.data.suggested as string[]).includes(one.code),
            }));
      this.setData({
        heading: HEADING[verb as keyof typeof HEADING],
        choices,
        note: verb === 'return' ? this.data.lacks : '',
        hint: '',
        writing: false,
      });
    },
  },
  methods: {
    /** On the desk: 1-9 tick a reason, Enter confirms, Escape leaves; while a note is being written the keys are its own. */
    key(key: string) {
      if (this.data.writing) return;
      if (key === 'Escape') this.close();
      else if (key === 'Enter') this.confirm();
      else if (/^[1-9]$/.test(key)) this.tick(Number(key) - 1);
    },
    writes() {
      this.setData({ writing: true });
    },
    rests() {
      this.setData({ writing: false });
    },
    toggle(event: WechatMiniprogram.TouchEvent) {
      this.tick((event.currentTarget.dataset as { index: number }).index);
    },
    tick(index: number) {
      if (!this.data.choices[index]) return;
      this.setData({ [`choices[${index}].on`]: !this.data.choices[index]?.on, hint: '' });
    },
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ note: event.detail.value, hint: '' });
    },
    close() {
      this.triggerEvent('close');
    },
    confirm() {
      const { verb, choices, note } = this.data;
      const reasons = choices.filter((one) => one.on).map((one) => one.code);
      if (verb !== 'approve' && reasons.length === 0) return this.setData({ hint: '至少选一条，人家才知道补什么。' });
      if (verb === 'approve' && note.trim() === '') return this.setData({ hint: '写一句怎么核对的，以后查得到。' });
      if (reasons.includes('other') && note.trim() === '') return this.setData({ hint: '选了「其他」，写一句是什么。' });
      this.triggerEvent('confirm', { verb, reasons, note: note.trim() });
    },
  },
});
