import { errorCode } from '../start-error.ts';

/** Of the connection itself, by Node. */
const NETWORK = /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/;
/**
 * PostgreSQL's own: connection lost (08), out of resources (53), shutting down or a query cut short (57), a broken disk (58),
 * a standby that cannot write (25006), and transactions that got into each other's way (40).
 */
const SQL_STATE = /^(08|53|57|58)[0-9A-Z]{3}$|^25006$|^40(001|P01)$/;
/** What pg says without a code. */
const TEXT =
  /^(Connection terminated|Client (has encountered a connection error|was closed)|Query read timeout|timeout (exceeded|expired))/;

/** Whether the database could not do what it was asked just now, and may well do it when asked again. */
export function isOutage(error: unknown): boolean {
  for (let here = error; here instanceof Error; here = here.cause) {
    const code = errorCode(here) ?? '';
    const noSocket = code === 'ENOENT' && 'syscall' in here && here.syscall === 'connect';
    if (noSocket || NETWORK.test(code) || SQL_STATE.test(code) || TEXT.test(here.message)) return true;
    if (here instanceof AggregateError && here.errors.some(isOutage)) return true;
  }
  return false;
}

/** Whether the database was asked something, or for a connection, and did not answer in time. */
export function isSilence(error: unknown): boolean {
  for (let here = error; here instanceof Error; here = here.cause)
    if (/^(Query read timeout|timeout expired)$/.test(here.message)) return true;
  return false;
}

/** Whether the pool had no connection free in time, so that the database was not asked at all. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && error.message === 'timeout exceeded when trying to connect';
}

const DISK_FULL = '53100';

export function isDiskFull(error: unknown): boolean {
  for (let here = error; here instanceof Error; here = here.cause) if (errorCode(here) === DISK_FULL) return true;
  return false;
}
