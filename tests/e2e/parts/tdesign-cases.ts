// Every component of the TDesign package: how a page writes it, what is seen, and for many what a finger does and what the page hears.
import type { Phone } from '../../support/stage';

export interface Case {
  /** The page's template; `hear` writes an event down in #log as [type, detail]. */
  wxml: string;
  data?: Record<string, unknown>;
  /** Further components the template uses. */
  uses?: string[];
  /** Words that must be in sight (or a selector with at least one visible match). */
  sees: string;
  /** Acts on it; afterwards #log must contain `hears`. */
  act?: (phone: Phone) => Promise<void>;
  hears?: string;
}

const items = [
  { value: 'a', label: '甲' },
  { value: 'b', label: '乙' },
  { value: 'c', label: '丙' },
];
const tree = [{ label: '青石乡', value: '1', children: [{ label: '一村', value: '11', children: [{ label: '一组', value: '111' }] }] }];

/** Drags with the mouse from the middle of a thing. */
async function drag(phone: Phone, selector: string, dx: number, dy: number): Promise<void> {
  const box = await phone.frame.locator(selector).filter({ visible: true }).first().boundingBox();
  if (!box) throw new Error(`${selector} is not there`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await phone.page.mouse.move(x, y);
  await phone.page.mouse.down();
  await phone.page.mouse.move(x + dx, y + dy, { steps: 6 });
  await phone.page.mouse.up();
  await phone.idle();
}

export const CASES: Record<string, Case> = {
  'action-sheet': {
    wxml: '<t-action-sheet visible items="{{items}}" bind:selected="hear" />',
    data: { items: [{ label: '拍照' }, { label: '相册' }] },
    sees: '相册',
    act: (phone) => phone.tap('相册'),
    hears: '"selected"',
  },
  avatar: { wxml: '<t-avatar>甲</t-avatar>', sees: '甲' },
  'avatar-group': {
    wxml: '<t-avatar-group max="2"><t-avatar>甲</t-avatar><t-avatar>乙</t-avatar></t-avatar-group>',
    uses: ['avatar'],
    sees: '甲',
  },
  'back-top': {
    wxml: '<view style="height:2000px">长</view><t-back-top text="顶部" visibility-height="{{100}}" scroll-top="{{500}}" />',
    sees: '顶部',
  },
  badge: { wxml: '<t-badge count="8">有新</t-badge>', sees: '8' },
  button: { wxml: '<t-button theme="primary" bind:tap="hear">交</t-button>', sees: '交', act: (phone) => phone.tap('交'), hears: '"tap"' },
  calendar: {
    wxml: '<t-calendar visible value="{{1772409600000}}" min-date="{{1772323200000}}" max-date="{{1774828800000}}" bind:confirm="hear" />',
    sees: '请选择日期',
    act: (phone) => phone.tap('确认'),
    hears: '"confirm"',
  },
  cascader: {
    wxml: '<view bind:tap="show">打开</view><t-cascader visible="{{visible}}" title="住哪里" options="{{tree}}" bind:change="hear" />',
    data: { tree },
    sees: '打开',
    act: async (phone) => {
      for (const each of ['打开', '青石乡', '一村', '一组']) await phone.tap(each);
    },
    hears: '"111"',
  },
  cell: {
    wxml: '<t-cell title="标题" note="说明" arrow bind:click="hear" />',
    sees: '说明',
    act: (phone) => phone.tap('标题'),
    hears: '"click"',
  },
  'cell-group': { wxml: '<t-cell-group title="一组"><t-cell title="一行" /></t-cell-group>', uses: ['cell'], sees: '一组' },
  'check-tag': {
    wxml: '<t-check-tag content="点我" bind:change="hear" />',
    sees: '点我',
    act: (phone) => phone.tap('点我'),
    hears: '"checked":true',
  },
  checkbox: {
    wxml: '<t-checkbox label="同意" bind:change="hear" />',
    sees: '同意',
    act: (phone) => phone.tap('同意'),
    hears: '"checked":true',
  },
  'checkbox-group': {
    wxml: '<t-checkbox-group bind:change="hear"><t-checkbox value="a" label="甲" /><t-checkbox value="b" label="乙" /></t-checkbox-group>',
    uses: ['checkbox'],
    sees: '乙',
    act: (phone) => phone.tap('乙'),
    hears: '["b"]',
  },
  col: { wxml: '<t-row><t-col span="12">左</t-col><t-col span="12">右</t-col></t-row>', uses: ['row'], sees: '右' },
  collapse: {
    wxml: '<t-collapse bind:change="hear"><t-collapse-panel header="点开" value="1">里面的</t-collapse-panel></t-collapse>',
    uses: ['collapse-panel'],
    sees: '点开',
    act: (phone) => phone.tap('点开'),
    hears: '["1"]',
  },
  'collapse-panel': {
    wxml: '<t-collapse value="{{["1"]}}"><t-collapse-panel header="开着" value="1">里面的</t-collapse-panel></t-collapse>',
    uses: ['collapse'],
    sees: '里面的',
  },
  'color-picker': { wxml: '<t-color-picker value="#0052d9" type="multiple" bind:change="hear" />', sees: '.t-color-picker__body' },
  'config-provider': { wxml: '<t-config-provider><t-button>套着</t-button></t-config-provider>', uses: ['button'], sees: '套着' },
  'count-down': { wxml: '<t-count-down time="{{3600000}}" auto-start="{{false}}" />', sees: '01 : 00 : 00' },
  'date-time-picker': {
    wxml: '<t-date-time-picker title="哪天" visible mode="date" value="2026-03-02" start="2026-01-01" end="2026-12-31" format="YYYY-MM-DD" bind:confirm="hear" />',
    sees: '哪天',
    act: (phone) => phone.tap('确定'),
    hears: '2026-03-02',
  },
  dialog: {
    wxml: '<t-dialog visible title="真的吗" confirm-btn="是" cancel-btn="否" bind:confirm="hear" />',
    sees: '真的吗',
    act: (phone) => phone.tap('是'),
    hears: '"confirm"',
  },
  divider: { wxml: '<t-divider content="分开" />', sees: '分开' },
  drawer: {
    wxml: '<t-drawer visible items="{{[{title:\'第一项\'}]}}" bind:item-click="hear" />',
    sees: '第一项',
    act: (phone) => phone.tap('第一项'),
    hears: '"item-click"',
  },
  'dropdown-item': {
    wxml: '<t-dropdown-menu><t-dropdown-item options="{{items}}" value="a" bind:change="hear" /></t-dropdown-menu>',
    data: { items },
    uses: ['dropdown-menu'],
    sees: '甲',
    act: async (phone) => {
      await phone.tap('甲');
      await phone.tap('丙');
    },
    hears: '"value":"c"',
  },
  'dropdown-menu': {
    wxml: '<t-dropdown-menu><t-dropdown-item label="排序" options="{{items}}" /></t-dropdown-menu>',
    data: { items },
    uses: ['dropdown-item'],
    sees: '排序',
  },
  empty: { wxml: '<t-empty description="没有东西" />', sees: '没有东西' },
  fab: { wxml: '<t-fab text="新建" bind:click="hear" />', sees: '新建', act: (phone) => phone.tap('新建'), hears: '"click"' },
  footer: { wxml: '<t-footer text="页脚" />', sees: '页脚' },
  form: {
    wxml: '<t-form data="{{form}}" bind:submit="hear"><t-form-item label="姓名" name="name"><t-input value="甲" /></t-form-item><t-button form-type="submit" type="submit">交表</t-button></t-form>',
    data: { form: { name: '甲' } },
    uses: ['form-item', 'input', 'button'],
    sees: '姓名',
  },
  'form-item': {
    wxml: '<t-form data="{{form}}"><t-form-item label="电话" name="tel"><t-input placeholder="填电话" /></t-form-item></t-form>',
    data: { form: { tel: '' } },
    uses: ['form', 'input'],
    sees: '电话',
  },
  grid: {
    wxml: '<t-grid column="2"><t-grid-item text="找活" bind:click="hear" /></t-grid>',
    uses: ['grid-item'],
    sees: '找活',
    act: (phone) => phone.tap('找活'),
    hears: '"click"',
  },
  'grid-item': { wxml: '<t-grid><t-grid-item text="一格" description="说明" /></t-grid>', uses: ['grid'], sees: '说明' },
  guide: {
    wxml: '<view class="here" style="margin:100px;width:60px">这里</view><t-guide current="{{0}}" steps="{{steps}}" bind:skip="hear" />',
    sees: '这里',
  },
  icon: { wxml: '<t-icon name="add" size="24px" /><view>图标</view>', sees: '图标' },
  image: {
    wxml: '<t-image src="/pic.svg" width="100" height="60" mode="aspectFill" bind:load="hear" /><view>图</view>',
    sees: '图',
    act: (phone) => phone.idle(),
    hears: '"load"',
  },
  'image-viewer': { wxml: '<t-image-viewer visible images="{{[\'/pic.svg\']}}" show-index bind:close="hear" close-btn />', sees: '1/1' },
  indexes: {
    wxml: '<t-indexes index-list="{{list}}" bind:select="hear"><t-indexes-anchor wx:for="{{list}}" wx:key="*this" index="{{item}}" /></t-indexes>',
    data: { list: ['A', 'B'] },
    uses: ['indexes-anchor'],
    sees: 'B',
  },
  'indexes-anchor': {
    wxml: '<t-indexes index-list="{{list}}"><t-indexes-anchor index="A" /><t-cell title="阿" /></t-indexes>',
    data: { list: ['A'] },
    uses: ['indexes', 'cell'],
    sees: '阿',
  },
  input: {
    wxml: '<t-input label="姓名" placeholder="请填" bind:change="hear" clearable />',
    sees: '姓名',
    act: (phone) => phone.type('[aria-placeholder="请填"]', '甲某'),
    hears: '甲某',
  },
  link: { wxml: '<t-link content="去看" bind:complete="hear" />', sees: '去看' },
  loading: { wxml: '<t-loading text="等一下" />', sees: '等一下' },
  message: { wxml: '<t-message visible content="一条消息" duration="{{-1}}" />', sees: '一条消息' },
  navbar: { wxml: '<t-navbar title="标题栏" left-arrow bind:go-back="hear" />', sees: '标题栏' },
  'notice-bar': {
    wxml: '<t-notice-bar visible content="通知" marquee="{{false}}" bind:click="hear" />',
    sees: '通知',
    act: (phone) => phone.tap('通知'),
    hears: '"click"',
  },
  overlay: {
    wxml: '<t-overlay visible bind:click="hear" />',
    sees: '.t-overlay',
    act: (phone) => phone.tap('.t-overlay'),
    hears: '"click"',
  },
  picker: {
    wxml: '<t-picker visible title="选一个" value="{{["a"]}}" bind:confirm="hear" bind:pick="hear"><t-picker-item options="{{items}}" /></t-picker>',
    data: { items },
    uses: ['picker-item'],
    sees: '选一个',
    act: async (phone) => {
      await drag(phone, '.t-picker-item__group', 0, -80);
      await phone.tap('确认');
    },
    hears: '"value":["c"]',
  },
  'picker-item': {
    wxml: '<t-picker visible><t-picker-item options="{{items}}" /></t-picker>',
    data: { items },
    uses: ['picker'],
    sees: '乙',
  },
  popover: {
    wxml: '<t-popover content="说明的话" visible><view slot="content">说明的话</view><view>看这里</view></t-popover>',
    sees: '看这里',
  },
  popup: {
    wxml: '<t-popup visible placement="bottom" bind:visible-change="hear"><view style="height:200px">弹层</view></t-popup>',
    sees: '弹层',
    act: async (phone) => {
      await phone.page.mouse.click(180, 200);
      await phone.idle();
    },
    hears: '"visible":false',
  },
  progress: { wxml: '<t-progress percentage="40" />', sees: '40%' },
  'pull-down-refresh': {
    wxml: '<t-pull-down-refresh value="{{fresh}}" bind:refresh="hear" bind:change="hear"><view style="height:300px">下拉</view></t-pull-down-refresh>',
    data: { fresh: false },
    sees: '下拉',
    act: (phone) => drag(phone, '.t-pull-down-refresh', 0, 250),
    hears: '"refresh"',
  },
  qrcode: { wxml: '<t-qrcode value="wugong" size="{{120}}" /><view>码</view>', sees: '码' },
  radio: {
    wxml: '<t-radio label="男" value="m" bind:change="hear" />',
    sees: '男',
    act: (phone) => phone.tap('男'),
    hears: '"checked":true',
  },
  'radio-group': {
    wxml: '<t-radio-group bind:change="hear" options="{{items}}" />',
    data: { items },
    sees: '乙',
    act: (phone) => phone.tap('乙'),
    hears: '"value":"b"',
  },
  rate: {
    wxml: "<t-rate value=\"{{2}}\" bind:change=\"hear\" show-text texts=\"{{['一','二','三','四','五']}}\" />",
    sees: '二',
    act: async (phone) => {
      const box = await phone.frame.locator('.t-rate__wrapper').first().boundingBox();
      if (box) await phone.page.mouse.click(box.x + box.width * 0.7, box.y + box.height / 2);
      await phone.idle();
    },
    hears: '"change"',
  },
  result: { wxml: '<t-result title="成了" description="三天内到账" theme="success" />', sees: '三天内到账' },
  row: { wxml: '<t-row gutter="10"><t-col span="8">三分之一</t-col></t-row>', uses: ['col'], sees: '三分之一' },
  'scroll-view': { wxml: '<t-scroll-view><view>滚</view></t-scroll-view>', sees: '滚' },
  search: {
    wxml: '<t-search placeholder="找人" bind:change="hear" bind:submit="hear" />',
    sees: '找人',
    act: async (phone) => {
      await phone.frame.locator('[aria-placeholder="找人"]').fill('zs');
      await phone.page.keyboard.press('Enter');
      await phone.idle();
    },
    hears: '"submit"',
  },
  segmented: {
    wxml: '<t-segmented options="{{items}}" value="a" bind:change="hear" />',
    data: { items },
    sees: '丙',
    act: (phone) => phone.tap('丙'),
    hears: '"value":"c"',
  },
  'side-bar': {
    wxml: '<t-side-bar value="a" bind:change="hear"><t-side-bar-item value="a" label="甲村" /><t-side-bar-item value="b" label="乙村" /></t-side-bar>',
    uses: ['side-bar-item'],
    sees: '乙村',
    act: (phone) => phone.tap('乙村'),
    hears: '"value":"b"',
  },
  'side-bar-item': {
    wxml: '<t-side-bar value="a"><t-side-bar-item value="a" label="甲村" /></t-side-bar>',
    uses: ['side-bar'],
    sees: '甲村',
  },
  skeleton: { wxml: '<t-skeleton loading theme="paragraph" /><view>骨架</view>', sees: '骨架' },
  slider: {
    wxml: '<view style="padding:40px"><t-slider value="{{20}}" bind:change="hear" bind:dragend="hear" /></view>',
    sees: '.t-slider__bar',
    act: (phone) => drag(phone, '.t-slider__dot', 80, 0),
    hears: '"dragend"',
  },
  'step-item': {
    wxml: '<t-steps current="1"><t-step-item title="交材料" /><t-step-item title="村里看" /></t-steps>',
    uses: ['steps'],
    sees: '村里看',
  },
  stepper: {
    wxml: '<t-stepper value="{{3}}" bind:change="hear" />',
    sees: '.t-stepper',
    act: (phone) => phone.tap('.t-stepper__plus'),
    hears: '"value":4',
  },
  steps: {
    wxml: '<t-steps layout="vertical" current="1"><t-step-item title="第一步" content="说明" /></t-steps>',
    uses: ['step-item'],
    sees: '第一步',
  },
  sticky: { wxml: '<t-sticky bind:scroll="hear"><view>吸顶</view></t-sticky><view style="height:2000px" />', sees: '吸顶' },
  'swipe-cell': {
    wxml: '<t-swipe-cell right="{{[{text:\'删掉\',style:\'background:red;color:#fff\'}]}}" bind:click="hear"><t-cell title="往左划" /></t-swipe-cell>',
    uses: ['cell'],
    sees: '往左划',
    act: async (phone) => {
      await drag(phone, '.t-swipe-cell', -150, 0);
      await phone.tap('删掉');
    },
    hears: '"click"',
  },
  swiper: {
    wxml: '<t-swiper list="{{[\'/pic.svg\',\'/pic.svg\']}}" autoplay="{{false}}" height="100" bind:change="hear" navigation="{{ {type:\'fraction\'} }}" />',
    sees: '1/2',
    act: (phone) => drag(phone, '.t-swiper', -200, 0),
    hears: '"current":1',
  },
  'swiper-nav': {
    wxml: '<t-swiper list="{{[\'/pic.svg\',\'/pic.svg\']}}" autoplay="{{false}}" height="100"><t-swiper-nav slot="nav" type="fraction" current="0" total="2" /></t-swiper>',
    uses: ['swiper'],
    sees: '1/2',
  },
  switch: {
    wxml: '<t-switch value="{{false}}" bind:change="hear" />',
    sees: '.t-switch',
    act: (phone) => phone.tap('.t-switch'),
    hears: '"value":true',
  },
  'tab-bar': {
    wxml: '<t-tab-bar value="a" bind:change="hear"><t-tab-bar-item value="a">首页</t-tab-bar-item><t-tab-bar-item value="b">我的</t-tab-bar-item></t-tab-bar>',
    uses: ['tab-bar-item'],
    sees: '我的',
    act: (phone) => phone.tap('我的'),
    hears: '"value":"b"',
  },
  'tab-bar-item': {
    wxml: '<t-tab-bar value="a"><t-tab-bar-item value="a">首页</t-tab-bar-item></t-tab-bar>',
    uses: ['tab-bar'],
    sees: '首页',
  },
  'tab-panel': {
    wxml: '<t-tabs value="a"><t-tab-panel label="一页" value="a">一页里</t-tab-panel></t-tabs>',
    uses: ['tabs'],
    sees: '一页里',
  },
  table: {
    wxml: '<t-table data="{{rows}}" columns="{{columns}}" row-key="id" />',
    data: { rows: [{ id: 1, name: '甲某' }], columns: [{ colKey: 'name', title: '姓名' }] },
    sees: '甲某',
  },
  tabs: {
    wxml: '<t-tabs value="a" bind:change="hear"><t-tab-panel label="一页" value="a">一页里</t-tab-panel><t-tab-panel label="二页" value="b">二页里</t-tab-panel></t-tabs>',
    uses: ['tab-panel'],
    sees: '二页',
    act: (phone) => phone.tap('二页'),
    hears: '"value":"b"',
  },
  tag: { wxml: '<t-tag closable bind:close="hear">标签</t-tag>', sees: '标签' },
  text: { wxml: '<t-text content="一段字" />', sees: '一段字' },
  textarea: {
    wxml: '<t-textarea label="意见" placeholder="说说看" maxlength="200" indicator bind:change="hear" />',
    sees: '意见',
    act: (phone) => phone.type('[aria-placeholder="说说看"]', '很好'),
    hears: '很好',
  },
  title: { wxml: '<t-title content="大标题" />', sees: '大标题' },
  toast: { wxml: '<t-toast visible message="轻提示" duration="{{-1}}" />', sees: '轻提示' },
  transition: { wxml: '<t-transition visible name="fade">淡入</t-transition>', sees: '淡入' },
  'tree-select': {
    wxml: '<t-tree-select options="{{tree}}" value="{{["1","11","111"]}}" bind:change="hear" />',
    data: { tree },
    sees: '一组',
    act: (phone) => phone.tap('一组'),
    hears: '"change"',
  },
  upload: { wxml: '<t-upload files="{{[]}}" bind:add="hear" media-type="{{["image"]}}" />', sees: '.t-upload' },
  'message-item': { wxml: '<t-message-item visible content="一条" duration="{{-1}}" />', sees: '一条' },
  paragraph: { wxml: '<t-paragraph content="一段话" />', sees: '一段话' },
  watermark: { wxml: '<t-watermark content="水印"><view>纸</view></t-watermark>', sees: '纸' },
};
