import * as z from 'zod';

const faultSchema = z.strictObject({
  /**
   * `delay` answers late. `cut` closes the connection before the request is handled, `cut-after-write` after a PUT is
   * stored. `status` answers an error envelope, `html` the error page of a gateway, `empty` the object `{}`, and none
   * of them stores anything. `late` answers the error envelope to a PUT and stores it after `ms`.
   * `warn` stores a PUT and answers with `warnings`.
   */
  kind: z.enum(['delay', 'cut', 'status', 'html', 'empty', 'cut-after-write', 'late', 'warn']),
  /** Number of matching requests to hit. */
  times: z.int().min(1).default(1),
  /** Duration of `delay` and `late`, ms. */
  ms: z.int().min(0).max(600_000).default(1000),
  /** HTTP status of `status`, `html` and `late`. */
  status: z.int().min(200).max(599).default(503),
  /** What `warn` answers: one or a list, in any shape. */
  warnings: z.unknown().optional(),
  /** The header Retry-After of `status`. */
  retryAfter: z.string().optional(),
  /** Hits only requests with this method. */
  method: z.enum(['GET', 'PUT', 'POST']).optional(),
  /** Hits only requests whose URL contains this text, such as `type=TILL`. */
  url: z.string().min(1).optional(),
});

export type Fault = z.infer<typeof faultSchema>;

const ON_PUT: ReadonlySet<Fault['kind']> = new Set(['cut-after-write', 'late', 'warn']);

/** A queue of faults for the next requests, oldest first. */
export class Faults {
  #queue: Fault[] = [];

  /** Throws a ZodError for an invalid fault. */
  add(fault: unknown): void {
    this.#queue.push(faultSchema.parse(fault));
  }

  clear(): void {
    this.#queue = [];
  }

  /** Returns the fault for this request and uses it once. Those of `ON_PUT` wait for a PUT. */
  take(method: string, url: string): Fault | undefined {
    const hit = this.#queue.find(
      (fault) =>
        (fault.method ?? method) === method &&
        url.includes(fault.url ?? '') &&
        (method === 'PUT' || !ON_PUT.has(fault.kind)),
    );
    if (hit) {
      hit.times -= 1;
      this.#queue = this.#queue.filter((fault) => fault.times > 0);
    }
    return hit;
  }
}

export const GATEWAY_PAGE =
  '<html>\r\n<head><title>Bad Gateway</title></head>\r\n<body>\r\n<center><h1>Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n';
