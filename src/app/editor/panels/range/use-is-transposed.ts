import { useMediaQuery } from '@mantine/hooks';

/** Screens too narrow for 24 columns of sufficient width. Keep in sync with range-control.module.css. */
const NARROW = '(max-width: 599.98px), (pointer: coarse)';

/** True if hours are rows and days are columns. */
export const useIsTransposed = (): boolean => useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
