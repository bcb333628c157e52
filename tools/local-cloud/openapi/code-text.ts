// What stands in a mini-program code here: page and scene, as a phone that scans it would open them.

export interface CodeTarget {
  appid: string;
  /** Without a leading slash; '' = the home page. */
  page: string;
  scene: string;
}

const START = 'weixin://wxacode/';

/** ASCII alone, so that every decoder agrees on it. */
export function codeText({ appid, page, scene }: CodeTarget): string {
  return `${START}${appid}/${encodeURI(page)}?scene=${encodeURIComponent(scene)}`;
}

/** What a scanned text opens; null for a text that is no code of ours. On the page the scene arrives encoded, as WeChat passes it. */
export function readCodeText(text: string): CodeTarget | null {
  const match = /^weixin:\/\/wxacode\/([^/]+)\/([^?]*)\?scene=(.*)$/.exec(text);
  if (!match) return null;
  try {
    return { appid: match[1] as string, page: decodeURI(match[2] as string), scene: decodeURIComponent(match[3] as string) };
  } catch {
    return null;
  }
}
