import type { Json, JsonObject } from '#values/json.ts';
import { HIDDEN_KEYS, delayedTotal, replaceSeries } from './replace-series.ts';
import { Refusal } from './refusal.ts';
import { inAnswerOrder } from './wire-values.ts';

interface StoredSeries {
  answer: JsonObject;
  hidden: JsonObject;
  /** A new `numTotal` that is shown after `reads` more reads of the series. */
  pendingTotal: { readonly numTotal: Json; reads: number } | null;
}

/** The API's stored series, in memory. Reads change the state, because counters lag behind saves. */
export class SandboxState {
  readonly #series = new Map<number, StoredSeries>();
  readonly #zone: string;
  readonly #now: () => number;

  constructor(options: {
    readonly series: readonly JsonObject[];
    readonly zone: string;
    readonly now: () => number;
    readonly orgId?: number;
  }) {
    this.#zone = options.zone;
    this.#now = options.now;
    for (const wire of options.series) {
      const series = options.orgId === undefined ? wire : { ...wire, orgId: options.orgId };
      this.#series.set(Number(wire['id']), { ...split(series), pendingTotal: null });
    }
  }

  readAll(): JsonObject[] {
    return [...this.#series.keys()].map((id) => this.read(id)).filter((series) => series !== undefined);
  }

  /** Reads a series as the API answers it, or undefined for an unknown id. */
  read(id: number): JsonObject | undefined {
    const stored = this.#series.get(id);
    if (stored?.pendingTotal) {
      if (stored.pendingTotal.reads > 0) stored.pendingTotal.reads -= 1;
      else {
        stored.answer = { ...stored.answer, numTotal: stored.pendingTotal.numTotal };
        stored.pendingTotal = null;
      }
    }
    return stored?.answer;
  }

  /** Returns a series with the products and places that no answer shows. For tests. */
  storedSeries(id: number): JsonObject | undefined {
    const stored = this.#series.get(id);
    return stored && inAnswerOrder({ ...stored.answer, ...stored.hidden });
  }

  /** Changes stored values without any check, as another client or a till would. For tests. */
  change(id: number, wire: JsonObject): void {
    const stored = this.#series.get(id);
    if (!stored) throw new Error(`The sandbox has no series ${id}.`);
    Object.assign(stored, split({ ...stored.answer, ...stored.hidden, ...wire }));
  }

  /**
   * Replaces a series and returns the API's answer to the PUT. Throws a Refusal and changes nothing if the API
   * refuses.
   */
  replace(id: number, sent: JsonObject): JsonObject {
    const stored = this.#series.get(id);
    if (!stored) throw new Refusal(404, 707, 'Coupon Series ID is invalid');
    const others = [...this.#series].filter(([other]) => other !== id).map(([, { answer }]) => answer);
    const { answer, hidden } = replaceSeries(stored.answer, sent, others, { now: this.#now(), zone: this.#zone });
    const numTotal = delayedTotal(answer);
    stored.pendingTotal = numTotal === undefined || numTotal === answer['numTotal'] ? null : { numTotal, reads: 1 };
    stored.answer = answer;
    stored.hidden = hidden;
    return answer;
  }
}

const isHidden = (key: string) => HIDDEN_KEYS.some((hidden) => hidden === key);

function split(wire: JsonObject): { answer: JsonObject; hidden: JsonObject } {
  const entries = Object.entries(wire);
  return {
    answer: inAnswerOrder(Object.fromEntries(entries.filter(([key]) => !isHidden(key) && key !== 'warnings'))),
    hidden: Object.fromEntries(entries.filter(([key]) => isHidden(key))),
  };
}
