import type { Locator, Page } from 'playwright/test';
import { longCount, longSeeds } from '../src/server/test/long-run.ts';
import { isSave, type SeriesObject } from './api.ts';
import { expect, test } from './fixtures.ts';
import type { Editor } from './pages/editor.ts';
import { Dice, stallRandomly, Typist } from './pages/typist.ts';

const ID = 698948;
const SEEDS = longSeeds(20_261_129);
/** Number of inputs of each seed. */
const INPUTS = longCount(300) / SEEDS.length;
/** Number of inputs before each review, save and read back. */
const INPUTS_PER_SAVE = 500;
/** Approximate number of inputs that make all fields valid before a save. */
const INPUTS_TO_FINISH = 80;
const LONGEST = 40;

/** A model of one field: predicts its content from the inputs alone. */
interface Entry {
  readonly field: Locator;
  /** Makes random inputs. */
  enter(typist: Typist, dice: Dice): Promise<void>;
  /** Compares the predicted content with the page. Null if they are equal. */
  difference(): Promise<string | null>;
  /** Makes the content valid. */
  finish(typist: Typist, dice: Dice): Promise<void>;
  /** The expected part of the stored series. */
  stored(): SeriesObject;
  /** The expected text in the review, and the API's name of the field. */
  reviewed(): readonly [apiName: string, text: string];
}

interface TextOptions {
  readonly letters: string;
  readonly words: readonly string[];
  readonly readings: readonly (readonly [reading: string, chosen: string])[];
  /** A new valid text; null if any text is valid, so that the current one stays. */
  readonly valid: (dice: Dice) => string | null;
  readonly stored: (text: string) => SeriesObject;
  readonly reviewed: (text: string) => readonly [apiName: string, text: string];
  /** Whether two texts have the same meaning: the page formats a number when the field loses focus. */
  readonly same?: (a: string, b: string) => boolean;
}

/** Model of an input or text area: one text and a caret. */
class TextEntry implements Entry {
  readonly field: Locator;
  readonly #page: Page;
  readonly #options: TextOptions;
  readonly #isArea: boolean;
  #text = '';
  #caret = 0;
  /** All previous texts. Undo must restore one of them. */
  #earlier: string[] = [];

  private constructor(page: Page, field: Locator, options: TextOptions, isArea: boolean) {
    this.#page = page;
    this.field = field;
    this.#options = options;
    this.#isArea = isArea;
  }

  static async of(page: Page, field: Locator, options: TextOptions): Promise<TextEntry> {
    const isArea = await field.evaluate((element) => element instanceof HTMLTextAreaElement);
    const entry = new TextEntry(page, field, options, isArea);
    entry.#text = await field.inputValue();
    entry.#earlier.push(entry.#text);
    return entry;
  }

