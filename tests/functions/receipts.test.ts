// Pictures as evidence: what is refused, what is taken out of them, where they lie, who may look, and the same picture twice.
import type { ReceiptRecord } from '@shared/domain/records';
import { sha256 } from '@shared/runtime/canonical';
import { drafted, handedIn } from '../support/claiming';
import { jpeg, png } from '../support/pictures';
import { openTown, type Town } from '../support/town';

let town: Town;
let who: string;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  who = await town.newcomer();
});

const draftOf = async (whose = who) =>
  (await town.as(whose).call('claim.draft', { person: town.personOf(whose), programme: 'transport', period: '2025' })).claim;
const record = async (id: string) => (await town.cloud.database.get('receipts', id)) as unknown as ReceiptRecord;

describe('refused', () => {
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
  test.each([
    ['a text that calls itself a picture', Buffer.from('hello, I am a jpg')],
    ['nothing', Buffer.alloc(0)],
    ['a page of HTML', Buffer.from('<html><script>alert(1)</script></html>')],
    ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1')],
    ['a program', Buffer.from('\x7fELF\x02\x01\x01', 'latin1')],
    ['a JPEG that breaks off', jpeg().subarray(0, 60)],
    ['a JPEG of markers alone', Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    ['a PNG that breaks off', png().subarray(0, 30)],
    ['a PDF without its end', pdf.subarray(0, 20)],
    ['more than 5 MB', Buffer.concat([jpeg(), Buffer.alloc(5 * 1024 * 1024)])],
  ])('%s, and the upload is gone', async (_name, bytes) => {
    const claim = await draftOf();
    const fileID = await town.as(who).upload(bytes);
    const refusal = await town.as(who).refused('receipt.accept', { claim: claim.id, kind: 'ticket', fileID });
    expect(refusal.code).toBe('file_refused');
    expect(refusal.next).toMatch(/[\u4e00-\u9fff]/);
    expect(await town.cloud.storage.read(fileID)).toBeNull();
    expect(await town.cloud.storage.list('kept/')).toEqual(expect.not.arrayContaining([expect.stringContaining(claim.id)]));
  });

  test.each([
    ['of another folder', 'cloud://local.bucket/kept/0123456789abcdef0123/1.jpg'],
    ['with a short, guessable folder', 'cloud://local.bucket/in/123/1.jpg'],
    ['with a way up', `cloud://local.bucket/in/${'a'.repeat(32)}/../../kept/1.jpg`],
    ['that is an address', 'https://example.invalid/in/0123456789abcdef0123/1.jpg'],
    ['that was never uploaded', `cloud://local.bucket/in/${'b'.repeat(32)}/1.jpg`],
  ])('a file %s', async (_name, fileID) => {
    const claim = await draftOf();
    expect((await town.as(who).refused('receipt.accept', { claim: claim.id, kind: 'ticket', fileID })).code).toBe('file_refused');
  });

  test('a kind the programme does not ask for', async () => {
    const claim = await draftOf();
    const refusal = await town
      .as(who)
      .refused('receipt.accept', { claim: claim.id, kind: 'selfie', fileID: await town.as(who).upload(jpeg()) });
    expect(refusal).toMatchObject({ code: 'bad_input', fields: { kind: expect.any(String) } });
  });

  test('a claim that was handed in, or is another’s', async () => {
    const claim = await handedIn(town, who);
    const person = town.as(who);
    expect((await person.refused('receipt.accept', { claim: claim.id, kind: 'ticket', fileID: await person.upload(jpeg()) })).code).toBe(
      'not_possible_now',
    );
    expect((await person.refused('receipt.remove', { claim: claim.id, receipt: claim.receipts[0]?.id })).code).toBe('not_possible_now');
    expect(
      (
        await town
          .as('neighbour')
          .refused('receipt.accept', { claim: claim.id, kind: 'ticket', fileID: await town.as('neighbour').upload(jpeg()) })
      ).code,
    ).toBe('not_found');
  });

  test('a kept picture named as an upload of one’s own', async () => {
    const claim = await handedIn(town, who);
    const { fileID } = await record(claim.receipts[0]?.id ?? '');
    const thief = await town.newcomer();
    const draft = await draftOf(thief);
    expect((await town.as(thief).refused('receipt.accept', { claim: draft.id, kind: 'ticket', fileID })).code).toBe('file_refused');
    expect(await town.cloud.storage.read(fileID)).not.toBeNull();
  });
});

describe('taken in', () => {
  test('a photo without what the camera wrote, turned the right way still', async () => {
    const claim = await draftOf();
    const bytes = jpeg({
      mark: 7,
      exif: { orientation: 6, words: 'GPS 37.68N 112.75E' },
      comment: 'Xiaomi, taken by Zhou',
      trailing: Buffer.from('a film behind the picture'),
    });
    const fileID = await town.as(who).upload(bytes);
    const { receipt } = await town.as(who).call('receipt.accept', { claim: claim.id, kind: 'ticket', fileID });
    expect(await town.cloud.storage.read(fileID)).toBeNull();
    const stored = await record(receipt.id);
    expect(stored.fileID).toMatch(/\/kept\/[0-9a-f-]{36}\.jpg$/);
    const kept = Buffer.from((await town.cloud.storage.read(stored.fileID)) ?? []);
    for (const words of ['GPS', '37.68', 'Xiaomi', 'Zhou', 'film']) expect(kept.includes(words)).toBe(false);
    // Orientation 6 in a fresh EXIF block of its own, and the picture itself byte for byte.
    expect(kept.includes(Buffer.from([0x12, 0x01, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00, 0x06, 0x00]))).toBe(true);
    expect(kept.subarray(-20)).toEqual(jpeg({ mark: 7 }).subarray(-20));
    expect(stored).toMatchObject({ sha256: sha256(kept), bytes: kept.length, mime: 'image/jpeg', claim: claim.id, status: 'kept' });
    expect(receipt.id).toBe(`receipt:${claim.id}:${sha256(kept)}`);
  });

  test('a screenshot without its text chunks, a PDF as it is', async () => {
    const claim = await draftOf();
    const person = town.as(who);
    const shot = await person.call('receipt.accept', {
      claim: claim.id,
      kind: 'wage_proof',
      fileID: await person.upload(png('taken at home'), '1.jpg'),
    });
    expect(shot.receipt.mime).toBe('image/png');
    const kept = Buffer.from((await town.cloud.storage.read((await record(shot.receipt.id)).fileID)) ?? []);
    expect(kept.equals(png())).toBe(true);
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
    const paper = await person.call('receipt.accept', { claim: claim.id, kind: 'work_proof', fileID: await person.upload(pdf, '1.pdf') });
    expect(paper.claim.receipts.map(({ mime }) => mime)).toEqual(['image/png', 'application/pdf']);
  });

  test('the same picture again is the same receipt, also with other metadata', async () => {
    const claim = await draftOf();
    const person = town.as(who);
    const first = await person.call('receipt.accept', { claim: claim.id, kind: 'ticket', fileID: await person.upload(jpeg({ mark: 31 })) });
    const again = await person.call('receipt.accept', {
      claim: claim.id,
      kind: 'ticket',
      fileID: await person.upload(jpeg({ mark: 31, comment: 'another phone' })),
    });
    expect(again).toMatchObject({ already: true, receipt: { id: first.receipt.id } });
    expect(again.claim.receipts).toHaveLength(1);
    expect(again.claim.version).toBe(first.claim.version);
  });

  test('two at once, and the same request again: each once', async () => {
    const claim = await draftOf();
    const person = town.as(who);
    const ids = await Promise.all([40, 41, 41].map(async (mark) => person.upload(jpeg({ mark }))));
    await Promise.all(ids.map((fileID) => person.call('receipt.accept', { claim: claim.id, kind: 'ticket', fileID })));
    expect((await person.call('claim.track', { claim: claim.id })).claim.receipts).toHaveLength(2);
    const fileID = await person.upload(jpeg({ mark: 42 }));
    const input = { claim: claim.id, kind: 'ticket', fileID };
    const first = await person.call('receipt.accept', input, 'the-same-request');
    expect(await person.call('receipt.accept', input, 'the-same-request')).toEqual(first);
    // Nothing stored stays without a record: every kept file is some receipt's.
    const kept = await town.cloud.storage.list('kept/');
    const known = (await town.cloud.database.all('receipts')).map((one) => one.fileID);
    expect(kept.filter((file) => !known.some((id) => String(id).endsWith(file.slice(file.indexOf('kept/')))))).toEqual([]);
  });

  test('in a crowd the upload stays, and the same request brings it in later', async () => {
    const claim = await draftOf();
    const person = town.as(who);
    const fileID = await person.upload(jpeg({ mark: 55 }));
    const input = { claim: claim.id, kind: 'ticket', fileID };
    town.cloud.faults.conflictCommits(7);
    expect((await person.refused('receipt.accept', input, 'request-in-a-crowd')).code).toBe('busy');
    expect(await town.cloud.storage.read(fileID)).not.toBeNull();
    expect((await person.call('receipt.accept', input, 'request-in-a-crowd')).already).toBe(false);
    expect(await town.cloud.storage.read(fileID)).toBeNull();
  });

  test('taken off again: gone from the claim, and from storage while it was never handed in', async () => {
    const claim = await drafted(town, who);
    const id = claim.receipts[0]?.id ?? '';
    const { fileID } = await record(id);
    const { claim: without } = await town.as(who).call('receipt.remove', { claim: claim.id, receipt: id });
    expect(without.receipts).toEqual([]);
    expect(await town.cloud.storage.read(fileID)).toBeNull();
    expect((await record(id)).status).toBe('removed');
    expect((await town.as(who).refused('receipt.link', { claim: claim.id, receipt: id })).code).toBe('not_found');
  });

  test('no more than a dozen', async () => {
    const claim = await draftOf();
    const person = town.as(who);
    for (let mark = 0; mark < 12; mark += 1)
      await person.call('receipt.accept', { claim: claim.id, kind: 'ticket', fileID: await person.upload(jpeg({ mark: 300 + mark })) });
    const refusal = await person.refused('receipt.accept', {
      claim: claim.id,
      kind: 'ticket',
      fileID: await person.upload(jpeg({ mark: 400 })),
    });
    expect(refusal).toMatchObject({ code: 'not_possible_now', message: expect.stringContaining('12') });
  });
});

describe('the same picture on another claim', () => {
  test('is seen by the reviewer', async () => {
    const other = await town.newcomer();
    for (const one of [who, other]) {
      const claim = await draftOf(one);
      const person = town.as(one);
      const { claim: ready } = await person.call('receipt.accept', {
        claim: claim.id,
        kind: 'ticket',
        fileID: await person.upload(jpeg({ mark: 77 })),
      });
      await person.call('claim.submit', { claim: claim.id, version: ready.version, agreed: true });
    }
    const { case: seen } = await town.as('cadre').call('claim.case', { claim: `claim:transport:${town.personOf(who)}:2025:0` });
    expect(seen.receipts.map(({ elsewhere }) => elsewhere)).toEqual([1]);
  });
});

describe('looking at a picture', () => {
  test('by a link that ends within ten minutes, each one logged', async () => {
    const claim = await handedIn(town, who);
    const receipt = claim.receipts[0]?.id ?? '';
    for (const [person, action] of [
      [who, 'receipt.link'],
      ['cadre', 'case.picture'],
    ] as const) {
      const { url, until } = await town.as(person).call(action, { claim: claim.id, receipt });
      expect(Date.parse(until) - town.cloud.clock.now().getTime()).toBeLessThanOrEqual(600_000);
      const seen = await fetch(url);
      expect(seen.status).toBe(200);
      expect(sha256(new Uint8Array(await seen.arrayBuffer()))).toBe((await record(receipt)).sha256);
      town.cloud.clock.advance(601_000);
      expect((await fetch(url)).status).toBeGreaterThanOrEqual(400);
      const links = (await town.cloud.database.all('audits')).filter((entry) => entry.verb === 'link' && entry.record === receipt);
      expect(links.map(({ by }) => (by as { openid: string }).openid)).toContain(town.as(person).openid);
      // Nothing in the link tells whose picture it is.
      expect(url).not.toContain(town.personOf(who));
    }
  });

  test('leaves an entry each, also when all are asked for under one request id', async () => {
    const claim = await handedIn(town, who);
    const receipt = claim.receipts[0]?.id ?? '';
    for (let i = 0; i < 3; i += 1) await town.as('cadre').call('case.picture', { claim: claim.id, receipt }, 'one-and-the-same');
    expect((await town.cloud.database.all('audits')).filter((entry) => entry.verb === 'link' && entry.record === receipt)).toHaveLength(3);
  });

  test('never from the phone itself: storage is closed to reading, and to writing over another’s file', async () => {
    const fileID = await town.as(who).upload(jpeg({ mark: 5 }));
    const path = fileID.slice(fileID.indexOf('in/'));
    await expect(town.cloud.storage.upload(path, jpeg({ mark: 6 }), { openid: town.as('neighbour').openid })).rejects.toThrow();
    expect(await town.cloud.storage.read(fileID)).toEqual(new Uint8Array(jpeg({ mark: 5 })));
  });
});
