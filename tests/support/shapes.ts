// What a page looks like to eyes and fingers: what sticks out, what is too small to touch, which rules of accessibility it breaks.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Phone } from './phone';

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

/** What sticks out of the page to the right, by its words. */
export function overflowing(phone: Phone): Promise<string[]> {
  return phone.frame.evaluate(() => {
    const page = document.querySelector('.page-frame:not([hidden])');
    return [...(page?.querySelectorAll<HTMLElement>('*') ?? [])]
      .filter((each) => {
        const { right, left, width } = each.getBoundingClientRect();
        return width > 0 && (right > innerWidth + 1 || left < -1) && getComputedStyle(each).visibility !== 'hidden';
      })
      .map((each) => `${each.tagName} ${each.className} ${each.innerText?.slice(0, 30)}`);
  });
}

/** What can be touched and is smaller than a finger, by its words; size in px. */
export function tooSmall(phone: Phone, least: number): Promise<string[]> {
  return phone.frame.evaluate((px) => {
    const page = document.querySelector('.page-frame:not([hidden])');
    const roles = '[aria-role=button],[role=button],[role=link],[role=tab],[role=checkbox],[role=radio],wx-button,wx-switch,input,textarea';
    return [...(page?.querySelectorAll<HTMLElement>(roles) ?? [])]
      .map((each) => ({ each, box: each.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && box.height > 0 && (box.height < px - 0.5 || box.width < px - 0.5))
      .map(
        ({ each, box }) =>
          `${each.tagName} ${each.className} "${each.innerText?.slice(0, 20)}" ${Math.round(box.width)}×${Math.round(box.height)}`,
      );
  }, least);
}

/** Words that their box cuts off, where no dots and no scrolling were meant; by the box and the words. Hints of empty fields count. */
export function clipped(phone: Phone): Promise<string[]> {
  return phone.frame.evaluate(() => {
    const page = document.querySelector('.page-frame:not([hidden])');
    const cut = (words: HTMLElement): string => {
      const range = document.createRange();
      range.selectNodeContents(words);
      const text = range.getBoundingClientRect();
      for (let box: HTMLElement | null = words; box && box !== page; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.textOverflow === 'ellipsis' || style.getPropertyValue('-webkit-line-clamp') !== 'none') return '';
        if (/auto|scroll/.test(style.overflowX + style.overflowY)) return '';
        const edge = box.getBoundingClientRect();
        const across = /hidden|clip/.test(style.overflowX) && (text.right > edge.right + 1.5 || text.left < edge.left - 1.5);
        // Letters are lower than their line: what is cut of the line is not cut of them at once.
        const along = /hidden|clip/.test(style.overflowY) && (text.bottom > edge.bottom + 3 || text.top < edge.top - 3);
        // A box of nothing is hidden on purpose.
        if ((across || along) && edge.width > 2 && edge.height > 2) return `${box.className}: ${words.textContent?.trim().slice(0, 24)}`;
      }
      return '';
    };
    return [...(page?.querySelectorAll<HTMLElement>('*') ?? [])]
      .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== ''))
      .filter((each) => each.getClientRects().length > 0 && getComputedStyle(each).visibility !== 'hidden')
      .map(cut)
      .filter((found) => found !== '');
  });
}

/** Rules of accessibility that a page breaks. */
export async function breaches(phone: Phone): Promise<string[]> {
  await phone.frame.evaluate(AXE);
  return phone.frame.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(scope: Element, options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    // The empty layer for sheets and the mark of who looks lie over everything and hide from axe what is under them.
    const over = [...document.querySelectorAll<HTMLElement>('#overlay, [class*="watermark"]')];
    const shown = over.map((each) => each.style.display);
    for (const each of over) each.style.display = 'none';
    const page = document.querySelector('.page-frame:not([hidden])') as Element;
    const { violations } = await axe.run(page, {
      runOnly: { type: 'rule', values: ['color-contrast', 'image-alt', 'button-name', 'label', 'aria-valid-attr-value', 'aria-roles'] },
    });
    over.forEach((each, at) => {
      each.style.display = shown[at] as string;
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary.slice(0, 200)}`),
    );
  });
}
