import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import type { LookUpAnswer } from '#contract/coupon-endpoints.ts';
import { couponsOf, customerName } from '#domain/redemption/coupon-facts.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { goTo } from '../../ui/use-scroll-to-hash.ts';
import { BY, type LookUpRequest, useLookUp } from './look-up-queries.ts';

const BY_LABELS: Readonly<Record<LookUpRequest['by'], string>> = {
  mobile: 'Mobile number',
  email: 'E-mail',
  externalId: 'External id',
  id: 'Customer id',
};

/** The palette and the list lead to it. */
const CUSTOMER = 'look-up-customer';

const isKey = (text: string): text is LookUpRequest['by'] => BY.some((key) => key === text);

interface LookUpFormProps {
  /** Called with each answer. */
  readonly onFound: (answer: LookUpAnswer) => void;
  /** The answer that is shown. */
  readonly answer: LookUpAnswer | null;
  /** What follows from the answer here. */
  readonly children?: ReactNode;
}

/** Looks up a coupon code, a customer or both. Neither goes into the URL or is stored. */
export function LookUpForm({ onFound, answer, children }: LookUpFormProps) {
  const [code, setCode] = useState('');
  const [by, setBy] = useState<LookUpRequest['by']>('mobile');
  const [customer, setCustomer] = useState('');
  const lookUp = useLookUp(onFound);
  const hash = useLocation({ select: (location) => location.hash });
  useEffect(() => {
    if (hash === CUSTOMER) goTo(hash);
  }, [hash]);
  const isEmpty = code.trim() === '' && customer.trim() === '';
  const send = (next: string) => lookUp.mutate({ code: next, by, customer });
  return (
    <Card title="Look up a coupon or a customer">
      <form
        className="rows"
        data-roomy
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isEmpty) send(code);
        }}
      >
        <TextInput
          id="look-up-code"
          label={<span>Coupon code</span>}
          maxLength={100}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <NativeSelect
          id="look-up-by"
          label={<span>Customer by</span>}
          value={by}
          onChange={(event) => {
            const { value } = event.currentTarget;
            if (isKey(value)) setBy(value);
          }}
          data={BY.map((value) => ({ value, label: BY_LABELS[value] }))}
        />
        <TextInput
          id={CUSTOMER}
          label={<span>{BY_LABELS[by]}</span>}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          value={customer}
          onChange={(event) => setCustomer(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" loading={lookUp.isPending} disabled={isEmpty}>
            Look up
          </Button>
        </div>
        {lookUp.error && (
          <Notice tone="error" layout="panel" live>
            <ErrorText error={lookUp.error} />
          </Notice>
        )}
        {answer && <FoundAnswer answer={answer} onChoose={send} />}
        {answer && children}
      </form>
    </Card>
  );
}

const CALLS = { coupon: 'The coupon', customer: 'The customer', verdict: 'The verdict of the API' } as const;

/** What a look-up found and what failed. */
function FoundAnswer({ answer, onChoose }: { answer: LookUpAnswer; onChoose: (code: string) => void }) {
  const { coupon, customer, failures, examples } = answer;
  const held = customer && !coupon ? couponsOf(customer).filter(({ code }) => code !== '') : [];
  const name = customer ? customerName(customer) : '';
  const failed = new Set(failures.map(({ call }) => call));
  const text = [
    coupon ? 'Coupon found.' : '',
    customer ? `Customer found${name === '' ? '' : `: ${name}`}.` : '',
    !coupon && !customer && failures.length === 0 ? 'Nothing was found. Check the spelling.' : '',
    examples && (coupon || customer) ? 'These are examples, and not counted in the figures of the series.' : '',
  ];
  return (
    <>
      <p role="status">{text.filter(Boolean).join(' ')}</p>
      {failures.map(({ call, message }) => (
        <Notice key={call} tone={call === 'verdict' || failed.size < 2 ? 'warn' : 'error'} layout="panel">
          {`${CALLS[call]} could not be read: ${message}`}
        </Notice>
      ))}
      {held.length > 0 && (
        <ul className="rows" aria-label="Coupons of the customer">
          {held.map((one) => (
            <li key={one.code} className="cluster">
              <Button variant="default" translate="no" onClick={() => onChoose(one.code)}>
                {one.code}
              </Button>
              <span className="secondary">{`series ${one.seriesId ?? 'unknown'}`}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
