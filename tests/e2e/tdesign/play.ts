// Plays the uses of a row on a phone and tells what did not come true.
import type { Locator } from 'playwright-core';
import type { Phone } from '../../support/stage';
import { pageOf } from './fixture';
import type { Row, Use } from './row';

/** Longest an effect may take (ms): animations and timers of the components included. */
const PATIENCE = 5000;
/** How long a use marked as missing gets before it counts as not working (ms). */
const SHORT = 800;

export interface Outcome {
  component: string;
  /** Uses that work, and all of them; mounting is none. */
  works: number;
  of: number;
  /** What should work and does not, in words. */
  broken: string[];
  /** What is marked as missing and works by now. */
  healed: string[];
  missing: string[];
}

/** Opens the row's page and goes through its uses; a use that fails does not stop the next. */
export async function play(phone: Phone, row: Row): Promise<Outcome> {
  const outcome: Outcome = { component: row.component, works: 0, of: row.uses.length, broken: [], healed: [], missing: [] };
  await phone.errors();
  const before = (await phone.errors()).length;
  let told = before;
  const reports = async (allowed?: RegExp): Promise<string | null> => {
    const all = await phone.errors();
    const fresh = all.slice(told).filter((text) => !allowed?.test(text));
    told = all.length;
    return fresh.length > 0 ? `reported ${fresh.map((text) => text.split('\n').slice(0, 3).join(' | ')).join(' ; ')}` : null;
  };
  const fault =
    (await phone.open(`/${pageOf(row)}`).then(
      () => null,
      (error: Error) => error.message,
    )) ?? (await reports());
  if (fault) (row.missing ? outcome.missing : outcome.broken).push(row.missing ?? `mounting: ${fault}`);
  else if (row.missing) outcome.healed.push(`mounting (${row.missing})`);
  for (const [index, use] of row.uses.entries()) {
    const wrong = (await attempt(phone, use)) ?? (await reports(use.faults));
    if (!wrong) outcome.works += 1;
    const name = `use ${index + 1} ${JSON.stringify({ ...use, missing: undefined })}`;
    if (wrong && use.missing) outcome.missing.push(use.missing);
    else if (wrong) outcome.broken.push(`${name}: ${wrong}`);
    else if (use.missing) outcome.healed.push(`${name} (${use.missing})`);
    if (wrong) await reports();
  }
  return outcome;
}

async function attempt(phone: Phone, use: Use): Promise<string | null> {
  const patience = use.missing ? SHORT : PATIENCE;
  try {
    await inside(phone, 'void (fixture.log.length = 0)');
    await act(phone, use, patience);
    const until = Date.now() + patience;
    for (;;) {
      const wrong = await look(phone, use);
      if (!wrong) return null;
      if (Date.now() > until) return wrong;
      await new Promise((done) => setTimeout(done, 40));
    }
  } catch (error) {
    return String(error instanceof Error ? error.message : error)
      .split('\n')
      .slice(0, 4)
      .join(' | ');
  }
}

async function act(phone: Phone, use: Use, patience: number): Promise<void> {
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

/** What of the expected is not so, or null. */
async function look(phone: Phone, use: Use): Promise<string | null> {
  if (use.hears) {
    const log = await inside<[string, unknown][]>(phone, 'fixture.log');
    const [event, detail] = use.hears;
    if (!log.some(([type, said]) => type === event && contains(said, detail))) return `heard ${JSON.stringify(log).slice(0, 600)}`;
  }
  if (use.sees || use.lacks) {
    const text = await phone.text();
    const unseen = [use.sees ?? []].flat().filter((words) => !text.includes(words));
    if (unseen.length > 0) return `not in sight: ${unseen.join(', ')}; in sight: ${text.replace(/\s+/g, ' ').slice(0, 300)}`;
    if (use.lacks && text.includes(use.lacks)) return `still in sight: ${use.lacks}`;
  }
  if (use.finds && (await seen(phone, use.finds)) === 0) return `nothing visible is ${use.finds}`;
  if (use.hides && (await seen(phone, use.hides)) > 0) return `still visible: ${use.hides}`;
  if (use.counts) {
    const number = await phone.frame.locator(use.counts[0]).count();
    if (number !== use.counts[1]) return `${use.counts[0]}: ${number}`;
  }
  if (use.styled) {
    const [selector, property, value] = use.styled;
    const is = await phone.frame.evaluate(
      ([which, name]) => {
        const found = document.querySelector(which as string);
        return found ? getComputedStyle(found).getPropertyValue(name as string) : `no ${which}`;
      },
      [selector, property],
    );
    if (is !== value) return `${selector} ${property} is ${is}`;
  }
  if (use.has) {
    const [selector, name, value] = use.has;
    const is = await phone.frame.evaluate(
      ([which, key]) => {
        const found = document.querySelector(which as string) as (Element & Record<string, unknown>) | null;
        return found ? String(found.getAttribute(key as string) ?? found[key as string]) : `no ${which}`;
      },
      [selector, name],
    );
    if (is !== value) return `${selector} ${name} is ${is}`;
  }
  if (use.holds && !(await inside<boolean>(phone, `!!(${use.holds})`))) return `not so: ${use.holds}`;
  return null;
}

function seen(phone: Phone, selector: string): Promise<number> {
  return phone.frame.locator('.page-frame:not([hidden]), #overlay').locator(selector).filter({ visible: true }).count();
}

/** Whether `said` has at least what `wanted` names. */
function contains(said: unknown, wanted: unknown): boolean {
  if (wanted === undefined) return true;
  if (wanted === null || typeof wanted !== 'object') return said === wanted;
  if (said === null || typeof said !== 'object') return false;
  if (Array.isArray(wanted) && (!Array.isArray(said) || said.length !== wanted.length)) return false;
  return Object.entries(wanted).every(([key, value]) => contains((said as Record<string, unknown>)[key], value));
}

/** Evaluates an expression over `fixture` in the phone; what an act answers is not carried out of it. */
function inside<T>(phone: Phone, code: string): Promise<T> {
  return phone.frame.evaluate(`(() => { const { fixture } = globalThis; return (${code}); })()`) as Promise<T>;
}

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
