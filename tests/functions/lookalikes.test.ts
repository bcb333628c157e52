// Near-identical pictures: copies made smaller or saved again are found in somebody else's claim, other pictures are not, residents never see it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClaimRecord, ReceiptRecord } from '@shared/domain/records';
import { hintWords } from '@shared/domain/words/hints';
import { bandsNear, bandsOf, distance, looksOf, NEAR } from '@shared/runtime/looks';
import * as jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { handedIn } from '../support/claiming';
import { jpeg as tiny } from '../support/pictures';
import { openTown, type Town } from '../support/town';

const album = (name: string) => readFileSync(join(__dirname, '../../tools/generate/album', name));

interface Drawn {
  width: number;
  height: number;
  data: Uint8Array;
}

const drawn = (name: string): Drawn =>
  name.endsWith('.png') ? PNG.sync.read(album(name)) : jpeg.decode(album(name), { useTArray: true, formatAsRGBA: true });

/** A copy as a chat makes it: smaller by a factor, saved again. */
function copied({ width, height, data }: Drawn, factor: number, quality: number): Buffer {
  const wide = Math.round(width * factor);
  const high = Math.round(height * factor);
  const small = Buffer.alloc(wide * high * 4);
  for (let y = 0; y < high; y += 1)
    for (let x = 0; x < wide; x += 1) {
      const at = (Math.min(height - 1, Math.floor(y / factor)) * width + Math.min(width - 1, Math.floor(x / factor))) * 4;
      small.set(data.subarray(at, at + 4), (y * wide + x) * 4);
    }
  return jpeg.encode({ width: wide, height: high, data: small }, quality).data as Buffer;
}

describe('what a picture looks like', () => {
  test.each([
    [1, 40],
    [0.7, 80],
    [0.5, 60],
  ])('a ticket at %f of its size and quality %i is told', async (factor, quality) => {
    const first = await looksOf(album('ticket.jpg'), 'image/jpeg');
    const again = await looksOf(copied(drawn('ticket.jpg'), factor, quality), 'image/jpeg');
    expect(distance(first ?? '', again ?? '')).toBeLessThanOrEqual(NEAR);
  });

  test('the pictures of the album are all told apart', async () => {
    const names = ['blurred.jpg', 'proof.jpg', 'ticket.jpg', 'wage.png'];
    const all = await Promise.all(names.map((name) => looksOf(album(name), name.endsWith('png') ? 'image/png' : 'image/jpeg')));
    for (const [i, a] of all.entries()) for (const b of all.slice(i + 1)) expect(distance(a ?? '', b ?? '')).toBeGreaterThan(NEAR);
  });

  test('a picture without detail, broken or far too large has none, and says so quickly', async () => {
    expect(await looksOf(tiny(), 'image/jpeg')).toBeNull();
    expect(await looksOf(album('ticket.jpg').subarray(0, 300), 'image/jpeg')).toBeNull();
    expect(await looksOf(Buffer.from('%PDF-1.4 %%EOF'), 'application/pdf')).toBeNull();
    // A header that promises 60 000 × 60 000 pixels: nothing of that size is set aside.
    const bomb = Buffer.from(album('wage.png'));
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    const began = process.memoryUsage().rss;
    expect(await looksOf(bomb, 'image/png')).toBeNull();
    expect(process.memoryUsage().rss - began).toBeLessThan(100 * 1024 * 1024);
    // Hundreds of scans keep a decoder busy for minutes: not begun.
    const scans = Buffer.concat([album('ticket.jpg'), ...Array.from({ length: 300 }, () => Buffer.from([0xff, 0xda]))]);
    expect(await looksOf(scans, 'image/jpeg')).toBeNull();
  });

  test('bands find whatever differs in six bits or fewer', () => {
    const looks = '3f1f55175f777f1e';
    for (const bits of [[0, 1, 16, 17, 32, 48], [0, 17, 34, 51, 5, 22], [63], [1, 2, 3, 4, 5, 6]]) {
      const other = bits
        .reduce((value, bit) => value ^ (1n << BigInt(bit)), BigInt(`0x${looks}`))
        .toString(16)
        .padStart(16, '0');
      expect(distance(looks, other)).toBe(bits.length);
      expect(bandsNear(looks).some((band) => bandsOf(other).includes(band))).toBe(true);
    }
  });
});

