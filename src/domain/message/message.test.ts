import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillTags, messageParts, unknownTags } from './message.ts';
import { sampleData } from './message-samples.ts';
import { matchTags, openTagAt, tagEnd, tagsOf, tagText } from './message-tags.ts';
import { series, UTC } from '../testing/builders.ts';

const offer = series({
  description: 'Diwali',
  clientHandlingType: 'GENERIC',
  genericCode: 'DIWALI15',
  validTillDate: '2026-06-20T00:00:00Z',
  expiryStrategyType: 'SERIES_EXPIRY',
});
const samples = sampleData(offer.values, UTC);
const read = (template: string) => fillTags(messageParts(template, samples));

describe('a message with sample data', () => {
  test('has the code, last day and name of the series', () => {
    expect(read('Hi {{first_name}}, {{voucher}} for {{offer_name}} until {{valid_till_date.FORMAT_2}}.')).toBe(
      'Hi Asha, DIWALI15 for Diwali until 20 Jun 2026.',
    );
    expect(read('{{valid_days_from_create}} days')).toBe('10 days');
  });

  test('has a made-up code in the format of the series', () => {
    const generated = series({
      clientHandlingType: 'DISC_CODE',
      randomCodeLength: 12,
      alphaNumeric: false,
      isPrefixEnabled: true,
      couponPrefix: 'GOLD',
    });
    expect(sampleData(generated.values, UTC)['voucher']).toBe('GOLD482073159648');
    // The organisation's prefix is unknown here, and the series' own prefix is not used.
    const overridden = series({ ...generated.wire, orgPrefixOverride: true });
    expect(sampleData(overridden.values, UTC)['voucher']).toBe('482073159648');
  });

  test('marks an unknown tag and leaves its text, also for names of the prototype', () => {
    for (const tag of ['{{optout}}', '{{constructor}}', '{{}}', '{{valid_till_date.FORMAT_9}}', '{{voucher_code}}'])
      expect(messageParts(tag, samples)).toEqual([{ raw: tag, text: tag, type: 'unknown' }]);
  });

  test('treats a tag with spaces inside its braces as unknown', () => {
    for (const tag of ['{{ voucher }}', '{{voucher }}', '{{ first_name}}', '{{\tvoucher}}'])
      expect(messageParts(tag, samples)).toEqual([{ raw: tag, text: tag, type: 'unknown' }]);
    expect(unknownTags('{{ voucher }} {{voucher}}')).toEqual([' voucher ']);
  });

  test('the short template has two tags, one of them its own', () => {
    expect(unknownTags('{{cust_name}} {{voucher_code}} {{voucher}} {{voucher}}', 'short')).toEqual(['voucher']);
    expect(unknownTags('{{cust_name}} {{voucher_code}}')).toEqual(['voucher_code']);
  });

  test('has a sample for every suggested tag', () => {
    for (const dialect of ['resend', 'short'] as const)
      for (const { name } of tagsOf(dialect)) expect(samples).toHaveProperty([name]);
  });
});

const PIECES = ['{{', '}}', '{', '}', 'voucher', 'first_name', 'optout', ' ', '\n', '.FORMAT_1', 'घर', '🎉', ''];
const templates = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join(''));
/** Includes lone surrogates. `unit: 'binary'` took most of this file's time. */
const anyText = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) });

test('the parts of a template joined are the template', () => {
  fc.assert(
    fc.property(fc.oneof(templates, anyText), (template) => {
      const parts = messageParts(template, samples);
      expect(parts.map(({ raw }) => raw).join('')).toBe(template);
      expect(parts.every(({ raw, type }) => raw !== '' && (type === 'plain') === !/^\{\{[^{}]*\}\}$/.test(raw))).toBe(
        true,
      );
    }),
  );
});

describe('an unfinished tag', () => {
  const at = (marked: string) => openTagAt(marked.replace('|', ''), marked.indexOf('|'));

  test.each([
    ['Hi {{|', { from: 3, query: '' }],
    ['Hi {{fir|', { from: 3, query: 'fir' }],
    ['Hi {{ last name|', { from: 3, query: 'last name' }],
    ['{{voucher}} {{v|', { from: 12, query: 'v' }],
    ['{{fi|rst_name}}', { from: 0, query: 'fi' }],
    ['{{{v|', { from: 1, query: 'v' }],
    ['Hi {|', null],
    ['Hi {|{', null],
    ['{{voucher}}|', null],
    ['{{voucher}|', null],
    ['{{one\ntwo|', null],
    [`{{${'x'.repeat(60)}|`, null],
  ])('%s', (marked, expected) => {
    expect(at(marked)).toEqual(expected);
  });

  test('is replaced together with the rest of the tag around the caret', () => {
    const rest = (marked: string) =>
      marked.replace('|', '').slice(tagEnd(marked.replace('|', ''), marked.indexOf('|')));
    expect(rest('{{fi|rst_name}}, your code')).toBe(', your code');
    expect(rest('{{fi| and more')).toBe(' and more');
    expect(rest('{{fi|rst and {{voucher}}')).toBe('rst and {{voucher}}');
  });

  test('becomes one whole tag, and the rest of the text stays, for any chosen tag', () => {
    fc.assert(
      fc.property(templates, templates, fc.constantFrom(...tagsOf('resend')), (before, after, { name }) => {
        const text = `${before}{{vo${after}`;
        const caret = before.length + 4;
        const open = openTagAt(text, caret);
        expect(open).toEqual({ from: expect.any(Number), query: 'vo' });
        const result = text.slice(0, open?.from) + tagText(name) + text.slice(tagEnd(text, caret));
        expect(result).toContain(tagText(name));
        expect(after.endsWith(result.slice((open?.from ?? 0) + tagText(name).length))).toBe(true);
        expect(result.startsWith(before)).toBe(true);
      }),
    );
  });
});

test('matchTags finds tags by name or label', () => {
  const found = (query: string) => matchTags(tagsOf('resend'), query).map(({ name }) => name);
  expect(found('code')[0]).toBe('voucher');
  expect(found('first')[0]).toBe('first_name');
  expect(found('format 7')).toEqual(['valid_till_date.FORMAT_7']);
  expect(found('nothing like it')).toEqual([]);
  expect(found('')).toHaveLength(tagsOf('resend').length);
});

test('messageParts is fast for a hostile text of braces and spaces', () => {
  const hostile = `${'{{ '.repeat(20_000)}{{${' '.repeat(100_000)}x`;
  const started = performance.now();
  messageParts(hostile);
  expect(performance.now() - started).toBeLessThan(1000);
});
