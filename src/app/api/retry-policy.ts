import { Refused } from './request.ts';

/** Retries twice if there is no answer or a 5xx; a 4xx is final. */
export const retry = (failures: number, error: Error) =>
  !(error instanceof Refused && error.status < 500) && failures < 2;
