// Small things the phone does for us: call somebody, say a word, show a picture, open a page. Each fails quietly: none is worth a broken page.

/** Dial; people cancel often, and a desk has no telephone: then the number is put on the clipboard. Answers whether it was dialled. */
export async function dial(phone: string): Promise<boolean> {
  if (phone === '') return false;
  try {
    await wx.makePhoneCall({ phoneNumber: phone });
    return true;
  } catch (thrown) {
    if (!String((thrown as { errMsg?: string }).errMsg).includes('cancel')) wx.setClipboardData({ data: phone }).catch(() => undefined);
    return false;
  }
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
