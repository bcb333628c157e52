// Small things the phone does for us: call somebody, say a word, show a picture, open a page. Each fails quietly: none is worth a broken page.

/** Dial; people cancel often, and a desk has no telephone: then the number is put on the clipboard. */
export function dial(phone: string): void {
  if (phone === '') return;
  wx.makePhoneCall({ phoneNumber: phone }).catch((thrown: unknown) => {
    if (String((thrown as { errMsg?: string }).errMsg).includes('cancel')) return;
    wx.setClipboardData({ data: phone }).catch(() => undefined);
  });
}

/** One short line that goes away by itself. For what went well; what went wrong stays on the page. */
export function say(words: string): void {
  wx.showToast({ title: words, icon: 'none', duration: 2500 }).catch(() => undefined);
}

export function showPicture(url: string, all: string[] = [url]): void {
  wx.previewImage({ current: url, urls: all }).catch(() => undefined);
}

let opening = false;

/** Open a page, once: a second tap while it opens is the same tap. Ten pages deep WeChat opens no more; then the last one makes room. */
export function go(url: string): void {
  if (opening) return;
  opening = true;
  wx.navigateTo({ url })
    .catch(() => wx.redirectTo({ url }))
    .catch(() => undefined)
    .finally(() => {
      opening = false;
    });
}
