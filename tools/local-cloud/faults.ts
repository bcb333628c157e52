// Planted trouble, so that what the product does about refused commits and a failing database can be seen.
import { ServiceError } from './errors';

export class Faults {
  private conflicts = 0;
  /** Of so many commits one is refused; 0 = none. */
  private every = 0;
  private sinceRefused = 0;
  private commits = 0;
  private refused = 0;
  private readonly failures: { action: string; code: string; left: number }[] = [];

  conflictCommits(times: number): void {
    this.conflicts = times;
  }

  conflictEvery(commits: number): void {
    this.every = commits;
    this.sinceRefused = 0;
  }

  /** Commits asked for so far, and how many of them a planted conflict refused. */
  figures(): { commits: number; refused: number } {
    return { commits: this.commits, refused: this.refused };
  }

  failDatabase(action: string, code: string, times: number): void {
    this.failures.push({ action, code, left: times });
  }

  takeConflict(): boolean {
    this.commits += 1;
    this.sinceRefused += 1;
    const due = this.every > 0 && this.sinceRefused >= this.every;
    if (this.conflicts <= 0 && !due) return false;
    if (this.conflicts > 0) this.conflicts -= 1;
    this.sinceRefused = 0;
    this.refused += 1;
    return true;
  }

  /** Throws when a failure of this action is planted. */
  check(action: string): void {
    const planted = this.failures.find((failure) => failure.action === action && failure.left > 0);
    if (!planted) return;
    planted.left--;
    throw new ServiceError(planted.code, `planted failure of ${action}`);
  }
}
