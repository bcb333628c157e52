// What the platform limits and nobody sees: the largest setData so far and the number of nodes of the page on top.
import { component } from 'glass-easel-miniprogram-adapter';

let largest = 0;
let largestIn = '';

/** Watches every setData of the project's pages and components. */
export function installMeasures(): void {
  const prototype = component.ComponentCaller.prototype as unknown as {
    is: string;
    setData(data: Record<string, unknown>, done?: () => void): void;
  };
  const write = Object.getOwnPropertyDescriptor(prototype, 'setData')?.value as typeof prototype.setData;
  prototype.setData = function (data, done) {
    const size = JSON.stringify(data)?.length ?? 0;
    if (size > largest) {
      largest = size;
      largestIn = this.is;
    }
    write.call(this, data, done);
  };
}

/** Characters of the largest setData, where it was, and elements of the visible page. */
export function measures(): { setData: number; setDataIn: string; nodes: number } {
  const page = [...document.querySelectorAll<HTMLElement>('.page-frame')].find((each) => !each.hidden);
  return { setData: largest, setDataIn: largestIn, nodes: page?.querySelectorAll('.page-scroller *').length ?? 0 };
}
