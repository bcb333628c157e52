// What the compiler of a project hands to a phone: everything a mini-program folder holds, ready to run.

export interface PageWindow {
  navigationBarTitleText?: string;
  navigationBarBackgroundColor?: string;
  navigationBarTextStyle?: 'black' | 'white';
  navigationStyle?: 'default' | 'custom';
  backgroundColor?: string;
  enablePullDownRefresh?: boolean;
  onReachBottomDistance?: number;
  disableScroll?: boolean;
}

export interface ComponentConfig extends PageWindow {
  component?: boolean;
  /** Alias → path from the project's root, without suffix; already resolved. */
  usingComponents?: Record<string, string>;
  componentGenerics?: Record<string, true | { default?: string }>;
  componentPlaceholder?: Record<string, string>;
  styleIsolation?: string;
  addGlobalClass?: boolean;
  pureDataPattern?: string;
  /** The template has an unnamed slot beside named ones; set by the compiler. */
  mixedSlots?: true;
}

export interface TabBarItem {
  pagePath: string;
  text: string;
  iconPath?: string;
  selectedIconPath?: string;
}

export interface AppConfig {
  pages: string[];
  window?: PageWindow;
  tabBar?: { custom?: boolean; color?: string; selectedColor?: string; backgroundColor?: string; borderStyle?: string; list: TabBarItem[] };
  entryPagePath?: string;
  /** Files of chats that the app opens: WeChat then offers it under “打开方式”. */
  supportedMaterials?: { materialType: string; name: string; desc?: string; path: string }[];
}

export interface ProjectBundle {
  /** Changes with every compilation. */
  version: string;
  app: AppConfig;
  /** Path without suffix → its .json. */
  configs: Record<string, ComponentConfig>;
  /** Path with suffix (.js or .json) → CommonJS source. */
  modules: Record<string, string>;
  /** Path without suffix → CSS; see styles.ts for the two marks in it. */
  styles: Record<string, string>;
  /** One JavaScript expression: the object of all compiled templates. */
  templates: string;
  /** What the compiler could not accept, in words for the developer. */
  problems: string[];
}
