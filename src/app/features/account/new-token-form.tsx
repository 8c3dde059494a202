import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { type MadeToken, type NewToken, TOKENS_PATH } from '#contract/account-endpoints.ts';
import { may, type Role, type Scope } from '#domain/permissions.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Notice } from '../../ui/notice.tsx';
import css from '../../ui/cards.module.css';
import { Select } from '../../ui/select.tsx';
import { formErrors, sendForm } from '../../api/send-form.ts';
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
  readonly onMade: (made: MadeToken) => void;
  readonly onClose: () => void;
}

export function NewTokenForm({ role, onMade, onClose }: NewTokenFormProps) {
  const client = useQueryClient();
  const [scope, setScope] = useState<Scope>('read');
  const [days, setDays] = useState<(typeof DAYS)[number][0]>('90');
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => name.current?.focus(), []);
  const { mutate, error, isPending } = useMutation({
    mutationFn: (asked: NewToken) => sendForm<MadeToken>('POST', TOKENS_PATH, asked),
    onSuccess: async (made) => {
      onMade(made);
      await client.invalidateQueries(tokensQuery());
    },
  });
  const told = formErrors(error, ['name', 'scope']);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const asked = readText(event.currentTarget, 'name');
    if (!isPending) mutate({ name: asked, scope, days: Number(days) });
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
        hint="What it is for, so that you know it again."
        error={told.fields['name']}
      />
      <div className={css.choice}>
        <span id="scope-label" className={css.choiceLabel}>
          What it can do
        </span>
        {may({ role, scope: null }, 'edit') ? (
          <Segmented id="scope" labelledBy="scope-label" segments={SCOPES} value={scope} onChange={setScope} />
        ) : (
          <p className={css.small}>Read series. No token can do more than whoever made it.</p>
        )}
        {told.fields['scope'] !== undefined && (
          <Notice tone="error" live>
            {told.fields['scope']}
          </Notice>
        )}
      </div>
      <div className={css.choice}>
        <label htmlFor="token-days" className={css.choiceLabel}>
          It ends after
        </label>
        <Select id="token-days" value={days} options={DAYS} onChoose={setDays} />
      </div>
      {told.whole !== null && (
        <Notice tone="error" layout="panel" live>
          {told.whole}
        </Notice>
      )}
      <div className={css.buttons}>
        <Button type="submit" loading={isPending}>
          Make the token
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
