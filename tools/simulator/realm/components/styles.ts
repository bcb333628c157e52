// The default look of built-in components, in CSS px as WeChat draws them.
export const STYLES = `
[hidden]{display:none!important}
wx-view,wx-cover-view,wx-form,wx-checkbox-group,wx-radio-group,wx-navigator,wx-picker,wx-swiper,wx-swiper-item,wx-rich-text,wx-block{display:block}
wx-view,wx-text,wx-scroll-view,wx-navigator,wx-image{box-sizing:content-box}
wx-text,wx-label{display:inline;cursor:default}
wx-text{white-space:pre-line}
wx-text[space=nbsp],wx-text[space=ensp],wx-text[space=emsp]{white-space:pre-wrap}
wx-text[space=ensp]{word-spacing:.25em}wx-text[space=emsp]{word-spacing:.75em}
wx-text[selectable]{user-select:text;-webkit-user-select:text}
wx-navigator{cursor:default}
.navigator-hover{background:rgba(0,0,0,.1);opacity:.7}
wx-image,wx-cover-image{display:inline-block;position:relative;overflow:hidden;width:320px;height:240px}
wx-cover-image{display:block;width:100%;height:auto}
wx-image>img,wx-cover-image>img{position:absolute;left:0;top:0;width:100%;height:100%;border:0;visibility:hidden;user-select:none;-webkit-user-drag:none}
wx-image[loaded]>img,wx-cover-image[loaded]>img{visibility:visible}
wx-image[mode=widthFix][loaded]{height:auto!important}
wx-image[mode=widthFix][loaded]>img{position:static;display:block;width:100%;height:auto}
wx-image[mode=heightFix][loaded]{width:auto!important}
wx-image[mode=heightFix][loaded]>img{position:static;display:block;height:100%;width:auto}
wx-button{position:relative;display:block;margin-left:auto;margin-right:auto;padding:0 14px;box-sizing:border-box;font-size:18px;line-height:2.55555556;text-align:center;text-decoration:none;border-radius:5px;overflow:hidden;color:#000;background-color:#f8f8f8;cursor:default;user-select:none}
wx-button::after{content:" ";width:200%;height:200%;position:absolute;top:0;left:0;border:1px solid rgba(0,0,0,.2);transform:scale(.5);transform-origin:0 0;box-sizing:border-box;border-radius:10px;pointer-events:none}
wx-button[type=primary]{color:#fff;background-color:#07c160}wx-button[type=warn]{color:#fff;background-color:#fa5151}
wx-button[plain]{color:#353535;border:1px solid #353535;background-color:transparent}wx-button[plain]::after{border-width:0}
wx-button[plain][type=primary]{color:#07c160;border-color:#07c160}wx-button[plain][type=warn]{color:#fa5151;border-color:#fa5151}
wx-button[size=mini]{display:inline-block;line-height:2.3;font-size:13px;padding:0 1.34em}
wx-button[disabled]{color:rgba(0,0,0,.3)}wx-button[disabled][type=primary],wx-button[disabled][type=warn]{color:rgba(255,255,255,.6)}
wx-button.button-hover{background-color:#dedede}wx-button.button-hover[type=primary]{background-color:#06ad56}wx-button.button-hover[type=warn]{background-color:#e14949}
wx-button.button-hover[plain]{background-color:transparent;color:rgba(53,53,53,.6);border-color:rgba(53,53,53,.6)}
wx-button[loading]::before{content:" ";display:inline-block;width:18px;height:18px;margin-right:8px;vertical-align:middle;border-radius:50%;border:2px solid rgba(0,0,0,.15);border-top-color:#888;box-sizing:border-box;animation:wx-spin 1s linear infinite}
@keyframes wx-spin{to{transform:rotate(360deg)}}
wx-input{display:block;position:relative;overflow:hidden;height:1.4rem;min-height:1.4em;text-overflow:clip;white-space:nowrap;cursor:text;text-align:start}
wx-input>input,wx-textarea>textarea{display:block;margin:0;padding:0;border:0;outline:0;background:transparent;width:100%;height:100%;min-height:inherit;font:inherit;color:inherit;letter-spacing:inherit;text-align:inherit;line-height:inherit;text-decoration:inherit;resize:none;border-radius:0;appearance:none;-webkit-appearance:none;user-select:text;-webkit-user-select:text;position:relative;box-sizing:border-box}
wx-input>.wx-placeholder{position:absolute;left:0;right:0;top:0;bottom:0;display:flex;align-items:center;overflow:hidden;white-space:nowrap;pointer-events:none;color:gray}
wx-input>.wx-placeholder{padding:inherit}
wx-textarea{display:block;position:relative;width:300px;height:150px;cursor:text;white-space:pre-wrap}
wx-textarea[auto-height]{height:auto!important}
wx-textarea>textarea{overflow-y:auto;white-space:pre-wrap;word-break:break-word}
wx-textarea[auto-height]>textarea{overflow:hidden}
wx-textarea>.wx-placeholder{position:absolute;left:0;right:0;top:0;padding:inherit;pointer-events:none;color:gray;white-space:pre-wrap;overflow:hidden;max-height:100%}
wx-scroll-view{display:block;width:100%;overflow:hidden;overscroll-behavior:contain;-webkit-overflow-scrolling:touch}
wx-scroll-view[scroll-y]{overflow-y:auto}wx-scroll-view[scroll-x]{overflow-x:auto}
wx-scroll-view::-webkit-scrollbar{width:0;height:0}
.wx-desk wx-scroll-view[show-scrollbar]::-webkit-scrollbar{width:8px;height:8px}
.wx-desk wx-scroll-view[show-scrollbar]::-webkit-scrollbar-thumb{background:rgba(0,0,0,.2);border-radius:4px}
.wx-scroll-content{min-height:100%}
.wx-scroll-content.wx-hangs{position:relative}
.wx-scroll-content>[wx-refresher]{position:absolute;left:0;right:0;bottom:100%}
wx-scroll-view[enable-flex]>.wx-scroll-content{display:inherit;flex-flow:inherit;justify-content:inherit;align-items:inherit;align-content:inherit;gap:inherit;min-width:100%;height:100%;flex-shrink:0}
.wx-refresher{position:absolute;left:0;right:0;height:45px;display:flex;align-items:center;justify-content:center;gap:6px;opacity:0;pointer-events:none}
wx-scroll-view:has(>.wx-refresher){position:relative}
.wx-refresher[hidden]{display:none}
.wx-refresher>i{width:6px;height:6px;border-radius:50%;background:#c0c0c0;animation:wx-pulse 1s infinite}.wx-refresher>i:nth-child(2){animation-delay:.2s}.wx-refresher>i:nth-child(3){animation-delay:.4s}
@keyframes wx-pulse{50%{background:#888}}
wx-checkbox,wx-radio{display:inline-block;cursor:default}
wx-checkbox>*,wx-radio>*,wx-switch>*{vertical-align:middle}
.wx-choice-box{position:relative;display:inline-flex;align-items:center;justify-content:center;width:22px;height:22px;margin-right:5px;box-sizing:border-box;background:#fff;border:1px solid #d1d1d1;border-radius:3px;vertical-align:middle}
wx-radio>.wx-choice-box{border-radius:50%}
wx-checkbox[checked]>.wx-choice-box::before,wx-switch[checked]>.wx-choice-box::before{content:"";width:6px;height:11px;border:solid currentColor;border-width:0 2px 2px 0;transform:translateY(-1px) rotate(45deg)}
wx-radio[checked]>.wx-choice-box{background:currentColor;border-color:currentColor}
wx-radio[checked]>.wx-choice-box::before{content:"";width:6px;height:10px;border:solid #fff;border-width:0 2px 2px 0;transform:translateY(-1px) rotate(45deg)}
wx-checkbox[disabled]>.wx-choice-box,wx-radio[disabled]>.wx-choice-box,wx-switch[disabled]>*{opacity:.5}
wx-switch{display:inline-block;cursor:default}
.wx-switch{position:relative;display:inline-block;width:52px;height:32px;border-radius:16px;background:#dfdfdf;border:1px solid #dfdfdf;box-sizing:border-box;transition:background-color .1s}
.wx-switch::after{content:"";position:absolute;left:0;top:0;width:30px;height:30px;border-radius:50%;background:#fff;box-shadow:0 1px 3px rgba(0,0,0,.4);transition:transform .2s}
wx-switch[checked]>.wx-switch{background:currentColor;border-color:currentColor}wx-switch[checked]>.wx-switch::after{transform:translateX(20px)}
wx-slider{display:flex;align-items:center;margin:10px 18px;touch-action:pan-y}
.wx-slider-line{position:relative;flex:1;height:2px;border-radius:2px;margin:13px 0}
.wx-slider-done{height:100%;border-radius:inherit}
.wx-slider-block{position:absolute;top:50%;transform:translate(-50%,-50%);border-radius:50%;box-shadow:0 0 4px rgba(0,0,0,.2)}
.wx-slider-value{min-width:2em;padding-left:1em;color:#888;font-size:15px;text-align:center}.wx-slider-value:empty{display:none}
:focus{outline:none}
:focus-visible{outline:2px solid #2f7cf6;outline-offset:1px}wx-input :focus-visible,wx-textarea :focus-visible{outline:none}
wx-picker-view{display:block;position:relative;overflow:hidden}
.wx-wheels{position:absolute;inset:0;display:flex;overflow:hidden}
wx-picker-view-column{display:block;flex:1;position:relative;height:100%;min-width:0}
.wx-wheel{position:relative;flex:1;min-width:0;height:100%;overflow-y:auto;scroll-snap-type:y mandatory;overscroll-behavior:contain;text-align:center;outline:none}
.wx-wheel::-webkit-scrollbar{width:0}
.wx-wheel::before,.wx-wheel::after{content:"";display:block;height:calc(50% - var(--wx-item,34px)/2)}
.wx-wheel-items>*{height:var(--wx-item,34px);line-height:var(--wx-item,34px);box-sizing:border-box;overflow:hidden;scroll-snap-align:center;white-space:nowrap;text-overflow:ellipsis}
.wx-wheel-indicator{position:absolute;left:0;right:0;top:50%;height:34px;transform:translateY(-50%);border:solid rgba(0,0,0,.1);border-width:.5px 0;pointer-events:none;box-sizing:border-box;z-index:1}
.wx-wheel-mask{position:absolute;inset:0;pointer-events:none;z-index:1;background:linear-gradient(180deg,hsla(0,0%,100%,.95),hsla(0,0%,100%,.6)),linear-gradient(0deg,hsla(0,0%,100%,.95),hsla(0,0%,100%,.6));background-position:top,bottom;background-size:100% calc(50% - 17px);background-repeat:no-repeat}
.wx-picker-layer{background:rgba(0,0,0,.6)}
.wx-picker{position:absolute;left:0;right:0;bottom:0;background:#fff;border-radius:12px 12px 0 0;overflow:hidden;padding-bottom:var(--safe-bottom,0px)}
.wx-desk .wx-picker{left:50%;right:auto;bottom:50%;width:400px;transform:translate(-50%,50%);border-radius:12px}
.wx-picker-head{display:flex;justify-content:space-between;align-items:center;height:56px;border-bottom:.5px solid rgba(0,0,0,.1);font-size:17px}
.wx-picker-head span{font-weight:500;overflow:hidden;white-space:nowrap;text-overflow:ellipsis}
.wx-layer .wx-picker-head button{padding:0 20px;height:100%;color:#888}.wx-layer .wx-picker-head button:last-child{color:#07c160}
.wx-picker .wx-wheels{position:relative;inset:auto;height:264px;-webkit-mask-image:linear-gradient(180deg,rgba(0,0,0,.25),#000 42%,#000 58%,rgba(0,0,0,.25));mask-image:linear-gradient(180deg,rgba(0,0,0,.25),#000 42%,#000 58%,rgba(0,0,0,.25))}
.wx-picker .wx-wheels::after{content:"";position:absolute;left:0;right:0;top:110px;height:44px;border:solid rgba(0,0,0,.1);border-width:.5px 0;pointer-events:none;box-sizing:border-box}
wx-swiper{position:relative;height:150px;overflow:hidden;touch-action:pan-y}
.wx-swiper-track{position:absolute;inset:0}
wx-swiper-item{position:absolute!important;left:0;top:0;width:100%;height:100%;overflow:hidden;will-change:transform}
wx-swiper-item[wx-away]{visibility:hidden}
.wx-swiper-dots{position:absolute;left:0;right:0;bottom:10px;display:flex;justify-content:center;gap:8px;pointer-events:none}
.wx-swiper-dots i{width:8px;height:8px;border-radius:50%}
wx-progress{display:flex;align-items:center}.wx-progress{flex:1;position:relative;overflow:hidden}.wx-progress>div{height:100%}wx-progress>span{margin-left:15px;min-width:2em}wx-progress>span:empty{display:none}
wx-icon{display:inline-block;line-height:0}
wx-icon>i{display:inline-flex;align-items:center;justify-content:center;border-radius:50%;font-style:normal;line-height:1;font-weight:700}
wx-rich-text img{max-width:100%}
wx-canvas{display:block;position:relative;width:300px;height:150px}wx-canvas>canvas{position:absolute;inset:0;width:100%;height:100%}
wx-page-meta,wx-navigation-bar{display:none}
`;
