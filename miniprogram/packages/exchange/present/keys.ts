// The keys of a desk: only WeChat on a computer has them; wx.canIUse answers false there although they work.

export interface Keys {
  down: (event: { key: string }) => void;
  up: (event: { key: string }) => void;
}

export function listen(keys: Keys | undefined): void {
  if (!keys || typeof wx.onKeyDown !== 'function') return;
  const { down, up } = keys;
  wx.onKeyDown(down as WechatMiniprogram.OnKeyDownCallback);
  wx.onKeyUp(up as WechatMiniprogram.OnKeyUpCallback);
}

export function unlisten(keys: Keys | undefined): void {
  if (!keys || typeof wx.offKeyDown !== 'function') return;
  const { down, up } = keys;
  wx.offKeyDown(down as WechatMiniprogram.OffKeyDownCallback);
  wx.offKeyUp(up as WechatMiniprogram.OffKeyUpCallback);
}
