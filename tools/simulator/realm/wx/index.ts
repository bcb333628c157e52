// The wx object of one phone: every area's functions in one place; what is missing fails by name when it is called.

import { createVideoContext } from '../components/video';
import type { Host } from '../host';
import { createAnimation } from './animation';
import { type Area, asynchronous } from './api';
import { audio } from './audio';
import { canvas } from './canvas';
import { chatFiles } from './chat-files';
import { chooser, Prepared } from './choosing';
import { cloud } from './cloud';
import { device } from './device';
import { documents } from './documents';
import { Drops } from './drops';
import { FileStore } from './file-store';
import { fileSystem } from './file-system';
import { LAYER_STYLES } from './layer';
import { type Channels, lifecycle, makeChannels } from './lifecycle';
import { misc } from './misc';
import { navigation } from './navigation';
import { network } from './network';
import { fillOpenTypes } from './open-types';
import { Privacy, permissions } from './permissions';
import { pictures } from './pictures';
import { queries } from './query';
import { recorder } from './recorder';
import { request } from './request';
import { scan } from './scan';
import { sendFile, share, shareFrom } from './share';
import { storage } from './storage';
import { system } from './system';
import { ui } from './ui';

export interface WxRealm {
  /** What the project sees as `wx`. */
  wx: Record<string, unknown>;
  /** Listeners of wx.onAppShow and the like; the engine emits: channels.AppShow.emit(options). */
  channels: Channels;
  files: FileStore;
  /** Pictures and files the next choices answer with, so that a test need not tap through the sheet: prepared.next('票据.jpg'). */
  prepared: Prepared;
  /** What the ··· of the capsule does: the card of the page on top goes to a chat. */
  share(): Promise<void>;
}

/** Makes `wx` for a phone. Waits for what the phone has kept: storage is read synchronously afterwards. */
export async function createWx(host: Host): Promise<WxRealm> {
  const files = new FileStore(host);
  const [, kept] = await Promise.all([files.load(), storage(host)]);
  host.fileUrl = (path) => files.url(path);
  const style = document.createElement('style');
  style.textContent = LAYER_STYLES;
  document.head.append(style);

  const channels = makeChannels(host);
  const made: Record<string, unknown> = {
    cloud: named('wx.cloud', cloud(host, files)),
    env: { USER_DATA_PATH: files.userPath },
    createAnimation,
  };
  const face = ui(host);
  const toast = (title: string) => void face.async?.showToast?.({ title, icon: 'none' });
  const prepared = new Prepared();
  const privacy = new Privacy(host, channels, { get: kept.read, set: kept.write });
  const choose = chooser(host, prepared, new Drops(host, toast), toast);
  const areas: Area[] = [
    navigation(host),
    face,
    kept.area,
    system(host, (name) => canIUse(made, name)),
    lifecycle(host, channels),
    device(host, channels, toast),
    misc(host, files),
    fileSystem(host, files),
    pictures(host, files, choose, privacy.require),
    chatFiles(host, files, choose, privacy.require),
    documents(host, files, (path, name) => sendFile(host, files, path, name)),
    scan(host),
    audio(host, files, channels),
    recorder(host, files, channels, async () => {
      await privacy.require('getRecorderManager');
      await (made.authorize as (options: object) => Promise<unknown>)({ scope: 'scope.record' });
    }),
    permissions(host, privacy),
    share(host, files),
    canvas(host, files),
    { sync: queries(host) },
    { sync: network(host, files) },
    { sync: request(host) },
    { sync: { createVideoContext } },
  ];
  for (const { async = {}, asks = {}, sync = {} } of areas) {
    for (const [name, run] of Object.entries(async)) made[name] = asynchronous(host, name, run, true);
    for (const [name, run] of Object.entries(asks)) made[name] = asynchronous(host, name, run, false);
    Object.assign(made, sync);
  }
  fillOpenTypes(host, files, privacy, made);
  return { wx: named('wx', made), channels, files, prepared, share: () => shareFrom(host, files, 'menu') };
}

/** `wx.canIUse('showToast.object.duration')`: whether the function is there. */
function canIUse(made: Record<string, unknown>, name: string): boolean {
  const [first = '', second = ''] = String(name).split('.');
  if (first === 'cloud') return second === '' || second in (made.cloud as object);
  return first in made;
}

/** Names a promise, a test or a debugger asks any object for. */
const NOT_APIS = new Set([
  'then',
  'toJSON',
  'constructor',
  'prototype',
  '$$typeof',
  'nodeType',
  'asymmetricMatch',
  'inspect',
  'length',
  'default',
]);

/** Anything not there is a function that says so when it is called. */
function named(prefix: string, made: Record<string, unknown>): Record<string, unknown> {
  return new Proxy(made, {
    get(target, name) {
      if (typeof name === 'symbol' || name in target || name.startsWith('_') || NOT_APIS.has(name)) return Reflect.get(target, name);
      return () => {
        throw new Error(`${prefix}.${String(name)} 在模拟器里还没有`);
      };
    },
  });
}