  #same(a: string, b: string): boolean {
    return a === b || this.#options.same?.(a, b) === true;
  }

  #put(text: string, start = this.#caret, end = this.#caret): void {
    this.#text = this.#text.slice(0, start) + text + this.#text.slice(end);
    this.#caret = start + text.length;
    this.#earlier.push(this.#text);
  }

  /** Random letters without spaces and line breaks. */
  #random(dice: Dice, length: number): string {
    const letters = Array.from(this.#options.letters).filter((letter) => letter !== '\n' && letter !== ' ');
    return Array.from({ length }, () => dice.of(letters)).join('');
  }

  async #goToEnd(typist: Typist): Promise<void> {
    await typist.press('Control+End');
    this.#caret = this.#text.length;
  }

  /** Focuses the field. Numbers and days were formatted on blur: the text may differ, but not its meaning. */
  async #arrive(typist: Typist): Promise<void> {
    await this.field.focus();
    const shown = await this.field.inputValue();
    if (!this.#same(shown, this.#text)) throw new Error(`Left as ${quoted(this.#text)}, found as ${quoted(shown)}`);
    this.#text = shown;
    await this.#goToEnd(typist);
  }

  async #typeOver(typist: Typist, text: string): Promise<void> {
    await typist.press('Control+a');
    await typist.type(text);
    this.#put(text, 0, this.#text.length);
  }

  async #undo(typist: Typist, redo: boolean): Promise<void> {
    const before = this.#text;
    await typist.press('Control+z');
    this.#text = await this.field.inputValue();
    if (!this.#earlier.some((text) => this.#same(text, this.#text)))
      throw new Error(`Undone to ${quoted(this.#text)}, which never stood here`);
    if (redo) {
      await typist.press('Control+Shift+z');
      const again = await this.field.inputValue();
      if (!this.#same(again, before)) throw new Error(`Redone to ${quoted(again)} instead of ${quoted(before)}`);
      this.#text = again;
    }
    // Undo moves the focus and the caret in the next frame.
    await this.#page.evaluate(() => new Promise((resolve) => void requestAnimationFrame(resolve)));
    await this.field.focus();
    await this.#goToEnd(typist);
    await this.#typeOver(typist, this.#options.letters.charAt(0));
  }

  async enter(typist: Typist, dice: Dice): Promise<void> {
    const { letters, words, readings, same } = this.#options;
    await this.#arrive(typist);
    // The model does not know the separators that the page inserted, so replace the text.
    if (same || this.#text.length > LONGEST) await this.#typeOver(typist, dice.of(Array.from(letters)));
    const actions: readonly (() => Promise<void>)[] = [
      async () => {
        for (const letter of this.#random(dice, dice.int(1, 8))) {
          await typist.type(letter);
          this.#put(letter);
        }
      },
      async () => {
        const text = this.#random(dice, dice.int(4, 12));
        await typist.rattle(text);
        this.#put(text);
      },
      async () => {
        const times = Math.min(dice.int(1, 3), this.#caret);
        await typist.press('Backspace', times);
        this.#put('', this.#caret - times);
      },
      async () => {
        const times = Math.min(dice.int(1, 4), this.#caret);
        await typist.press('ArrowLeft', times);
        this.#caret -= times;
      },
      async () => {
        await typist.press('Control+Home');
        this.#caret = 0;
        const times = Math.min(dice.int(0, 2), this.#text.length);
        await typist.press('Delete', times);
        this.#put('', 0, times);
      },
      async () => {
        const times = Math.min(dice.int(1, 3), this.#caret);
        await typist.press('Shift+ArrowLeft', times);
        const letter = dice.of(Array.from(letters));
        await typist.type(letter);
        this.#put(letter, this.#caret - times);
      },
      async () => this.#goToEnd(typist),
      async () => {
        const text = this.#random(dice, dice.int(5, 9));
        const entered = await typist.typeBetweenTimers(text, '9');
        if (entered.replaceAll('9', '') !== text.replaceAll('9', ''))
          throw new Error(`typed ${quoted(text)}, the page heard ${quoted(entered)}`);
        this.#put(entered);
      },
      async () => {
        const word = dice.of(words);
        await typist.paste(word);
        this.#put(word);
      },
      async () => {
        const word = dice.of(words);
        await typist.dictate(word);
        this.#put(word);
      },
      async () => {
        const [reading, chosen] = dice.of(readings);
        await typist.compose(reading, chosen);
        this.#put(chosen);
      },
      async () => {
        const word = dice.of(words);
        await typist.replaceAll(word);
        this.#put(word, 0, this.#text.length);
      },
      async () => {
        await this.#typeOver(typist, dice.of(Array.from(letters)));
        await this.#undo(typist, dice.next() < 0.5);
      },
    ];
    for (let action = dice.int(2, 5); action > 0; action -= 1) {
      await dice.of(dice.next() < 0.5 ? actions.slice(0, 3) : actions)();
      // The page does not format a focused field.
      const shown = await this.field.inputValue();
      if (shown !== this.#text) throw new Error(`entered ${quoted(this.#text)}, shown ${quoted(shown)}`);
    }
  }

  async difference(): Promise<string | null> {
    const shown = await this.field.inputValue();
    return this.#same(shown, this.#text) ? null : `entered ${quoted(this.#text)}, shown ${quoted(shown)}`;
  }

  async finish(typist: Typist, dice: Dice): Promise<void> {
    await this.#arrive(typist);
    const valid = this.#options.valid(dice);
    if (valid !== null) return this.#typeOver(typist, valid);
    // Keep free text, but add a letter at both ends, because blank text counts as empty.
    await typist.type('z');
    this.#put('z');
    await typist.press('Control+Home');
    await typist.type('A');
    this.#put('A', 0, 0);
    if (!this.#isArea) return;
    await typist.press('Enter');
    this.#put('\n');
  }

  stored(): SeriesObject {
    return this.#options.stored(this.#text);
  }

  reviewed(): readonly [apiName: string, text: string] {
    return this.#options.reviewed(this.#text);
  }
}

/** Model of an id list: chips, and an input for the next id. */
class ChipsEntry implements Entry {
  readonly field: Locator;
  readonly #row: Locator;
  readonly #key: string;
  #ids: readonly string[] = [];
  #pending = '';

  constructor(page: Page, field: Locator, key: string) {
    this.field = field;
    this.#row = page.locator(`[data-field=${key}]`);
    this.#key = key;
  }

  #close(text: string): void {
    this.#ids = [...new Set([...this.#ids, ...text.split(/[,\s]+/u).filter(Boolean)])];
    this.#pending = '';
  }

  #enter(text: string): void {
    const whole = this.#pending + text;
    if (/[,\s]$/u.test(whole)) this.#close(whole);
    else this.#pending = whole;
  }

  async enter(typist: Typist, dice: Dice): Promise<void> {
    await this.field.focus();
    const actions: readonly (() => Promise<void>)[] = [
      async () => {
        for (const digit of String(dice.int(1000, 9999))) {
          await typist.type(digit);
          this.#enter(digit);
        }
        const end = dice.of([',', ' ']);
        await typist.type(end);
        this.#enter(end);
      },
      async () => {
        await typist.press('Backspace');
        if (this.#pending !== '') this.#pending = this.#pending.slice(0, -1);
        else {
          this.#pending = this.#ids.at(-1) ?? '';
          this.#ids = this.#ids.slice(0, -1);
        }
      },
      async () => {
        const ids = `${dice.int(1000, 9999)}, ${dice.int(1000, 9999)}`;
        await typist.paste(ids);
        this.#close(this.#pending + ids);
      },
      async () => {
        const id = `${dice.int(1000, 9999)},`;
        await typist.dictate(id);
        this.#enter(id);
      },
      async () => {
        const id = String(dice.int(10, 99));
        await typist.compose(id, id);
        this.#enter(id);
      },
    ];
    // Limit the length of an id and the number of chips.
    if (this.#pending.length > 8) {
      await typist.type(',');
      this.#enter(',');
    }
    while (this.#ids.length > 10) {
      if (this.#pending !== '') {
        await typist.press('Backspace', this.#pending.length);
        this.#pending = '';
      }
      await typist.press('Backspace');
      this.#pending = this.#ids.at(-1) ?? '';
      this.#ids = this.#ids.slice(0, -1);
    }
    for (let action = dice.int(2, 4); action > 0; action -= 1) {
      await dice.of(actions)();
      const difference = await this.difference();
      if (difference !== null) throw new Error(difference);
    }
    await this.finish(typist);
  }

  async difference(): Promise<string | null> {
    const pending = await this.field.inputValue();
    const buttons = this.#row.getByRole('listitem').getByRole('button');
    const names = await buttons.evaluateAll((all) => all.map((button) => button.getAttribute('aria-label') ?? ''));
    const shown = [...names.map((name) => name.replace('Remove ', '')), `(${pending})`].join(' ');
    const entered = [...this.#ids, `(${this.#pending})`].join(' ');
    return shown === entered ? null : `entered ${entered}, shown ${shown}`;
  }

  async finish(typist: Typist): Promise<void> {
    await this.field.focus();
    const id = this.#pending === '' ? '1221' : '';
    await typist.type(`${id},`);
    this.#close(this.#pending + id);
  }

  stored(): SeriesObject {
    return { [this.#key]: `[${this.#ids.join(',')}]` };
  }

  reviewed(): readonly [apiName: string, text: string] {
    return [this.#key, this.#ids[0] ?? ''];
  }
}

const quoted = (text: string) => JSON.stringify(text);
const spaced = (text: string) => text.replace(/\s+/gu, ' ').trim();

const WRITING = {
  letters: 'abcdefghij klmno pqrstuv wxyz',
  words: ['festive', 'ab cd ', 'Grüße', 'x'],
  readings: [
    ['にほん', '日本'],
    ['ni', '你'],
  ],
  valid: () => null,
} as const;

const asText = (key: string): TextOptions => ({
  ...WRITING,
  stored: (text) => ({ [key]: text }),
  reviewed: (text) => [key, spaced(text)],
});
const asLines = (key: string): TextOptions => ({ ...asText(key), letters: `${WRITING.letters}\n\n` });

const asNumber = (key: string, letters: string, valid: (dice: Dice) => string): TextOptions => ({
  letters,
  words: ['12', '7', '350'],
  readings: [['12', '12']],
  valid,
  // An empty text equals no other.
  same: (a, b) => [a, b].every((text) => text.trim() !== '') && readNumber(a) === readNumber(b),
  stored: (text) => ({ [key]: readNumber(text) }),
  reviewed: (text) => [key, readNumber(text).toLocaleString('en')],
});
const idsIn = (text: string) => [
  ...new Set(
    text
      .split(/[,\s]+/u)
      .filter(Boolean)
      .map(Number),
  ),
];
const readNumber = (text: string) => Number(text.replaceAll(',', ''));

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const asDay = (apiName: string, stored: (day: string) => SeriesObject): TextOptions => ({
  letters: '0123456789 .decmay',
  words: ['12 dec', '1.', '2031'],
  readings: [['12', '12']],
  valid: (dice) => `${dice.int(1, 28)} ${dice.of(MONTHS)} ${dice.int(2030, 2034)}`,
  // On blur, "6 dec" becomes a full date. The stored day is compared exactly.
  same: (a, b) => a !== '' && b !== '' && [a, b].some((text) => / \d{4}$/u.test(text)),
  stored: (text) => {
    const [day = '', month = '', year = ''] = text.split(' ');
    return stored(`${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`);
  },
  reviewed: (text) => [apiName, text],
});

const property = (key: string) => ({
  stored: (text: string) => ({ customPropertyMap: { [key]: text } }),
  reviewed: (text: string) => ['customPropertyMap', spaced(text)] as const,
});

/** Every kind of text and number field of the editor. */
async function entries(page: Page, editor: Editor): Promise<ReadonlyMap<string, Entry>> {
  await editor.unfoldAll();
  await editor.choice('Coupons in total').getByRole('radio', { name: 'Limit to', exact: true }).check();
  await editor.choice('Smallest bill').getByRole('radio', { name: 'At least', exact: true }).check();
  const registered = asDay('targetUserDetails.validUserRegistrationStartTime', (day) => ({
    targetUserDetails: { validUserRegistrationStartTime: Date.parse(`${day}T00:00:00+05:30`) },
  }));
  const texts: Readonly<Record<string, TextOptions>> = {
    Name: asText('description'),
    Description: asLines('info'),
    'POS code': asText('discountCode'),
    'Message for resending': asLines('smsTemplate'),
    'Terms and conditions': {
      ...asLines(''),
      stored: (text) => ({ customPropertyMap: { standard_terms_and_conditions: text } }),
      reviewed: (text) => ['customPropertyMap.standard_terms_and_conditions', spaced(text)],
    },
    'Custom properties, value of season': { ...asLines(''), ...property('season') },
    Priority: asNumber('priority', '0123456789', (dice) => String(dice.int(-999, -1))),
    Discount: asNumber('discountValue', '0123456789', (dice) => `${dice.int(1, 14)}.${dice.of(['5', '25', '75'])}`),
    'Coupons in total Limit to': asNumber('maxCreate', '0123456789', (dice) => String(dice.int(30_000, 99_999))),
    'Valid until': asDay('validTillDate', (day) => ({
      // The form sends noon, the API stores midnight.
      validTillDate: expect.stringContaining(`${day}T`),
    })),
    // Money, with the currency before the input.
    'Smallest bill At least': asNumber(
      'minBillAmount',
      '0123456789.',
      (dice) => `${dice.int(100, 999)}.${dice.of(['5', '25'])}`,
    ),
    // A moment: the start of the day in the zone of the organisation.
    'Registered from': {
      ...registered,
      // In the past: a start after the end of the series would end all coupons.
      valid: (dice) => `${dice.int(1, 28)} ${dice.of(MONTHS)} ${dice.int(2015, 2019)}`,
      // Without the focus, an empty field says "Any time".
      same: (a, b) => a.replace('Any time', '') === b.replace('Any time', '') || registered.same?.(a, b) === true,
    },
    'Places that may redeem (old list)': {
      letters: '123456789',
      words: ['12, 34', ', 56'],
      readings: [['78', '78']],
      valid: (dice) => `${dice.int(100, 199)}, ${dice.int(200, 299)}\n${dice.int(300, 399)}`,
      // On blur, the page formats the ids and removes duplicates.
      same: (a, b) => idsIn(a).join() === idsIn(b).join(),
      stored: (text) => ({ redeemAtStore: `[${idsIn(text).join(',')}]` }),
      reviewed: (text) => ['redeemAtStore', text.slice(0, 3)],
    },
  };
  const chips = new ChipsEntry(page, editor.text('Stores that may issue'), 'storeIdsJson');
  // "Edit as text" appears only for several ids.
  const places = editor.text('Places that may redeem (old list)');
  await places.fill('11, 22, ');
  await page.locator('[data-field=redeemAtStore]').getByRole('button', { name: 'Edit as text' }).click();
  const all = new Map<string, Entry>([['Stores that may issue', chips]]);
  for (const [label, options] of Object.entries(texts))
    all.set(label, await TextEntry.of(page, editor.text(label), options));
  return all;
}

test('preserves a letter that arrives between a timer and its effects', async ({ context, editor, page }) => {
  await page.addInitScript(stallRandomly, 1);
  await editor.open(ID);
  const typist = new Typist(page, await context.newCDPSession(page), new Dice(1));
  let interjected = 0;
  for (const [label, letters] of [
    ['Name', 'abcdefghijklmnopqrstuvwxy'],
    ['Message for resending', 'abcdefghijkl'],
    ['Discount', '123123123123'],
  ] as const) {
    await editor.text(label).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
    const entered = await typist.typeBetweenTimers(letters, '9');
    expect(entered.replaceAll('9', ''), label).toBe(letters);
    await expect(editor.text(label)).toHaveValue(entered);
    interjected += entered.length - letters.length;
  }
  expect(interjected, 'letters entered after a timer').toBeGreaterThan(0);
});

for (const [kind, seed] of SEEDS)
  test(`saves exactly the text that is typed, pasted, deleted, undone, composed, dictated and filled in: ${kind}`, async ({
    api,
    context,
    editor,
    page,
    review,
  }) => {
    const started = Date.now();
    test.setTimeout(60_000 + INPUTS * 800);
    const dice = new Dice(seed);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.addInitScript(stallRandomly, seed);
    await editor.open(ID);
    const typist = new Typist(page, await context.newCDPSession(page), dice);
    const all = await entries(page, editor);

    let compared = 0;
    let saves = 0;
    while (typist.inputs < INPUTS - INPUTS_TO_FINISH) {
      const until = Math.min(INPUTS, typist.inputs + INPUTS_PER_SAVE) - INPUTS_TO_FINISH;
      // Visit every field once before any field again.
      for (let order: (readonly [string, Entry])[] = []; typist.inputs < until;) {
        if (order.length === 0) order = shuffled([...all], dice);
        const [label, entry] = order.pop() ?? [];
        await entry?.enter(typist, dice).catch((error: unknown) => {
          throw new Error(`seed ${seed}, ${label}, after ${typist.inputs} inputs: ${String(error)}`, { cause: error });
        });
        compared += 1;
      }
      for (const entry of all.values()) await entry.finish(typist, dice);
      await page.keyboard.press('Tab');
      for (const [label, entry] of all) expect.soft(await entry.difference(), `seed ${seed}, ${label}`).toBeNull();

      const expected = [...all.values()].map((entry) => entry.stored());
      await editor.askToSave();
      for (const [label, entry] of all) {
        const [apiName, text] = entry.reviewed();
        // The review shows some line ends and blanks as signs.
        await expect
          .soft(async () => {
            const shown = (await review.change(apiName).textContent()) ?? '';
            expect(spaced(shown.replaceAll('↵', '').replaceAll('␣', ' '))).toContain(text);
          }, `seed ${seed}, ${label} in the review`)
          .toPass();
      }
      const sent = page.waitForRequest(isSave);
      await review.save();
      const { CouponSeriesV2: form } = (await sent).postDataJSON() as { CouponSeriesV2: SeriesObject };
      const stored = await api.get(ID);
      for (const part of expected) {
        expect.soft(form, `seed ${seed}, what the form sent`).toMatchObject(part);
        expect.soft(stored, `seed ${seed}, what is stored`).toMatchObject(part);
      }
      saves += 1;
    }
    console.log(
      `typing: seed ${seed}, ${typist.inputs} inputs into ${all.size} fields, ${compared} visits, ${saves} saves, ` +
        `${test.info().errors.length} differences, ${((Date.now() - started) / 1000).toFixed(1)} s`,
    );
  });

function shuffled<T>(all: readonly T[], dice: Dice): T[] {
  return all
    .map((item) => [dice.next(), item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item);
}
