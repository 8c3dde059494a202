export function random(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  const one = <T>(...items: readonly T[]): T => items[whole(0, items.length - 1)] as T; // there is at least one
  const some = <T>(items: readonly T[]): T[] => items.filter(() => next() < 0.6);
  return { whole, one, some, chance: (share: number) => next() < share };
}
export type Random = ReturnType<typeof random>;

export type Verdict = 'pass' | 'fail' | 'unknown';
/** Null: the meaning is open. */
export const all = (results: readonly (boolean | null)[]): Verdict =>
  results.every((result) => result === true)
    ? 'pass'
    : results.every((result) => result === false)
      ? 'fail'
      : 'unknown';
