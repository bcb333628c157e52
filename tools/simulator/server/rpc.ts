// Answers the calls of phones (rpc.ts): the cloud over the phone's own network, its storage and files, album, messages and clock.
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SimulatorOptions } from '../api';
import type { Boot } from '../realm/server-link';
import type { RpcMethods } from '../rpc';
import type { Chats } from './chats';
import type { Doors } from './doors';
import { Keep } from './keep';
import type { Phone, Phones } from './phones';

type Methods = {
  [M in keyof RpcMethods]: (params: RpcMethods[M]['params'], phone: Phone) => Promise<RpcMethods[M]['answer']> | RpcMethods[M]['answer'];
};
/** Calls between the engine's own two halves. */
interface OwnMethods {
  /** `entry`: the way in, e.g. `chat:3` for a card that was tapped; without one the app was opened from the list. */
  'phone.boot'(params: { entry?: string | null }, phone: Phone): Boot;
  'phone.leave'(params: unknown, phone: Phone): null;
}

export interface RpcFailure {
  errMsg: string;
  errCode?: number;
}

const NETWORK_GONE: RpcFailure = { errMsg: 'request:fail net::ERR_INTERNET_DISCONNECTED', errCode: -404011 };
const PICTURE = /\.(png|jpe?g)$/i;
const STATUS_BAR = 44;

