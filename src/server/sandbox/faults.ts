import * as z from 'zod';

const faultSchema = z.strictObject({
  /**
   * `delay` answers late; `cut` drops the connection before anything is done, `cut-after-write` once a PUT has been stored;
   * `status` answers an error envelope, `html` the page of a gateway.
   */
  kind: z.enum(['delay', 'cut', 'status', 'html', 'cut-after-write']),
  /** How many matching requests are hit. */
  times: z.int().min(1).default(1),
  /** Length of a delay. */
  ms: z.int().min(0).max(600_000).default(1000),
  /** HTTP status of `status` and `html`. */
  status: z.int().min(200).max(599).default(503),
  /** Hit only requests with this method. */
  method: z.enum(['GET', 'PUT']).optional(),
  /** Hit only requests whose address holds this text, such as `type=TILL`. */
  url: z.string().min(1).optional(),
});

export type Fault = z.infer<typeof faultSchema>;

/** Faults that the next requests run into, oldest first. */
export class Faults {
  #waiting: Fault[] = [];

  /** Throws a ZodError where the fault is not understood. */
  add(fault: unknown): void {
    this.#waiting.push(faultSchema.parse(fault));
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The fault that hits this request, if any. A lost answer needs something written: it waits for a PUT. */
  take(method: string, url: string): Fault | undefined {
    const hit = this.#waiting.find(
      (fault) =>
        (fault.method ?? method) === method &&
        url.includes(fault.url ?? '') &&
        (fault.kind !== 'cut-after-write' || method === 'PUT'),
    );
    if (hit) {
      hit.times -= 1;
      this.#waiting = this.#waiting.filter((fault) => fault.times > 0);
    }
    return hit;
  }
}

export const GATEWAY_PAGE =
  '<html>\r\n<head><title>Bad Gateway</title></head>\r\n<body>\r\n<center><h1>Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n';
