import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useRef } from 'react';
import type { PasswordChange } from '#contract/me-endpoints.ts';
import { PASSWORD_LEAST, PASSWORD_MOST } from '#contract/endpoint-constants.ts';
import { Notice } from '../../ui/notice.tsx';
import css from '../../ui/cards.module.css';
import { CardSection } from '../../ui/card-section.tsx';
import { formErrors } from '../../api/send-form.ts';
import { request } from '../../api/request.ts';
import { PasswordField } from '../../ui/text-field.tsx';
import { sessionsQuery } from './own-account-queries.ts';
import { readText } from '../../ui/form-data.ts';

export function PasswordSection() {
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: (body: PasswordChange) => request('PUT /api/me/password', { body }),
    onSuccess: async () => {
      form.current?.reset();
      await client.invalidateQueries(sessionsQuery());
    },
  });
  const errors = formErrors(error, ['current', 'next']);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = event.currentTarget;
    if (!isPending) mutate({ current: readText(fields, 'current'), next: readText(fields, 'next') });
  }

  return (
    <CardSection
      title="Password"
      description="Changing it ends all your other sessions."
      status={isSuccess ? 'Password changed. Your other sessions have ended.' : null}
    >
      <form ref={form} className={css.form} onSubmit={submit}>
        <PasswordField
          label="Current password"
          name="current"
          autoComplete="current-password"
          required
          error={errors.fields['current']}
        />
        <PasswordField
          label="New password"
          name="next"
          autoComplete="new-password"
          required
          hint={`${PASSWORD_LEAST} to ${PASSWORD_MOST} characters of any kind.`}
          error={errors.fields['next']}
        />
        {errors.form !== null && (
          <Notice tone="error" layout="panel" live>
            {errors.form}
          </Notice>
        )}
        <div>
          <Button type="submit" variant="default" loading={isPending}>
            Change the password
          </Button>
        </div>
      </form>
    </CardSection>
  );
}
