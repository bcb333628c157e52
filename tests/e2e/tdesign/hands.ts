// The hands of a use: taps, typing, dragging on a phone.
import type { Locator } from 'playwright-core';
import type { Phone } from '../../support/stage';
import type { Use } from './row';

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** Does what a use says, field by field, and waits for the phone to rest. */
export async function act(phone: Phone, use: Use, patience: number): Promise<void> {
  if (use.set) await inside(phone, `void fixture.page.setData(${JSON.stringify(use.set)})`);
  if (use.run) await inside(phone, `void fixture.page.${use.run}()`);
  if (use.set || use.run) await phone.idle();
  if (use.tap) await touch(phone, await find(phone, use.tap, use.nth), use.at);
  if (use.choose) {
    await phone.idle();
    const consent = phone.frame.locator('#overlay').getByText('同意', { exact: true });
    if (await consent.isVisible()) await touch(phone, consent);
    await phone.idle();
    const picked = phone.choosePicture(PIXEL, 'a.png');
    await touch(phone, await find(phone, '从这台电脑选一张'));
    await picked;
  }
  if (use.type) {
    const found = await find(phone, use.type[0]);
    const field = (await found.evaluate((each) => /^(INPUT|TEXTAREA)$/.test(each.tagName)))
      ? found
      : found.locator('input, textarea').first();
    await field.fill(use.type[1], { timeout: patience });
    if (use.key) await field.press(use.key);
    await field.blur();
  }
  if (use.drag) await drag(phone, use.drag);
  if (use.hold) {
    await (await find(phone, use.hold)).hover();
    await phone.page.mouse.down();
    await new Promise((done) => setTimeout(done, 600));
    await phone.page.mouse.up();
  }
  if (use.scroll !== undefined) await phone.scrollTo(use.scroll);
  await phone.idle();
}

/** A finger on the middle of it: what lies there gets the tap, whatever it is. */
async function touch(phone: Phone, target: Locator, [dx, dy]: readonly [number, number] = [0, 0]): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error('what should be tapped has no box');
  await phone.page.mouse.click(box.x + box.width / 2 + dx, box.y + box.height / 2 + dy);
}

async function drag(phone: Phone, [selector, dx, dy]: readonly [string, number, number]): Promise<void> {
  const box = await (await find(phone, selector)).boundingBox();
  if (!box) throw new Error(`${selector} has no box`);
  const size = phone.page.viewportSize() ?? { width: 390, height: 800 };
  const x = Math.min(box.x + box.width / 2, size.width - 2);
  const y = Math.min(box.y + box.height / 2, size.height - 2);
  await phone.page.mouse.move(x, y);
  await phone.page.mouse.down();
  const steps = 8;
  for (let step = 1; step <= steps; step += 1) {
    await phone.page.mouse.move(x + (dx * step) / steps, y + (dy * step) / steps);
    // A finger needs frames to be seen moving.
    await new Promise((done) => setTimeout(done, 16));
  }
  await phone.page.mouse.up();
}

async function find(phone: Phone, target: string, nth?: number): Promise<Locator> {
  const scope = phone.frame.locator('.page-frame:not([hidden]), #overlay');
  const all = isSelector(target) ? scope.locator(target) : scope.getByText(target, { exact: true });
  const visible = all.filter({ visible: true });
  await visible
    .first()
    .waitFor({ state: 'visible', timeout: 3000 })
    .catch(() => {
      throw new Error(`nothing in sight matches "${target}"`);
    });
  return nth === undefined ? visible.last() : visible.nth(nth);
}

const isSelector = (target: string) => /^([.#[]|wx-|input|textarea|canvas)/.test(target);

/** Evaluates an expression over `fixture` in the phone; what an act answers is not carried out of it. */
export function inside<T>(phone: Phone, code: string): Promise<T> {
  return phone.frame.evaluate(`(() => { const { fixture } = globalThis; return (${code}); })()`) as Promise<T>;
}
