import type { JsonObject } from '#values/json.ts';

/** An answer other than success. `code` is the API's own number, which is not the HTTP status. */
export class Refusal extends Error {
  readonly httpStatus: number;
  readonly code: number;

  constructor(httpStatus: number, code: number, message: string) {
    super(message);
    this.httpStatus = httpStatus;
    this.code = code;
  }
}

/** The envelope of all published failures. It names no field, and neither do we. */
export function errorBody(code: number, message: string): JsonObject {
  return { errors: [{ status: false, code, message }] };
}

/** A value of the wrong JSON type: the API cannot even read the body. */
export const unreadable = (what: string) => new Refusal(400, 400, `Could not read JSON: ${what}`);

/** 629 is the engine's "invalid input" with a text of its own. */
export const invalidInput = (text: string) => new Refusal(400, 629, text);
