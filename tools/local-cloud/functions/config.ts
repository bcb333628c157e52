// What the built functions say about themselves: time, memory, timers, permissions.
import fs from 'node:fs';
import path from 'node:path';

export interface TimerDeclaration {
  name: string;
  type: 'timer';
  /** Seven fields: second minute hour day month weekday year, Beijing time. */
  config: string;
}

export interface FunctionDeclaration {
  /** Seconds. */
  timeout: number;
  /** MB. */
  memory: number;
  triggers: TimerDeclaration[];
  /** Names such as `subscribeMessage.send`. */
  openapi: string[];
}

/** The service's own defaults. */
const DEFAULTS: FunctionDeclaration = { timeout: 3, memory: 256, triggers: [], openapi: [] };

/** The functions under a build folder; the declaration of one without an entry is the default. */
export class FunctionTable {
  private readonly declared: Record<string, Partial<FunctionDeclaration>>;

  constructor(private readonly dir: string | undefined) {
    const file = dir === undefined ? undefined : path.join(dir, 'functions.json');
    this.declared = file && fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  }

  names(): string[] {
    if (this.dir === undefined) return [];
    const known = fs
      .readdirSync(this.dir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && this.file(entry.name) !== null);
    return known.map((entry) => entry.name);
  }

  /** The entry file, or null when there is no such function. */
  file(name: string): string | null {
    if (this.dir === undefined || !/^[A-Za-z][\w-]*$/.test(name)) return null;
    const file = path.resolve(this.dir, name, 'index.js');
    return fs.existsSync(file) ? file : null;
  }

  declaration(name: string): FunctionDeclaration {
    return { ...DEFAULTS, ...this.declared[name] };
  }
}
