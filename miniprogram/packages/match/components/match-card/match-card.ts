// One job of a short list: what a worker asks first, then why it fits or not, then what it nets and on which conditions.
Component({
  properties: {
    /** A MatchItem of present/match.ts. */
    item: { type: Object, value: {} },
    /** Official words: document and article beside each sum. */
    official: { type: Boolean, value: false },
  },
  methods: {
    open() {
      this.triggerEvent('open', { id: (this.data.item as { id?: string }).id });
    },
  },
});
