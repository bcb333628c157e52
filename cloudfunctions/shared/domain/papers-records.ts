// The shapes of stored records about papers: the county's own layouts and the stamped pages that came back.
import type { Instant, Placed, Versioned } from './records';

/** layouts/{key}: the county's own layout instead of the example; status 'own' | 'example' (put back). */
export interface LayoutRecord extends Versioned {
  _id: string;
  status: 'own' | 'example';
  fileID: string;
  sha256: string;
  by: { openid: string; name: string };
  at: Instant;
}

export interface StampedPage {
  fileID: string;
  sha256: string;
  by: { openid: string; name: string };
  at: Instant;
}

/** stamps/{stamp:place:programme:period:key}: photographs of the signed and stamped pages of one paper. status 'kept'. */
export interface StampRecord extends Placed, Versioned {
  _id: string;
  programme: string;
  period: string;
  key: string;
  pages: StampedPage[];
}
