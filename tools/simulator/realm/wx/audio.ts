// wx.createInnerAudioContext: plays a file of the package, of the phone or of this machine through the browser.
import type { Host } from '../host';
import { type Area, Channel } from './api';
import type { FileStore } from './file-store';
import type { Channels } from './lifecycle';

const EVENTS = ['Canplay', 'Play', 'Pause', 'Stop', 'Ended', 'TimeUpdate', 'Error', 'Waiting', 'Seeking', 'Seeked'] as const;
type AudioEvent = (typeof EVENTS)[number];
/** The browser's events that pass on as they are. */
const PASSED = {
  canplay: 'Canplay',
  play: 'Play',
  ended: 'Ended',
  timeupdate: 'TimeUpdate',
  waiting: 'Waiting',
  seeking: 'Seeking',
  seeked: 'Seeked',
} as const;
/** WeChat's words for what went wrong. */
const FAULTS = { system: 10001, network: 10002, file: 10003, format: 10004 } as const;

export function audio(host: Host, files: FileStore, channels: Channels): Area {
  const playing = new Set<HTMLAudioElement>();
  // An app in the background is silent.
  channels.AppHide.on(() => {
    for (const each of playing) each.pause();
  });
  return {
    sync: { createInnerAudioContext: () => makeContext(host, files, playing) },
    async: { setInnerAudioOption: () => {} },
  };
}

function makeContext(host: Host, files: FileStore, playing: Set<HTMLAudioElement>): Record<string, unknown> {
  const player = new Audio();
  const heard = Object.fromEntries(EVENTS.map((name) => [name, new Channel(host)])) as Record<AudioEvent, Channel>;
  const state = { src: '', startTime: 0, autoplay: false, obeyMuteSwitch: true, referrerPolicy: 'no-referrer', stopped: false };
  let loaded: Promise<unknown> = Promise.resolve();
  const fail = (errCode: number, errMsg: string) => heard.Error.emit({ errCode, errMsg });

  for (const [own, name] of Object.entries(PASSED)) player.addEventListener(own, () => heard[name].emit(undefined));
  player.addEventListener('play', () => playing.add(player));
  player.addEventListener('pause', () => {
    playing.delete(player);
    if (!state.stopped && !player.ended) heard.Pause.emit(undefined);
  });
  player.addEventListener('error', () => state.src && fail(FAULTS.format, `play audio fail: ${state.src}`));

  const load = async (src: string): Promise<void> => {
    player.src = await addressOf(host, files, src).catch((error: unknown) => {
      fail(FAULTS.file, String((error as { reason?: string }).reason ?? error));
      throw error;
    });
    if (state.startTime > 0) player.currentTime = state.startTime;
  };
  const play = (): void => {
    state.stopped = false;
    host
      .busy(loaded.then(() => player.play()))
      .catch(
        (error: unknown) => (error as Error | null)?.name === 'NotAllowedError' && fail(FAULTS.system, '浏览器要先点一下页面才放声音'),
      );
  };
  const context: Record<string, unknown> = {
    play,
    pause: () => player.pause(),
    stop: () => {
      state.stopped = true;
      player.pause();
      player.currentTime = 0;
      heard.Stop.emit(undefined);
    },
    seek: (seconds: number) => {
      player.currentTime = seconds;
    },
    destroy: () => {
      for (const channel of Object.values(heard)) channel.off();
      player.pause();
      state.src = '';
      player.removeAttribute('src');
    },
  };
  for (const name of EVENTS) {
    context[`on${name}`] = heard[name].on;
    context[`off${name}`] = heard[name].off;
  }
  const field = (name: string, get: () => unknown, set?: (value: never) => void) =>
    Object.defineProperty(context, name, { get, ...(set ? { set } : {}), enumerable: true });
  field(
    'src',
    () => state.src,
    (src: string) => {
      state.src = src;
      loaded = host.busy(load(src));
      // What went wrong was told to onError.
      loaded.catch(() => {});
      if (state.autoplay) play();
    },
  );
  field('duration', () => (Number.isFinite(player.duration) ? player.duration : 0));
  field('paused', () => player.paused);
  field('buffered', () => (player.buffered.length ? player.buffered.end(player.buffered.length - 1) : 0));
  for (const name of ['currentTime', 'loop', 'volume', 'playbackRate'] as const) {
    field(
      name,
      () => player[name],
      (value: never) => {
        player[name] = value;
      },
    );
  }
  for (const name of ['startTime', 'autoplay', 'obeyMuteSwitch', 'referrerPolicy'] as const) {
    field(
      name,
      () => state[name],
      (value: never) => {
        state[name] = value;
      },
    );
  }
  return context;
}

/** Something the browser plays: nothing is fetched from beyond this machine. */
async function addressOf(host: Host, files: FileStore, src: string): Promise<string> {
  if (/^https?:\/\/(127\.0\.0\.1|localhost)[:/]/.test(src)) return src;
  if (/^[a-z]+:\/\//i.test(src) && files.keyOf(src) === null) throw new Error(`这个地址不在本机，模拟器不出本机：${src}`);
  return files.keyOf(src) === null ? host.packageUrl(src.replace(/^\//, '')) : files.url(src);
}
