import type { CDPSession, Page } from 'playwright/test';

/** Numbers from a seed, so that a failure can be repeated (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to, and without, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number; both ends count. */
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
  /** This letter is entered directly after a timer; null: none. */
  interjected: string | null;
  /** What the text fields of the page were given, in its order. */
  entered: string;
}

/**
 * Runs in the page before its scripts. Blocks the main thread for a random time after each timer, before each message (React's
 * scheduler works in messages) and before each animation frame, so that keys arrive between any two of them. On demand it enters a
 * letter by itself directly after a timer, before anything that the timer has set off.
 */
export function stallRandomly(seed: number): void {
  let state = seed;
  const chance = () => {
    // A generator of its own: the page has no imports at this point.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 4_294_967_296;
  };
  const stall = (likely: number, longest: number) => {
    if (chance() >= likely) return;
    const end = performance.now() + chance() * longest;
    while (performance.now() < end);
  };

  const page = Object.assign(window, { interjected: null, entered: '' } satisfies Interjecting as Interjecting);
  const enter = (event: Event) => {
    if (event instanceof InputEvent) page.entered += event.data ?? '';
  };
  addEventListener('input', enter, true);
  const interject = () => {
    if (page.interjected !== null && document.activeElement?.matches('input, textarea'))
      document.execCommand('insertText', false, page.interjected);
  };

  const setLater = window.setTimeout.bind(window);
  const nextFrame = window.requestAnimationFrame.bind(window);
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

/** Enters text in all the ways a browser knows. `inputs` counts them. */
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

  async #did(): Promise<void> {
    this.inputs += 1;
    // Mostly a fast hand, now and then a pause that is longer than any timer of the page.
    const roll = this.#dice.next();
    const wait = roll < 0.6 ? 0 : roll < 0.985 ? this.#dice.int(1, 45) : this.#dice.int(200, 1100);
    // The time between two keys is the subject of the test: it waits for nothing.
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }

  async press(key: string, times = 1): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      await this.#page.keyboard.press(key);
      await this.#did();
    }
  }

  /** Key by key; a line break is Enter. */
  async type(text: string): Promise<void> {
    for (const letter of text) await this.press(letter === '\n' ? 'Enter' : letter === ' ' ? 'Space' : letter);
  }

  /** One key before the other is let go, as fast as the browser takes them. */
  async rattle(text: string): Promise<void> {
    await Promise.all(Array.from(text, async (letter) => this.#page.keyboard.press(letter)));
    this.inputs += text.length;
  }

  /** Types at an even pace while the page enters a letter of its own after its timers, and answers what came of both. */
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

  /** Several words at once, as speech recognition enters them. */
  async dictate(text: string): Promise<void> {
    await this.#page.keyboard.insertText(text);
    await this.#did();
  }

  /** With an input method: the reading grows letter by letter and ends in what is chosen for it. */
  async compose(reading: string, chosen: string): Promise<void> {
    for (let length = 1; length <= reading.length; length += 1) {
      const text = reading.slice(0, length);
      await this.#cdp.send('Input.imeSetComposition', { text, selectionStart: length, selectionEnd: length });
      await this.#did();
    }
    await this.#cdp.send('Input.insertText', { text: chosen });
    await this.#did();
  }

  /** Replaces all text of the field that has the focus, as autofill and spelling correction do. */
  async replaceAll(text: string): Promise<void> {
    await this.#page.evaluate((data) => {
      const field = document.activeElement;
      if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement))
        throw new Error('No text field');
      field.setRangeText(data, 0, field.value.length, 'end');
      field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText', data }));
    }, text);
    await this.#did();
  }
}
