import { tracingChannel } from 'node:diagnostics_channel';

/** Never codes, customers, tokens or texts of people: other systems store spans. */
export type SpanAttributes = Readonly<Record<string, string | number>>;

export interface SpanMessage {
  readonly name: string;
  readonly attributes?: SpanAttributes;
  /** The outcome of the work by its error; undefined if it has none. */
  readonly outcomeOf?: (error: unknown) => string;
  /** Set by Node if the work fails. */
  readonly error?: unknown;
}

/** Without subscribers, publishing costs almost nothing. `boot/tracing.ts` subscribes if traces are exported. */
export const spans = tracingChannel<unknown, SpanMessage>('coupon-desk:span');

/** Runs work as a span in the trace of its request. */
export function inSpan<T>(message: Omit<SpanMessage, 'error'>, work: () => Promise<T>): Promise<T> {
  // A copy, because Node adds the result and the error to it.
  return spans.tracePromise(work, { ...message });
}
