// WXSS → CSS: imports inlined, class names marked for style isolation, tags and lengths of mini-programs turned into the browser's.
import postcss from 'postcss';
import selectorParser from 'postcss-selector-parser';
import { type ProjectFiles, resolveFrom } from './files';
import { CLASS_MARK, HOST_MARK } from './marks';

/** Compiles one style sheet with everything it imports. Problems go to `complain`. */
export function compileStyle(files: ProjectFiles, path: string, complain: (words: string) => void): string {
  try {
    const root = inline(files, path, complain, []);
    root.walkRules((rule) => {
      if (rule.parent?.type === 'atrule' && /keyframes$/.test((rule.parent as postcss.AtRule).name)) return;
      rule.selector = selectors.processSync(rule.selector);
    });
    root.walkDecls((declaration) => {
      declaration.value = lengths(declaration.value);
      if (namesFont(declaration)) declaration.value += ', "Noto Sans SC"';
    });
    return root.toString();
  } catch (error) {
    complain(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    return '';
  }
}

function inline(files: ProjectFiles, path: string, complain: (words: string) => void, trail: string[]): postcss.Root {
  const root = postcss.parse(files.read(path), { from: path });
  root.walkAtRules('import', (rule) => {
    const reference = /^(?:url\()?\s*['"]?([^'")]+)['"]?/.exec(rule.params)?.[1] ?? '';
    const target = resolveFrom(path, reference);
    if (trail.includes(target)) return void rule.remove();
    if (!files.paths.has(target)) {
      complain(`${path}: @import "${reference}" 找不到`);
      return void rule.remove();
    }
    rule.replaceWith(inline(files, target, complain, [...trail, path]).nodes);
  });
  return root;
}

const selectors = selectorParser((root) => {
  root.walkClasses((node) => {
    node.value = `${CLASS_MARK}${node.value}`;
  });
  root.walkTags((node) => {
    node.value = `wx-${node.value}`;
  });
  root.walkPseudos((node) => {
    if (node.value === ':host')
      node.replaceWith(selectorParser.attribute({ attribute: 'wx-host', operator: '=', value: HOST_MARK, quoteMark: '"', raws: {} }));
  });
});

/** Whether a declaration ends in a list of font families: ours goes to its end, so that Chinese is drawn where the machine has no such font. */
function namesFont({ prop, value }: postcss.Declaration): boolean {
  if (/^(--[\w-]*)?font-family$/.test(prop)) return !value.includes('var(');
  return /^(--[\w-]*-)?font$/.test(prop) && /[\s,](sans-serif|serif|monospace|system-ui)$/.test(value);
}

/** rpx are parts of the window's width; vh and the safe area belong to the page below the navigation bar, not to the frame. */
function lengths(value: string): string {
  return value
    .replace(/(?<![\w-])(-?\d*\.?\d+)rpx\b/g, (_, n: string) => `${Number((Number(n) / 7.5).toFixed(5))}vw`)
    .replace(/(?<![\w-])(-?\d*\.?\d+)vh\b/g, (_, n: string) => `calc(var(--page-height, 100vh) * ${Number((Number(n) / 100).toFixed(5))})`)
    .replace(/env\(\s*safe-area-inset-(\w+)\s*(?:,[^)]*)?\)/g, (_, side: string) => `var(--safe-${side}, 0px)`)
    .replace(/constant\(\s*safe-area-inset-(\w+)\s*\)/g, (_, side: string) => `var(--safe-${side}, 0px)`);
}
