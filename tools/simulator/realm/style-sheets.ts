// The project's style sheets in the document: app first, then components, then pages; a page's own hold only while it is on top.
import { CLASS_MARK, HOST_MARK } from '../project/marks';

const LAYERS = ['builtin', 'app', 'component', 'page'] as const;
export type Layer = (typeof LAYERS)[number];

export class StyleSheets {
  private readonly ends = new Map<Layer, Node>();
  private readonly sheets = new Map<string, HTMLStyleElement>();
  /** Sheets without a class prefix: they would reach other pages. */
  private readonly open = new Set<string>();

  constructor(private readonly sources: Readonly<Record<string, string>>) {
    for (const layer of LAYERS) this.ends.set(layer, document.head.appendChild(document.createComment(layer)));
  }

  /** Appends plain CSS at the end of a layer. */
  add(layer: Layer, css: string): HTMLStyleElement {
    const style = document.createElement('style');
    style.textContent = css;
    document.head.insertBefore(style, this.ends.get(layer) ?? null);
    return style;
  }

  /** Puts the sheet of a component or page into the document once; `prefix` null leaves its class names open to the page. */
  use(layer: Layer, path: string, prefix: string | null): void {
    const source = this.sources[path];
    if (source === undefined || this.sheets.has(path)) return;
    const css = source.replaceAll(CLASS_MARK, prefix ? `${prefix}--` : '').replaceAll(HOST_MARK, prefix ?? path);
    const style = this.add(layer, css);
    style.dataset.path = path;
    this.sheets.set(path, style);
    if (prefix === null && layer !== 'app') this.open.add(path);
  }

  /** Of the open sheets only those of the page on top hold. */
  show(paths: ReadonlySet<string>, withApp: boolean): void {
    for (const path of this.open) this.toggle(path, paths.has(path));
    this.toggle('app', withApp);
  }

  private toggle(path: string, on: boolean): void {
    const style = this.sheets.get(path);
    if (style) style.media = on ? 'all' : 'not all';
  }
}
