// Finding one's way: tabs, bars, indexes, lists that scroll and swipe.
import type { Row } from '../row';

const LINES = Array.from({ length: 40 }, (_, line) => `第${line + 1}行`);

export const moving: Row[] = [
  {
    component: 'tabs',
    wxml: '<t-tabs value="{{value}}" theme="line" @change @click><t-tab-panel label="待办" value="a" badgeProps="{{badge}}">待办的事</t-tab-panel><t-tab-panel label="已办" value="b">已办的事</t-tab-panel><t-tab-panel label="停用" value="c" disabled/></t-tabs><view class="tag"><t-tabs defaultValue="y" theme="tag" animation="{{motion}}"><t-tab-panel label="子" value="x">子页</t-tab-panel><t-tab-panel label="丑" value="y">丑页</t-tab-panel></t-tabs></view>',
    data: { value: 'a', badge: { count: 8 }, motion: { duration: 0.1 } },
    uses: [
      { sees: ['待办的事', '8', '丑页'], lacks: '已办的事' },
      { tap: '已办', hears: ['change', { value: 'b', label: '已办' }] },
      { set: { value: 'b' }, sees: '已办的事', lacks: '待办的事' },
      { tap: '停用', holds: "!fixture.log.some(([type]) => type === 'change')" },
      { set: { value: 'a' }, drag: ['.t-tabs__content:not(.t-tabs__content--animated)', -150, 0], hears: ['change', { value: 'b' }] },
      { holds: "document.querySelector('.t-tabs__track').getBoundingClientRect().width > 5" },
    ],
  },
  {
    component: 'tab-panel',
    wxml: '<t-tabs defaultValue="a" @change><t-tab-panel label="一" value="a" panel="一的内容"/><t-tab-panel label="二" value="b" lazy icon="app"><view slot="panel">二的内容</view></t-tab-panel></t-tabs>',
    uses: [
      { sees: '一的内容', lacks: '二的内容', finds: '.t-icon-app' },
      { tap: '二', hears: ['change', { value: 'b' }], sees: '二的内容', lacks: '一的内容' },
    ],
  },
  {
    component: 'tab-bar',
    wxml: '<t-tab-bar value="{{value}}" theme="tag" split="{{false}}" @change><t-tab-bar-item value="home" icon="home">首页</t-tab-bar-item><t-tab-bar-item value="mine" icon="user" badgeProps="{{badge}}">我的</t-tab-bar-item></t-tab-bar>',
    data: { value: 'home', badge: { count: 3 } },
    uses: [
      { sees: ['首页', '我的', '3'], finds: '.t-icon-home' },
      { tap: '我的', hears: ['change', { value: 'mine' }] },
      { set: { value: 'mine' }, counts: ['.t-tab-bar-item__content--checked', 1] },
      { styled: ['.t-tab-bar', 'position', 'fixed'] },
    ],
  },
  {
    component: 'tab-bar-item',
    wxml: '<t-tab-bar defaultValue="a" @change><t-tab-bar-item value="a">甲</t-tab-bar-item><t-tab-bar-item value="b" subTabBar="{{sub}}">更多</t-tab-bar-item></t-tab-bar>',
    data: {
      sub: [
        { value: 'b1', label: '其一' },
        { value: 'b2', label: '其二' },
      ],
    },
    uses: [
      { tap: '更多', sees: '其一', hears: ['change', { value: 'b' }] },
      { tap: '其二', hears: ['change', { value: 'b2' }], lacks: '其一' },
    ],
  },
  {
    component: 'navbar',
    wxml: '<t-navbar title="很长的标题文字" titleMaxLength="{{4}}" leftArrow visible="{{visible}}" fixed="{{false}}" bind:go-back="heard" delta="{{0}}"/>',
    data: { visible: true },
    uses: [
      { sees: '很长的标...' },
      { tap: '.t-navbar__left-arrow', hears: ['go-back'] },
      { set: { visible: false }, counts: ['.t-navbar--hide', 1] },
    ],
  },
  {
    component: 'side-bar',
    wxml: '<t-side-bar value="{{value}}" @change><t-side-bar-item value="a" label="一类"/><t-side-bar-item value="b" label="二类" badgeProps="{{badge}}"/><t-side-bar-item value="c" label="三类" disabled/></t-side-bar>',
    data: { value: 'a', badge: { count: 6 } },
    uses: [
      { sees: ['一类', '6'], counts: ['.t-side-bar-item--active', 1] },
      { tap: '二类', hears: ['change', { value: 'b', label: '二类' }] },
      { set: { value: 'b' }, holds: "document.querySelector('.t-side-bar-item--active').innerText.includes('二类')" },
      { tap: '三类', holds: 'fixture.log.length === 0' },
    ],
  },
  {
    component: 'side-bar-item',
    wxml: '<t-side-bar defaultValue="x" @change><t-side-bar-item value="x" label="甲" icon="app"/><t-side-bar-item value="y" label="乙"/></t-side-bar>',
    uses: [
      { finds: '.t-icon-app' },
      {
        tap: '乙',
        hears: ['change', { value: 'y' }],
        holds: "document.querySelector('.t-side-bar-item--active').innerText.includes('乙')",
      },
    ],
  },
  {
    component: 'indexes',
    wxml: '<t-indexes indexList="{{list}}" @change @select><block wx:for="{{list}}" wx:key="*this"><t-indexes-anchor index="{{item}}"/><view wx:for="{{[1,2,3,4,5,6,7,8]}}" wx:for-item="n" wx:key="*this" style="height: 60px">{{item}}村{{n}}</view></block></t-indexes>',
    data: { list: ['A', 'B', 'C', 'D'] },
    js: 'onPageScroll() {},',
    uses: [
      { sees: ['A村1', 'D村8'] },
      { tap: '.t-indexes__sidebar-item', nth: 2, hears: ['select', { index: 'C' }] },
      {
        holds:
          "Math.abs([...document.querySelectorAll('.t-indexes-anchor')][2].getBoundingClientRect().top - document.querySelector('.page-frame:not([hidden]) .page-scroller').getBoundingClientRect().top) < 60",
      },
      { scroll: 700, hears: ['change', { index: 'B' }] },
    ],
  },
  {
    component: 'indexes-anchor',
    wxml: '<t-indexes indexList="{{list}}"><block wx:for="{{list}}" wx:key="*this"><t-indexes-anchor index="{{item}}"/><view style="height: 900px">{{item}}下</view></block></t-indexes>',
    data: { list: ['甲', '乙'] },
    js: 'onPageScroll() {},',
    uses: [{ sees: ['甲', '乙下'] }, { scroll: 300, finds: '.t-indexes-anchor__header--active' }],
  },
  {
    component: 'back-top',
    wxml: '<view style="height: 2000px">很长</view><t-back-top theme="round" text="顶部" scrollTop="{{top}}" visibilityHeight="{{200}}" bind:to-top="heard"/>',
    data: { top: 0 },
    js: 'onPageScroll(e) { this.setData({ top: e.scrollTop }); },',
    uses: [
      { hides: '.t-back-top' },
      { scroll: 800, sees: '顶部' },
      { tap: '.t-back-top', hears: ['to-top'], holds: "document.querySelector('.page-frame:not([hidden]) .page-scroller').scrollTop < 5" },
    ],
  },
  {
    component: 'steps',
    wxml: '<t-steps current="{{current}}" @change><t-step-item title="申请" content="说明"/><t-step-item title="审核"/><t-step-item title="发放"/></t-steps>',
    data: { current: 1 },
    uses: [
      { sees: ['申请', '审核', '发放'], finds: '.t-icon-check' },
      { tap: '发放', hears: ['change', { previous: 1, current: 2 }] },
      { set: { current: 2 }, counts: ['.t-icon-check', 2] },
    ],
  },
  {
    component: 'step-item',
    wxml: '<t-steps defaultCurrent="{{0}}" layout="vertical" sequence="reverse" readonly><t-step-item title="退回" status="error" icon="close"><view slot="extra">看原因</view></t-step-item><t-step-item title="交件" content="在村里"/></t-steps>',
    uses: [
      { sees: ['退回', '看原因', '在村里'], finds: '.t-steps-item__title--error' },
      { tap: '交件', holds: 'fixture.log.length === 0' },
    ],
  },
  {
    component: 'segmented',
    wxml: '<t-segmented value="{{value}}" options="{{options}}" block @change/>',
    data: {
      value: 'a',
      options: [
        { label: '日', value: 'a' },
        { label: '周', value: 'b' },
        { label: '月', value: 'c', disabled: true },
      ],
    },
    uses: [
      { tap: '周', hears: ['change', { value: 'b' }] },
      { set: { value: 'b' }, holds: "document.querySelector('.t-segmented__item--active').innerText === '周'" },
      { tap: '月', holds: 'fixture.log.length === 0' },
      { holds: "document.querySelector('.t-segmented__thumb').getBoundingClientRect().left > 60" },
    ],
  },
  {
    component: 'dropdown-menu',
    wxml: '<t-dropdown-menu @open @close><t-dropdown-item options="{{kinds}}" value="{{kind}}" @change/><t-dropdown-item label="停用" disabled/></t-dropdown-menu>',
    data: {
      kind: 'all',
      kinds: [
        { label: '全部工种', value: 'all' },
        { label: '木工', value: 'wood' },
      ],
    },
    uses: [
      { sees: '全部工种' },
      { tap: '全部工种', nth: 0, hears: ['open'], sees: '木工' },
      { tap: '木工', hears: ['change', { value: 'wood' }], lacks: '木工' },
      { set: { kind: 'wood' }, sees: '木工' },
      { tap: '停用', holds: "!fixture.log.some(([type]) => type === 'open')" },
    ],
  },
  {
    component: 'dropdown-item',
    wxml: '<t-dropdown-menu><t-dropdown-item label="多选" multiple optionsColumns="{{3}}" options="{{kinds}}" value="{{value}}" @confirm @reset bind:change="change"/></t-dropdown-menu>',
    data: {
      value: ['a'],
      kinds: [
        { label: '甲', value: 'a' },
        { label: '乙', value: 'b' },
        { label: '丙', value: 'c' },
      ],
    },
    js: 'change(e) { this.heard(e); this.setData({ value: e.detail.value }); },',
    uses: [
      { tap: '多选', sees: ['甲', '丙', '重置'] },
      { tap: '丙', hears: ['change', { value: ['a', 'c'] }] },
      { tap: '确定', hears: ['confirm', { value: ['a', 'c'] }], lacks: '重置' },
      { tap: '多选', sees: '重置' },
      { tap: '重置', hears: ['reset'] },
    ],
  },
  {
    component: 'tree-select',
    wxml: '<t-tree-select options="{{options}}" value="{{value}}" @change/><view class="many"><t-tree-select options="{{options}}" defaultValue="{{[\'b\', [\'b1\']]}}" multiple @change/></view>',
    data: {
      value: ['a', 'a1'],
      options: [
        {
          label: '东片',
          value: 'a',
          children: [
            { label: '东一', value: 'a1' },
            { label: '东二', value: 'a2' },
          ],
        },
        {
          label: '西片',
          value: 'b',
          children: [
            { label: '西一', value: 'b1' },
            { label: '西二', value: 'b2' },
          ],
        },
      ],
    },
    uses: [
      { sees: ['东片', '东二', '西一'] },
      { tap: '东二', nth: 0, hears: ['change', { value: ['a', 'a2'], level: 1 }] },
      { tap: '西片', nth: 0, hears: ['change', { level: 0 }] },
      { tap: '西二', hears: ['change', { value: ['b', ['b1', 'b2']] }] },
    ],
  },
  {
    component: 'sticky',
    wxml: '<view style="height: 150px">上面</view><t-sticky offsetTop="{{10}}" @scroll><view style="height: 40px; background: #eee">粘住的</view></t-sticky><view style="height: 2000px">下面</view>',
    js: 'onPageScroll() {},',
    uses: [
      { sees: '粘住的' },
      { scroll: 500, hears: ['scroll', { isFixed: true }], styled: ['.t-sticky__content', 'position', 'fixed'] },
      { scroll: 0, hears: ['scroll', { isFixed: false }], styled: ['.t-sticky__content', 'position', 'static'] },
    ],
  },
  {
    component: 'swiper',
    wxml: '<t-swiper current="{{current}}" autoplay="{{false}}" duration="{{100}}" height="{{200}}" list="{{list}}" navigation="{{navigation}}" @change @click bind:image-load="heard" @animationfinish/>',
    data: { current: 0, list: ['/assets/photo.jpg', '/assets/photo.jpg', '/assets/photo.jpg'], navigation: { type: 'dots-bar' } },
    uses: [
      { counts: ['.t-swiper-nav__dots-bar-item', 3], holds: "document.querySelectorAll('wx-swiper-item').length === 3" },
      { drag: ['.t-swiper', -200, 0], hears: ['change', { current: 1, source: 'touch' }] },
      { drag: ['.t-swiper', -200, 0], hears: ['animationfinish', { current: 2 }] },
      { tap: '.t-swiper', hears: ['click', { index: 2 }] },
      { set: { navigation: { type: 'fraction' } }, sees: '3/3' },
      { set: { navigation: { showControls: true } }, tap: '.t-swiper-nav__btn--prev', hears: ['change', { source: 'nav' }] },
    ],
  },
  {
    component: 'swiper-nav',
    wxml: '<t-swiper-nav type="fraction" current="{{current}}" total="{{5}}" showControls bind:nav-btn-change="heard"/>',
    data: { current: 1 },
    uses: [
      { sees: '2/5' },
      { tap: '.t-swiper-nav__btn--next', hears: ['nav-btn-change', { dir: 'next', source: 'nav' }] },
      { set: { current: 4 }, sees: '5/5' },
    ],
  },
  {
    component: 'swipe-cell',
    wxml: '<view class="one"><t-swipe-cell right="{{right}}" @click><t-cell title="左滑我"/></t-swipe-cell></view><view class="two"><t-swipe-cell right="{{right}}" opened="{{opened}}"><t-cell title="开着的"/></t-swipe-cell></view>',
    data: {
      opened: true,
      right: [
        { text: '删除', style: 'background: red; width: 80px' },
        { text: '改', style: 'width: 60px' },
      ],
    },
    uses: [
      { holds: "document.querySelector('.two .t-cell').getBoundingClientRect().left < -100" },
      { drag: ['.one .t-swipe-cell', -150, 0], holds: "document.querySelector('.t-cell').getBoundingClientRect().left < -100" },
      {
        tap: '删除',
        nth: 0,
        hears: ['click', { text: '删除' }],
        holds: "document.querySelector('.t-cell').getBoundingClientRect().left > -5",
      },
      { set: { opened: false }, holds: "document.querySelector('.two .t-cell').getBoundingClientRect().left > -5" },
    ],
  },
  {
    component: 'scroll-view',
    wxml: '<t-scroll-view class="box" scrollIntoView="{{into}}"><view wx:for="{{lines}}" wx:key="*this" id="line{{index}}" style="height: 40px">{{item}}</view></t-scroll-view>',
    wxss: '.box { height: 200px }',
    data: { lines: LINES, into: '' },
    uses: [
      { sees: '第1行' },
      {
        set: { into: 'line30' },
        holds:
          "[...document.querySelectorAll('wx-view')].some((each) => each.innerText === '第31行' && each.getBoundingClientRect().top < 400)",
      },
    ],
  },
  {
    component: 'pull-down-refresh',
    wxml: '<t-pull-down-refresh value="{{value}}" loadingTexts="{{[\'下拉\', \'松手\', \'刷着\', \'好了\']}}" style="height: 500px" @change @refresh bind:scroll="heard" @scrolltolower @dragstart @dragend><view wx:for="{{lines}}" wx:key="*this" style="height: 40px">{{item}}</view></t-pull-down-refresh>',
    data: { value: false, lines: LINES },
    uses: [
      { drag: ['.t-pull-down-refresh', 0, 150], hears: ['refresh'] },
      { set: { value: true }, sees: '刷着' },
      { set: { value: false }, lacks: '刷着' },
      { drag: ['.t-pull-down-refresh', 0, 150], hears: ['change', { value: true }] },
    ],
  },
  {
    component: 'collapse',
    wxml: '<t-collapse value="{{value}}" expandMutex @change><t-collapse-panel header="条件" headerRightContent="点开" value="{{0}}">条件的内容</t-collapse-panel><t-collapse-panel header="材料" value="{{1}}">材料的内容</t-collapse-panel></t-collapse>',
    data: { value: [0] },
    uses: [
      {
        sees: ['条件', '点开', '条件的内容'],
        holds: "document.querySelectorAll('.t-collapse-panel__wrapper')[1].getBoundingClientRect().height === 0",
      },
      { tap: '材料', hears: ['change', { value: [1] }] },
      {
        set: { value: [1] },
        holds:
          "(() => { const [one, two] = [...document.querySelectorAll('.t-collapse-panel__wrapper')].map((each) => each.getBoundingClientRect().height); return one === 0 && two > 20; })()",
      },
    ],
  },
  {
    component: 'collapse-panel',
    wxml: '<t-collapse defaultValue="{{[]}}" @change><t-collapse-panel value="a" disabled header="不能开">甲</t-collapse-panel><t-collapse-panel value="b" headerLeftIcon="app" placement="top"><view slot="header">自己的头</view><view slot="content">乙的内容</view></t-collapse-panel></t-collapse>',
    uses: [
      { tap: '不能开', holds: 'fixture.log.length === 0' },
      {
        tap: '自己的头',
        hears: ['change', { value: ['b'] }],
        holds: "document.querySelectorAll('.t-collapse-panel__wrapper')[1].getBoundingClientRect().height > 20",
      },
    ],
  },
];
