const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 10 });

const moneyFormats = new Map<string, Intl.NumberFormat>();

export function formatNumber(value: number): string {
  return number.format(value);
}

export function formatMoney(value: number, currency: string): string {
  let format = moneyFormats.get(currency);
  if (!format) {
    format = new Intl.NumberFormat('en-GB', {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: 0,
      maximumFractionDigits: 10,
    });
    moneyFormats.set(currency, format);
  }
  return format.format(value);
}

export function currencySymbol(currency: string): string {
  return formatMoney(0, currency).replace('0', '').trim();
}
