import type { JsonObject } from '#values/json.ts';

interface CurlOptions {
  readonly origin: string;
  readonly seriesId: number;
  readonly revision: string;
  readonly body: JsonObject;
}

/**
 * The request of a save as a command for sh, bash and zsh. The body is a here-document, because an argument has at most
 * 128 KiB on Linux. In it the shell expands nothing; characters that a terminal could swallow or expand are escaped.
 */
export function curlText({ origin, seriesId, revision, body }: CurlOptions): string {
  const json = JSON.stringify({ CouponSeriesV2: body }, null, 1).replaceAll(NOT_PLAIN, escaped);
  return `curl --fail-with-body -X PUT '${origin}/v2/coupon/series/${seriesId}' \\
  -H "Authorization: Bearer $COUPON_DESK_TOKEN" \\
  -H 'Content-Type: application/json' \\
  -H 'If-Match: "${revision}"' \\
  --data-binary @- <<'END_OF_BODY'
${json}
END_OF_BODY
`;
}

/** Only texts have such characters. `!` starts a history expansion in some shells. */
const NOT_PLAIN = /!|[^\n -~\p{L}\p{M}\p{N}\p{P}\p{S}]|[\p{Cf}\p{Co}]/gu;
const escaped = (character: string) =>
  Array.from(
    { length: character.length },
    (_, at) => String.raw`\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
