// What the rest of the house sees of the simulator: start a stage over a built mini-program folder and a cloud.
import type { LocalCloud } from '../local-cloud/api';

/** A WeChat group: the same `id` for everybody in it. */
export interface ChatGroup {
  id: string;
  name: string;
}

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
  /** WeChat groups this person is in. When nobody in the cast has any, all of them share one. */
  groups?: readonly ChatGroup[];
  /** The number this person's WeChat is bound to, which the get-phone-number button gives to the cloud. */
  phone?: string;
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
  /** What subscription templates are called and what their fields mean, by template id: as the platform knows them. */
  templates?: Readonly<Record<string, { title: string; fields?: Readonly<Record<string, string>> }>>;
  /** Places the region picker offers beside the real ones, e.g. an invented county: six-digit code and name. */
  regions?: readonly { code: string; name: string }[];
  /** Hosts wx.request may reach beside this machine, as the platform's console lists them; none by default. */
  requestHosts?: readonly string[];
  /** Reload the phones when the folder changes (default true); tests keep what they started with. */
  watch?: boolean;
}

export interface Simulator {
  url: string;
  /** What the stage page proves itself with; a test driver that opens phones without the stage needs it. */
  secret: string;
  close(): Promise<void>;
}
