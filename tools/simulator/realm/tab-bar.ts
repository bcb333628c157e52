// The native tab bar of a phone, drawn from app.json.
import type { AppConfig } from '../project/types';

export const TAB_BAR_HEIGHT = 50;

export class TabBar {
  readonly element = document.createElement('div');
  private readonly items: HTMLButtonElement[];

  constructor(
    private readonly config: NonNullable<AppConfig['tabBar']>,
    packageUrl: (path: string) => string,
    tapped: (pagePath: string, index: number, text: string) => void,
  ) {
    this.element.className = 'tab-bar';
    this.element.setAttribute('role', 'tablist');
    this.element.style.backgroundColor = config.backgroundColor ?? '#ffffff';
    this.element.style.borderTopColor = config.borderStyle === 'white' ? '#ffffff' : 'rgba(0,0,0,.2)';
    this.items = config.list.map((item, index) => {
      const button = document.createElement('button');
      button.setAttribute('role', 'tab');
      if (item.iconPath) {
        const icon = button.appendChild(document.createElement('img'));
        icon.dataset.off = packageUrl(item.iconPath);
        icon.dataset.on = packageUrl(item.selectedIconPath ?? item.iconPath);
        icon.alt = '';
      }
      button.append(Object.assign(document.createElement('span'), { textContent: item.text }));
      button.append(Object.assign(document.createElement('em'), { hidden: true }));
      button.addEventListener('click', () => tapped(item.pagePath, index, item.text));
      return button;
    });
    this.element.append(...this.items);
  }

  /** Shows the bar under a tab page with its item lit, hides it elsewhere. */
  light(pagePath: string | null): void {
    const lit = this.config.list.findIndex((item) => item.pagePath === pagePath);
    this.element.hidden = lit < 0;
    this.items.forEach((button, index) => {
      button.style.color = (index === lit ? this.config.selectedColor : this.config.color) ?? (index === lit ? '#3cc51f' : '#7a7e83');
      button.setAttribute('aria-selected', String(index === lit));
      const icon = button.querySelector('img');
      if (icon) icon.src = (index === lit ? icon.dataset.on : icon.dataset.off) ?? '';
    });
  }

  set(index: number, { badge, dot }: { badge?: string; dot?: boolean }): void {
    const mark = this.items[index]?.querySelector('em');
    if (!mark) return;
    mark.textContent = badge ?? '';
    mark.hidden = !(badge || dot);
    mark.className = dot ? 'dot' : 'badge';
  }
}
