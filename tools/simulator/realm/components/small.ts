// progress, icon and root-portal.
import { builtin } from './builtin';
import { pageBox } from './page-box';

export const progress = builtin(
  'progress',
  {
    percent: 0,
    showInfo: false,
    borderRadius: null,
    fontSize: null,
    strokeWidth: null,
    color: '#09bb07',
    activeColor: '',
    backgroundColor: '#ebebeb',
    active: false,
    activeMode: 'backwards',
    duration: 30,
  },
  (part) => {
    const bar = document.createElement('div');
    const done = document.createElement('div');
    const words = document.createElement('span');
    bar.className = 'wx-progress';
    bar.append(done);
    part.el.append(bar, words);
    part.el.setAttribute('role', 'progressbar');
    const size = (value: unknown, missing: string) =>
      value === null || value === '' ? missing : /^\d+(\.\d+)?$/.test(String(value)) ? `${value}px` : String(value);
    return {
      update(changed) {
        const { percent, showInfo, borderRadius, fontSize, strokeWidth, color, activeColor, backgroundColor, active } = part.data;
        const share = Math.min(100, Math.max(0, percent));
        Object.assign(bar.style, { height: size(strokeWidth, '6px'), borderRadius: size(borderRadius, '0'), background: backgroundColor });
        Object.assign(done.style, {
          width: `${share}%`,
          background: activeColor || color,
          transition: active && changed.has('percent') ? 'width .3s' : '',
        });
        words.textContent = showInfo ? `${share}%` : '';
        words.style.fontSize = size(fontSize, '16px');
        part.el.setAttribute('aria-valuenow', String(share));
        if (active && changed.has('percent')) setTimeout(() => part.emit('activeend', { curPercent: share }), 300);
      },
    };
  },
);

/** Sign and colour of each icon; in a disc unless said otherwise. */
const ICONS: Record<string, [sign: string, color: string, bare?: true]> = {
  success: ['✓', '#09bb07'],
  success_no_circle: ['✓', '#09bb07', true],
  success_circle: ['✓', '#09bb07'],
  info: ['i', '#10aeff'],
  info_circle: ['i', '#10aeff'],
  warn: ['!', '#f76260'],
  waiting: ['…', '#10aeff'],
  waiting_circle: ['…', '#10aeff'],
  cancel: ['×', '#f43530'],
  download: ['↓', '#09bb07'],
  search: ['⌕', '#b2b2b2', true],
  clear: ['×', '#b2b2b2'],
  circle: ['', '#c9c9c9'],
};

export const icon = builtin('icon', { type: '', size: null, color: '' }, (part) => {
  const sign = document.createElement('i');
  part.el.append(sign);
  return {
    update() {
      const [words, own, bare] = ICONS[part.data.type] ?? ['', 'transparent'];
      const size = Number.parseFloat(String(part.data.size ?? 23)) || 23;
      const color = part.data.color || own;
      sign.textContent = words;
      sign.style.cssText = `width:${size}px;height:${size}px;font-size:${size * (bare ? 1 : 0.7)}px;${bare ? `color:${color}` : `background:${color};color:#fff`}`;
    },
  };
});

/** Its content leaves the flow for the top of the page. */
export const rootPortal = builtin('root-portal', { enable: true }, (part) => {
  const content = document.createElement('div');
  content.className = 'wx-portal';
  part.el.append(content);
  const place = () => (part.data.enable && part.el.isConnected ? pageBox(part.el) : part.el).append(content);
  return { slot: content, update: (changed) => void (changed.has('enable') && place()), attached: place, detached: () => content.remove() };
});
