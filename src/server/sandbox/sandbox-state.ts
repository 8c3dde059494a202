import type { Json, JsonObject } from '#values/json.ts';
import { inAnswerOrder, without } from '../samples/build-series.ts';
import { HIDDEN_KEYS, lateTotal, replaceSeries } from './replace-series.ts';
import { Refusal } from './refusal.ts';

interface Kept {
  answer: JsonObject;
  hidden: JsonObject;
  /** A counter on its way: shown after this many more reads of the series. */
  late: { readonly numTotal: Json; reads: number } | null;
}

/** What the API remembers, in memory. Reads count, because counters trail behind saves. */
export class SandboxState {
  readonly #series = new Map<number, Kept>();
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
      const own = options.orgId === undefined ? wire : { ...wire, orgId: options.orgId };
      this.#series.set(Number(wire['id']), { ...split(own), late: null });
    }
  }

  readAll(): JsonObject[] {
    return [...this.#series.keys()].map((id) => this.read(id)).filter((series) => series !== undefined);
  }

  /** A series as the API answers it to a read, or undefined. */
  read(id: number): JsonObject | undefined {
    const kept = this.#series.get(id);
    if (kept?.late) {
      if (kept.late.reads > 0) kept.late.reads -= 1;
      else {
        kept.answer = { ...kept.answer, numTotal: kept.late.numTotal };
        kept.late = null;
      }
    }
    return kept?.answer;
  }

  /** What is kept of a series, with the products and places that no answer shows. For tests. */
  kept(id: number): JsonObject | undefined {
    const kept = this.#series.get(id);
    return kept && inAnswerOrder({ ...kept.answer, ...kept.hidden });
  }

  /** Changes stored values the way another client or a till would, past every check. For tests. */
  change(id: number, wire: JsonObject): void {
    const kept = this.#series.get(id);
    if (!kept) throw new Error(`The sandbox has no series ${id}.`);
    Object.assign(kept, split({ ...kept.answer, ...kept.hidden, ...wire }));
  }

  /** Answers what the API answers to a PUT; throws a Refusal and keeps everything as it was otherwise. */
  replace(id: number, sent: JsonObject): JsonObject {
    const kept = this.#series.get(id);
    if (!kept) throw new Refusal(404, 707, 'Coupon Series ID is invalid');
    const others = [...this.#series].filter(([other]) => other !== id).map(([, { answer }]) => answer);
    const { answer, hidden } = replaceSeries(kept.answer, sent, others, { now: this.#now(), zone: this.#zone });
    const numTotal = lateTotal(answer);
    kept.late = numTotal === undefined || numTotal === answer['numTotal'] ? null : { numTotal, reads: 1 };
    kept.answer = answer;
    kept.hidden = hidden;
    return answer;
  }
}

function split(wire: JsonObject): { answer: JsonObject; hidden: JsonObject } {
  return {
    answer: inAnswerOrder(without(wire, ...HIDDEN_KEYS, 'warnings')),
    hidden: Object.fromEntries(Object.entries(wire).filter(([key]) => HIDDEN_KEYS.some((hidden) => hidden === key))),
  };
}
