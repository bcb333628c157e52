// wx.scanCode: the code is what the person says it holds; a mini-program code is the path of a page.
import type { Host } from '../host';
import { type Area, Failure } from './api';
import { toBase64 } from './bytes';
import { h, sheet } from './layer';

/** Names of the kinds as asked for → as answered, in the order they are tried. */
const KINDS = { wxCode: 'WX_CODE', qrCode: 'QR_CODE', barCode: 'CODE_128', datamatrix: 'DATA_MATRIX', pdf417: 'PDF_417' } as const;
type Kind = keyof typeof KINDS;

/** A page of a mini-program is a mini-program code, plain digits a bar code, anything else a QR code. */
function kindOf(words: string): Kind {
  if (/^\/?(pages|packages?)\//i.test(words)) return 'wxCode';
  return /^\d{8,}$/.test(words) ? 'barCode' : 'qrCode';
}

export function scan(host: Host): Area {
  return {
    asks: {
      scanCode: async ({ scanType }) => {
        const wanted = Array.isArray(scanType) && scanType.length > 0 ? (scanType as Kind[]) : (Object.keys(KINDS) as Kind[]);
        const field = h('input', { ariaLabel: '码里的内容', placeholder: '码里的内容，或者小程序码的页面路径' });
        const { codes } = await host.busy(host.rpc<{ codes: string[] }>('scan.codes', {}));
        const seen = codes.filter((each) => wanted.includes(kindOf(each)));
        const chosen = await sheet(
          host,
          '扫一扫',
          [
            { label: '扫这个码', value: () => field.value.trim() },
            ...seen.map((label) => ({ label, hint: '扫过的码', value: () => label })),
          ],
          '取消',
          h('div.wx-scan.wx-live', null, field),
        );
        const words = chosen?.() ?? '';
        if (!words) throw new Failure('cancel');
        const kind = kindOf(words);
        if (!wanted.includes(kind)) throw new Failure('没有识别到这种码');
        await host.busy(host.rpc('scan.seen', { code: words }));
        const raw = { charSet: 'UTF-8', rawData: toBase64(new TextEncoder().encode(words)), scanType: KINDS[kind] };
        return kind === 'wxCode' ? { ...raw, result: '', path: words.replace(/^\//, '') } : { ...raw, result: words };
      },
    },
  };
}
