import type { FieldKey } from '#catalogue/catalogue.ts';
import type { JsonObject } from '#values/json.ts';

/** One entry of the API's error envelope. The real API sends no `field`; our server always sends one, or null. */
export interface ApiError {
  readonly status: false;
  readonly code: number;
  readonly message: string;
  readonly field: string | null;
}

export interface ErrorBody {
  readonly errors: readonly ApiError[];
  /** With HTTP 409: the series as it is stored now, with its revision. */
  readonly conflict?: { readonly series: JsonObject; readonly revision: string };
  /** With HTTP 504: the real API did not answer, so the save may or may not have happened. */
  readonly outcome?: 'unknown';
}

/** A warning in an answer. The real API sends warnings as texts or objects. */
export interface ApiWarning {
  readonly code: number | null;
  readonly message: string;
  readonly field: FieldKey | null;
}
