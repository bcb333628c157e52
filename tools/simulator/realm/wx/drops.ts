// Files dragged from the computer into the desk's window: they answer the choice that is open, or wait for the next one.
import type { Host } from '../host';
import type { Accept, Offered } from './accept';

interface Choosing {
  accept: Accept;
  taken(files: Offered[]): void;
}

export class Drops {
  private waiting: Offered[] = [];
  private choosing: Choosing | null = null;

  /** Listens on a desk's window alone: nothing can be dragged into a phone. */
  constructor(
    host: Pick<Host, 'device' | 'busy' | 'report'>,
    private readonly tell: (words: string) => void,
  ) {
    if (host.device.kind !== 'desk') return;
    const over = (on: boolean) => document.body.classList.toggle('wx-dropping', on);
    const carriesFiles = (ev: DragEvent) => ev.dataTransfer?.types.includes('Files') ?? false;
    document.addEventListener('dragover', (ev) => {
      if (!carriesFiles(ev)) return;
      ev.preventDefault();
      over(true);
    });
    document.addEventListener('dragleave', (ev) => ev.relatedTarget === null && over(false));
    document.addEventListener('drop', (ev) => {
      if (!carriesFiles(ev)) return;
      // Otherwise the browser would leave the mini-program and open the file.
      ev.preventDefault();
      over(false);
      host.busy(this.receive([...(ev.dataTransfer?.files ?? [])])).catch((error: unknown) => host.report(error));
    });
  }

  /** What lies ready and may be chosen, at most so many. */
  take(count: number, accept: Accept): Offered[] {
    const fitting = this.waiting.filter(accept.fits).slice(0, count);
    this.waiting = this.waiting.filter((each) => !fitting.includes(each));
    return fitting;
  }

  /** While a choice is open, a drop answers it. The returned function ends that. */
  open(choosing: Choosing): () => void {
    this.choosing = choosing;
    return () => {
      if (this.choosing === choosing) this.choosing = null;
    };
  }

  private async receive(dropped: File[]): Promise<void> {
    const files = await Promise.all(dropped.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
    if (!this.choosing) {
      this.waiting.push(...files);
      this.tell('放好了，下一次选文件时用');
      return;
    }
    const { accept, taken } = this.choosing;
    const fitting = files.filter(accept.fits);
    if (fitting.length === 0) this.tell(accept.refusal);
    else taken(fitting);
  }
}
