import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELD_KEYS, fieldOf, sectionOf } from '#catalogue/catalogue.ts';
import { findFields } from './search-fields.ts';
import { series } from './testing/builders.ts';
import { gatesOf } from './series/visibility.ts';

const offer = series({ discountType: 'ABS' });
const gates = gatesOf(offer.values, offer.wire);
const found = (query: string) => findFields(query, gates).map(({ field }) => field);

describe('finding a field', () => {
  test('by its label, its name in the API or its section', () => {
    expect(found('valid until')[0]).toBe('validTillDate');
    expect(found('validTill')[0]).toBe('validTillDate');
    expect(found('maxredeem')[0]).toBe('maxRedeem');
    expect(found('places')).toContain('redemptionOrgEntityDetails');
  });

  test('what begins with the words comes before what only holds them', () => {
    expect(found('prefix')[0]).toBe('isPrefixEnabled');
    expect(found('sms')[0]).toBe('isSMSDisabled');
  });

  test('says why a field is not shown', () => {
    const [cap] = findFields('discountUpto', gates);
    expect(cap).toMatchObject({ field: 'discountUpto', hidden: 'applies to percentages only' });
    expect(findFields('validTillDate', gates)[0]?.hidden).toBeNull();
  });

  test('nothing typed lists every field, each once, in the order of the page', () => {
    expect(found('')).toEqual(FIELD_KEYS);
    expect(found('  ')).toEqual(FIELD_KEYS);
    expect(found('no such thing')).toEqual([]);
  });

  test('every typed word occurs in whatever is found, in any order', () => {
    const texts = FIELD_KEYS.map(
      (key) => `${fieldOf(key).label} ${fieldOf(key).path.join('.')} ${sectionOf(key).label}`,
    );
    const words = fc.constantFrom(...texts.flatMap((text) => text.toLowerCase().split(/[\s.]+/)));
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 3 }), (typed) => {
        const one = found(typed.join(' '));
        for (const field of one)
          for (const word of typed) expect(texts[FIELD_KEYS.indexOf(field)]?.toLowerCase()).toContain(word);
        expect([...found(typed.toReversed().join('  '))].toSorted()).toEqual([...one].toSorted());
      }),
    );
  });
});
