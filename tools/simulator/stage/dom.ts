// Makes elements of the stage in one expression.

type Child = Node | string | null | undefined | false;
type Props<E> = Partial<Omit<E, 'style' | 'dataset'>> & { style?: string; data?: Record<string, string> };

/** h('button.primary', {onclick}, '打开'). */
export function h<K extends keyof HTMLElementTagNameMap>(
  spec: K | `${K}.${string}`,
  props: Props<HTMLElementTagNameMap[K]> | null,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const [tag, ...classes] = spec.split('.') as [K, ...string[]];
  const element = document.createElement(tag);
  element.className = classes.join(' ');
  const { style, data, ...rest } = props ?? {};
  Object.assign(element, rest);
  if (style) element.setAttribute('style', style);
  Object.assign(element.dataset, data);
  element.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return element;
}
