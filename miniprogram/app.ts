// Starts the mini-program: the cloud environment, who I am, and word of a newer version.
import { ENV_ID } from './config';
import { sendWhenSignal } from './services/answers';
import { afterFirstLook } from './services/first-look';
import { attend, watchSignal } from './services/visit/sending';

App({
  onLaunch() {
    wx.cloud.init({ env: ENV_ID, traceUser: false });
    watchSignal();
    offerUpdate();
  },
  /** Asked early so that the first page need not wait, and again at each return: meanwhile somebody may have agreed, or taken it back. What waits is sent, and a phone that was cut off empties itself. */
  onShow({ path }: { path: string }) {
    afterFirstLook(path, () => {
      // A failure shows on the page that needs the answer.
      attend().catch(() => undefined);
      // What was answered without a signal goes now.
      sendWhenSignal();
    });
  },
});

/** A new version is used from the next start at the latest; offered at once, because old words about money mislead. */
function offerUpdate(): void {
  if (typeof wx.getUpdateManager !== 'function') return;
  const manager = wx.getUpdateManager();
  manager.onUpdateReady(() => {
    wx.showModal({ title: '有新版本', content: '点「好」换成新的，填的都在。', confirmText: '好', showCancel: false }).then(
      () => manager.applyUpdate(),
      () => undefined,
    );
  });
}
