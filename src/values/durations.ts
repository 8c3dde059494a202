/** Durations in milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** Of a calendar without clock changes: the days of a zone can be longer or shorter. */
export const DAY = 24 * HOUR;
