/** A run of text. `isChanged`: the other text does not have it in this place. */
export interface Run {
  readonly text: string;
  readonly isChanged: boolean;
}

/** The longest comparison, in pairs of words. Beyond it, all between the common start and end counts as changed. */
const MAX_PAIRS = 1_000_000;

/** The words of a text, and which of them another text does not have in this order. */
export function changedWords(text: string, other: string): readonly Run[] {
  const words = wordsOf(text);
  const others = wordsOf(other);
  const shorter = Math.min(words.length, others.length);
  let start = 0;
  while (start < shorter && words[start] === others[start]) start += 1;
  let end = 0;
  while (end < shorter - start && words.at(-1 - end) === others.at(-1 - end)) end += 1;
  const common = commonWords(words.slice(start, words.length - end), others.slice(start, others.length - end));
  const runs: Run[] = [];
  for (const [index, word] of words.entries()) {
    const isChanged = index >= start && index < words.length - end && !common.has(index - start);
    const last = runs.at(-1);
    if (last?.isChanged === isChanged) runs[runs.length - 1] = { text: last.text + word, isChanged };
    else runs.push({ text: word, isChanged });
  }
  return runs;
}

const wordsOf = (text: string) => text.match(/[\p{L}\p{M}\p{N}_]+|[^]/gu) ?? [];

/** The indexes in `words` of a longest common subsequence. */
function commonWords(words: readonly string[], others: readonly string[]): ReadonlySet<number> {
  const common = new Set<number>();
  if (words.length * others.length > MAX_PAIRS) return common;
  const width = others.length + 1;
  // lengths[i * width + j]: the length for the words from i and the others from j.
  const lengths = new Uint32Array((words.length + 1) * width);
  const lengthAt = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = words.length - 1; i >= 0; i -= 1)
    for (let j = others.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        words[i] === others[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
  for (let i = 0, j = 0; i < words.length && j < others.length;) {
    if (words[i] === others[j]) {
      common.add(i);
      i += 1;
      j += 1;
    } else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) i += 1;
    else j += 1;
  }
  return common;
}
