import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldOf, sectionOf, sections } from '#catalogue/catalogue.ts';
import { findFields } from './search-fields.ts';
import { series } from './testing/builders.ts';
import { gatesOf } from './series/visibility.ts';

const LISTED = sections.flatMap(({ keys }) => keys);
const offer = series({ discountType: 'ABS' });
const gates = gatesOf(offer.values, offer.wire);
const found = (query: string) => findFields(query, gates).map(({ field }) => field);

describe('findFields', () => {
  test('finds a field by its label, its API name or its section', () => {
    expect(found('valid until')[0]).toBe('validTillDate');
    expect(found('validTill')[0]).toBe('validTillDate');
    expect(found('maxredeem')[0]).toBe('maxRedeem');
    expect(found('places')).toContain('redemptionOrgEntityDetails');
  });

  test('ranks labels that start with the words before those that only contain them', () => {
    expect(found('prefix')[0]).toBe('isPrefixEnabled');
    expect(found('sms')[0]).toBe('isSMSDisabled');
  });

  test('says why a field is hidden', () => {
    const [cap] = findFields('discountUpto', gates);
    expect(cap).toMatchObject({ field: 'discountUpto', hidden: 'applies to percentages only' });
    expect(findFields('validTillDate', gates)[0]?.hidden).toBeNull();
  });

  test('lists every field once, in the order of the page, for an empty query', () => {
    expect(found('')).toEqual(LISTED);
    expect(found('  ')).toEqual(LISTED);
    expect(found('no such thing')).toEqual([]);
  });

  test('finds only fields that contain every typed word, in any order of words', () => {
    const texts = LISTED.map((key) => `${fieldOf(key).label} ${fieldOf(key).path.join('.')} ${sectionOf(key).label}`);
    const words = fc.constantFrom(...texts.flatMap((text) => text.toLowerCase().split(/[\s.]+/)));
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 3 }), (typed) => {
        const fields = found(typed.join(' '));
        for (const field of fields)
          for (const word of typed) expect(texts[LISTED.indexOf(field)]?.toLowerCase()).toContain(word);
        expect([...found(typed.toReversed().join('  '))].toSorted()).toEqual([...fields].toSorted());
      }),
    );
  });
});
