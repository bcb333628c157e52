// video: the browser's own player, its events in WeChat's words, and wx.createVideoContext to steer it.
import { builtin, type Part } from './builtin';
import { resolveSource } from './image';

const VIDEO = {
  src: '',
  duration: null,
  controls: true,
  autoplay: false,
  loop: false,
  muted: false,
  initialTime: 0,
  direction: null,
  showProgress: true,
  showFullscreenBtn: true,
  showPlayBtn: true,
  showCenterPlayBtn: true,
  enableProgressGesture: true,
  objectFit: 'contain',
  poster: '',
  title: '',
  playBtnPosition: 'bottom',
} as const;

/** Films on pages, by what names them there. */
const players = new Map<Part<typeof VIDEO>, HTMLVideoElement>();

export const video = builtin('video', VIDEO, (part) => {
  const player = document.createElement('video');
  Object.assign(player, { playsInline: true, preload: 'metadata' });
  Object.assign(player.style, { width: '100%', height: '100%' });
  part.el.append(player);
  players.set(part, player);
  const tells: Record<string, [name: string, detail: () => unknown]> = {
    play: ['play', () => ({})],
    pause: ['pause', () => ({})],
    ended: ['ended', () => ({})],
    waiting: ['waiting', () => ({})],
    timeupdate: ['timeupdate', () => ({ currentTime: player.currentTime, duration: player.duration })],
    progress: ['progress', () => ({ buffered: player.buffered.length ? (player.buffered.end(0) / player.duration) * 100 : 0 })],
    loadedmetadata: ['loadedmetadata', () => ({ width: player.videoWidth, height: player.videoHeight, duration: player.duration })],
    seeked: ['seekcomplete', () => ({ position: player.currentTime })],
  };
  for (const [type, [name, detail]] of Object.entries(tells)) player.addEventListener(type, () => part.emit(name, detail()));
  player.addEventListener(
    'error',
    () => player.getAttribute('src') && part.emit('error', { errMsg: player.error?.message ?? 'MEDIA_ERR' }),
  );
  player.addEventListener('fullscreenchange', () =>
    part.emit('fullscreenchange', { fullScreen: document.fullscreenElement === player, direction: 'vertical' }),
  );
  const load = () =>
    resolveSource(part.phone, part.node, part.data.src).then(
      (url) => {
        player.src = url;
        if (part.data.initialTime > 0) player.currentTime = part.data.initialTime;
      },
      (error: unknown) => part.emit('error', { errMsg: String((error as Error | null)?.message ?? error) }),
    );
  return {
    update(changed) {
      const { data } = part;
      for (const name of ['controls', 'autoplay', 'loop', 'muted'] as const) if (changed.has(name)) player[name] = data[name];
      if (changed.has('objectFit')) player.style.objectFit = data.objectFit;
      if (changed.has('poster') && data.poster)
        void resolveSource(part.phone, part.node, data.poster).then((url) => {
          player.poster = url;
        }, part.phone.report);
      if (changed.has('src') && data.src) void part.phone.busy(load());
    },
    detached: () => {
      players.delete(part);
      player.pause();
    },
  };
});

/** Steers the video with this id on the page in sight. */
export function createVideoContext(id: string): Record<string, unknown> {
  const player = () => {
    const named = [...players].filter(([{ node }]) => node.id === id);
    const own = (named.find(([{ el }]) => el.offsetParent !== null) ?? named.at(-1))?.[1];
    if (!own) throw new Error(`没有 id="${id}" 的 video`);
    return own;
  };
  return {
    // A browser that wants a touch first says so by not playing: the page sees no play event, as on a phone.
    play: () =>
      void player()
        .play()
        .catch(() => {}),
    pause: () => player().pause(),
    stop: () => {
      player().pause();
      player().currentTime = 0;
    },
    seek: (seconds: number) => {
      player().currentTime = seconds;
    },
    playbackRate: (rate: number) => {
      player().playbackRate = rate;
    },
    requestFullScreen: () =>
      void player()
        .requestFullscreen()
        .catch(() => {}),
    exitFullScreen: () => void (document.fullscreenElement && document.exitFullscreen()),
  };
}
