// wx.getRecorderManager: asks for the microphone as WeChat does; what it records is silence of the true length.
import type { Host } from '../host';
import { type Area, Channel, type Options } from './api';
import type { FileStore } from './file-store';
import { h, layer } from './layer';
import type { Channels } from './lifecycle';
import { type SoundFormat, silence } from './silence';

const EVENTS = ['Start', 'Stop', 'Pause', 'Resume', 'Error', 'FrameRecorded', 'InterruptionBegin', 'InterruptionEnd'] as const;
type RecorderEvent = (typeof EVENTS)[number];
const FORMATS: readonly string[] = ['mp3', 'aac', 'wav', 'PCM'];
/** Milliseconds: what is recorded when nothing is said, and the most WeChat takes. */
const USUAL = 60_000;
const MOST = 600_000;

interface Take {
  format: SoundFormat;
  /** Milliseconds recorded before the last pause. */
  before: number;
  /** Since when it runs, or null while it is paused. */
  since: number | null;
  limit: ReturnType<typeof setTimeout>;
  duration: number;
  sign: { close(): void };
}

/** `allowed` asks the person for the microphone, once; it rejects when they refuse. */
export function recorder(host: Host, files: FileStore, channels: Channels, allowed: () => Promise<unknown>): Area {
  const heard = Object.fromEntries(EVENTS.map((name) => [name, new Channel(host)])) as Record<RecorderEvent, Channel>;
  let take: Take | null = null;
  let asking = false;
  const fail = (errMsg: string) => heard.Error.emit({ errMsg: `operateRecorder:fail ${errMsg}` });
  const length = ({ before, since }: Take) => before + (since === null ? 0 : performance.now() - since);

  const start = async ({ duration = USUAL, format = 'aac' }: Options) => {
    const ms = Number(duration);
    if (take || asking) return fail('is recording or paused');
    if (!FORMATS.includes(String(format))) return fail(`format "${format}" is not supported`);
    if (!(ms > 0 && ms <= MOST)) return fail('duration should be 1 to 600000');
    asking = true;
    try {
      await allowed();
    } catch {
      return fail('auth deny');
    } finally {
      asking = false;
    }
    const sign = layer(host, 'recording', false, h('div.wx-recording', { role: 'status' }, '正在录音'));
    take = { format: format as SoundFormat, before: 0, since: performance.now(), limit: setTimeout(stop, ms), duration: ms, sign };
    heard.Start.emit(undefined);
  };
  const stop = () => {
    if (!take) return fail('recorder not start');
    const { format, limit, duration, sign } = take;
    const ms = Math.min(duration, Math.round(length(take)));
    clearTimeout(limit);
    sign.close();
    take = null;
    const { bytes, extension } = silence(format, ms);
    heard.Stop.emit({ tempFilePath: files.temporary(bytes, extension), duration: ms, fileSize: bytes.length });
  };
  const pause = () => {
    if (!take || take.since === null) return fail('not recording');
    clearTimeout(take.limit);
    take.before = length(take);
    take.since = null;
    heard.Pause.emit(undefined);
  };
  const resume = () => {
    if (!take || take.since !== null) return fail('not paused');
    take.since = performance.now();
    take.limit = setTimeout(stop, take.duration - take.before);
    heard.Resume.emit(undefined);
  };
  // An app in the background records nothing.
  channels.AppHide.on(() => {
    if (!take || take.since === null) return;
    heard.InterruptionBegin.emit(undefined);
    pause();
  });
  const manager: Record<string, unknown> = {
    start: (options: Options = {}) => void start(options).catch((error: unknown) => host.report(error)),
    stop,
    pause,
    resume,
  };
  // One recorder per app: a later listener takes the place of the earlier, as on a phone.
  for (const name of EVENTS) {
    manager[`on${name}`] = (listener: (value: unknown) => void) => {
      heard[name].off();
      heard[name].on(listener);
    };
  }
  return { sync: { getRecorderManager: () => manager } };
}
