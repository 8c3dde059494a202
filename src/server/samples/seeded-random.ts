export type SeededRandom = ReturnType<typeof seededRandom>;

/** The same rolls for the same seed (mulberry32). */
export function seededRandom(seed: number) {
  let state = seed;
  const roll = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    int: (from: number, to: number) => from + Math.floor(roll() * (to - from + 1)),
    /** Mostly near `from`. */
    low: (from: number, to: number) => from + Math.floor(roll() * roll() * (to - from + 1)),
    /** Around `middle`, now and then a hundred times as much (log-normal). */
    tail: (middle: number, spread: number) => {
      const normal = Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
      return Math.round(middle * Math.exp(spread * normal));
    },
    chance: (part: number) => roll() < part,
    pick: <T>(list: readonly T[]) => list[Math.floor(roll() * list.length)] as T, // never empty
  };
}
