// Subscription messages: each accepted request is worth one message per template; what was sent is kept and can be shown on a phone.
import type { Store } from '../database/store';

export interface SentMessage {
  openid: string;
  templateId: string;
  data: Record<string, { value: string }>;
  page?: string;
  at: string;
}

export class Messages {
  private next: number;

  constructor(
    private readonly store: Store,
    private readonly now: () => Date,
  ) {
    this.next = (store.messages.get('next') as number | undefined) ?? 0;
  }

  private quotaKey(openid: string, templateId: string): string {
    return `quota:${openid}:${templateId}`;
  }

  quota(openid: string, templateId: string): number {
    return (this.store.messages.get(this.quotaKey(openid, templateId)) as number | undefined) ?? 0;
  }

  /** The person accepted `quota` more messages of this template. */
  allow(openid: string, templateId: string, quota: number): void {
    this.store.messages.putSync(this.quotaKey(openid, templateId), Math.max(0, this.quota(openid, templateId) + quota));
  }

  /** Spend one and keep the message, in one write; false when the person did not accept. */
  async send(message: Omit<SentMessage, 'at'>): Promise<boolean> {
    return this.store.write(() => {
      const left = this.quota(message.openid, message.templateId);
      if (left <= 0) return false;
      this.store.messages.putSync(this.quotaKey(message.openid, message.templateId), left - 1);
      this.store.messages.putSync(`sent:${String(this.next).padStart(10, '0')}`, { ...message, at: this.now().toISOString() });
      this.store.messages.putSync('next', ++this.next);
      return true;
    });
  }

  sent(): SentMessage[] {
    const list: SentMessage[] = [];
    for (const { value } of this.store.messages.getRange({ start: 'sent:', end: 'sent;' })) list.push(value as SentMessage);
    return list;
  }
}
