// One drawing from our own set, in the colour of the text around it. Always beside words: hidden from screen readers.
Component({
  options: { virtualHost: true },
  properties: {
    /** A name of icon.wxss, without `i-`. */
    name: { type: String, value: '' },
    /** Edge in px; 0 = 1.25 of the text size. */
    size: { type: Number, value: 0 },
  },
});
