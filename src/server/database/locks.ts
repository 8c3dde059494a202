/**
 * Numbers of the advisory locks. Every server on one PostgreSQL must use the same numbers, so a number is never reused.
 */
export const MIGRATION_LOCK = 418_001;
export const LINKS_LOCK = 418_002;
/** The first key of a lock on one code of series; the second key is the hash of the code. */
export const CODE_LOCK = 418_003;
/** The first key of a lock on one series for the length of a save; the second key is its id. */
export const SERIES_LOCK = 418_004;
/** For one batch of entries that move from the journal into its archive. */
export const ARCHIVE_LOCK = 418_005;
