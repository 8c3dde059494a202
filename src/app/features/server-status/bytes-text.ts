const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size in the largest unit in which it is at least 1: `445 MB`, `1.2 GB`. */
export function bytesText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  const maximumFractionDigits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat('en-GB', { style: 'unit', unit: UNITS[power] ?? 'byte', maximumFractionDigits }).format(
    value,
  );
}
