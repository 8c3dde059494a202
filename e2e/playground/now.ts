export const HOUR = 3_600_000;

/** The browser's clock stands here, so that relative times are always the same: Mon 30 Nov 2026, 10:00 IST. */
export const NOW = Date.UTC(2026, 10, 30, 4, 30);
