import type * as z from 'zod';
import { Problem } from './problems.ts';

/** What a query or a body says, or a Problem 400 that names every field that is wrong. */
export function parseRequest<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw Problem.ofZod(parsed.error);
  return parsed.data;
}
