// What lies above the page: popups, dialogs, sheets, messages, and the pickers in them.
import type { Row } from '../row';

export const layers: Row[] = [
  {
    component: 'popup',
    wxml: '<t-popup visible="{{visible}}" placement="{{placement}}" closeBtn bind:visible-change="change"><view style="height: 200px; width: 200px">弹层里的话</view></t-popup>',
    data: { visible: false, placement: 'bottom' },
    js: 'change(e) { this.heard(e); this.setData({ visible: e.detail.visible }); },',
    uses: [
      { lacks: '弹层里的话' },
      { set: { visible: true }, sees: '弹层里的话', finds: '.t-overlay' },
      { tap: '.t-icon-close', hears: ['visible-change', { visible: false }], lacks: '弹层里的话' },
      { set: { visible: true, placement: 'top' }, finds: '.t-popup--top' },
      { tap: '.t-overlay', at: [0, 100], hides: '.t-popup', hears: ['visible-change', { visible: false, trigger: 'overlay' }] },
      { set: { visible: true, placement: 'center' }, finds: '.t-popup--center' },
    ],
  },
  {
    component: 'overlay',
    wxml: '<t-overlay visible="{{visible}}" duration="{{100}}" backgroundColor="rgba(1, 2, 3, 0.5)" bind:click="close">罩上的字</t-overlay>',
    data: { visible: false },
    js: 'close(e) { this.heard(e); this.setData({ visible: false }); },',
    uses: [
      { set: { visible: true }, finds: '.t-overlay', sees: '罩上的字', styled: ['.t-overlay', 'background-color', 'rgba(1, 2, 3, 0.5)'] },
      { tap: '.t-overlay', hears: ['click', { visible: false }], hides: '.t-overlay' },
    ],
  },
  {
    component: 'dialog',
    wxml: '<t-dialog visible="{{visible}}" title="问一句" content="要删除吗" confirmBtn="好" cancelBtn="算了" closeBtn bind:confirm="close" bind:cancel="close" bind:close="close" bind:overlay-click="heard" closeOnOverlayClick/><t-dialog id="t-dialog"/>',
    data: { visible: false },
    js: "close(e) { this.heard(e); this.setData({ visible: false }); }, ask() { require('tdesign-miniprogram/dialog/index').default.confirm({ context: this, title: '代码问的', content: '正文', confirmBtn: '是', cancelBtn: '否' }).then(() => globalThis.fixture.log.push(['yes']), () => globalThis.fixture.log.push(['no'])); }, act() { require('tdesign-miniprogram/dialog/index').default.action({ context: this, title: '选一样', actions: [{ content: '第一样' }, { content: '第二样' }] }).then((r) => globalThis.fixture.log.push(['act', r])); },",
    uses: [
      { set: { visible: true }, sees: ['问一句', '要删除吗'] },
      { tap: '好', hears: ['confirm'], lacks: '要删除吗' },
      { set: { visible: true }, tap: '算了', hears: ['cancel'], lacks: '要删除吗' },
      { set: { visible: true }, tap: '.t-icon-close', hears: ['close', { trigger: 'close-btn' }], lacks: '要删除吗' },
      { run: 'ask', tap: '是', hears: ['yes'], lacks: '代码问的' },
      { run: 'ask', tap: '否', hears: ['no'], lacks: '代码问的' },
      { run: 'act', tap: '第二样', hears: ['act', { index: 1 }], lacks: '选一样' },
    ],
  },
  {
    component: 'action-sheet',
    wxml: '<t-action-sheet id="sheet" visible="{{visible}}" items="{{items}}" description="选一个" cancelText="不选" @selected bind:cancel="close" bind:close="close"/><t-action-sheet id="t-action-sheet" @selected/>',
    data: { visible: false, items: [{ label: '拍照' }, { label: '相册', icon: 'image' }, { label: '不行', disabled: true }] },
    js: "close(e) { this.heard(e); this.setData({ visible: false }); }, grid() { require('tdesign-miniprogram/action-sheet/index').default.show({ context: this, theme: 'grid', count: 8, items: ['微信', '朋友圈'].map((label) => ({ label, icon: 'app' })) }); },",
    uses: [
      { set: { visible: true }, sees: ['选一个', '拍照', '不选'] },
      { tap: '不行', hears: ['selected', { selected: { disabled: true } }], sees: '拍照' },
      { tap: '相册', hears: ['selected', { selected: { label: '相册' }, index: 1 }], lacks: '拍照' },
      { set: { visible: false } },
      { set: { visible: true }, tap: '不选', hears: ['cancel'], lacks: '拍照' },
      { run: 'grid', tap: '朋友圈', hears: ['selected', { index: 1 }] },
    ],
  },
  {
    component: 'drawer',
    wxml: '<t-drawer visible="{{visible}}" placement="left" items="{{items}}" title="目录" bind:item-click="heard" bind:overlay-click="heard" @close><view slot="footer">页脚</view></t-drawer>',
    data: { visible: false, items: [{ title: '第一章', icon: 'home' }, { title: '第二章' }] },
    uses: [
      { set: { visible: true }, sees: ['目录', '第二章', '页脚'] },
      { tap: '第二章', hears: ['item-click', { index: 1, item: { title: '第二章' } }] },
      { tap: '.t-overlay', at: [140, 0], hears: ['close', { trigger: 'overlay' }] },
    ],
  },
  {
    component: 'toast',
    wxml: '<t-toast id="t-toast" @close @destory/>',
    js: "say() { require('tdesign-miniprogram/toast/index').default({ context: this, message: '存好了', theme: 'success', direction: 'column', duration: 300, close: () => globalThis.fixture.log.push(['closed']) }); }, wait() { require('tdesign-miniprogram/toast/index').default({ context: this, message: '请等', theme: 'loading', duration: -1, showOverlay: true }); }, hide() { require('tdesign-miniprogram/toast/index').hideToast({ context: this }); },",
    uses: [
      { run: 'say', hears: ['closed'], lacks: '存好了' },
      { run: 'wait', sees: '请等', finds: '.t-overlay' },
      { run: 'hide', lacks: '请等', hides: '.t-overlay' },
    ],
  },
  {
    component: 'message',
    wxml: '<t-message id="t-message" bind:close-btn-click="heard" bind:link-click="heard" bind:duration-end="heard"/>',
    js: "say(e) { require('tdesign-miniprogram/message/index').default.success({ context: this, offset: [20, 32], content: '办成了', duration: -1, closeBtn: true, link: { content: '看看', navigatorProps: { url: '/pages/other/other' } } }); }, brief() { require('tdesign-miniprogram/message/index').default.error({ context: this, offset: [20, 32], content: '没办成', duration: 300 }); },",
    uses: [
      { run: 'say', sees: ['办成了', '看看'], finds: '.t-message--success' },
      { tap: '.t-icon-close', hears: ['close-btn-click'], lacks: '办成了' },
      { run: 'brief', hears: ['duration-end'] },
      { lacks: '没办成' },
    ],
  },
  {
    component: 'message-item',
    wxml: '<t-message-item id="item" bind:duration-end="heard" bind:link-click="heard" bind:close-btn-click="heard"/>',
    js: "say() { const item = this.selectComponent('#item'); item.setData({ content: '这一条', theme: 'warning', duration: -1, link: { content: '去看', navigatorProps: { url: '/pages/other/other' } }, closeBtn: true, align: 'left', gap: 12, offset: [0, 0], icon: true, zIndex: 100 }, () => item.show(0)); },",
    uses: [
      { run: 'say', sees: ['这一条', '去看'], finds: '.t-message--warning' },
      { tap: '.t-icon-close', hears: ['close-btn-click'], lacks: '这一条' },
      { run: 'say', tap: '去看', hears: ['link-click'], sees: '别的一页' },
    ],
  },
  {
    component: 'popover',
    wxml: '<view style="padding: 200px 100px"><t-popover visible="{{visible}}" content="气泡里的话" placement="top" theme="light" bind:visible-change="change"><t-button bind:tap="open">点开</t-button></t-popover></view>',
    data: { visible: false },
    js: 'open() { this.setData({ visible: true }); }, change(e) { this.heard(e); this.setData({ visible: e.detail.visible }); },',
    uses: [
      { tap: '点开', sees: '气泡里的话', finds: '.t-popover--placement-top' },
      {
        holds:
          "(() => { const bubble = document.querySelector('.t-popover__content').getBoundingClientRect(); const button = document.querySelector('.t-popover__wrapper').getBoundingClientRect(); return bubble.height > 0 && bubble.bottom <= button.top + 1 && bubble.top > button.top - 150; })()",
      },
      { tap: '.t-overlay', hears: ['visible-change', { visible: false }], lacks: '气泡里的话' },
    ],
  },
  {
    component: 'guide',
    wxml: '<view style="padding: 80px 20px"><view class="first" style="height: 40px; width: 100px">目标一</view><view class="second" style="margin-top: 60px; height: 40px; width: 100px">目标二</view></view><t-guide current="{{current}}" steps="{{steps}}" bind:change="change" @skip @finish @back bind:next-step-click="heard"/>',
    data: { current: -1, steps: [] },
    js: "rect(which) { return () => new Promise((done) => this.createSelectorQuery().select(which).boundingClientRect((r) => done(r)).exec()); }, begin() { this.setData({ current: 0, steps: [{ element: this.rect('.first'), title: '第一步', body: '看这里', placement: 'bottom-left' }, { element: this.rect('.second'), title: '第二步', body: '再看这里', placement: 'bottom-left' }] }); }, change(e) { this.heard(e); this.setData({ current: e.detail.current }); },",
    uses: [
      { run: 'begin', sees: ['第一步', '看这里'] },
      { tap: '.t-guide__container .t-button', nth: 1, hears: ['next-step-click', { next: 1, current: 0 }], sees: '第二步' },
      { tap: '.t-guide__container .t-button', nth: 1, hears: ['finish', { current: 1 }], lacks: '第二步' },
    ],
  },
  {
    component: 'image-viewer',
    wxml: '<t-image-viewer visible="{{visible}}" images="{{images}}" initialIndex="{{1}}" showIndex closeBtn deleteBtn @change bind:close="close" @delete/>',
    data: { visible: false, images: ['/assets/photo.jpg', '/assets/photo.jpg', '/assets/photo.jpg'] },
    js: 'close(e) { this.heard(e); this.setData({ visible: false }); },',
    uses: [
      { set: { visible: true }, sees: '2/3' },
      { drag: ['.t-image-viewer__content', -250, 0], hears: ['change', { index: 2 }], sees: '3/3' },
      { tap: '.t-icon-delete', hears: ['delete', { index: 2 }] },
      { tap: '.t-icon-close', hears: ['close', { trigger: 'button', index: 2 }], hides: '.t-image-viewer' },
    ],
  },
  {
    component: 'picker',
    wxml: '<t-picker visible="{{visible}}" value="{{value}}" title="选村" confirmBtn="定" cancelBtn="不选" @change @pick @confirm bind:cancel="close" bind:close="close"><t-picker-item options="{{one}}"/><t-picker-item options="{{two}}"/></t-picker>',
    data: {
      visible: false,
      value: ['b', 2],
      one: ['a', 'b', 'c'].map((value) => ({ label: `村${value}`, value })),
      two: [1, 2, 3].map((value) => ({ label: `${value}组`, value })),
    },
    js: 'close(e) { this.heard(e); this.setData({ visible: false }); },',
    uses: [
      { set: { visible: true }, sees: ['选村', '村a', '3组'] },
      {
        counts: ['.t-picker-item__item--active', 2],
        holds: "[...document.querySelectorAll('.t-picker-item__item--active')].map((each) => each.innerText).join() === '村b,2组'",
      },
      { tap: '村c', hears: ['pick', { value: ['c', 2], column: 0, index: 2 }] },
      { tap: '定', hears: ['confirm', { value: ['c', 2], label: ['村c', '2组'] }], lacks: '选村' },
      { set: { visible: true }, tap: '不选', hears: ['cancel'], lacks: '选村' },
    ],
  },
  {
    component: 'picker-item',
    wxml: '<t-picker usePopup="{{false}}" visible value="{{[3]}}" visibleItemCount="{{3}}" header="{{false}}" @pick><t-picker-item options="{{options}}" format="{{format}}"/></t-picker>',
    data: { options: Array.from({ length: 10 }, (_, value) => ({ label: `第${value}`, value })) },
    uses: [
      { holds: "document.querySelector('.t-picker-item__item--active').innerText === '第3'" },
      { drag: ['.t-picker-item__group', 0, -45], hears: ['pick'] },
      { set: { options: [{ label: '新的', value: 9 }] }, sees: '新的', counts: ['.t-picker-item__item', 1] },
    ],
  },
  {
    component: 'date-time-picker',
    wxml: '<t-date-time-picker visible="{{visible}}" title="选日子" mode="{{mode}}" value="{{value}}" format="YYYY-MM-DD" start="2024-01-01" end="2027-12-31" autoClose @change @confirm @pick @cancel @close/>',
    data: { visible: false, mode: 'date', value: '2026-03-02' },
    uses: [
      { set: { visible: true }, sees: ['选日子', '2026年', '3 月', '2日'] },
      { tap: '4 月', hears: ['pick'] },
      { tap: '确定', hears: ['confirm', { value: '2026-04-02' }], lacks: '选日子' },
      { set: { visible: false, mode: 'month' } },
      { set: { visible: true }, sees: '3 月', lacks: '2日' },
      { tap: '取消', hears: ['cancel'] },
    ],
  },
  {
    component: 'calendar',
    wxml: '<t-calendar visible="{{visible}}" type="{{type}}" value="{{value}}" minDate="{{min}}" maxDate="{{max}}" title="选一天" @change @confirm @close @select/>',
    data: {
      visible: false,
      type: 'single',
      value: Date.parse('2026-03-02T00:00:00+08:00'),
      min: Date.parse('2026-03-01T00:00:00+08:00'),
      max: Date.parse('2026-04-30T00:00:00+08:00'),
    },
    uses: [
      { set: { visible: true }, sees: ['选一天', '2026 年 3 月'] },
      { tap: '10', nth: 0, hears: ['select', { value: Date.parse('2026-03-10T00:00:00+08:00') }] },
      { tap: '.t-calendar__confirm-btn', hears: ['confirm', { value: Date.parse('2026-03-10T00:00:00+08:00') }], lacks: '选一天' },
      { set: { visible: false } },
      {
        set: { type: 'range', visible: true, value: [Date.parse('2026-03-03T00:00:00+08:00'), Date.parse('2026-03-05T00:00:00+08:00')] },
        finds: '.t-calendar__dates-item--start',
      },
      { finds: '.t-calendar__dates-item--centre' },
    ],
  },
  {
    component: 'cascader',
    wxml: '<t-cascader visible="{{visible}}" value="{{value}}" options="{{options}}" title="选地方" theme="{{theme}}" subTitles="{{[\'选乡\', \'选村\']}}" @change @pick @close/>',
    data: {
      visible: false,
      value: null,
      theme: 'step',
      options: [
        {
          label: '青石乡',
          value: '1',
          children: [
            { label: '大湾村', value: '11' },
            { label: '小湾村', value: '12' },
          ],
        },
        { label: '白石乡', value: '2', children: [{ label: '河口村', value: '21' }] },
      ],
    },
    uses: [
      { set: { visible: true }, sees: ['选地方', '青石乡', '选乡'] },
      { tap: '青石乡', hears: ['pick', { value: '1', level: 0 }], sees: '小湾村' },
      { tap: '小湾村', hears: ['change', { value: '12' }], lacks: '选地方' },
      { set: { visible: false } },
      { set: { visible: true, theme: 'tab', value: '21' }, sees: '河口村', finds: '.t-tabs' },
      { tap: '.t-icon-close', hears: ['close', { trigger: 'close-btn' }] },
    ],
  },
  {
    component: 'color-picker',
    wxml: '<t-color-picker visible="{{true}}" type="multiple" value="#0052d9" enableAlpha format="HEX" swatchColors="{{[\'#e34d59\', \'#00a870\']}}" @change bind:palette-bar-change="heard"/>',
    uses: [
      { finds: '.t-color-picker__saturation' },
      { drag: ['.t-color-picker__saturation', 30, 20], hears: ['change', { context: { trigger: 'palette-saturation-brightness' } }] },
      { holds: "/^#[1-9a-f]/.test(document.querySelector('.t-color-picker__format-input').innerText)" },
      { drag: ['.t-color-picker__slider-wrapper--hue-type', 20, 0], hears: ['change', { context: { trigger: 'palette-hue-bar' } }] },
      { tap: '.t-color-picker__swatches-item', nth: 0, hears: ['change', { context: { trigger: 'preset' } }] },
    ],
  },
];
