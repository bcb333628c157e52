// Conversations: messages, what is typed, what comes attached.
import type { Row } from '../row';

export const chat: Row[] = [
  {
    component: 'attachments',
    wxml: '<t-attachments items="{{items}}" removable imageViewer="{{false}}" @fileClick @remove/>',
    data: {
      items: [
        { name: '合同.pdf', size: 2048, url: '/a.pdf', fileType: 'pdf', status: 'success' },
        { name: '图', size: 10, url: '/assets/photo.jpg', fileType: 'image', status: 'success' },
      ],
    },
    uses: [
      { sees: ['合同.pdf', '2 KB'], counts: ['.file-image wx-image', 1] },
      { tap: '合同.pdf', hears: ['fileClick', { item: { name: '合同.pdf' } }] },
      { tap: '.t-icon-multiply', nth: 1, hears: ['remove', { index: 1 }] },
    ],
  },
  {
    component: 'chat-loading',
    wxml: '<t-chat-loading animation="{{animation}}" text="想一想"/>',
    data: { animation: 'moving' },
    uses: [
      { sees: '想一想', finds: '.t-chat-loading__moving' },
      { set: { animation: 'dots' }, finds: '.t-loading' },
      { set: { animation: 'skeleton' }, finds: '.t-skeleton' },
      { set: { animation: 'gradient' }, counts: ['.t-chat-loading__gradient', 1] },
    ],
  },
  {
    component: 'chat-thinking',
    wxml: '<t-chat-thinking status="{{status}}" content="{{content}}" collapsed="{{collapsed}}" layout="border" @collapsedChange/>',
    data: { status: 'pending', content: { title: '正在想', text: '想的过程' }, collapsed: false },
    uses: [
      { sees: ['正在想', '想的过程'], finds: '.t-chat-loading' },
      { set: { status: 'complete' }, finds: '.t-icon-check-circle' },
      { tap: '.t-icon-chevron-up', hears: ['collapsedChange', true], lacks: '想的过程' },
    ],
  },
  {
    component: 'chat-markdown',
    wxml: '<t-chat-markdown content="{{content}}" @click/>',
    data: {
      content:
        '# 大标题\n\n正文**加粗**，[去看](https://example.cn)\n\n- 甲\n- 乙\n\n| 列一 | 列二 |\n| --- | --- |\n| 一 | 二 |\n\n```js\nlet a = 1;\n```',
    },
    uses: [
      { sees: ['大标题', '加粗', '甲', '列二', 'let a = 1;'] },
      {
        tap: '去看',
        hears: ['click', { node: { type: 'link', href: 'https://example.cn' } }],
        missing: 'a tapped node keeps its own component in setData and reads __data__ from inside it',
      },
      { set: { content: '换了' }, sees: '换了', lacks: '大标题' },
    ],
  },
  {
    component: 'chat-content',
    wxml: '<t-chat-content content="{{text}}" role="user"/><t-chat-content content="{{mark}}" role="assistant" @click/>',
    data: { text: { type: 'text', data: '一 < 二' }, mark: { type: 'markdown', data: '**重点**' } },
    uses: [{ sees: ['一 < 二', '重点'] }, { set: { 'mark.data': '改过' }, sees: '改过' }],
  },
  {
    component: 'chat-message',
    wxml: '<t-chat-message avatar="/assets/photo.jpg" name="小青" datetime="今天 9:00" role="assistant" placement="left" content="{{content}}" status="{{status}}" chatId="c1" bind:message-longpress="heard"><view slot="actionbar">操作</view></t-chat-message>',
    data: {
      status: 'complete',
      content: [
        { type: 'markdown', data: '你好，**有事说**' },
        { type: 'thinking', data: { title: '想过了', text: '过程' } },
      ],
    },
    uses: [
      { sees: ['小青', '今天 9:00', '有事说', '想过了', '操作'] },
      { hold: '小青', hears: ['message-longpress', { id: 'c1' }] },
      { set: { status: 'pending' }, finds: '.t-skeleton', lacks: '有事说' },
    ],
  },
  {
    component: 'chat-list',
    wxml: '<view style="height: 400px"><t-chat-list id="list" layout="both" data="{{messages}}" reverse="{{false}}" style="height: 400px" @scroll><view slot="footer">底部</view></t-chat-list></view>',
    data: {
      messages: Array.from({ length: 20 }, (_, index) => ({
        role: index % 2 ? 'assistant' : 'user',
        name: `人${index}`,
        content: [{ type: 'text', data: `话${index}` }],
        status: 'complete',
      })),
    },
    js: "bottom() { this.selectComponent('#list').scrollToBottom(); },",
    uses: [{ sees: ['人0', '话19', '底部'] }, { run: 'bottom', hears: ['scroll'] }],
  },
  {
    component: 'chat-actionbar',
    wxml: '<t-chat-actionbar actionBar="{{[\'replay\', \'copy\', \'good\', \'bad\']}}" content="要复制的" chatId="c1" comment="{{comment}}" @actions/>',
    data: { comment: '' },
    uses: [
      { finds: '.t-icon-refresh' },
      { tap: '.t-icon-thumb-up', hears: ['actions', { name: 'good', active: true, chatId: 'c1' }], finds: '.t-icon-thumb-up-filled' },
      { tap: '.t-icon-copy', hears: ['actions', { name: 'copy', data: '要复制的' }] },
      { tap: '.t-icon-refresh', hears: ['actions', { name: 'replay' }] },
      { set: { comment: 'bad' }, finds: '.t-icon-thumb-down-filled' },
    ],
  },
  {
    component: 'chat-sender',
    wxml: '<t-chat-sender value="{{value}}" placeholder="说点什么" loading="{{loading}}" renderPresets="{{presets}}" visible="{{visible}}" @change @send @stop @focus @blur @uploadClick bind:updateVisible="show"/>',
    data: {
      value: '',
      loading: false,
      visible: false,
      presets: [
        { name: 'upload', presets: ['uploadCamera', 'uploadImage', 'uploadAttachment'], status: '' },
        { name: 'send', type: 'icon' },
      ],
    },
    js: 'show(e) { this.setData({ visible: e.detail }); },',
    uses: [
      { sees: '说点什么' },
      { type: ['.t-chat-sender__textarea--control', '你好'], hears: ['change', { value: '你好' }] },
      { set: { value: '你好' }, tap: '.t-icon-send-filled', hears: ['send', { value: '你好' }] },
      { set: { loading: true }, tap: '.send-btn-icon', hears: ['stop'] },
      { tap: '.t-icon-add', hears: ['uploadClick'], sees: ['拍摄', '文件'] },
    ],
  },
  {
    component: 'chat-record',
    wxml: '<t-chat-record @error @recognize @cancel><view slot="speechNoAuth">先给麦克风</view><view slot="speechInput">按住说话</view></t-chat-record>',
    uses: [
      { sees: '先给麦克风' },
      { tap: '先给麦克风', sees: '允许' },
      { tap: '允许', sees: '按住说话' },
      { hold: '按住说话', hears: ['recognize'], missing: 'speech comes from a plugin (WechatSI); the simulator runs no plugins' },
    ],
  },
];
