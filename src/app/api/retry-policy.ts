import { Refused } from './request.ts';

/** A refusal is an answer: only silence is worth another try. */
export const retry = (failures: number, error: Error) =>
  !(error instanceof Refused && error.status < 500) && failures < 2;
