import type { FieldKey } from '#catalogue/catalogue.ts';
import type { JsonObject } from '#values/json.ts';

/** One entry of the API's error envelope. The real API names no field; our server always says which, or null. */
export interface ApiError {
  readonly status: false;
  readonly code: number;
  readonly message: string;
  readonly field: string | null;
}

export interface ErrorBody {
  readonly errors: readonly ApiError[];
  /** With HTTP 409: the series as somebody else left it, and its revision. */
  readonly conflict?: { readonly series: JsonObject; readonly revision: string };
  /** With HTTP 504: the request was sent and no answer came; whether it was saved is not known. */
  readonly outcome?: 'unknown';
}

/** What an answer warns of. The real API's warnings may be texts or objects. */
export interface ApiWarning {
  readonly code: number | null;
  readonly message: string;
  readonly field: FieldKey | null;
}
