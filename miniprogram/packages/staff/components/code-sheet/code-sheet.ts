// A code made for one person, held out large or sent as a card; it is shown this once. The page that holds it answers the sharing.
Component({
  properties: {
    open: { type: Boolean, value: false },
    heading: { type: String, value: '' },
    /** {name, place, until, picture}. */
    code: { type: Object, value: {} },
  },
  methods: {
    close() {
      this.triggerEvent('close');
    },
  },
});
