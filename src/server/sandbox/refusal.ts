import type { JsonObject } from '#values/json.ts';

/** An error answer. `code` is the API's own error code, not the HTTP status. */
export class Refusal extends Error {
  readonly httpStatus: number;
  readonly code: number;

  constructor(httpStatus: number, code: number, message: string) {
    super(message);
    this.httpStatus = httpStatus;
    this.code = code;
  }
}

/** The published error envelope. It has no field. */
export function errorBody(code: number, message: string): JsonObject {
  return { errors: [{ status: false, code, message }] };
}

/** A value of the wrong JSON type, with which the API cannot parse the body. */
export const unreadable = (what: string) => new Refusal(400, 400, `Could not read JSON: ${what}`);

/** 629 is the engine's "invalid input", with a specific message. */
export const invalidInput = (text: string) => new Refusal(400, 629, text);
