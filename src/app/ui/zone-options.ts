export interface Option {
  readonly value: string;
  readonly label: string;
}

/** Zones that browsers still list under an old name. */
const RENAMED: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

const namedZone = (value: string): Option => ({ value, label: value.replaceAll('_', ' ') });
const byLabel = (a: Option, b: Option) => a.label.localeCompare(b.label);
let zones: readonly Option[] | undefined;
let currencies: readonly Option[] | undefined;

/** All time zones, UTC first. Includes the selected one even if the browser does not list it. */
export function zoneOptions(selected: string): readonly Option[] {
  zones ??= [
    namedZone('UTC'),
    ...[...new Set(Intl.supportedValuesOf('timeZone').map((zone) => RENAMED[zone] ?? zone))]
      .filter((zone) => zone !== 'UTC')
      .map(namedZone)
      .toSorted(byLabel),
  ];
  return zones.some(({ value }) => value === selected) ? zones : [...zones, namedZone(selected)];
}

/** The current offset, such as `GMT+5:30`. */
export function offsetText(zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts();
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

export function currencyOptions(selected: string): readonly Option[] {
  const names = new Intl.DisplayNames('en-GB', { type: 'currency' });
  const named = (value: string): Option => ({ value, label: `${value}, ${names.of(value) ?? value}` });
  currencies ??= Intl.supportedValuesOf('currency').map(named).toSorted(byLabel);
  return currencies.some(({ value }) => value === selected) ? currencies : [...currencies, named(selected)];
}
