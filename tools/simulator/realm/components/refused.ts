// Components that need hardware or services a simulator cannot stand in for: drawn as a named empty box, and reported.
import { builtin } from './builtin';

const TAGS = [
  'ad',
  'ad-custom',
  'audio',
  'camera',
  'channel-live',
  'channel-video',
  'editor',
  'functional-page-navigator',
  'live-player',
  'live-pusher',
  'map',
  'match-media',
  'movable-area',
  'movable-view',
  'keyboard-accessory',
  'grid-view',
  'list-view',
  'official-account',
  'page-container',
  'sticky-header',
  'sticky-section',
  'snapshot',
  'xr-frame',
  'open-data',
  'share-element',
  'store-home',
  'store-product',
  'voip-room',
  'web-view',
];

export const refused = TAGS.map((tag) =>
  builtin(tag, { src: '', controls: null, autoplay: null, poster: '', objectFit: '' }, (part) => ({
    attached() {
      part.el.textContent = `<${tag}> 在模拟器里还没有`;
      part.phone.report(new Error(`组件 <${tag}> 在模拟器里还没有`));
    },
  })),
);