/** Makes the one function that answers any call of a phone. It rejects with an RpcFailure. */
export function makeRpc(
  options: SimulatorOptions,
  phones: Phones,
  chats: Chats,
  doors: Doors,
): (method: string, params: unknown, phone: Phone) => Promise<unknown> {
  const codes = new Set<string>();
  const requests = new Map<string, AbortController>();
  const keeps = new Map<string, Keep>();
  const keep = ({ member }: Phone): Keep => {
    const known = keeps.get(member.key) ?? new Keep(options.dataDir, member.key);
    keeps.set(member.key, known);
    return known;
  };
  const now = () => (options.cloud?.clock.now() ?? new Date()).getTime();
  const cloud = () => {
    if (!options.cloud) throw { errMsg: '这个模拟器没有接云：启动时没有给 cloud', errCode: -1 } satisfies RpcFailure;
    return options.cloud;
  };
  /** The request travels, the cloud works, the answer travels: a cut on either way fails the call, only the first one undoes nothing. */
  const overNetwork = async <T>(phone: Phone, work: () => Promise<T>): Promise<T> => {
    if (!(await phones.leg(phone))) throw NETWORK_GONE;
    const answer = await work();
    if (!(await phones.leg(phone))) throw NETWORK_GONE;
    return answer;
  };
  const methods: Methods & OwnMethods = {
    'phone.boot': ({ entry: reference }, phone) => {
      const found = reference ? doors.find(reference, phone.member) : null;
      phone.enteredFrom = found?.chat ?? null;
      keep(phone).emptyTemporary();
      const { member, width, height, settings } = phone;
      const { key, openid, name, device } = member;
      return {
        person: { key, openid, name },
        device: { kind: device, width, height, pixelRatio: 2, statusBarHeight: device === 'desk' ? 0 : STATUS_BAR },
        settings,
        now: now(),
        title: options.title ?? '',
        regions: [...(options.regions ?? [])],
        templates: Object.fromEntries(Object.entries(options.templates ?? {}).map(([id, { title }]) => [id, title])),
        ...(found ? { entry: found.entry } : {}),
      };
    },
    'phone.leave': (_, phone) => done(phones.tell(phone.token, 'leave', null)),
    'cloud.callFunction': ({ name, data }, phone) =>
      overNetwork(phone, () => cloud().call(name, data, { openid: phone.member.openid })).finally(() =>
        phones.tell('stage', 'activity', { name }),
      ),
    'cloud.uploadFile': ({ cloudPath, base64 }, phone) =>
      overNetwork(phone, () => cloud().storage.upload(cloudPath, Buffer.from(base64, 'base64'), { openid: phone.member.openid })),
    'storage.load': (_, phone) => ({ entries: keep(phone).storage() }),
    'storage.set': ({ key, json }, phone) => done(keep(phone).set(key, json)),
    'storage.remove': ({ key }, phone) => done(keep(phone).unset(key)),
    'storage.clear': (_, phone) => done(keep(phone).clear()),
    'fs.list': (_, phone) => ({ files: keep(phone).list() }),
    'fs.read': ({ path }, phone) => ({ base64: keep(phone).read(path).toString('base64') }),
    'fs.write': ({ path, base64 }, phone) => done(keep(phone).write(path, Buffer.from(base64, 'base64'))),
    'fs.remove': ({ path }, phone) => done(keep(phone).remove(path)),
    'album.list': (_, phone) => ({ pictures: [...keep(phone).pictures(), ...listAlbum(options.albumDir)] }),
    'album.add': ({ name, base64 }, phone) => done(keep(phone).addPicture(name, Buffer.from(base64, 'base64'))),
    // The cloud asks the storage rule; ours closes reading, so that files are read through functions alone.
    'cloud.downloadFile': ({ fileID }, phone) =>
      overNetwork(phone, async () => {
        const bytes = await cloud().storage.download(fileID, { openid: phone.member.openid });
        return { base64: Buffer.from(bytes).toString('base64'), name: basename(fileID) };
      }),
    'cloud.getTempFileURL': ({ fileList }, phone) =>
      overNetwork(phone, async () => ({ fileList: await cloud().storage.linksFor(fileList, { openid: phone.member.openid }) })),
    'cloud.deleteFile': ({ fileList }, phone) =>
      overNetwork(phone, async () => ({
        fileList: await Promise.all(
          fileList.map((fileID) =>
            cloud()
              .storage.removeAs(fileID, { openid: phone.member.openid })
              .then(
                () => ({ fileID, status: 0, errMsg: 'ok' }),
                ({ errCode, errMsg }: RpcFailure) => ({ fileID, status: errCode ?? -1, errMsg }),
              ),
          ),
        ),
      })),
    'net.download': ({ url }, phone) => {
      if (!URL.canParse(url) || new URL(url).origin !== new URL(cloud().url).origin)
        throw { errMsg: 'url not in domain list' } satisfies RpcFailure;
      return overNetwork(phone, async () => {
        const answer = await fetch(encodeURI(decodeURI(url)));
        return { base64: Buffer.from(await answer.arrayBuffer()).toString('base64'), statusCode: answer.status };
      });
    },
    'net.request': ({ id, url, method, header, base64 }, phone) => {
      if (!allowed(url, options.requestHosts ?? [])) throw { errMsg: 'url not in domain list' } satisfies RpcFailure;
      return overNetwork(phone, async () => {
        const body = base64 === null ? {} : { body: Buffer.from(base64, 'base64') };
        const ending = new AbortController();
        requests.set(id, ending);
        const answer = await fetch(url, { method, headers: header, redirect: 'manual', signal: ending.signal, ...body })
          .catch(() => {
            throw { errMsg: ending.signal.aborted ? 'abort' : 'net::ERR_CONNECTION_REFUSED', errCode: 600001 } satisfies RpcFailure;
          })
          .finally(() => requests.delete(id));
        return {
          statusCode: answer.status,
          header: Object.fromEntries(answer.headers),
          cookies: answer.headers.getSetCookie(),
          base64: Buffer.from(await answer.arrayBuffer()).toString('base64'),
        };
      });
    },
    'net.abort': ({ id }) => done(requests.get(id)?.abort()),
    login: () => randomBytes(16).toString('hex'),
    'messages.list': (_, phone) => ({ messages: doors.notices(phone.member.openid) }),
    'messages.allow': ({ templateIds }, phone) => {
      for (const templateId of templateIds) options.cloud?.messages.allow(phone.member.openid, templateId, 1);
      return null;
    },
    'share.targets': (_, phone) => ({ chats: chats.targets(phone.member) }),
    'share.send': ({ chat, card }, phone) => done(chats.send(phone.member, chat, { card })),
    'share.file': ({ chat, name, base64 }, phone) =>
      done(chats.send(phone.member, chat, { file: { name, bytes: Buffer.from(base64, 'base64') } })),
    'chats.files': (_, phone) => ({
      files: chats
        .seenBy(phone.member)
        .flatMap(({ id, chat, chatName, from, file, at }) => (file ? [{ id, chat, chatName, from, at, ...file }] : [])),
    }),
    'chats.read': ({ id }, phone) => {
      const { item, bytes } = chats.read(phone.member, id);
      return { name: item.file?.name ?? '', base64: bytes.toString('base64') };
    },
    'group.enterInfo': ({ field }, phone) =>
      overNetwork(phone, async () => {
        const group = chats.groupId(phone.enteredFrom, cloud().appid);
        if (!group) throw { errMsg: '场景错误', errCode: 40097 } satisfies RpcFailure;
        // The encrypted form takes a session key, which only WeChat's servers give; the cloud opens the id.
        return { cloudID: cloud().openData.issue(phone.member.openid, { [field]: group }), encryptedData: '', iv: '' };
      }),
    'phone.number': (_, phone) => {
      const { openid, phone: number = numberOf(openid) } = phone.member;
      // Without a cloud nobody can exchange it.
      if (!options.cloud) return { code: randomBytes(16).toString('hex'), cloudID: randomBytes(16).toString('hex') };
      const { openData } = options.cloud;
      const data = { phoneNumber: number, purePhoneNumber: number, countryCode: '86' };
      return { code: openData.phoneCode(openid, number), cloudID: openData.issue(openid, data) };
    },
    'scan.codes': () => ({ codes: [...codes].reverse() }),
    'scan.seen': ({ code }) => {
      codes.delete(code);
      return done(codes.add(code));
    },
    'clock.now': () => ({ now: now() }),
  };
  return async (method, params, phone) => {
    const run = (methods as unknown as Record<string, (params: unknown, phone: Phone) => unknown>)[method];
    if (!run || !Object.hasOwn(methods, method)) throw { errMsg: `模拟器没有 ${method}` } satisfies RpcFailure;
    return run(params, phone);
  };
}

