// The county's own layouts: fetched, replaced by the clerk after a trial filling, put back to the example.

import { randomUUID } from 'node:crypto';
import type { LayoutRecord } from '@shared/domain/papers-records';
import type { Role } from '@shared/domain/records';
import { fillSheet, fillWord } from '@shared/papers/fill';
import { fileName, LAYOUTS, type LayoutInfo, layoutOf } from '@shared/papers/layouts';
import { layoutBytes } from '@shared/papers/list';
import { offerFile } from '@shared/papers/offer';
import { blankNames, sampleBlanks } from '@shared/papers/sample';
import { takeIn } from '@shared/papers/take-in';
import { action } from '@shared/runtime/action';
import { sha256 } from '@shared/runtime/canonical';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';

const KEEPERS: readonly [Role, ...Role[]] = ['station_clerk', 'admin'];

function known(key: string): LayoutInfo {
  const info = layoutOf(key);
  if (!info) throw new Problem('not_found');
  return info;
}

async function all({ repos }: Context) {
  const own = await repos.papers.layouts(LAYOUTS.map(({ key }) => key));
  return {
    layouts: LAYOUTS.map((info) => {
      const record = own.get(info.key);
      return {
        key: info.key,
        name: info.name,
        format: info.format,
        own: record?.status === 'own' ? { by: record.by.name, at: record.at } : null,
        blanks: blankNames(info),
      };
    }),
  };
}

export const listLayouts = action('layout.list', { roles: KEEPERS, run: (_input, ctx) => all(ctx) });

export const fetchLayout = action('layout.fetch', {
  roles: KEEPERS,
  async run({ key, example }, ctx) {
    const info = known(key);
    return { file: await offerFile(`格式-${fileName(info)}`, await layoutBytes(info, example, ctx), ctx) };
  },
});

/** Writes the layout record one version on; the files of earlier ones stay, so that an older paper can be explained. */
async function put(key: string, wanted: Pick<LayoutRecord, 'status' | 'fileID' | 'sha256'>, verb: string, ctx: Context) {
  return ctx.change(async (change) => {
    const before = await change.get<LayoutRecord>('layouts', key);
    const record: LayoutRecord = {
      _id: key,
      ...wanted,
      by: { openid: ctx.caller.openid, name: ctx.caller.name },
      at: ctx.now,
      version: before?.version ?? 0,
      auditHead: before?.auditHead ?? '',
    };
    const stored = await change.put('layouts', before, record, { verb, role: 'station_clerk', detail: { sha256: wanted.sha256 } });
    return { record: key, version: stored.version, note: {} };
  });
}

export const replaceLayout = action('layout.replace', {
  roles: KEEPERS,
  limit: { times: 30, seconds: 600 },
  async change({ key, fileID }, ctx) {
    const info = known(key);
    return takeIn(fileID, ctx, async (bytes) => {
      const { unknown } = await (info.format === 'word' ? fillWord : fillSheet)(bytes, sampleBlanks(info));
      if (unknown.length > 0)
        throw new Problem('bad_input', {
          fields: { fileID: `这几个空系统里没有：${unknown.join('、')}` },
          next: '照着「可以填的空」改好，再传一次。',
        });
      const stored = await ctx.files.store(`kept/${randomUUID()}.${info.format === 'word' ? 'docx' : 'xlsx'}`, bytes);
      return put(key, { status: 'own', fileID: stored, sha256: sha256(bytes) }, 'replace', ctx);
    });
  },
  uploads: ({ fileID }) => [fileID],
  show: (_outcome, _input, ctx) => all(ctx),
});

export const restoreLayout = action('layout.restore', {
  roles: KEEPERS,
  change: ({ key }, ctx) => put(known(key).key, { status: 'example', fileID: '', sha256: '' }, 'restore', ctx),
  show: (_outcome, _input, ctx) => all(ctx),
});
