import type { CDPSession, Page } from 'playwright/test';

/** Seeded random numbers (mulberry32), so that a failure can be reproduced. */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** Returns a number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** Returns an integer between `from` and `to`, inclusive. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.int(0, choices.length - 1)];
    if (choice === undefined) throw new Error('No choices');
    return choice;
  }
}

interface InterjectionState {
  /** The letter that the page enters directly after a timer; null: none. */
  interjected: string | null;
  /** All text that reached the text fields, in order. */
  entered: string;
}

/**
 * Runs in the page before its scripts. Blocks the main thread for a random time after each timer, before each message
 * (React's scheduler uses messages) and before each animation frame, so that keys arrive between any two of them. On
 * demand it enters a letter directly after a timer, before anything that the timer scheduled.
 */
export function stallRandomly(seed: number): void {
  let state = seed;
  const chance = () => {
    // A local generator, because the function is serialized into the page without imports.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 4_294_967_296;
  };
  const stall = (probability: number, maxMs: number) => {
    if (chance() >= probability) return;
    const end = performance.now() + chance() * maxMs;
    while (performance.now() < end);
  };

  const page = Object.assign(window, {
    interjected: null,
    entered: '',
  } satisfies InterjectionState as InterjectionState);
  const enter = (event: Event) => {
    if (event instanceof InputEvent) page.entered += event.data ?? '';
  };
  addEventListener('input', enter, true);
  const interject = () => {
    if (page.interjected !== null && document.activeElement?.matches('input, textarea'))
      document.execCommand('insertText', false, page.interjected);
  };

  const { setTimeout: setLater, requestAnimationFrame: nextFrame } = window;
  const later = (run: TimerHandler, ms?: number, ...rest: unknown[]) =>
    setLater(() => {
      if (typeof run === 'function') run(...rest);
      interject();
      stall(0.5, 40);
    }, ms);
  window.setTimeout = later as typeof window.setTimeout;
  window.requestAnimationFrame = (run) =>
    nextFrame((time) => {
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

/** Enters text in every way a browser supports. `inputs` counts the inputs. */
export class Typist {
  readonly #page: Page;
  readonly #cdp: CDPSession;
  readonly #random: SeededRandom;
  inputs = 0;

  constructor(page: Page, cdp: CDPSession, random: SeededRandom) {
    this.#page = page;
    this.#cdp = cdp;
    this.#random = random;
  }

  async #countAndPause(): Promise<void> {
    this.inputs += 1;
    // Mostly fast typing, with occasional pauses longer than any timer of the page.
    const roll = this.#random.next();
    const wait = roll < 0.6 ? 0 : roll < 0.985 ? this.#random.int(1, 45) : this.#random.int(200, 1100);
    // The delay between keys is the subject of the test; it waits for no condition.
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }

  async press(key: string, times = 1): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      await this.#page.keyboard.press(key);
      await this.#countAndPause();
    }
  }

  /** Types key by key; a line break is Enter. */
  async type(text: string): Promise<void> {
    for (const letter of text) await this.press(letter === '\n' ? 'Enter' : letter === ' ' ? 'Space' : letter);
  }

  /** Presses each key before the previous one is released, as fast as the browser accepts them. */
  async typeOverlapping(text: string): Promise<void> {
    await Promise.all(Array.from(text, async (letter) => this.#page.keyboard.press(letter)));
    this.inputs += text.length;
  }

  /** Types at an even pace while the page enters `interjected` after its timers. Returns all text that was entered. */
  async typeBetweenTimers(text: string, interjected: string): Promise<string> {
    await this.#page.evaluate((letter) => Object.assign(window, { interjected: letter, entered: '' }), interjected);
    for (const letter of text) {
      await this.#page.keyboard.press(letter);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    const entered = await this.#page.evaluate(() => {
      const page = window as unknown as InterjectionState;
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
    await this.#countAndPause();
  }

  /** Composes with an input method: the reading grows letter by letter, then `chosen` replaces it. */
  async compose(reading: string, chosen: string): Promise<void> {
    for (let length = 1; length <= reading.length; length += 1) {
      const text = reading.slice(0, length);
      await this.#cdp.send('Input.imeSetComposition', { text, selectionStart: length, selectionEnd: length });
      await this.#countAndPause();
    }
    await this.#cdp.send('Input.insertText', { text: chosen });
    await this.#countAndPause();
  }

  /** Replaces all text of the focused field, like autofill and spelling correction. */
  async replaceAll(text: string): Promise<void> {
    await this.#page.evaluate((data) => {
      const field = document.activeElement;
      if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement))
        throw new Error('No text field');
      field.setRangeText(data, 0, field.value.length, 'end');
      field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText', data }));
    }, text);
    await this.#countAndPause();
  }
}
