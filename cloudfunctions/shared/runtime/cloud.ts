// The handle on the cloud: the one place where the SDK is imported. Everything else sees the narrow interfaces below.
import * as sdk from 'wx-server-sdk';

export interface CloudQuery {
  where(condition: object): CloudQuery;
  orderBy(field: string, direction: 'asc' | 'desc'): CloudQuery;
  limit(max: number): CloudQuery;
  get(): Promise<{ data: unknown[] }>;
}
export interface CloudDocument {
  get(): Promise<{ data: unknown }>;
  set(options: { data: object }): Promise<unknown>;
  update(options: { data: object }): Promise<{ stats: { updated: number } }>;
  remove(): Promise<unknown>;
}
export interface CloudCollection extends CloudQuery {
  doc(id: string): CloudDocument;
  add(options: { data: object }): Promise<unknown>;
}
/** Query and update operators; what they return is opaque. */
export interface CloudCommand {
  eq(value: unknown): CloudCommand;
  in(values: readonly unknown[]): CloudCommand;
  gt(value: unknown): CloudCommand;
  gte(value: unknown): CloudCommand;
  lt(value: unknown): CloudCommand;
  lte(value: unknown): CloudCommand;
  and(...conditions: unknown[]): CloudCommand;
  set(value: unknown): unknown;
  inc(by: number): unknown;
}
export interface CloudDatabase {
  command: CloudCommand;
  collection(name: string): CloudCollection;
  runTransaction<T>(work: (tx: { collection(name: string): CloudCollection }) => Promise<T>, retries: number): Promise<T>;
}

/** Who calls, as the platform says it; everything is text. */
export interface Identity {
  openid: string;
  appid: string;
  /** How the call came: wx_client, wx_trigger, … */
  source: string;
  /** Keys of the event whose values the platform itself put there, opened from an id of the client's; all others are what the client says. */
  opened: readonly string[];
}

// The SDK's own type wants text here; its documentation and code take the symbol.
sdk.init({ env: sdk.DYNAMIC_CURRENT_ENV as unknown as string });

let opened: CloudDatabase | undefined;

/** A missing document reads as null instead of throwing. */
export function cloudDatabase(): CloudDatabase {
  opened ??= sdk.database({ throwOnNotFound: false } as Parameters<typeof sdk.database>[0]) as unknown as CloudDatabase;
  return opened;
}

/**
 * The caller, from the platform's context alone. The SDK turns values that look like numbers into numbers, which loses digits of
 * long ones: a number beyond exact integers is nobody.
 */
export function cloudIdentity(): Identity {
  const context = sdk.getWXContext();
  const text = (value: unknown): string => {
    if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : '';
    return typeof value === 'string' ? value : '';
  };
  const opened = openedKeys((context as { OPEN_DATA_INFO?: unknown }).OPEN_DATA_INFO);
  return { openid: text(context.OPENID), appid: text(context.APPID), source: text(context.SOURCE), opened };
}

/** `{"keys":["openData"]}`, as text or parsed; anything else names nothing. */
function openedKeys(info: unknown): string[] {
  let read = info;
  if (typeof info === 'string')
    try {
      read = JSON.parse(info);
    } catch {
      return [];
    }
  const keys = (read as { keys?: unknown } | null)?.keys;
  return Array.isArray(keys) ? keys.filter((key): key is string => typeof key === 'string') : [];
}

export async function cloudUpload(path: string, bytes: Uint8Array): Promise<string> {
  const { fileID } = await sdk.uploadFile({ cloudPath: path, fileContent: Buffer.from(bytes) });
  return fileID;
}

export async function cloudDownload(fileID: string): Promise<Uint8Array> {
  const { fileContent } = await sdk.downloadFile({ fileID });
  return fileContent;
}

export async function cloudDelete(fileID: string): Promise<void> {
  await sdk.deleteFile({ fileList: [fileID] });
}

/** A signed address for reading one file, good for `seconds`; null when the file is gone. */
export async function cloudLink(fileID: string, seconds: number): Promise<string | null> {
  const answer = await sdk.getTempFileURL({ fileList: [{ fileID, maxAge: seconds }] });
  const item = answer?.fileList[0];
  return item && item.status === 0 && item.tempFileURL ? item.tempFileURL : null;
}

export interface CloudMessage {
  openid: string;
  template: string;
  page: string;
  data: Record<string, { value: string }>;
}

interface OpenApi {
  subscribeMessage: { send(message: object): Promise<unknown> };
  security: { msgSecCheck(question: object): Promise<{ result?: { suggest?: string } }> };
  phonenumber: { getPhoneNumber(question: object): Promise<{ phoneInfo?: { purePhoneNumber?: string } }> };
  wxacode: { getUnlimited(wanted: object): Promise<{ contentType: string; buffer: Buffer }> };
}
const openapi = (): OpenApi => (sdk as unknown as { openapi: OpenApi }).openapi;

/** The platform's content check (version 2, scene 2: a comment to others). Only 'pass' passes; no answer throws. */
export async function cloudTextCheck(openid: string, text: string): Promise<boolean> {
  const { result } = await openapi().security.msgSecCheck({ openid, scene: 2, version: 2, content: text });
  return result?.suggest === 'pass';
}

/** One subscription message; throws with the platform's errCode when refused. */
export async function cloudSend(message: CloudMessage): Promise<void> {
  await openapi().subscribeMessage.send({ touser: message.openid, templateId: message.template, page: message.page, data: message.data });
}

/** The telephone WeChat knows its user by, for the code its button gave; each code once, five minutes. null when the code is none. */
export async function cloudPhone(code: string): Promise<string | null> {
  const answer = (await openapi().phonenumber.getPhoneNumber({ code })) as Record<string, { purePhoneNumber?: unknown } | undefined>;
  // The SDK turns the reply's keys into camel case; older ones left them as they came.
  const phone = (answer.phoneInfo ?? answer.phone_info)?.purePhoneNumber;
  return typeof phone === 'string' || typeof phone === 'number' ? String(phone) : null;
}

/** The mini-program code that opens a page with a scene of at most 32 signs. */
export async function cloudPageCode(page: string, scene: string): Promise<{ mime: string; bytes: Uint8Array }> {
  // checkPath off: a page of the version under review has a code too.
  const { contentType, buffer } = await openapi().wxacode.getUnlimited({ page, scene, checkPath: false, width: 430 });
  return { mime: contentType, bytes: buffer };
}
