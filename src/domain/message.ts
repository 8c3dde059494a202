/**
 * Tags that the API fills in when it resends `smsTemplate`, with what a reader may see in their place. Others are sent as they
 * stand or make the sending fail. The pattern behind each FORMAT_n of the date is not published.
 */
const SAMPLES: Readonly<Record<string, string>> = {
  first_name: 'Asha',
  last_name: 'Rao',
  fullname: 'Asha Rao',
  full_name: 'Asha Rao',
  cust_name: 'Asha Rao',
  voucher: 'K7M2QX9A',
  valid_days_from_create: '30',
  offer_name: 'this offer',
};

const TAG = /\{\{\s*([^{}]*?)\s*\}\}/g;

export interface MessagePart {
  readonly text: string;
  /** `sample`: stands in for what each customer gets; `unknown`: a tag we know no value for. */
  readonly is: 'plain' | 'sample' | 'unknown';
}

/** A message as one customer might read it, `offerName` being the series' own name. */
export function previewMessage(template: string, offerName: string): readonly MessagePart[] {
  const parts: MessagePart[] = [];
  let from = 0;
  for (const match of template.matchAll(TAG)) {
    if (match.index > from) parts.push({ text: template.slice(from, match.index), is: 'plain' });
    const name = match[1] ?? '';
    const sample = name === 'offer_name' ? offerName : sampleOf(name);
    parts.push(sample === undefined ? { text: match[0], is: 'unknown' } : { text: sample, is: 'sample' });
    from = match.index + match[0].length;
  }
  if (from < template.length) parts.push({ text: template.slice(from), is: 'plain' });
  return parts;
}

function sampleOf(name: string): string | undefined {
  if (Object.hasOwn(SAMPLES, name)) return SAMPLES[name];
  return /^valid_till_date\.FORMAT_[1-8]$/.test(name) ? '29 Nov 2026' : undefined;
}
