import * as z from 'zod';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { DataOf } from './endpoint.ts';
import { couponSeries, save } from './series-endpoints.ts';

const apiError = z.object({
  status: z.literal(false),
  code: z.int(),
  message: z.string(),
  field: z.string().nullable().describe('The field that the error is about, or null. The real API does not send it.'),
});
/** One entry of the API's error envelope. */
export type ApiError = DataOf<typeof apiError>;

export const errorBody = z.object({
  errors: z.array(apiError),
  conflict: z
    .object({
      series: couponSeries,
      revision: z.string(),
      saves: z
        .array(save)
        .nullable()
        .describe(
          'The saves since the revision in If-Match, oldest first. Null if it was also changed in another way.',
        ),
    })
    .optional()
    .describe('With 409 of a save: the series as it is stored now, with its revision.'),
  outcome: z
    .literal('unknown')
    .optional()
    .describe('With 504 of a save: the real API did not answer, so the save may or may not have happened.'),
});
export type ErrorBody = DataOf<typeof errorBody>;

/** A warning in an answer. The real API sends warnings as texts or objects. */
export interface ApiWarning {
  readonly code: number | null;
  readonly message: string;
  readonly field: FieldKey | null;
}
