// The eyes of a use: whether what it expects has come true.
import type { Phone } from '../../support/stage';
import { inside } from './hands';
import type { Use } from './row';

/** What of the expected is not so, or null. */
export async function look(phone: Phone, use: Use): Promise<string | null> {
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
