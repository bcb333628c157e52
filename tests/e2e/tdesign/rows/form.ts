// Form controls: buttons, fields, choices, forms, uploads.
import type { Row } from '../row';

export const form: Row[] = [
  {
    component: 'button',
    wxml: '<t-button theme="primary" icon="add" loading="{{loading}}" disabled="{{disabled}}" block @tap>提交</t-button><t-button id="b2" theme="danger" variant="outline" size="large" shape="round" content="按内容"/>',
    data: { loading: false, disabled: false },
    uses: [
      { tap: '提交', hears: ['tap'], sees: '按内容', finds: '.t-icon-add' },
      { set: { loading: true }, finds: '.t-loading__spinner' },
      { set: { loading: false, disabled: true }, finds: '.t-button--disabled', hides: '.t-loading__spinner' },
      { finds: '.t-button--danger.t-button--outline.t-button--size-large.t-button--round' },
    ],
  },
  {
    component: 'input',
    wxml: '<view class="one"><t-input label="姓名" placeholder="请填" value="{{value}}" clearable maxlength="{{6}}" tips="按身份证" suffix="字" prefixIcon="user" status="error" @change @clear @focus @blur @enter @click/></view><view class="pass"><t-input type="password" value="abc" disabled/></view>',
    data: { value: '' },
    uses: [
      { sees: ['姓名', '按身份证', '字'], finds: '.t-icon-user' },
      { type: ['.one .t-input__control', '甲乙'], hears: ['change', { value: '甲乙' }] },
      { type: ['.one .t-input__control', '甲乙丙丁戊己庚辛'], hears: ['change', { value: '甲乙丙丁戊己' }] },
      { tap: '.one .t-input__control', hears: ['focus'] },
      { tap: '.t-icon-close-circle-filled', hears: ['clear'] },
      { type: ['.one .t-input__control', '子'], key: 'Enter', hears: ['enter', { value: '子' }] },
      { tap: '字', hears: ['click', { trigger: 'suffix' }] },
      { set: { value: '由外' }, holds: "document.querySelector('.t-input__control input').value === '由外'" },
      { holds: "document.querySelector('.pass input').type === 'password' && document.querySelector('.pass input').readOnly" },
    ],
  },
  {
    component: 'textarea',
    wxml: '<t-textarea label="说明" placeholder="写几句" maxcharacter="{{10}}" indicator bordered autosize @change @focus @blur bind:line-change="heard"/>',
    uses: [
      { sees: ['说明', '0 / 10'] },
      { type: ['.t-textarea__wrapper-inner', '甲乙'], hears: ['change', { value: '甲乙' }], sees: '4 / 10' },
      { tap: '.t-textarea__wrapper-inner', hears: ['focus'] },
      { type: ['.t-textarea__wrapper-inner', 'a\nb\nc\nd'], hears: ['line-change'] },
      { type: ['.t-textarea__wrapper-inner', 'ab'], hears: ['blur', { value: 'ab' }] },
    ],
  },
  {
    component: 'switch',
    wxml: '<t-switch value="{{value}}" @change/><view class="s2"><t-switch defaultValue="{{true}}" label="{{[\'开\', \'关\']}}" @change/></view><view class="s4"><t-switch disabled loading/></view>',
    data: { value: false },
    uses: [
      { tap: '.t-switch', nth: 0, hears: ['change', { value: true }] },
      { set: { value: true }, finds: '.t-switch__body--checked' },
      { sees: '开' },
      { tap: '.s2 .t-switch', hears: ['change', { value: false }], sees: '关' },
      { finds: '.s4 .t-loading' },
    ],
  },
  {
    component: 'checkbox',
    wxml: '<t-checkbox label="同意" content="看过条款" icon="rectangle" @change/><t-checkbox id="no" label="不能选" disabled @change/><view class="own"><t-checkbox checked="{{checked}}" label="由外"/></view>',
    data: { checked: false },
    uses: [
      { sees: ['同意', '看过条款'] },
      { tap: '同意', hears: ['change', { checked: true }], finds: '.t-icon-check-rectangle-filled' },
      { tap: '.t-checkbox__icon', nth: 0, hears: ['change', { checked: false }] },
      { tap: '不能选', holds: 'fixture.log.length === 0' },
      { set: { checked: true }, finds: '.own .t-checkbox--checked' },
    ],
  },
  {
    component: 'checkbox-group',
    wxml: '<t-checkbox-group value="{{value}}" options="{{options}}" max="{{2}}" @change/><t-checkbox-group id="g2" defaultValue="{{[\'x\']}}" @change><t-checkbox value="x" label="甲"/><t-checkbox value="y" label="乙"/><t-checkbox checkAll label="全部"/></t-checkbox-group>',
    data: {
      value: ['a'],
      options: [
        { label: '一', value: 'a' },
        { label: '二', value: 'b' },
        { label: '三', value: 'c', disabled: true },
      ],
    },
    uses: [
      { tap: '二', hears: ['change', { value: ['a', 'b'] }] },
      { tap: '三', holds: 'fixture.log.length === 0' },
      { tap: '乙', hears: ['change', { value: ['x', 'y'] }] },
      { tap: '全部', hears: ['change', { value: [] }] },
      { tap: '全部', hears: ['change', { value: ['x', 'y'] }] },
      { tap: '甲', hears: ['change', { value: ['y'] }] },
      { set: { value: ['b'] }, counts: ['.t-checkbox-option.t-checkbox--checked', 1] },
    ],
  },
  {
    component: 'radio',
    wxml: '<t-radio label="甲" content="说明" icon="line" @change/><t-radio id="u" label="可取消" allowUncheck defaultChecked @change/>',
    uses: [
      { tap: '甲', hears: ['change', { checked: true }], finds: '.t-icon-check' },
      { tap: '可取消', hears: ['change', { checked: false }] },
    ],
  },
  {
    component: 'radio-group',
    wxml: '<t-radio-group value="{{value}}" options="{{options}}" placement="right" @change/><view class="g2"><t-radio-group defaultValue="x" allowUncheck @change><t-radio value="x" label="男"/><t-radio value="y" label="女"/></t-radio-group></view>',
    data: {
      value: 'a',
      options: [
        { label: '一', value: 'a' },
        { label: '二', value: 'b' },
      ],
    },
    uses: [
      { tap: '二', hears: ['change', { value: 'b' }] },
      { tap: '女', hears: ['change', { value: 'y' }], counts: ['.g2 .t-icon-check-circle-filled', 1] },
      { set: { value: 'b' }, counts: ['.t-radio-option .t-icon-check-circle-filled', 1] },
    ],
  },
  {
    component: 'stepper',
    wxml: '<t-stepper value="{{value}}" min="{{1}}" max="{{4}}" theme="filled" @change @overlimit @focus @blur/>',
    data: { value: 3 },
    uses: [
      { tap: '.t-stepper__plus', hears: ['change', { value: 4 }] },
      { set: { value: 4 }, tap: '.t-stepper__plus', hears: ['overlimit', { type: 'plus' }] },
      { tap: '.t-stepper__minus', hears: ['change', { value: 3 }] },
      { type: ['.t-stepper__input', '2'], hears: ['blur', { value: '2' }] },
    ],
  },
  {
    component: 'slider',
    wxml: '<view class="one" style="padding: 40px 20px"><t-slider value="{{value}}" label showExtremeValue @change @dragstart @dragend/></view><view class="r" style="padding: 40px 20px"><t-slider range value="{{range}}" marks="{{marks}}" @change/></view>',
    data: { value: 20, range: [10, 60], marks: { 0: '小', 50: '中', 100: '大' } },
    uses: [
      { sees: ['20', '0', '100', '中'] },
      { drag: ['.one .t-slider__dot', 60, 0], hears: ['dragstart'] },
      { drag: ['.one .t-slider__dot', 60, 0], hears: ['change'] },
      { drag: ['.one .t-slider__dot', 30, 0], hears: ['dragend'] },
      { drag: ['.t-slider__dot--right', 40, 0], hears: ['change'] },
      { set: { value: 50 }, sees: '50' },
    ],
  },
  {
    component: 'rate',
    wxml: '<view class="one"><t-rate value="{{value}}" showText texts="{{[\'差\', \'次\', \'中\', \'良\', \'优\']}}" @change/></view><view class="half"><t-rate allowHalf defaultValue="{{2.5}}" count="{{6}}" disabled/></view>',
    data: { value: 3 },
    uses: [
      { sees: '中', counts: ['.half .t-rate__icon--selected-half', 1] },
      { tap: '.t-rate__icon', nth: 4, hears: ['change', { value: 5 }] },
      { set: { value: 2 }, sees: '次' },
      { drag: ['.one .t-rate__wrapper', 70, 0], hears: ['change', { value: 5 }] },
    ],
  },
  {
    component: 'search',
    wxml: '<t-search value="{{value}}" placeholder="找村" action="取消" resultList="{{list}}" @change @submit @clear @focus @blur @actionClick bind:action-click="heard"/>',
    data: { value: '', list: ['青石村', '青山村'] },
    uses: [
      { sees: '取消' },
      { type: ['.t-search .t-input__keyword', '青'], hears: ['change', { value: '青' }] },
      { type: ['.t-search .t-input__keyword', '石'], key: 'Enter', hears: ['submit', { value: '石' }] },
      { tap: '取消', hears: ['action-click'] },
      { tap: '.t-search__clear', hears: ['clear'] },
    ],
  },
  {
    component: 'form',
    wxml: '<t-form id="form" data="{{value}}" rules="{{rules}}" colon @submit @reset @validate><t-form-item label="姓名" name="name" help="真名"><t-input borderless value="{{value.name}}" placeholder="填姓名" bind:change="name"/></t-form-item></t-form><t-button bind:tap="submit">交</t-button><t-button bind:tap="reset">清</t-button>',
    data: { value: { name: '' }, rules: { name: [{ required: true, message: '要填姓名' }] } },
    js: "name(e) { this.setData({ 'value.name': e.detail.value }); }, submit() { this.selectComponent('#form').submit(); }, reset() { this.selectComponent('#form').reset(); }, ask() { this.selectComponent('#form').validate().then((r) => globalThis.fixture.log.push(['asked', { ok: r === true }])); },",
    uses: [
      { sees: ['姓名', '真名'] },
      { tap: '交', hears: ['submit'], sees: '要填姓名' },
      { run: 'ask', hears: ['asked', { ok: false }] },
      { type: ['.t-input__control', '甲'], holds: "fixture.page.data.value.name === '甲'" },
      { tap: '交', hears: ['submit', { validateResult: true }] },
      { tap: '清', hears: ['reset'] },
    ],
  },
  {
    component: 'form-item',
    wxml: '<t-form id="form" data="{{value}}" requiredMark><t-form-item label="电话" name="phone" arrow labelAlign="top" rules="{{rules}}" help="十一位"><t-input borderless value="{{value.phone}}" bind:change="phone"/></t-form-item></t-form><t-button bind:tap="submit">交</t-button>',
    data: {
      value: { phone: '12' },
      rules: [
        { required: true, message: '要填' },
        { len: 11, message: '不是十一位' },
      ],
    },
    js: "submit() { this.selectComponent('#form').submit(); }, phone(e) { this.setData({ 'value.phone': e.detail.value }); },",
    uses: [
      { sees: ['电话', '十一位'], finds: '.t-icon-chevron-right' },
      { tap: '交', sees: '不是十一位' },
      { type: ['.t-input__control', '19900000001'], holds: "fixture.page.data.value.phone === '19900000001'" },
      { tap: '交', lacks: '不是十一位' },
    ],
  },
  {
    component: 'upload',
    wxml: '<t-upload files="{{files}}" max="{{3}}" mediaType="{{[\'image\']}}" bind:add="add" @success @remove @click @fail bind:select-change="heard"/><t-upload id="list" theme="list" files="{{docs}}" addContent="加文件" @remove/>',
    data: {
      files: [{ url: '/assets/photo.jpg', name: '一.jpg', type: 'image' }],
      docs: [{ url: '/assets/a.pdf', name: '合同.pdf', type: 'file', size: 2048, status: 'done' }],
    },
    js: "add(e) { globalThis.fixture.log.push(['add', { n: e.detail.files.length }]); this.setData({ files: [...this.data.files, ...e.detail.files] }); },",
    uses: [
      { counts: ['.t-upload__thumbnail', 1], sees: ['合同.pdf', '加文件'] },
      { tap: '.t-upload__add-icon', choose: true, hears: ['add', { n: 1 }], counts: ['wx-image.t-image__img', 2] },
      { set: { 'files[0].status': 'loading', 'files[0].percent': 40 }, sees: '40%' },
      { set: { 'files[0].status': 'failed' }, sees: '上传失败' },
      { set: { 'files[0].status': 'done' }, tap: '.t-upload__close-btn', nth: 0, hears: ['remove', { index: 0 }] },
      { tap: '.t-upload__list-item-action', hears: ['remove', { index: 0 }] },
    ],
  },
];
