// The ways into the app from outside itself: what a reference such as `chat:3`, `notice:0` or `code:…` opens for a person.
import type { CastMember, SimulatorOptions } from '../api';
import { type Entry, SCENES } from '../entry';
import type { Chats, SupportedMaterial } from './chats';

/** A subscription message as its receiver's phone holds it. */
export interface Notice {
  /** Its place among all messages sent: what `notice:` refers to. */
  id: number;
  templateId: string;
  /** What the template is called, where that is known. */
  title: string;
  /** Lines as the phone shows them: label and value. */
  lines: { label: string; value: string }[];
  data: Record<string, { value: string }>;
  page?: string;
  at: string;
}

export class Doors {
  constructor(
    private readonly options: Pick<SimulatorOptions, 'cloud' | 'templates'>,
    private readonly chats: Chats,
    private readonly supported: () => readonly SupportedMaterial[],
  ) {}

  /** What `reference` opens for this person, and the chat it lay in; null when it opens nothing for them. */
  find(reference: string, member: CastMember): { entry: Entry; chat: string | null } | null {
    const [kind, rest = ''] = reference.split(/:(.*)/s);
    if (kind === 'chat') {
      const entry = this.chats.entry(member, Number(rest), this.supported());
      return entry && { entry, chat: this.chats.chatOf(Number(rest)) };
    }
    if (kind === 'notice') {
      const notice = this.notices(member.openid).find(({ id }) => id === Number(rest));
      return notice ? { entry: { path: notice.page ?? '', scene: SCENES.notice }, chat: null } : null;
    }
    // A mini-program code on paper: its page, scanned with WeChat itself.
    return kind === 'code' ? { entry: { path: rest, scene: SCENES.code }, chat: null } : null;
  }

  /** Messages a person has received, oldest first. */
  notices(openid: string): Notice[] {
    return (this.options.cloud?.messages.sent() ?? []).flatMap((message, id) =>
      message.openid === openid ? [this.noticeOf(message, id)] : [],
    );
  }

  private noticeOf(
    { templateId, data, page, at }: { templateId: string; data: Notice['data']; page?: string; at: string },
    id: number,
  ): Notice {
    const template = this.options.templates?.[templateId];
    const lines = Object.entries(data).map(([field, { value }]) => ({ label: template?.fields?.[field] ?? '', value }));
    return { id, templateId, title: template?.title ?? '', lines, data, ...(page ? { page } : {}), at };
  }
}
