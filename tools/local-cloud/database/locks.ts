// Who holds which document and which unique key, until a transaction ends.

export class Locks {
  private readonly holders = new Map<string, { owner: string; freed: Promise<void> }>();
  private readonly release = new Map<string, () => void>();

  /** Nobody holds anything. */
  get areFree(): boolean {
    return this.holders.size === 0;
  }

  /** The wait for one of `names` held by somebody else, or null when all are free (or ours). */
  held(names: readonly string[], owner: string | null): Promise<void> | null {
    for (const name of names) {
      const holder = this.holders.get(name);
      if (holder && holder.owner !== owner) return holder.freed;
    }
    return null;
  }

  /** Take names that are free. */
  take(names: readonly string[], owner: string): void {
    let freed = [...this.holders.values()].find((holder) => holder.owner === owner)?.freed;
    freed ??= new Promise<void>((resolve) => this.release.set(owner, resolve));
    for (const name of names) this.holders.set(name, { owner, freed });
  }

  free(owner: string): void {
    for (const [name, holder] of this.holders) if (holder.owner === owner) this.holders.delete(name);
    this.release.get(owner)?.();
    this.release.delete(owner);
  }
}
