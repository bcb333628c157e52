// Tags of WXML that are built-in components: `<view>` in a template is `<wx-view>` in the document.
export const BUILTIN_TAGS: ReadonlySet<string> = new Set(
  (
    'page page-meta view text image button input textarea form label picker picker-view picker-view-column radio radio-group checkbox checkbox-group ' +
    'switch slider scroll-view swiper swiper-item icon progress rich-text navigator navigation-bar canvas video audio camera map web-view cover-view ' +
    'cover-image movable-area movable-view match-media page-container root-portal share-element open-data editor official-account ' +
    'functional-page-navigator ad keyboard-accessory grid-view list-view sticky-header sticky-section block'
  ).split(' '),
);
