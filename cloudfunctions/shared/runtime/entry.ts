// Where the platform enters: the caller's identity is read here, once and first, and the event is cut down to the envelope.
import type { Envelope, Reply } from '@shared/contract';
import type { Action } from './action';
import {
  cloudDatabase,
  cloudDelete,
  cloudDownload,
  cloudIdentity,
  cloudLink,
  cloudPageCode,
  cloudPhone,
  cloudTextCheck,
  cloudUpload,
  type Identity,
} from './cloud';
import { cloudStore } from './cloud-store';
import type { Clock, Services } from './context';
import { type KeyRing, keyRing } from './crypto';
import { type ActionTable, dispatch } from './dispatch';
import type { Files } from './files';
import { troubleLine } from './log';
import { Problem, refusal } from './problem';

const ENVELOPE: readonly (keyof Envelope)[] = ['action', 'input', 'requestId', 'clientVersion', 'openData'];

/** The five keys of the envelope, own ones only; the platform adds userInfo to every event, and anybody may add anything. */
export function pickEnvelope(event: unknown): Partial<Record<keyof Envelope, unknown>> {
  if (typeof event !== 'object' || event === null) return {};
  const own = ENVELOPE.filter((key) => Object.hasOwn(event, key));
  return Object.fromEntries(own.map((key) => [key, (event as Record<string, unknown>)[key]]));
}

/**
 * What the platform opened for this very caller under `openData`, or null. Only what the platform names among the keys it opened counts, and only
 * for this mini-program: a plain object of the same shape is somebody's claim.
 */
export function trustedData({ opened, appid }: Pick<Identity, 'opened' | 'appid'>, openData: unknown): Record<string, unknown> | null {
  if (!opened.includes('openData') || typeof openData !== 'object' || openData === null) return null;
  const { data } = openData as { data?: unknown };
  if (typeof data !== 'object' || data === null) return null;
  const { watermark } = data as { watermark?: { appid?: unknown } };
  return watermark?.appid === appid ? (data as Record<string, unknown>) : null;
}

const clock: Clock = () => new Date();

const files: Files = {
  store: cloudUpload,
  read: (fileID) => cloudDownload(fileID).catch(() => null),
  remove: cloudDelete,
  link: cloudLink,
};

/** Without an answer of the content check nothing is shown to others. */
const fitToShow: Services['fitToShow'] = (openid, text) =>
  cloudTextCheck(openid, text).catch((error: unknown) => {
    console.error(troubleLine(error, '', 'content check'));
    throw new Problem('busy', { message: '写的话这会儿没法检查，没有办。', next: '等一会儿再试，或者先不写备注。' });
  });

/** The platform's own refusal of a code: not made by its button, too old, used. */
const NO_SUCH_CODE = [40029, 40013, 40163];

const phoneOf: Services['phoneOf'] = (code) =>
  cloudPhone(code).catch((error: unknown) => {
    if (NO_SUCH_CODE.includes(Number((error as { errCode?: unknown } | null)?.errCode))) return null;
    console.error(troubleLine(error, '', 'phone number'));
    throw new Problem('busy', { message: '微信这会儿没给手机号，没有办。', next: '等一会儿再点，或者让村里发个认人码。' });
  });

/** A card can be sent without the picture of its code, so its failure is no refusal. */
const pageCode: Services['pageCode'] = (page, scene) =>
  cloudPageCode(page, scene).catch((error: unknown) => {
    console.error(troubleLine(error, '', 'page code'));
    return null;
  });

let ring: KeyRing | undefined;

export function cloudServices(): Services {
  ring ??= keyRing(process.env);
  return { store: cloudStore(cloudDatabase()), files, ring, clock, fitToShow, phoneOf, pageCode };
}

/** What a function exports as `main`: lists its actions and nothing else. */
export function serve(list: readonly Action[]): (event: unknown) => Promise<Reply<unknown>> {
  const actions: ActionTable = new Map(list.map((action) => [action.name, action]));
  if (actions.size !== list.length) throw new Error('an action is listed twice');
  return async (event) => {
    const identity = cloudIdentity();
    const envelope = pickEnvelope(event);
    const openData = trustedData(identity, envelope.openData);
    try {
      return await dispatch({ openid: identity.openid, envelope, openData }, cloudServices(), actions);
    } catch (error) {
      // Only the making of the services can throw here: keys that are missing.
      console.error(troubleLine(error, '', envelope.action));
      return refusal(new Problem('broken'), typeof envelope.requestId === 'string' ? envelope.requestId.slice(0, 64) : '');
    }
  };
}
