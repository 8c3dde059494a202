import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '#values/json.ts';
import { curlText } from './curl-text.ts';

test('the here-document is the body, and no line of it ends it or can be expanded', () => {
  const text = fc.string({ unit: 'binary' });
  const body = fc.dictionary(text, fc.oneof(text, fc.jsonValue() as fc.Arbitrary<Json>));
  fc.assert(
    fc.property(body, (series) => {
      const command = curlText({ origin: 'https://desk.example', seriesId: 7, revision: 'abc', body: series });
      const [head = '', rest = ''] = command.split(" <<'END_OF_BODY'\n");
      expect(rest.endsWith('\nEND_OF_BODY\n')).toBe(true);
      const json = rest.slice(0, -'\nEND_OF_BODY\n'.length);
      expect(json.split('\n')).not.toContain('END_OF_BODY');
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ CouponSeriesV2: series })));
      expect(json).not.toMatch(/[!\r\t\0\u00a0\u200b\u202e]/);
      expect(head).toContain(`-X PUT 'https://desk.example/v2/coupon/series/7'`);
      expect(head).toContain(`-H 'If-Match: "abc"'`);
      expect(head).toContain('-H "Authorization: Bearer $COUPON_DESK_TOKEN"');
    }),
  );
});
