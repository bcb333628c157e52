// Opening a page: one tap, one page, and a way on even ten pages deep.
import { go } from '../../miniprogram/services/device';
import { putPhone } from './support/phone';

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
beforeEach(() => {
  putPhone();
});

it('opens once for two quick taps, and again afterwards', async () => {
  const opened: string[] = [];
  Object.assign(wx, { navigateTo: async ({ url }: { url: string }) => opened.push(url) });
  go('/a');
  go('/a');
  await turn();
  go('/b');
  await turn();
  expect(opened).toEqual(['/a', '/b']);
});

it('takes the place of the last page when no more can be opened', async () => {
  const replaced: string[] = [];
  Object.assign(wx, {
    navigateTo: () => Promise.reject({ errMsg: 'navigateTo:fail webview count limit exceed' }),
    redirectTo: async ({ url }: { url: string }) => replaced.push(url),
  });
  go('/k');
  await turn();
  expect(replaced).toEqual(['/k']);
});
