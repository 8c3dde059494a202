import { Problem } from '../http/problems.ts';

export const SAVE_OUTCOMES = ['saved', 'conflict', 'refused', 'unknown', 'failed'] as const;

/** The outcome of a save by the status of its answer, for metrics and traces. */
export function saveOutcome(status: number): (typeof SAVE_OUTCOMES)[number] {
  if (status < 300) return 'saved';
  if (status === 409) return 'conflict';
  if (status === 504) return 'unknown';
  return status < 500 ? 'refused' : 'failed';
}

/** The same by the error of the save; undefined if it had none. */
export function saveOutcomeOfError(error: unknown): (typeof SAVE_OUTCOMES)[number] {
  if (error === undefined) return 'saved';
  return saveOutcome(error instanceof Problem ? error.status : 500);
}
