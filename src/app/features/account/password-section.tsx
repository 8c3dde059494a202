import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useRef } from 'react';
import { PASSWORD_LEAST, PASSWORD_MOST, PASSWORD_PATH, type PasswordChange } from '#contract/people.ts';
import { Notice } from '../../ui/notice.tsx';
import css from '../people/cards.module.css';
import { Section } from '../people/section.tsx';
import { problemsOf, send } from '../people/send.ts';
import { PasswordField } from '../people/text-field.tsx';
import { sessionsQuery } from './queries.ts';
import { textIn } from '../people/text-in.ts';

export function PasswordSection() {
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: (change: PasswordChange) => send('PUT', PASSWORD_PATH, change),
    onSuccess: async () => {
      form.current?.reset();
      await client.invalidateQueries(sessionsQuery());
    },
  });
  const told = problemsOf(error, ['current', 'next']);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = event.currentTarget;
    if (!isPending) mutate({ current: textIn(fields, 'current'), next: textIn(fields, 'next') });
  }

  return (
    <Section
      title="Password"
      about="Changing it ends every other session of yours."
      said={isSuccess ? 'Changed. Every other session has ended.' : null}
    >
      <form ref={form} className={css.form} onSubmit={submit}>
        <PasswordField
          label="Current password"
          name="current"
          autoComplete="current-password"
          required
          error={told.fields['current']}
        />
        <PasswordField
          label="New password"
          name="next"
          autoComplete="new-password"
          required
          hint={`${PASSWORD_LEAST} to ${PASSWORD_MOST} characters of any kind.`}
          error={told.fields['next']}
        />
        {told.whole !== null && (
          <Notice tone="error" layout="panel" live>
            {told.whole}
          </Notice>
        )}
        <div>
          <Button type="submit" variant="default" loading={isPending}>
            Change the password
          </Button>
        </div>
      </form>
    </Section>
  );
}
