import { hashKey, noop, useMutation, type UseMutationOptions, type UseMutationResult } from '@tanstack/react-query';
import { useSingleFlight } from './use-single-flight.ts';

type Write<Answer, Body> = Omit<UseMutationResult<Answer, Error, Body>, 'mutateAsync'>;

/** `useMutation` that ignores a call while the same one is running. */
export function useWrite<Answer, Body = void>(options: UseMutationOptions<Answer, Error, Body>): Write<Answer, Body> {
  const { run } = useSingleFlight();
  const { mutateAsync, ...mutation } = useMutation<Answer, Error, Body>(options);
  return {
    ...mutation,
    // As `mutate` of the library does: the error is in the result.
    mutate: (...call) => void run(() => mutateAsync(...call).catch(noop), hashKey([call[0]])),
  };
}
