// One condition, explained: met, not met or not known; what is asked, what was found, from where, by which document, what would settle it.
Component({
  properties: {
    /** A CheckRow of present/assessment.ts. */
    row: { type: Object, value: {} },
    /** Staff: denser, with the official words. */
    dense: { type: Boolean, value: false },
  },
  data: { open: false },
  methods: {
    toggle() {
      this.setData({ open: !this.data.open });
    },
  },
});
