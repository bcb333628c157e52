// App() and getApp() of the project, with the app's own lifecycle.

export interface LaunchOptions {
  path: string;
  query: Record<string, string>;
  scene: number;
}

type AppObject = Record<string, unknown>;

export class AppHolder {
  private object: AppObject = {};

  constructor(private readonly report: (error: unknown) => void) {}

  readonly globals = {
    App: (definition: AppObject): void => {
      this.object = { ...definition };
    },
    getApp: (): AppObject => this.object,
  };

  /** Calls onLaunch, onShow, onHide…; faults are reported. Answers whether the app has such a method. */
  call(name: string, ...args: unknown[]): boolean {
    const method = this.object[name];
    if (typeof method !== 'function') return false;
    try {
      const result: unknown = method.apply(this.object, args);
      if (result instanceof Promise) result.catch(this.report);
    } catch (error) {
      this.report(error);
    }
    return true;
  }
}
