// How an app is opened from outside itself: a tapped card, a service notice, a file in a chat, a code that was scanned.

/** WeChat's scene values for the ways in that the stage offers. */
export const SCENES = {
  friendCard: 1007,
  groupCard: 1008,
  groupCardWithTicket: 1044,
  notice: 1107,
  material: 1173,
  /** A mini-program code on paper. */
  code: 1047,
} as const;

/** A way in, as the server hands it to a phone. */
export interface Entry {
  /** Page with query. */
  path: string;
  scene: number;
  /** 1 a friend's chat, 3 a group's. */
  chatType?: number;
  shareTicket?: string;
  /** The file in a chat that the app is to open; the phone fetches it by its id (`chats.read`). */
  material?: { id: number; name: string; type: string };
}
