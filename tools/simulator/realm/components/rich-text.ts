// rich-text: HTML or a tree of nodes, cut down to what WeChat lets through.
import { builtin } from './builtin';
import { withRpx } from './rpx';

const TAGS = new Set(
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section small span strong sub sup table tbody td tfoot th thead tr tt u ul'.split(
    ' ',
  ),
);
/** Attributes besides class and style, by tag. */
const ATTRIBUTES: Record<string, string[]> = {
  bdo: ['dir'],
  col: ['span', 'width'],
  colgroup: ['span', 'width'],
  font: ['color', 'face'],
  img: ['alt', 'src', 'height', 'width'],
  ol: ['start', 'type'],
  table: ['width'],
  td: ['colspan', 'height', 'rowspan', 'width'],
  th: ['colspan', 'height', 'rowspan', 'width'],
};

interface TextNode {
  type: 'text';
  text?: string;
}
interface ElementNode {
  type?: 'node';
  name?: string;
  attrs?: Record<string, string>;
  children?: RichNode[];
}
type RichNode = TextNode | ElementNode;

export const richText = builtin('rich-text', { nodes: null, space: '', userSelect: false, selectable: false, mode: 'default' }, (part) => {
  const make = (node: RichNode): Node | null => {
    if (node.type === 'text') return document.createTextNode(decode(node.text ?? ''));
    const name = (node.name ?? '').toLowerCase();
    if (!TAGS.has(name)) return null;
    const el = document.createElement(name);
    for (const [key, value] of Object.entries(node.attrs ?? {})) {
      if (key === 'style') el.setAttribute('style', withRpx(String(value)));
      else if (key === 'class') el.className = part.pageClass(String(value));
      else if (
        ATTRIBUTES[name]?.includes(key) &&
        !(key === 'src' && !/^(data:image|https?:\/\/(127\.0\.0\.1|localhost)[:/])/.test(String(value)))
      )
        el.setAttribute(key, String(value));
    }
    for (const child of node.children ?? []) el.append(make(child) ?? '');
    return el;
  };
  return {
    update(changed) {
      part.el.toggleAttribute('selectable', part.data.userSelect || part.data.selectable);
      if (!changed.has('nodes')) return;
      const { nodes } = part.data;
      const list = typeof nodes === 'string' ? parse(nodes) : Array.isArray(nodes) ? (nodes as RichNode[]) : [];
      part.el.replaceChildren(...list.map(make).filter((each) => each !== null));
    },
  };
});

/** Reads HTML without running any of it. */
function parse(html: string): RichNode[] {
  const read = (node: Node): RichNode[] => {
    if (node.nodeType === Node.TEXT_NODE) return [{ type: 'text', text: node.textContent ?? '' }];
    if (!(node instanceof Element)) return [];
    const attrs = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]));
    return [{ name: node.tagName, attrs, children: [...node.childNodes].flatMap(read) }];
  };
  return [...new DOMParser().parseFromString(html, 'text/html').body.childNodes].flatMap(read);
}

const ENTITIES: Record<string, string> = {
  nbsp: '\u00a0',
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  ensp: '\u2002',
  emsp: '\u2003',
};
const decode = (text: string) => text.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
