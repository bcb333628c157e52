// CloudIDs: open data (a phone number, a group) that a phone holds only as an id, and a function receives opened.
import { randomBytes } from 'node:crypto';

interface Issued {
  openid: string;
  data: object;
  at: number;
}

/** What a CloudID becomes in an event. */
export type Opened = { cloudID: string; data: object } | { cloudID: string; errCode: number; errMsg: string };

/** An id is good for this long. // believed */
const LIFETIME_MS = 5 * 60_000;
const KEPT = 10_000;
/** How the client's CloudID writes itself into JSON. */
const PREFIX = 'CloudID.prefix:';

export class CloudIds {
  private readonly issued = new Map<string, Issued>();

  constructor(
    private readonly appid: string,
    private readonly now: () => Date,
  ) {}

  /** Give a person an id for open data, as WeChat does on their phone. */
  issue(openid: string, data: object): string {
    const id = `${Math.floor(this.now().getTime() / 1000)}_${randomBytes(18).toString('base64url')}`;
    this.issued.set(id, { openid, data, at: this.now().getTime() });
    const oldest = this.issued.keys().next().value;
    if (this.issued.size > KEPT && oldest !== undefined) this.issued.delete(oldest);
    return id;
  }

  /** Open an id for the person who calls. */
  open(cloudID: string, openid: string): Opened {
    const known = this.issued.get(cloudID);
    if (!known) return { cloudID, errCode: -601005, errMsg: 'invalid cloudID' };
    if (known.openid !== openid) return { cloudID, errCode: -601007, errMsg: 'cloudID and calling user does not match' };
    if (this.now().getTime() - known.at > LIFETIME_MS) return { cloudID, errCode: -601006, errMsg: 'cloudID expired' };
    return { cloudID, data: { ...known.data, watermark: { appid: this.appid, timestamp: Math.floor(known.at / 1000) } } };
  }

  /** The phone number behind a code that a phone got from its button; good once. */
  takePhone(code: string): string | null {
    const known = this.issued.get(code);
    this.issued.delete(code);
    const phone = (known?.data as { purePhoneNumber?: unknown } | undefined)?.purePhoneNumber;
    return known && typeof phone === 'string' && this.now().getTime() - known.at <= LIFETIME_MS ? phone : null;
  }

  /** `wx.cloud.CloudID(id)` arrives as `CloudID.prefix:id` or `{$cloudID: id}`; anything else is left alone (null). */
  openMarked(value: unknown, openid: string): Opened | null {
    if (typeof value === 'string') return value.startsWith(PREFIX) ? this.open(value.slice(PREFIX.length), openid) : null;
    if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return null;
    const id = (value as { $cloudID?: unknown }).$cloudID;
    return typeof id === 'string' ? this.open(id, openid) : null;
  }
}
