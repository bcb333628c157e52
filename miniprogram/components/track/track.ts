// Where a claim is, like a parcel: drawings in a row (short), or one under the other with who has it and since when (long).
Component({
  properties: {
    /** TrackRow[] of present/claim.ts. */
    steps: { type: Array, value: [] },
    long: { type: Boolean, value: false },
  },
});
