import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { MIN_PASSWORD_LENGTH, MAX_PASSWORD_LENGTH } from '#contract/endpoint-constants.ts';
import type { PasswordChange } from '#contract/me-endpoints.ts';
import { request } from '../../api/request.ts';
import { Form } from '../../forms/form.tsx';
import { PasswordField } from '../../forms/password-field.tsx';
import { useSendForm } from '../../forms/use-send-form.tsx';
import { CardSection } from '../../ui/card-section.tsx';
import css from '../../ui/cards.module.css';
import { sessionsQuery } from './own-account-queries.ts';

export function PasswordSection() {
  const client = useQueryClient();
  const state = useSendForm({
    values: { current: '', next: '' },
    send: (body: PasswordChange) => request('PUT /api/me/password', { body }),
    onSuccess: async (_answer, reset) => {
      reset();
      await client.invalidateQueries(sessionsQuery());
    },
  });
  const { isPending, isSuccess } = state.mutation;
  return (
    <CardSection
      title="Password"
      description="Changing it ends all your other sessions."
      status={isSuccess ? 'Password changed. Your other sessions have ended.' : null}
    >
      <div className={css.form}>
        <Form
          state={state}
          actions={
            <div>
              <Button type="submit" variant="default" loading={isPending}>
                Change the password
              </Button>
            </div>
          }
        >
          <PasswordField label="Current password" autoComplete="current-password" {...state.field('current')} />
          <PasswordField
            label="New password"
            autoComplete="new-password"
            description={`${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} characters of any kind.`}
            {...state.field('next')}
          />
        </Form>
      </div>
    </CardSection>
  );
}
