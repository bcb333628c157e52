// Pinyin initials of a name, for anchored search; the dictionary is read when the first name is written.

/** Lower case; a character without a reading is left out. */
export async function initialsOf(name: string): Promise<string> {
  const { pinyin } = await import('pinyin-pro');
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', mode: 'surname' })
    .map((letter) => letter.normalize('NFD').slice(0, 1).toLowerCase())
    .filter((letter) => /^[a-z]$/.test(letter))
    .join('');
}
