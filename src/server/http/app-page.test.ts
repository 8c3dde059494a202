import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dataElement } from './app-page.ts';

const TRICKS = [
  '</script>',
  '<!--',
  '<script',
  '<',
  '>',
  '&lt;',
  '\u2028',
  '\u2029',
  '\\',
  '\\u003c',
  '"',
  '$&',
  '\0',
  '\ud800',
];

it('no value ends the element of the data or changes in it', () => {
  const text = fc
    .array(fc.oneof(fc.constantFrom(...TRICKS), fc.string({ unit: 'binary' })))
    .map((parts) => parts.join(''));
  const values = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.constant(null),
      fc.integer(),
      fc.boolean(),
      tie('list'),
      tie('object'),
    ),
    list: fc.array(tie('value')),
    object: fc.dictionary(text, tie('value')),
  }));
  fc.assert(
    fc.property(values.value, (data) => {
      const element = dataElement(data);
      expect(element.match(/<[^]/g)).toEqual(['<s', '</']);
      const json = element.slice(element.indexOf('>') + 1, element.lastIndexOf('<'));
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(data)));
    }),
  );
});
