import { readdirSync, readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { expect, test } from 'vitest';

/**
 * Words and names that made this code hard to read and must not come back. `src/GLOSSARY.md` has the terms to use instead.
 */
const WORDS = /\b(whoever|nobody|somebody|told|mend(?:s|ed|ing)?)\b/gi;

/** Identifiers that were replaced, as whole words in code. */
const NAMES =
  /\b(useTold|ToldBar|askEarly|takeEarly|forgetEarly|hearSignedOut|hearSignedIn|timesSignedIn|putAside|keepLetters|tellLetters|areLettersTold|untilPause|loadLater|useLater|ChoiceWas|fieldRemarks|isOdd|leftOut|textBefore|backWith|reuseOf|repeatOf|circleTops|whyNoCoupon|lifeWords|startOver|useGoOn|jumpToField|startPeople|peopleDesk|keptSecret|watchRoom|reportLosses|oneAtATime|judge|SaveRecord|useTurned|useStroke|Circumstances|Odd|Held|OWN|Was|Remarks|fly|goOn|decided|Approve|Reuse|Repeat|Ago)\b/g;

/** Replaced names that are ordinary words too, where code declares them, and the replaced discriminant `is`. */
const DECLARATIONS =
  /\b(?:const|function|class|interface|type) (?:Case|Facts|Moment)\b|\b(?:function (?:both|answered)\b|const (?:both|answered) = \()|\breadonly is: |\{ is: /g;

/** Base names of files that were replaced. */
const FILES =
  /(^|\/)(told|early|ahead|signed-out|letters|later|load-later|use-later|field-marks|jump|outgoing|words|ways-in|door-page|take-session|question|shown-once|when|text-in|send|loaded|spellings|use-turned|use-stroke|place-book|room|losses|lock|visible-text|save|judge|dice|odd|doubtful|occasions|goods|figures|before|reuse|issuing|circles|no-coupon|place|odd-value|start-error)\.tsx?$|\/people\/|-for-tests|-words\.ts/;

/** Where a word or a name may stand, and why. */
const EXCEPTIONS: readonly { readonly file: RegExp; readonly text: RegExp; readonly reason: string }[] = [
  { file: /^src\/vocabulary\.test\.ts$/, text: /.*/, reason: 'It lists them.' },
  {
    file: /^src\/server\/test\/postgres-server\.ts$/,
    text: /^nobody$/,
    reason: 'The name of a user of the operating system.',
  },
];

const ROOT = resolve(import.meta.dirname, '..');
const TEXT = /\.(tsx?|mjs|js|css|md|txt|html|ya?ml|example)$/;
const files = [
  ...readdirSync(ROOT).filter((name) => TEXT.test(name)),
  ...['src', 'e2e', '.ci', '.github'].flatMap((folder) =>
    readdirSync(resolve(ROOT, folder), { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile() && TEXT.test(entry.name))
      .map((entry) => posix.join(entry.parentPath.slice(ROOT.length + 1).replaceAll('\\', '/'), entry.name)),
  ),
];

function found(pattern: RegExp): string[] {
  return files.flatMap((file) =>
    readFileSync(resolve(ROOT, file), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        [...line.matchAll(pattern)]
          .filter(([word]) => !EXCEPTIONS.some(({ file: where, text }) => where.test(file) && text.test(word)))
          .map(([word]) => `${file}:${index + 1} ${word}`),
      ),
  );
}

test('no unclear word is used', () => {
  expect(found(WORDS)).toEqual([]);
});

test('no replaced name is used', () => {
  expect(found(NAMES)).toEqual([]);
});

test('no replaced name is declared', () => {
  expect(found(DECLARATIONS)).toEqual([]);
});

test('no file has a replaced name', () => {
  expect(files.filter((file) => FILES.test(file))).toEqual([]);
});

test('no exception is stale', () => {
  const stale = EXCEPTIONS.filter(({ file: where, text }) => {
    const lines = files.filter((file) => where.test(file)).map((file) => readFileSync(resolve(ROOT, file), 'utf8'));
    return ![WORDS, NAMES, DECLARATIONS].some((pattern) =>
      lines.some((content) => content.match(pattern)?.some((word) => text.test(word))),
    );
  });
  expect(stale).toEqual([]);
});
