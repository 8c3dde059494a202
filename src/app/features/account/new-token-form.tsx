import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { MadeToken, NewToken } from '#contract/me-endpoints.ts';
import { may, type Role, type Scope } from '#domain/permissions.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Notice } from '../../ui/notice.tsx';
import css from '../../ui/cards.module.css';
import { Select } from '../../ui/select.tsx';
import { formErrors } from '../../api/send-form.ts';
import { request } from '../../api/request.ts';
import { TextField } from '../../ui/text-field.tsx';
import { tokensQuery } from './own-account-queries.ts';
import { readText } from '../../ui/form-data.ts';

const SCOPES = [
  { value: 'read', label: 'Read series' },
  { value: 'edit', label: 'Read and edit series' },
] as const;
const DAYS = [
  ['7', '7 days'],
  ['30', '30 days'],
  ['90', '90 days'],
  ['365', '1 year'],
] as const;

interface NewTokenFormProps {
  readonly role: Role;
  readonly onCreated: (made: MadeToken) => void;
  readonly onClose: () => void;
}

export function NewTokenForm({ role, onCreated, onClose }: NewTokenFormProps) {
  const client = useQueryClient();
  const [scope, setScope] = useState<Scope>('read');
  const [days, setDays] = useState<(typeof DAYS)[number][0]>('90');
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => name.current?.focus(), []);
  const { mutate, error, isPending } = useMutation({
    mutationFn: (token: NewToken) => request('POST /api/me/tokens', { body: token }),
    onSuccess: async (made) => {
      onCreated(made);
      await client.invalidateQueries(tokensQuery());
    },
  });
  const errors = formErrors(error, ['name', 'scope']);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = readText(event.currentTarget, 'name');
    if (!isPending) mutate({ name: text, scope, days: Number(days) });
  }

  return (
    <form className={css.panel} onSubmit={submit} aria-label="New token">
      <TextField
        ref={name}
        label="Name"
        name="name"
        maxLength={100}
        required
        autoComplete="off"
        hint="What you use it for."
        error={errors.fields['name']}
      />
      <div className={css.choice}>
        <span id="scope-label" className={css.choiceLabel}>
          Access
        </span>
        {may({ role, scope: null }, 'edit') ? (
          <Segmented id="scope" labelledBy="scope-label" segments={SCOPES} value={scope} onChange={setScope} />
        ) : (
          <p className={css.small}>Read series. A token cannot do more than your role.</p>
        )}
        {errors.fields['scope'] !== undefined && (
          <Notice tone="error" live>
            {errors.fields['scope']}
          </Notice>
        )}
      </div>
      <div className={css.choice}>
        <label htmlFor="token-days" className={css.choiceLabel}>
          Expires after
        </label>
        <Select id="token-days" value={days} options={DAYS} onChoose={setDays} />
      </div>
      {errors.form !== null && (
        <Notice tone="error" layout="panel" live>
          {errors.form}
        </Notice>
      )}
      <div className={css.buttons}>
        <Button type="submit" loading={isPending}>
          Create token
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