describe('in somebody else’s claim', () => {
  let town: Town;
  let owner: string;
  beforeAll(async () => {
    town = await openTown();
    owner = await town.newcomer();
    await given(owner, album('ticket.jpg'));
  });
  afterAll(() => town.close());

  type Programme = 'transport' | 'stabilisation';
  const draftOf = async (who: string, programme: Programme = 'transport') =>
    (await town.as(who).call('claim.draft', { person: town.personOf(who), programme, period: '2025' })).claim;
  async function given(who: string, bytes: Buffer, programme?: Programme) {
    const claim = await draftOf(who, programme);
    const fileID = await town.as(who).upload(bytes);
    return town.as(who).call('receipt.accept', { claim: claim.id, kind: 'wage_proof', fileID });
  }
  const pictureHintsOf = async (id: string) =>
    (((await town.cloud.database.get('claims', id)) as unknown as ClaimRecord).hints ?? []).filter(({ code }) => /_picture$/.test(code));

  test('a smaller copy is a hint that names the person and the programme, and goes with the picture', async () => {
    const who = await town.newcomer();
    const answer = await given(who, copied(drawn('ticket.jpg'), 0.6, 60));
    const [hint] = await pictureHintsOf(answer.claim.id);
    const { personName } = (await town.cloud.database.get('claims', (await draftOf(owner)).id)) as unknown as ClaimRecord;
    expect(hint).toEqual({ code: 'similar_picture', about: expect.stringMatching(new RegExp(`${personName}.*2025.*补贴`)) });
    expect(hintWords(hint as { code: string; about: string })).toContain('几乎一样');
    // Not a word of it to the person.
    expect(JSON.stringify(answer)).not.toMatch(/picture"|几乎一样|looks|bands/);
    await town.as(who).call('receipt.remove', { claim: answer.claim.id, receipt: answer.receipt.id });
    expect(await pictureHintsOf(answer.claim.id)).toEqual([]);
  });

  test('the very same bytes say so; another picture says nothing', async () => {
    const who = await town.newcomer();
    const { claim } = await given(who, album('wage.png'));
    expect(await pictureHintsOf(claim.id)).toEqual([]);
    const after = await given(who, album('ticket.jpg'));
    expect(await pictureHintsOf(after.claim.id)).toEqual([{ code: 'same_picture', about: expect.any(String) }]);
  });

  test('found when it is handed in too, and such a claim is not clean', async () => {
    const [first, second] = [await town.newcomer(), await town.newcomer()];
    await given(first, copied(drawn('proof.jpg'), 0.5, 80));
    const claim = await handedIn(town, first);
    expect(await pictureHintsOf(claim.id)).toEqual([]);
    // Taken in before anybody else had it, as far as the claim says: handing in looks again.
    const mine = (await given(second, album('proof.jpg'))).claim;
    const bare = { ...((await town.cloud.database.get('claims', mine.id)) as unknown as ClaimRecord), hints: [] };
    await town.cloud.database.put('claims', bare as { _id: string });
    const before = await town.as('cadre').call('review.counts', {});
    await town.as(second).call('claim.submit', { claim: mine.id, version: mine.version, agreed: true });
    expect(await pictureHintsOf(mine.id)).toEqual([{ code: 'similar_picture', about: expect.any(String) }]);
    const after = await town.as('cadre').call('review.counts', {});
    expect([after.waiting - before.waiting, after.look - before.look]).toEqual([1, 1]);
    const { case: seen } = await town.as('cadre').call('claim.case', { claim: mine.id });
    expect(seen.hints.map(({ code }) => code)).toContain('similar_picture');
  });

  test('one’s own picture on the other programme of the same year is no hint; of another year it is', async () => {
    const who = await town.newcomer();
    const picture = copied(drawn('blurred.jpg'), 0.9, 90);
    const first = await given(who, picture, 'stabilisation');
    const twin = await given(who, picture);
    const smaller = await given(who, copied(drawn('blurred.jpg'), 0.5, 70));
    expect(await pictureHintsOf(twin.claim.id)).toEqual([]);
    const handed = await town.as(who).call('claim.submit', { claim: smaller.claim.id, version: smaller.claim.version, agreed: true });
    expect(await pictureHintsOf(handed.claim.id)).toEqual([]);
    // The reviewer reads neither of the same picture elsewhere.
    const { case: seen } = await town.as('cadre').call('claim.case', { claim: handed.claim.id });
    expect(seen.receipts.map(({ elsewhere }) => elsewhere)).toEqual([0, 0]);
    // The very same picture a year earlier, with its records moved there by hand: now it is one.
    const old = `claim:transport:${town.personOf(who)}:2024:0`;
    const earlier = (await town.cloud.database.get('claims', first.claim.id)) as unknown as ClaimRecord;
    await town.cloud.database.put('claims', { ...earlier, _id: old, programme: 'transport', period: '2024' } as { _id: string });
    const receipt = (await town.cloud.database.get('receipts', first.receipt.id)) as unknown as ReceiptRecord;
    await town.cloud.database.put('receipts', { ...receipt, claim: old } as { _id: string });
    const again = await given(who, album('proof.jpg'), 'stabilisation');
    expect(await pictureHintsOf(again.claim.id)).toEqual(
      expect.arrayContaining([{ code: 'same_picture', about: expect.stringContaining('2024') }]),
    );
  });

  test('a picture that opens in no decoder is taken in as before, and marks nothing', async () => {
    const who = await town.newcomer();
    const { receipt, claim } = await given(who, tiny({ mark: 9 }));
    const stored = (await town.cloud.database.get('receipts', receipt.id)) as unknown as ReceiptRecord;
    expect(stored).toMatchObject({ looks: null, bands: [] });
    expect(await pictureHintsOf(claim.id)).toEqual([]);
  });

  test('read by an index, examining little more than is returned', async () => {
    town.cloud.queries.take();
    await given(await town.newcomer(), copied(drawn('ticket.jpg'), 0.8, 70));
    const asked = town.cloud.queries.take().filter(({ collection }) => collection === 'receipts');
    expect(asked.length).toBeGreaterThan(0);
    for (const query of asked) {
      expect(query.index).not.toBeNull();
      expect(query.examined).toBeLessThanOrEqual(2 * query.returned + 20);
    }
  });
});
