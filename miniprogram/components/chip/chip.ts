// A state in one glance: a drawing, a word and a quiet tone, never the tone alone.
Component({
  options: { virtualHost: true },
  properties: {
    /** good | wait | stop | calm */
    tone: { type: String, value: 'calm' },
    icon: { type: String, value: '' },
    words: { type: String, value: '' },
  },
});