/** The answer of a call that answers nothing. */
const done = (_nothing: unknown): null => null;

/** This machine, or a host of the list. */
function allowed(url: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) && ['127.0.0.1', 'localhost', ...hosts].includes(hostname);
}

/** A number for somebody whose cast entry has none: fictitious, always the same one. */
const numberOf = (openid: string): string =>
  `199009${String(createHash('sha256').update(openid).digest().readUInt32BE(0) % 100_000).padStart(5, '0')}`;

export function listAlbum(albumDir: string | undefined): { name: string; url: string; size: number }[] {
  if (!albumDir) return [];
  return readdirSync(albumDir)
    .filter((name) => PICTURE.test(name))
    .sort()
    .map((name) => ({ name, url: `/album/${encodeURIComponent(name)}`, size: statSync(join(albumDir, name)).size }));
}

/** What a failed call tells the phone; the words of unexpected faults stay in the server's own log. */
export function failureOf(error: unknown): RpcFailure {
  const { errMsg, errCode } = (error ?? {}) as Partial<RpcFailure>;
  if (typeof errMsg === 'string') return { errMsg, ...(errCode === undefined ? {} : { errCode }) };
  if ((error as NodeJS.ErrnoException | null)?.code === 'ENOENT') return { errMsg: 'fail no such file or directory' };
  console.error('simulator:', error);
  return { errMsg: 'fail 模拟器内部错误，详情见终端' };
}
