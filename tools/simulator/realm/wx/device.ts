// The phone's own services: network state, clipboard, calls, vibration, brightness, the keyboard.

import { onKeyboard } from '../components/keyboard';
import type { Host } from '../host';
import { type Area, Failure } from './api';
import { h, sheet } from './layer';
import type { Channels } from './lifecycle';

/** From this delay on (ms) WeChat calls a network weak. */
const WEAK = 2000;

export function device(host: Host, channels: Channels, toast: (title: string) => void): Area {
  // One phone's clipboard is its own: the machine's is left alone on a phone, used on the desk where tables go to spreadsheets.
  let clipboard = '';
  let brightness = 0.6;
  const networkType = () => (host.settings.offline ? 'none' : 'wifi');
  let last = networkType();
  const weak = () => !host.settings.offline && host.settings.slowMs >= WEAK;
  let wasWeak = weak();
  host.on('settings', () => {
    if (weak() !== wasWeak) {
      wasWeak = weak();
      channels.NetworkWeakChange.emit({ weakNet: wasWeak, networkType: networkType() });
    }
    const now = networkType();
    if (now === last) return;
    last = now;
    channels.NetworkStatusChange.emit({ isConnected: now !== 'none', networkType: now });
  });
  onKeyboard((height) => channels.KeyboardHeightChange.emit({ height, duration: 250 }));
  addEventListener('resize', () =>
    channels.WindowResize.emit({
      size: { windowWidth: innerWidth, windowHeight: innerHeight, screenWidth: innerWidth, screenHeight: innerHeight },
    }),
  );

  return {
    async: {
      getNetworkType: () => ({
        networkType: networkType(),
        signalStrength: host.settings.offline ? 0 : 100,
        hasSystemProxy: false,
        weakNet: weak(),
      }),
      setClipboardData: async ({ data }) => {
        if (typeof data !== 'string' || !data) throw new Failure('parameter error: parameter.data should be a non-empty String');
        clipboard = data;
        if (host.device.kind === 'desk') await navigator.clipboard?.writeText(data).catch(() => {});
        toast('内容已复制');
      },
      getClipboardData: async () => {
        const real = host.device.kind === 'desk' ? await navigator.clipboard?.readText().catch(() => '') : '';
        return { data: real || clipboard };
      },
      vibrateShort: ({ type = 'heavy' }) => {
        if (!['heavy', 'medium', 'light'].includes(String(type))) throw new Failure('style is not support');
        shake(15);
      },
      vibrateLong: () => shake(400),
      hideKeyboard: () => (document.activeElement as HTMLElement | null)?.blur(),
      getSelectedTextRange: () => {
        const field = document.activeElement as HTMLInputElement | null;
        if (!field || field.selectionStart === null || field.selectionStart === undefined) throw new Failure('no focused input');
        return { start: field.selectionStart, end: field.selectionEnd };
      },
      setKeepScreenOn: ({ keepScreenOn }) => {
        if (typeof keepScreenOn !== 'boolean') throw new Failure('parameter error: parameter.keepScreenOn should be Boolean');
      },
      setScreenBrightness: ({ value }) => {
        if (typeof value !== 'number' || value < 0 || value > 1) throw new Failure('parameter error: parameter.value should be 0 to 1');
        brightness = value;
      },
      getScreenBrightness: () => ({ value: brightness }),
      setVisualEffectOnCapture: ({ visualEffect }) => {
        if (visualEffect !== 'none' && visualEffect !== 'hidden')
          throw new Failure('parameter error: visualEffect should be none or hidden');
        document.body.dataset.capture = visualEffect;
      },
      getBatteryInfo: () => ({ level: 80, isCharging: false }),
    },
    sync: { getBatteryInfoSync: () => ({ level: 80, isCharging: false }) },
    asks: {
      makePhoneCall: async ({ phoneNumber }) => {
        if (typeof phoneNumber !== 'string' || !phoneNumber)
          throw new Failure('parameter error: parameter.phoneNumber should be a non-empty String');
        const answer = await sheet(host, '', [{ label: `呼叫 ${phoneNumber}`, value: 'call' as const }]);
        if (!answer) throw new Failure('cancel');
        // The dialler comes to the front, then the app again: onHide and onShow, as on a phone.
        host.away?.(true);
        await host.busy(calling(host, phoneNumber)).finally(() => host.away?.(false));
      },
    },
  };
}

/** A phone in the hand trembles; on the glass it shows for as long (ms). */
function shake(ms: number): void {
  document.body.classList.add('wx-shaking');
  setTimeout(() => document.body.classList.remove('wx-shaking'), ms);
}

/** A call shown for a moment: nobody is dialled. */
async function calling(host: Host, phoneNumber: string): Promise<void> {
  const screen = h('div.wx-call', { role: 'status' }, `正在呼叫 ${phoneNumber}…`, h('small', null, '模拟器里不会真的拨出'));
  host.overlay.append(screen);
  await new Promise((done) => setTimeout(done, 800));
  screen.remove();
}
