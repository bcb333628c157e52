// Planted trouble, so that what the product does about refused commits and a failing database can be seen.
import { ServiceError } from './errors';

export class Faults {
  private conflicts = 0;
  private readonly failures: { action: string; code: string; left: number }[] = [];

  conflictCommits(times: number): void {
    this.conflicts = times;
  }

  failDatabase(action: string, code: string, times: number): void {
    this.failures.push({ action, code, left: times });
  }

  takeConflict(): boolean {
    if (this.conflicts <= 0) return false;
    this.conflicts--;
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
