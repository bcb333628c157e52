// What the rest of the house sees of the simulator: start a stage over a built mini-program folder and a cloud.
import type { LocalCloud } from '../local-cloud/api';

/** Somebody whose phone can be picked on the stage. */
export interface CastMember {
  /** Stable key, e.g. 'labourer', 'cadre', 'clerk', 'visitor'. */
  key: string;
  openid: string;
  name: string;
  /** One line under the name on the stage: who this is and what to try. */
  words: string;
  /** 'phone' people have a phone; 'desk' people sit at a 1280 px window. */
  device: 'phone' | 'desk';
}

export interface SimulatorOptions {
  /** Built mini-program (`dist/miniprogram`). */
  projectDir: string;
  /** The cloud behind `wx.cloud`; null = every cloud call fails by name. */
  cloud: LocalCloud | null;
  cast: CastMember[];
  /** Storage and files of each person's phone are kept here. */
  dataDir: string;
  /** 0 = any free port. */
  port?: number;
  /** Pictures offered in every phone's album: PNG or JPEG files. */
  albumDir?: string;
  title?: string;
  /** Reload the phones when the folder changes (default true); tests keep what they started with. */
  watch?: boolean;
}

export interface Simulator {
  url: string;
  /** What the stage page proves itself with; a test driver that opens phones without the stage needs it. */
  secret: string;
  close(): Promise<void>;
}
