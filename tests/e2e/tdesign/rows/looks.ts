// What is looked at: texts, pictures, marks, lists and layout.
import type { Row } from '../row';

export const looks: Row[] = [
  {
    component: 'icon',
    wxml: '<t-icon name="home" size="40px" color="rgb(1, 2, 3)" @click/><t-icon t-class="pic" name="/assets/photo.jpg" size="30px"/>',
    uses: [
      { finds: '.t-icon-home', styled: ['.t-icon', 'font-size', '40px'] },
      { holds: "document.querySelector('wx-image.t-icon__image img').naturalWidth > 0" },
      { tap: '.t-icon', nth: 0, hears: ['click'] },
    ],
  },
  {
    component: 'cell',
    wxml: '<t-cell title="单元格" note="说明" description="描述" leftIcon="app" arrow hover required url="/pages/other/other" @click/><t-cell><view slot="title">自己的标题</view><view slot="note">自己的说明</view></t-cell>',
    uses: [
      { sees: ['单元格', '说明', '描述', '自己的标题', '自己的说明'], finds: '.t-icon-chevron-right' },
      { tap: '.t-cell__description-text', sees: '别的一页' },
    ],
  },
  {
    component: 'cell-group',
    wxml: '<t-cell-group title="一组" bordered theme="card"><t-cell title="一" bind:click="heard"/><t-cell title="二"/></t-cell-group>',
    uses: [
      { sees: ['一组', '一', '二'], finds: '.t-cell-group--card' },
      { holds: "document.querySelectorAll('.t-cell--bordered').length === 1" },
      { tap: '一', hears: ['click'] },
    ],
  },
  {
    component: 'badge',
    wxml: '<t-badge count="{{count}}" maxCount="{{99}}"><view>消息</view></t-badge><t-badge dot content="有红点"/><t-badge count="{{0}}" showZero shape="bubble" content="零"/>',
    data: { count: 5 },
    uses: [{ sees: ['消息', '5', '有红点', '0'] }, { set: { count: 120 }, sees: '99+' }, { set: { count: 0 }, lacks: '99+' }],
  },
  {
    component: 'avatar',
    wxml: '<t-avatar image="{{image}}" size="large" alt="替代" badgeProps="{{badge}}" @error/><t-avatar icon="user" shape="round"/><t-avatar>字</t-avatar>',
    data: { image: '/assets/photo.jpg', badge: { count: 7 } },
    uses: [
      { sees: ['字', '7'], finds: '.t-icon-user' },
      { finds: '.t-avatar--large' },
      { set: { image: '/assets/none.jpg' }, hears: ['error'], sees: '替代', faults: /none\.jpg/ },
    ],
  },
  {
    component: 'avatar-group',
    wxml: '<t-avatar-group max="{{2}}" collapseAvatar="+1" cascading="left-up" size="small" bind:collapsed-item-click="heard"><t-avatar>甲</t-avatar><t-avatar>乙</t-avatar><t-avatar>丙</t-avatar></t-avatar-group>',
    uses: [
      { sees: ['甲', '乙', '+1'], lacks: '丙' },
      { tap: '+1', hears: ['collapsed-item-click'] },
    ],
  },
  {
    component: 'tag',
    wxml: '<t-tag theme="{{theme}}" variant="light" icon="discount" closable @click @close>标签</t-tag><t-tag disabled maxWidth="40">很长很长的标签文字</t-tag>',
    data: { theme: 'success' },
    uses: [
      { sees: '标签', finds: '.t-tag--success.t-tag--light' },
      { tap: '标签', hears: ['click'] },
      { tap: '.t-icon-close', hears: ['close'] },
      { set: { theme: 'danger' }, finds: '.t-tag--danger' },
      { holds: "document.querySelectorAll('.t-tag')[1].getBoundingClientRect().width <= 41" },
    ],
  },
  {
    component: 'check-tag',
    wxml: "<t-check-tag content=\"{{['选了', '没选']}}\" closable @change @click @close/>",
    uses: [
      { sees: '没选' },
      { tap: '没选', hears: ['change', { checked: true }], sees: '选了' },
      { tap: '.t-icon-close', hears: ['close'] },
    ],
  },
  {
    component: 'text',
    wxml: '<t-text content="正文的字" theme="success" strong underline copyable @copy/><view class="long" style="width: 200px"><t-text content="{{long}}" ellipsis="{{ellipsis}}" @expand/></view>',
    data: { long: '长'.repeat(80), ellipsis: { row: 2, expandable: true, collapsible: true } },
    uses: [
      { sees: '正文的字', finds: '.t-typography--success' },
      { tap: '.t-icon-file-copy', hears: ['copy', { text: '正文的字' }], finds: '.t-icon-check' },
      { tap: '展开', hears: ['expand', { expanded: true }], sees: '收起' },
      { tap: '收起', hears: ['expand', { expanded: false }] },
    ],
  },
  {
    component: 'paragraph',
    wxml: '<view style="width: 200px"><t-paragraph content="{{long}}" ellipsis="{{ellipsis}}" @expand/></view><t-paragraph>插进来的段落</t-paragraph>',
    data: { long: '段'.repeat(80), ellipsis: { row: 2, expandable: true, collapsible: true } },
    uses: [
      { sees: '插进来的段落', holds: "document.querySelector('.t-typography__ellipsis-content').getBoundingClientRect().height < 60" },
      {
        tap: '展开',
        hears: ['expand', { expanded: true }],
        holds: "document.querySelector('.t-typography__ellipsis-content').getBoundingClientRect().height > 60",
      },
    ],
  },
  {
    component: 'title',
    wxml: '<t-title level="h2" content="二级标题"/><view style="width: 150px"><t-title level="h4" content="{{long}}" ellipsis="{{ellipsis}}" @expand/></view>',
    data: { long: '题'.repeat(60), ellipsis: { row: 1, expandable: true } },
    uses: [
      { sees: '二级标题', finds: '.t-typography--h2' },
      { tap: '展开', hears: ['expand', { expanded: true }] },
    ],
  },
  {
    component: 'link',
    wxml: '<t-link content="去别处" theme="primary" underline prefixIcon="link" navigatorProps="{{props}}" @success @complete/><t-link content="不能去" disabled/>',
    data: { props: { url: '/pages/other/other', openType: 'navigate' } },
    uses: [
      { sees: ['去别处', '不能去'], finds: '.t-link--underline .t-icon-link' },
      { tap: '去别处', hears: ['success'], sees: '别的一页' },
    ],
  },
  {
    component: 'image',
    wxml: '<t-image src="{{src}}" width="120" height="80" mode="aspectFill" shape="round" error="坏了" loading="等着" @load @error/><t-image src="" error="slot"><view slot="error">自己的话</view></t-image>',
    data: { src: '' },
    uses: [
      { sees: ['坏了', '自己的话'] },
      { set: { src: '/assets/photo.jpg' }, hears: ['load'], lacks: '坏了' },
      { styled: ['.t-image__img', 'width', '120px'] },
      { set: { src: '/assets/none.jpg' }, hears: ['error'], sees: '坏了', faults: /none\.jpg/ },
    ],
  },
  {
    component: 'loading',
    wxml: '<t-loading loading="{{loading}}" theme="spinner" text="等一等" size="30px"/><t-loading theme="dots"/><t-loading layout="vertical"><view slot="text">插槽的字</view></t-loading>',
    data: { loading: true },
    uses: [
      { sees: ['等一等', '插槽的字'], counts: ['.t-loading__spinner--spinner .t-loading__dot', 12] },
      { set: { loading: false }, lacks: '等一等' },
      { set: { loading: true }, sees: '等一等' },
    ],
  },
  {
    component: 'progress',
    wxml: '<t-progress percentage="{{now}}" theme="line" color="rgb(0, 200, 0)"/><t-progress percentage="{{now}}" theme="plump" label="办了"/><t-progress theme="circle" percentage="{{now}}" status="error"/>',
    data: { now: 30 },
    uses: [
      { sees: ['30%', '办了'] },
      {
        holds:
          "(() => { const bar = document.querySelector('.t-progress__inner').getBoundingClientRect(); const all = document.querySelector('.t-progress__bar').getBoundingClientRect(); return Math.abs(bar.width / all.width - 0.3) < 0.02; })()",
      },
      { set: { now: 100 }, sees: '100%', finds: '.t-progress--status--success' },
    ],
  },
  {
    component: 'skeleton',
    wxml: '<t-skeleton loading="{{loading}}" rowCol="{{rows}}" animation="gradient"><view>真的内容</view></t-skeleton>',
    data: { loading: true, rows: [1, [{ width: '40%', height: '20px' }, { width: '30%' }], { type: 'circle', size: '48px' }] },
    uses: [
      { counts: ['.t-skeleton__row', 3], lacks: '真的内容' },
      { set: { loading: false }, sees: '真的内容', hides: '.t-skeleton__row' },
    ],
  },
  {
    component: 'empty',
    wxml: '<t-empty icon="info-circle" description="没有东西"><t-button slot="action" bind:tap="heard">去看看</t-button></t-empty><t-empty image="/assets/photo.jpg" description="有图"/>',
    uses: [
      { sees: ['没有东西', '有图'], finds: '.t-icon-info-circle' },
      { tap: '去看看', hears: ['tap'] },
    ],
  },
  {
    component: 'result',
    wxml: '<t-result theme="{{theme}}" title="办好了" description="三天内到账"/><t-result icon="home" title="换图标"/>',
    data: { theme: 'success' },
    uses: [
      { sees: ['办好了', '三天内到账'], finds: '.t-icon-check-circle' },
      { finds: '.t-icon-home' },
      { set: { theme: 'error' }, finds: '.t-icon-close-circle' },
    ],
  },
  {
    component: 'divider',
    wxml: '<t-divider content="以下是旧的" align="left"/><t-divider dashed/><t-divider layout="vertical"/>',
    uses: [
      { sees: '以下是旧的', finds: '.t-divider--left' },
      { counts: ['.t-divider--dashed', 1] },
      { counts: ['.t-divider--vertical', 1] },
    ],
  },
  {
    component: 'footer',
    wxml: '<t-footer text="版权所有" links="{{links}}"/><t-footer logo="{{logo}}"/>',
    data: {
      links: [
        { name: '别处', url: '/pages/other/other', openType: 'navigate' },
        { name: '第二', url: '/pages/other/other' },
      ],
      logo: { icon: '/assets/photo.jpg', title: '品牌' },
    },
    uses: [{ sees: ['版权所有', '品牌', '第二'] }, { tap: '别处', sees: '别的一页' }],
  },
  {
    component: 'grid',
    wxml: '<t-grid column="{{column}}" border hover gutter="{{8}}" theme="card"><t-grid-item wx:for="{{list}}" wx:key="*this" text="{{item}}" icon="app"/></t-grid>',
    data: { column: 3, list: ['一', '二', '三', '四'] },
    uses: [
      {
        sees: ['一', '四'],
        holds:
          "(() => { const tops = [...document.querySelectorAll('.t-grid-item')].map((each) => Math.round(each.getBoundingClientRect().top)); return tops[0] === tops[2] && tops[3] > tops[0]; })()",
      },
      {
        set: { column: 2 },
        holds:
          "(() => { const tops = [...document.querySelectorAll('.t-grid-item')].map((each) => Math.round(each.getBoundingClientRect().top)); return tops[0] === tops[1] && tops[2] > tops[0]; })()",
      },
    ],
  },
  {
    component: 'grid-item',
    wxml: '<t-grid><t-grid-item text="求职" description="去看" image="/assets/photo.jpg" url="/pages/other/other" badgeProps="{{badge}}" @click/><t-grid-item layout="horizontal"><view slot="text">插槽</view></t-grid-item></t-grid>',
    data: { badge: { count: 9 } },
    uses: [{ sees: ['求职', '去看', '9', '插槽'] }, { tap: '求职', hears: ['click'], sees: '别的一页' }],
  },
  {
    component: 'row',
    wxml: '<t-row gutter="{{20}}"><t-col span="8"><view>三分之一</view></t-col><t-col span="16"><view>三分之二</view></t-col></t-row>',
    uses: [
      {
        sees: ['三分之一', '三分之二'],
        holds:
          "(() => { const [one, two] = [...document.querySelectorAll('.t-col')].map((each) => each.getBoundingClientRect()); return one.top === two.top && Math.abs(two.width / one.width - 2) < 0.1; })()",
      },
      { styled: ['.t-col', 'padding-left', '10px'] },
    ],
  },
  {
    component: 'col',
    wxml: '<t-row><t-col span="{{span}}" offset="6"><view>错开</view></t-col></t-row>',
    data: { span: 6 },
    uses: [
      {
        holds:
          "(() => { const col = document.querySelector('.t-col').getBoundingClientRect(); return Math.abs(col.left / innerWidth - 0.25) < 0.03 && Math.abs(col.width / innerWidth - 0.25) < 0.03; })()",
      },
      { set: { span: 12 }, holds: "Math.abs(document.querySelector('.t-col').getBoundingClientRect().width / innerWidth - 0.5) < 0.03" },
    ],
  },
  {
    component: 'count-down',
    wxml: '<t-count-down id="count" time="{{time}}" format="HH:mm:ss" @change @finish/><t-count-down time="{{3700000}}" autoStart="{{false}}" splitWithUnit theme="round"/>',
    data: { time: 3600000 },
    js: "pause() { this.selectComponent('#count').pause(); }, reset() { this.selectComponent('#count').reset(); },",
    uses: [
      { sees: '59 : 5', hears: ['change', { mm: 59 }] },
      { run: 'pause', sees: '时' },
      { set: { time: 900 }, hears: ['finish'] },
    ],
  },
  {
    component: 'notice-bar',
    wxml: '<t-notice-bar visible="{{visible}}" content="今天下午停电" theme="warning" operation="详情" suffixIcon="close" @click/><t-notice-bar visible marquee="{{marquee}}" content="{{long}}"/><t-notice-bar visible direction="vertical" interval="{{500}}" content="{{[\'第一条\', \'第二条\']}}" @change/>',
    data: { visible: true, long: '很长的通知'.repeat(20), marquee: { speed: 80, loop: -1, delay: 0 } },
    uses: [
      { sees: ['今天下午停电', '详情', '第一条'], hears: ['change'] },
      { tap: '详情', hears: ['click', { trigger: 'operation' }] },
      { tap: '.t-icon-close', hears: ['click', { trigger: 'suffix-icon' }] },
      {
        holds:
          "(() => { const moving = document.querySelectorAll('.t-notice-bar')[1].querySelector('.t-notice-bar__content'); return new DOMMatrix(getComputedStyle(moving).transform).m41 < -5; })()",
      },
      { set: { visible: false }, lacks: '今天下午停电' },
    ],
  },
  {
    component: 'fab',
    wxml: '<t-fab icon="add" text="发布" draggable="{{draggable}}" yBounds="{{[20, 20]}}" style="right: 16px; bottom: 32px" @click @dragstart @dragend/>',
    data: { draggable: false },
    uses: [
      { tap: '发布', hears: ['click'] },
      { set: { draggable: true }, sees: '发布' },
      {
        drag: ['[class*=t-draggable]', -100, -200],
        hears: ['dragend'],
        holds: "document.querySelector('[class*=t-draggable]').getBoundingClientRect().right < innerWidth - 60",
      },
    ],
  },
  {
    component: 'qrcode',
    wxml: '<t-qrcode value="https://example.cn/1" size="{{160}}" level="M" status="{{status}}" @refresh/>',
    data: { status: 'active' },
    uses: [
      {
        holds:
          "(() => { const canvas = document.querySelector('canvas'); const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height); let dark = 0; for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 0 && data[i] < 80) dark += 1; return dark > canvas.width * canvas.height * 0.2; })()",
      },
      { set: { status: 'expired' }, sees: '二维码过期' },
      { tap: '点击刷新', hears: ['refresh'] },
    ],
  },
  {
    component: 'table',
    wxml: '<t-table columns="{{columns}}" data="{{rows}}" rowKey="id" bordered stripe footerSummary="共两户" bind:row-click="heard" bind:cell-click="heard" @scroll/>',
    data: {
      columns: [
        { colKey: 'name', title: '姓名' },
        { colKey: 'sum', title: '金额', align: 'right' },
      ],
      rows: [
        { id: 1, name: '甲', sum: 600 },
        { id: 2, name: '乙', sum: 1200 },
      ],
    },
    uses: [
      { sees: ['姓名', '甲', '1200', '共两户'], finds: '.t-table--bordered' },
      { tap: '1200', hears: ['row-click', { index: 1 }] },
      { tap: '甲', hears: ['cell-click'] },
      { set: { rows: [] }, lacks: '甲' },
    ],
  },
  {
    component: 'transition',
    wxml: '<t-transition visible="{{visible}}" name="fade" durations="{{100}}" appear destoryOnHide @leaved>淡入淡出</t-transition>',
    wxss: '.t-fade-enter, .t-fade-leave-to { opacity: 0 } .t-fade-enter-active, .t-fade-leave-active { transition: opacity 100ms }',
    data: { visible: false },
    uses: [
      { lacks: '淡入淡出' },
      { set: { visible: true }, sees: '淡入淡出' },
      { set: { visible: false }, lacks: '淡入淡出', hears: ['leaved'] },
    ],
  },
  {
    component: 'watermark',
    wxml: '<t-watermark watermarkContent="{{mark}}" width="{{100}}" height="{{60}}" lineSpace="{{20}}" x="{{20}}" y="{{20}}"><view style="height: 300px">正文</view></t-watermark>',
    data: { mark: { text: '青石乡' } },
    uses: [
      {
        sees: '正文',
        holds:
          "[...document.querySelectorAll('wx-view')].some((each) => /url\\(.?data:image/.test(getComputedStyle(each).backgroundImage))",
      },
    ],
  },
  {
    component: 'config-provider',
    wxml: '<t-config-provider themeVars="{{vars}}" globalConfig="{{config}}"><t-button theme="primary">变色</t-button><t-cascader visible="{{visible}}" options="{{[]}}"/></t-config-provider>',
    data: { vars: { buttonPrimaryBgColor: 'rgb(9, 8, 7)', buttonPrimaryBorderColor: 'rgb(9, 8, 7)' }, config: {}, visible: false },
    js: "english() { const locale = require('tdesign-miniprogram/locale/en_US').default; this.setData({ config: locale, visible: true }); },",
    uses: [
      { sees: '变色', styled: ['.t-button', 'background-color', 'rgb(9, 8, 7)'] },
      { run: 'english', sees: 'Title' },
    ],
  },
];
