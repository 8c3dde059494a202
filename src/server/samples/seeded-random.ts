export type SeededRandom = ReturnType<typeof seededRandom>;

/** A random generator with the same sequence for the same seed (mulberry32). */
export function seededRandom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    int: (from: number, to: number) => from + Math.floor(next() * (to - from + 1)),
    /** An integer from `from` to `to`, more often near `from`. */
    low: (from: number, to: number) => from + Math.floor(next() * next() * (to - from + 1)),
    /** A log-normal number with the median `middle`: occasionally a hundred times as much. */
    tail: (middle: number, spread: number) => {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return Math.round(middle * Math.exp(spread * normal));
    },
    chance: (probability: number) => next() < probability,
    pick: <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T, // callers pass no empty list
  };
}
