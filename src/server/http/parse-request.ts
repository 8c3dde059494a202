import type * as z from 'zod';
import { Problem } from './problems.ts';

/** Parses a query or a body. Throws a Problem 400 that names every invalid field. */
export function parseRequest<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw Problem.ofZod(parsed.error);
  return parsed.data;
}
