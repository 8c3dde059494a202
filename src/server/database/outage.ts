import { errorCode } from '../environment/errors.ts';

/** Node's error codes of a failed connection. */
const NETWORK = /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/;
/**
 * PostgreSQL's SQLSTATEs: connection lost (08), out of resources (53), shutdown or cancelled query (57), disk error
 * (58), read-only standby (25006), serialization failure and deadlock (40).
 */
const SQL_STATE = /^(08|53|57|58)[0-9A-Z]{3}$|^25006$|^40(001|P01)$/;
/** pg's errors without a code. */
const TEXT =
  /^(Connection terminated|Client (has encountered a connection error|was closed)|Query read timeout|timeout (exceeded|expired))/;

/** Whether a database error is temporary, so that a retry may succeed. */
export function isOutage(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = errorCode(cause) ?? '';
    const noSocket = code === 'ENOENT' && 'syscall' in cause && cause.syscall === 'connect';
    if (noSocket || NETWORK.test(code) || SQL_STATE.test(code) || TEXT.test(cause.message)) return true;
    if (cause instanceof AggregateError && cause.errors.some(isOutage)) return true;
  }
  return false;
}

/** Whether the database did not answer a query or a connection attempt in time. */
export function isSilence(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (/^(Query read timeout|timeout expired)$/.test(cause.message)) return true;
  return false;
}

/** Whether the pool had no free connection in time, so that the query was not sent. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && error.message === 'timeout exceeded when trying to connect';
}

const DISK_FULL = '53100';
const LOCK_NOT_AVAILABLE = '55P03';
const QUERY_CANCELLED = '57014';

export const isDiskFull = (error: unknown): boolean => hasCode(error, DISK_FULL);

/** Whether a lock was not free within lock_timeout. */
export const isLocked = (error: unknown): boolean => hasCode(error, LOCK_NOT_AVAILABLE);

/** Whether the database ended a statement because of its time limit or on request. The connection works on. */
export const isCancelled = (error: unknown): boolean => hasCode(error, QUERY_CANCELLED);

function hasCode(error: unknown, code: string): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (errorCode(cause) === code) return true;
  return false;
}
