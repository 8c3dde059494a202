import type { CDPSession, Page } from 'playwright/test';

/** Seeded random numbers (mulberry32), so that a failure can be reproduced. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A number from 0 inclusive to 1 exclusive. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `from` to `to`, both inclusive. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  of<T>(choices: readonly T[]): T {
    const choice = choices[this.int(0, choices.length - 1)];
    if (choice === undefined) throw new Error('There is nothing to choose from');
    return choice;
  }
}

interface Interjecting {
  /** The letter to insert directly after each timer; null to insert none. */
  interjected: string | null;
  /** All text from `input` events, in order. */
  entered: string;
}

/**
 * Runs in the page before its scripts. Blocks the main thread at random after timers, before messages (React's
 * scheduler uses them) and before animation frames, so that keys arrive between any two of them. On demand it inserts a
 * letter directly after each timer, before the effects of the timer.
 */
export function stallRandomly(seed: number): void {
  let state = seed;
  const chance = () => {
    // A second generator, because this function runs in the page and cannot use imports.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 4_294_967_296;
  };
  const stall = (likely: number, longest: number) => {
    if (chance() >= likely) return;
    const end = performance.now() + chance() * longest;
    while (performance.now() < end);
  };

  const page = Object.assign(window, { interjected: null, entered: '' } satisfies Interjecting as Interjecting);
  const onInput = (event: Event) => {
    if (event instanceof InputEvent) page.entered += event.data ?? '';
  };
  addEventListener('input', onInput, true);
  const interject = () => {
    if (page.interjected !== null && document.activeElement?.matches('input, textarea'))
      document.execCommand('insertText', false, page.interjected);
  };

  const originalSetTimeout = window.setTimeout.bind(window);
  const originalRequestFrame = window.requestAnimationFrame.bind(window);
  const setTimeoutAndStall = (run: TimerHandler, ms?: number, ...rest: unknown[]) =>
    originalSetTimeout(() => {
      if (typeof run === 'function') run(...rest);
      interject();
      stall(0.5, 40);
    }, ms);
  window.setTimeout = setTimeoutAndStall as typeof window.setTimeout;
  window.requestAnimationFrame = (run) =>
    originalRequestFrame((time) => {
      stall(0.1, 15);
      run(time);
    });
  const onMessage = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
  Object.defineProperty(MessagePort.prototype, 'onmessage', {
    ...onMessage,
    set(this: MessagePort, listener: (event: MessageEvent) => void) {
      onMessage?.set?.call(this, (event: MessageEvent) => {
        stall(0.3, 25);
        listener.call(this, event);
      });
    },
  });
}

/** Enters text in all ways that a browser supports, and counts the inputs. */
export class Typist {
  readonly #page: Page;
  readonly #cdp: CDPSession;
  readonly #dice: Dice;
  inputs = 0;

  constructor(page: Page, cdp: CDPSession, dice: Dice) {
    this.#page = page;
    this.#cdp = cdp;
    this.#dice = dice;
  }

  async #afterInput(): Promise<void> {
    this.inputs += 1;
    // Mostly fast input, sometimes a pause longer than any timer of the page.
    const roll = this.#dice.next();
    const wait = roll < 0.6 ? 0 : roll < 0.985 ? this.#dice.int(1, 45) : this.#dice.int(200, 1100);
    // A fixed delay is correct here: the time between two keys is what the test varies.
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }

  async press(key: string, times = 1): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      await this.#page.keyboard.press(key);
      await this.#afterInput();
    }
  }

  /** Presses one key per letter; Enter for a line break. */
  async type(text: string): Promise<void> {
    for (const letter of text) await this.press(letter === '\n' ? 'Enter' : letter === ' ' ? 'Space' : letter);
  }

  /** Presses all keys concurrently, as fast as the browser accepts them. */
  async rattle(text: string): Promise<void> {
    await Promise.all(Array.from(text, async (letter) => this.#page.keyboard.press(letter)));
    this.inputs += text.length;
  }

  /**
   * Types at a constant pace while the page inserts a letter after each timer. Returns the letters of both in order.
   */
  async typeBetweenTimers(text: string, interjected: string): Promise<string> {
    await this.#page.evaluate((letter) => Object.assign(window, { interjected: letter, entered: '' }), interjected);
    for (const letter of text) {
      await this.#page.keyboard.press(letter);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    const entered = await this.#page.evaluate(() => {
      const page = window as unknown as Interjecting;
      page.interjected = null;
      return page.entered;
    });
    this.inputs += entered.length;
    return entered;
  }

  async paste(text: string): Promise<void> {
    await this.#page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.press('ControlOrMeta+v');
  }

  /** Inserts several words at once, like speech recognition. */
  async dictate(text: string): Promise<void> {
    await this.#page.keyboard.insertText(text);
    await this.#afterInput();
  }

  /** Simulates an input method: composes the reading letter by letter, then commits the chosen text. */
  async compose(reading: string, chosen: string): Promise<void> {
    for (let length = 1; length <= reading.length; length += 1) {
      const text = reading.slice(0, length);
      await this.#cdp.send('Input.imeSetComposition', { text, selectionStart: length, selectionEnd: length });
      await this.#afterInput();
    }
    await this.#cdp.send('Input.insertText', { text: chosen });
    await this.#afterInput();
  }

  /** Replaces the whole text of the focused field, like autofill and spelling correction. */
  async replaceAll(text: string): Promise<void> {
    await this.#page.evaluate((data) => {
      const field = document.activeElement;
      if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement))
        throw new Error('No text field');
      field.setRangeText(data, 0, field.value.length, 'end');
      field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText', data }));
    }, text);
    await this.#afterInput();
  }
}
