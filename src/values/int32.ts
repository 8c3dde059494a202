/** The range of the API's whole numbers and ids. */
export const INT32_MAX = 2_147_483_647;
export const INT32_MIN = -INT32_MAX - 1;

/** The value that the API stores for a whole number: its 32-bit integer overflows without a warning. */
export function wrapInt32(value: number): number {
  return Number(BigInt.asIntN(32, BigInt(Math.trunc(value))));
}
