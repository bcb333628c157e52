// The calls a phone can make to the stage's server: names, parameters, answers. Bytes travel as base64.

import type { Notice } from './server/doors';

export interface RpcMethods {
  'cloud.callFunction': { params: { name: string; data: unknown }; answer: { result: unknown; requestID: string } };
  'cloud.uploadFile': { params: { cloudPath: string; base64: string }; answer: { fileID: string } };
  /** Files as the storage rule lets this person have them. */
  'cloud.downloadFile': { params: { fileID: string }; answer: { base64: string; name: string } };
  'cloud.getTempFileURL': {
    params: { fileList: string[] };
    answer: { fileList: { fileID: string; status: number; errMsg: string; tempFileURL: string; maxAge: number }[] };
  };
  'cloud.deleteFile': { params: { fileList: string[] }; answer: { fileList: { fileID: string; status: number; errMsg: string }[] } };
  /** A file behind a signed link of the cloud (wx.downloadFile); other addresses are not among the allowed domains. */
  'net.download': { params: { url: string }; answer: { base64: string; statusCode: number } };
  /** wx.request: to this machine or a listed host alone; the body travels as base64, null = none. */
  'net.request': {
    params: { id: string; url: string; method: string; header: Record<string, string>; base64: string | null };
    answer: { statusCode: number; header: Record<string, string>; cookies: string[]; base64: string };
  };
  /** Ends a request that is under way. */
  'net.abort': { params: { id: string }; answer: null };
  /** A code for wx.login; nothing here exchanges it. */
  login: { params: Record<string, never>; answer: string };
  /** Everything this person's storage holds, key → JSON text. Asked once at boot; later reads come from memory. */
  'storage.load': { params: Record<string, never>; answer: { entries: Record<string, string> } };
  'storage.set': { params: { key: string; json: string }; answer: null };
  'storage.remove': { params: { key: string }; answer: null };
  'storage.clear': { params: Record<string, never>; answer: null };
  /** Files of this person's phone; paths like 'usr/a/b.json' or 'tmp/x.jpg', without wxfile://. 'tmp/…' is emptied at each cold start. */
  'fs.list': { params: Record<string, never>; answer: { files: { path: string; size: number; modified: number }[] } };
  'fs.read': { params: { path: string }; answer: { base64: string } };
  'fs.write': { params: { path: string; base64: string }; answer: null };
  'fs.remove': { params: { path: string }; answer: null };
  /** Pictures in the phone's album; `url` can be fetched by the realm (same origin). */
  'album.list': { params: Record<string, never>; answer: { pictures: { name: string; url: string; size: number }[] } };
  /** Saves a picture to this phone's own album. */
  'album.add': { params: { name: string; base64: string }; answer: null };
  /** Subscription messages this person has received. */
  'messages.list': { params: Record<string, never>; answer: { messages: Notice[] } };
  /** The person allowed one more message of each template (wx.requestSubscribeMessage answered 'accept'). */
  'messages.allow': { params: { templateIds: string[] }; answer: null };
  /** Chats a card or file can be sent to, and sending one. */
  'share.targets': { params: Record<string, never>; answer: { chats: { id: string; name: string }[] } };
  'share.send': {
    params: { chat: string; card: { title: string; path: string; imageUrl: string; withShareTicket?: boolean } };
    answer: null;
  };
  'share.file': { params: { chat: string; name: string; base64: string }; answer: null };
  /** Files that lie in this person's chats, oldest first, and one of them. */
  'chats.files': {
    params: Record<string, never>;
    answer: { files: { id: number; chat: string; chatName: string; from: string; name: string; size: number; type: string; at: string }[] };
  };
  'chats.read': { params: { id: number }; answer: { name: string; base64: string } };
  /** The group whose card opened the app, as open data under `field`; 40097 when no group's card did. */
  'group.enterInfo': { params: { field: 'opengid' | 'openGId' }; answer: { cloudID: string; encryptedData: string; iv: string } };
  /** The number this person's WeChat is bound to: a code that a function exchanges once, and the same as open data. */
  'phone.number': { params: Record<string, never>; answer: { code: string; cloudID: string } };
  /** Codes scanned on any phone here, newest first, to be picked again; and one more. */
  'scan.codes': { params: Record<string, never>; answer: { codes: string[] } };
  'scan.seen': { params: { code: string }; answer: null };
  'clock.now': { params: Record<string, never>; answer: { now: number } };
}

export type RpcMethod = keyof RpcMethods;
