// The pictures of one kind of evidence: those handed over, those still on the phone and how far each is, and the way to add one.
Component({
  properties: {
    /** {kind, words, items: PhotoRow[]} of present/evidence.ts. */
    row: { type: Object, value: {} },
    /** Nothing may be added or removed any more. */
    /** The subsidy as residents call it; '' = no sentence to ask for the picture is offered. */
    spoken: { type: String, value: '' },
    /** How whoever asks calls them; '' = not at all. */
    call: { type: String, value: '' },
    closed: { type: Boolean, value: false },
  },
  methods: {
    add() {
      this.triggerEvent('add', { kind: (this.data.row as { kind?: string }).kind, from: 'camera' });
    },
    /** A parent's picture usually lies in the family's chat, not in one's own album. */
    addFromChat() {
      this.triggerEvent('add', { kind: (this.data.row as { kind?: string }).kind, from: 'chat' });
    },
    look(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('look', event.currentTarget.dataset);
    },
    remove(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('remove', event.currentTarget.dataset);
    },
  },
});
