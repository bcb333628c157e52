// What stops a build: one error type that lists everything wrong at once, so that it is fixed in one go.

export class BuildProblem extends Error {
  constructor(
    readonly what: string,
    readonly list: readonly string[],
  ) {
    super(`${what}\n${list.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'BuildProblem';
  }
}

/** Throws when the list is not empty. */
export function stopOn(what: string, list: readonly string[]): void {
  if (list.length > 0) throw new BuildProblem(what, list);
}
