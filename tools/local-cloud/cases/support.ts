// Makes tools/local-cloud/SUPPORT.md: the tested cases, and below them what other test files hold.
import type { Case } from './case';

const MISSING = [
  ['Database', 'watch (real-time push), $out, $merge, $indexStats, $collStats, $redact, text and geographic indexes', 'refused by name'],
  ['Database', 'security rules for collections', 'clients never reach the database; functions are administrators, as on the service'],
  [
    'Functions',
    'asynchronous calls, layers, HTTP triggers, provisioned instances',
    'do not exist; a failed timer is fired again twice, a minute apart (believed)',
  ],
  [
    'Functions',
    'file system, CPU and network limits; freezing of an instance between calls',
    'not modelled: work left over after an answer goes on',
  ],
  ['Functions', 'instances as processes', 'workers are threads: killed as hard as a thread can be, with the gateway when that is killed'],
  ['Storage', 'rules other than true, false, owner and signed-in', 'refused at start'],
  ['Open API', 'the round drawing of mini-program codes', 'a QR code with appid, page and scene, which any decoder reads'],
  [
    'Open API',
    'everything but subscribeMessage.send, wxacode.getUnlimited, security.msgSecCheck, phonenumber.getPhoneNumber, getOpenData',
    'answers -604100',
  ],
] as const;

const ELSEWHERE = [
  [
    'Transactions',
    'sums seen inside transactions, retries of the SDK on refused commits, waiting for an expiring lock',
    'transactions.test.ts',
  ],
  [
    'Indexes',
    'compound, descending, over arrays, unique (missing = null), anchored patterns, merged $in and $or, documents examined',
    'planner.test.ts',
  ],
  [
    'Functions',
    'identity, userInfo, CloudID, source chain, timeout, memory, sizes, warm reuse, timers by cron and on demand, retries, clock, logs without keys',
    'functions.test.ts, cron.test.ts',
  ],
  ['Storage', 'the rule for phones: upload, download, links, deletion; links that expire; contents kept once', 'storage.test.ts'],
  [
    'Open API',
    'permissions by function, messages with quota, codes that a decoder reads, content check, phone number, open data, -604100',
    'openapi.test.ts',
  ],
  [
    'Durability',
    'gateway and workers killed at random moments, truncated last records, index against documents',
    'crash.test.ts, worker-kills.test.ts, torn.test.ts',
  ],
  ['Other SDK', '@cloudbase/node-sdk: database with raw options and updateAndReturn, storage', 'node-sdk.test.ts'],
  [
    'Gateway',
    'loopback only, foreign Host and Origin, bounded bodies and connections, slow clients, the command with its logs',
    'gateway.test.ts',
  ],
  ['Conformance', 'the rows above against another cloud: differences by name, beliefs confirmed or not', 'conform.test.ts'],
] as const;

/** Of what only a look inside or a phone shows; of the rows above each says it itself. */
const BELIEVED = [
  [
    'Functions',
    'words and numbers of a timeout (-504003), of memory (-504005), of a killed instance (-504002), of too much input (-501001)',
    'functions.test.ts',
  ],
  [
    'Functions',
    'a failed timer is fired again twice, a minute apart; functions that call functions without end are refused (-501004)',
    'functions.test.ts',
  ],
  ['Open data', 'a CloudID is good for five minutes; -601005 unknown, -601006 expired, -601007 another person’s', 'functions.test.ts'],
  [
    'Storage',
    'under a closed rule a missing file is refused like any other; links of one call have a status each; a permission to upload is used once',
    'storage.test.ts',
  ],
  ['Open API', '40029 for a used phone code, 41030 for a page with a slash or parameters', 'openapi.test.ts'],
] as const;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function row({ name, refused, differs, believed, missing }: Case): string {
  const state = differs ? 'differs' : missing || refused?.[0] === -502002 ? 'missing' : 'works';
  const notes = [
    differs,
    refused ? `refused: ${refused[0]}${refused[1] ? `, “${refused[1]}”` : ''}` : undefined,
    believed ? 'believed of the service, not seen' : undefined,
  ];
  return `| ${cell(name)} | ${state} | ${cell(notes.filter(Boolean).join('; '))} |`;
}

/** The whole file. */
export function supportTable(cases: readonly Case[]): string {
  const areas = [...new Set(cases.map(({ area }) => area))];
  const sections = areas.map((area) => {
    const rows = cases.filter((one) => one.area === area).map(row);
    return `## ${area}\n\n| What | Here | Note |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  const table = (title: string, head: string, rows: readonly (readonly [string, string, string])[]): string =>
    `## ${title}\n\n| Part | ${head} |\n|---|---|---|\n${rows.map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n')}\n`;
  return [
    '# What the local cloud supports\n',
    'Made by `tests/local-cloud/cases.test.ts` from the rows it runs through the real `wx-server-sdk`; do not edit. **works**: tested · **differs**: tested, known to differ from the service · **missing**: refused by name. `npm run conform -- --env ID --write` runs the same rows on a real environment.\n',
    ...sections,
    table('Held by other tests', 'What | Where', ELSEWHERE),
    table('Believed, not seen', 'What | Where', BELIEVED),
    table('Missing', 'What | What happens', MISSING),
  ].join('\n');
}
