// The platform's clock on the stage: shown in Beijing time, and movable, since much of the story is waiting for days to pass.
import { h } from './dom';
import { server } from './server';

const HOUR = 3_600_000;
const BEIJING = 8 * HOUR;
const WEEKDAYS = '日一二三四五六';

export class StageClock {
  readonly element: HTMLElement;
  private readonly face = h('time', null);
  private readonly pick = h('input', {
    type: 'date',
    ariaLabel: '改到这一天',
    title: '改到这一天早上九点',
    onchange: () => this.pick.value && void this.set(Date.parse(`${this.pick.value}T01:00:00.000Z`)),
  });
  private offset = 0;

  constructor(now: number) {
    const move = (label: string, ms: number) => h('button', { onclick: () => void this.set(this.now() + ms) }, label);
    this.element = h(
      'div.clock',
      null,
      h('span', null, '现在是'),
      this.face,
      move('过 1 小时', HOUR),
      move('过 1 天', 24 * HOUR),
      move('过 7 天', 7 * 24 * HOUR),
      this.pick,
    );
    this.sync(now);
    window.setInterval(() => this.draw(), 1000);
  }

  sync(now: number): void {
    this.offset = now - Date.now();
    this.pick.value = new Date(now + BEIJING).toISOString().slice(0, 10);
    this.draw();
  }

  private now(): number {
    return Date.now() + this.offset;
  }

  private async set(instant: number): Promise<void> {
    this.sync((await server.clock(new Date(instant).toISOString())).now);
  }

  private draw(): void {
    const beijing = new Date(this.now() + BEIJING);
    const two = (n: number) => String(n).padStart(2, '0');
    this.face.textContent = `${beijing.getUTCFullYear()}年${beijing.getUTCMonth() + 1}月${beijing.getUTCDate()}日 星期${WEEKDAYS[beijing.getUTCDay()]} ${two(beijing.getUTCHours())}:${two(beijing.getUTCMinutes())}`;
  }
}
