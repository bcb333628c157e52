// rpx in inline styles: 750 rpx are the width of the window.

/** Rewrites `20rpx` to a length every browser knows. */
export function withRpx(style: string): string {
  return style.includes('rpx')
    ? style.replace(/(-?\d*\.?\d+)rpx\b/g, (_, n: string) => `${Number((Number(n) / 7.5).toFixed(5))}vw`)
    : style;
}
