// Serves TDesign's icons from the package: the remote font is removed, and each icon in use becomes a mask drawn from TDesign's own SVG.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { at, TDESIGN_OUT } from '../paths';
import { put, type Tree, text } from '../tree';

const STYLE = `${TDESIGN_OUT}/icon/icon.wxss`;
/** Without a drawing of that name nothing is painted, instead of a full square. */
const MASK = 'var(--t-icon,linear-gradient(transparent,transparent)) center/contain no-repeat';
const BASE = `.t-icon:before{content:'';display:block;width:1em;height:1em;background:currentColor;-webkit-mask:${MASK};mask:${MASK};}`;
const drawings = at('node_modules/tdesign-icons-svg/src');

/** Icon names somewhere in quotes in our files or in the TDesign components in use. Words that only look like one cost a few hundred bytes each. */
export function iconsInUse(tree: Tree): string[] {
  const known = new Set(readdirSync(drawings).map((name) => name.replace(/\.svg$/, '')));
  const used = new Set<string>();
  for (const [path, bytes] of tree) {
    if (!/\.(js|wxml|json|wxs)$/.test(path) || (path.startsWith('miniprogram_npm/') && !path.startsWith(TDESIGN_OUT))) continue;
    for (const [, name] of bytes.toString('utf8').matchAll(/["'`:]([a-z][a-z0-9-]*)["'`]/g)) {
      if (name && known.has(name)) used.add(name);
    }
  }
  return [...used].sort();
}

/** An icon as a data URI: every colour replaced by black, because a mask uses the shape alone. */
export function maskOf(name: string): string {
  const svg = readFileSync(`${drawings}/${name}.svg`, 'utf8')
    .replace('view-box=', 'viewBox=')
    .replace(/ (?:class|id|width="1em"|height="1em")(?:="[^"]*")?/g, '')
    .replace(/currentColor/g, '#000');
  const encoded = svg.replace(/"/g, "'").replace(/[%#<>{}&+\s]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  return `data:image/svg+xml,${encoded}`;
}

/** Rewrites the icon style of TDesign in the tree, if it is there. */
export function localIcons(tree: Tree): string[] {
  if (!tree.has(STYLE)) return [];
  const names = iconsInUse(tree).filter((name) => existsSync(`${drawings}/${name}.svg`));
  const kept = text(tree, STYLE)
    .replace(/@font-face\{[^}]*\}/g, '')
    .replace(/\.t-icon-[a-z0-9-]+:before\{content:'[^']*';\}\n?/g, '')
    .replace('.t-icon{font-family:t!important;}', BASE);
  const rules = names.map((name) => `.t-icon-${name}:before{--t-icon:url("${maskOf(name)}");}`);
  put(tree, STYLE, `${kept.trimEnd()}\n${rules.join('\n')}\n`);
  return names;
}
