import { useMutation } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { type FieldValues, type Path, type PathValue, type RegisterOptions, useForm } from 'react-hook-form';
import { formErrors } from '../api/form-errors.ts';
import { useSingleFlight } from '../api/use-single-flight.ts';
import { ErrorText } from '../ui/error-text.tsx';
import { Notice } from '../ui/notice.tsx';

interface SendFormOptions<V extends FieldValues, A> {
  /** The stored or initial values. When they change, fields without an edit follow. */
  readonly values: V;
  readonly send: (values: V) => Promise<A>;
  /** `reset` sets new values, or the first ones, as stored. */
  readonly onSuccess: (answer: A, reset: (values?: V) => void) => unknown;
  /** The field of an error for which the server names none. */
  readonly fieldOf?: (error: Error) => Path<V> | undefined;
}

/**
 * A form that sends its values to the server and shows the errors of the answer at their fields. What was typed stays
 * until the server accepts it.
 */
export function useSendForm<V extends FieldValues, A>({ values, send, onSuccess, fieldOf }: SendFormOptions<V, A>) {
  const form = useForm<V>({ values, resetOptions: { keepDirtyValues: true } });
  // Without the option it would keep edited values, as an update of `values` does.
  const reset = (next?: V) => form.reset(next, { keepDirtyValues: false });
  const { mutateAsync, ...mutation } = useMutation({
    mutationFn: send,
    onSuccess: (answer) => onSuccess(answer, reset),
  });
  const { errors } = form.formState;
  const { run } = useSingleFlight();
  const sendValues = () => run(sendOnce);

  async function sendOnce() {
    form.clearErrors();
    const focused = document.activeElement;
    try {
      await form.handleSubmit((current) => mutateAsync(current))();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      showError(error);
      // The answer does not take the focus from another field that is being edited meanwhile.
      const active = document.activeElement;
      if (active === focused || active === document.body) focusFirstError();
    }
  }

  function showError(error: Error) {
    const field = fieldOf?.(error);
    if (field !== undefined) return form.setError(field, { message: error.message });
    const { fields, form: message } = formErrors(error, names());
    for (const name of names())
      if (fields[name] !== undefined) form.setError(name, { type: 'server', message: fields[name] });
    if (message !== null) form.setError('root', { message });
  }

  const names = () => Object.keys(values) as Path<V>[];
  const focusFirstError = () => {
    const first = names().find((name) => form.getFieldState(name).error);
    if (first !== undefined) form.setFocus(first, { shouldSelect: true });
  };

  /** For `onSubmit`. */
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    // React passes the event on to a form around a dialog.
    event.stopPropagation();
    // Some password managers fill fields without an event.
    for (const [name, text] of new FormData(event.currentTarget))
      if (name in values && form.getValues(name as Path<V>) !== text)
        form.setValue(name as Path<V>, text as PathValue<V, Path<V>>, { shouldDirty: true });
    void sendValues();
  }

  const errorOf = (name: Path<V>) => {
    const message = errors[name]?.message;
    return typeof message === 'string' ? (
      <Notice tone="error" live>
        {message}
      </Notice>
    ) : undefined;
  };

  return {
    form,
    reset,
    mutation,
    submit,
    sendValues,
    /** Props of a text input or a native select. */
    field: (name: Path<V>, options?: RegisterOptions<V, Path<V>>) => ({
      ...form.register(name, options),
      error: errorOf(name),
    }),
    /** Props of a control that is no native input. */
    control: <N extends Path<V>>(name: N) => ({
      value: form.watch(name),
      onChange: (value: PathValue<V, N>) => {
        form.setValue(name, value, { shouldDirty: true });
        form.clearErrors(name);
      },
      error: errorOf(name),
    }),
    /** The error of the whole form. */
    error:
      errors.root?.message === undefined ? null : <ErrorText error={mutation.error}>{errors.root.message}</ErrorText>,
  };
}
