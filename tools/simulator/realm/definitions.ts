// Registers the project's pages and components with glass-easel, each with its config, template and style scope, the first time a page needs them.
import type { builder, CodeSpace, glassEasel } from 'glass-easel-miniprogram-adapter';
import type { ComponentConfig, ProjectBundle } from '../project/types';
import type { BuiltinBehaviors } from './host';
import type { Modules } from './modules';

/** A definition as the project writes it; only the fields the engine itself looks at are named. */
export interface Definition {
  behaviors?: unknown[];
  options?: { styleIsolation?: string; addGlobalClass?: boolean; [name: string]: unknown };
  relations?: Record<string, { target?: unknown }>;
  [name: string]: unknown;
}

/** Isolation modes whose class names are not prefixed. */
const OPEN = new Set(['shared', 'page-shared']);

export class Definitions {
  private readonly registered = new Set<string>();
  private readonly prefixes = new Map<string, string | null>();
  private readonly isolations = new Map<string, string>();
  private current: string | null = null;
  /** Components named in relations of what was just registered. */
  private readonly related: string[] = [];
  private readonly templates: Record<string, glassEasel.template.ComponentTemplate['content']>;
  modules!: Modules;

  constructor(
    private readonly bundle: ProjectBundle,
    private readonly space: CodeSpace,
    private readonly behaviors: BuiltinBehaviors,
    private readonly report: (error: unknown) => void,
  ) {
    this.templates = new Function(`return ${bundle.templates}\n//# sourceURL=miniprogram:///templates`)() as typeof this.templates;
  }

  /** Makes a page or component and everything it uses ready. Answers the paths of the whole closure, itself last. */
  prepare(path: string): string[] {
    const closure = new Set<string>();
    this.visit(path, closure);
    // glass-easel settles relations at the first instance: the other side must be registered by then, used here or not.
    for (let other = this.related.pop(); other !== undefined; other = this.related.pop()) {
      if (this.bundle.configs[other] && !this.registered.has(other)) this.visit(other, new Set());
    }
    return [...closure];
  }

  /** null: its class names are open to the page. */
  prefixOf(path: string): string | null {
    return this.prefixes.get(path) ?? null;
  }

  /** Whether app.wxss reaches a page. */
  seesApp(path: string): boolean {
    return !(this.isolations.get(path) ?? '').startsWith('page-');
  }

  /** The Component, Page and Behavior of the project's code. */
  readonly globals = {
    Component: (definition?: Definition): unknown => {
      const builder = this.space.component(this.register('Component', definition));
      return definition ? builder.definition(this.normal(definition) as never).register() : builder;
    },
    Page: (definition: Definition): void => {
      this.space
        .component(this.register('Page', definition))
        .pageDefinition(this.normal(definition) as never)
        .register();
    },
    Behavior: (definition?: Definition): unknown => {
      const builder: builder.BehaviorBuilder = this.space.behavior();
      return definition ? builder.definition(this.normal(definition) as never).register() : builder;
    },
  };

  private visit(path: string, closure: Set<string>): void {
    if (closure.has(path)) return;
    closure.add(path);
    const config = this.bundle.configs[path];
    if (!config) throw new Error(`组件 ${path} 不存在`);
    const defaults = Object.values(config.componentGenerics ?? {}).flatMap((each) => (each !== true && each.default ? [each.default] : []));
    for (const target of [...Object.values(config.usingComponents ?? {}), ...defaults]) {
      // A component may use itself, or two each other: the space resolves names when the first instance is made.
      this.visit(target.slice(1), closure);
    }
    closure.delete(path);
    closure.add(path);
    if (!this.registered.has(path)) this.run(path, config);
  }

  private run(path: string, config: ComponentConfig): void {
    this.registered.add(path);
    const template = this.templates[path];
    if (template) this.space.addCompiledTemplate(path, { groupList: this.templates, content: template });
    const outer = this.current;
    this.current = path;
    try {
      this.modules.load(`${path}.js`);
      if (!this.isolations.has(path)) {
        this.report(new Error(`${path}.js 没有调用 Page() 或 Component()`));
        this.globals.Component({});
      }
    } catch (error) {
      this.report(error);
      if (!this.isolations.has(path)) this.globals.Component({});
    } finally {
      this.current = outer;
      if (config.component === undefined && !this.bundle.app.pages.includes(path))
        this.report(new Error(`${path}.json 缺少 "component": true`));
    }
  }

  /** Settles the path and style scope of what is being defined, just before glass-easel reads them. */
  private register(what: string, definition: Definition | undefined): string {
    const path = this.current;
    if (path === null) throw new Error(`${what}() 只能在页面或组件自己的文件加载时调用`);
    const config = this.bundle.configs[path] ?? {};
    for (const [key, { target = key }] of Object.entries(definition?.relations ?? {})) {
      if (typeof target === 'string') this.related.push(new URL(target, `http://package/${path}`).pathname.slice(1));
    }
    const isPage = this.bundle.app.pages.includes(path);
    const addGlobalClass = definition?.options?.addGlobalClass ?? config.addGlobalClass;
    const isolation =
      definition?.options?.styleIsolation ?? config.styleIsolation ?? (isPage ? 'shared' : addGlobalClass ? 'apply-shared' : 'isolated');
    const prefix = OPEN.has(isolation) ? null : `${path.split('/').pop() ?? 'c'}-${this.isolations.size.toString(36)}`;
    this.isolations.set(path, isolation);
    this.prefixes.set(path, prefix);
    this.space.addStyleSheet(path, undefined, prefix ?? undefined);
    this.space.addComponentStaticConfig(path, { ...config, styleIsolation: isolation } as Parameters<
      CodeSpace['addComponentStaticConfig']
    >[1]);
    return path;
  }

  private normal(definition: Definition): Definition {
    const behaviors = definition.behaviors?.flatMap((each) => {
      if (typeof each !== 'string') return [each];
      const known = this.behaviors[each];
      if (!known) this.report(new Error(`模拟器没有内置 behavior ${each}`));
      return known ? [known] : [];
    });
    const config = this.bundle.configs[this.current ?? ''];
    // Without multipleSlots what has no slot name still goes to the unnamed slot, wherever it stands; glass-easel would take the first.
    const options = config?.mixedSlots ? { ...definition.options, multipleSlots: true } : definition.options;
    return { ...definition, ...(behaviors ? { behaviors } : {}), ...(options ? { options } : {}) };
  }
}
