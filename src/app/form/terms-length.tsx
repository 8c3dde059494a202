import { useWatch } from 'react-hook-form';
import { formatNumber } from '#catalogue/format.ts';
import { LONGEST_PROPERTY } from '#domain/property-rows.ts';
import { useEditor } from './editor-context.tsx';
import css from './field-row.module.css';

/** How long the terms are; what is too long is a rule's business and said below. */
export function TermsLength() {
  const { form } = useEditor();
  const text = useWatch({ control: form.control, name: 'standard_terms_and_conditions' });
  if (typeof text !== 'string' || text === '') return null;
  return (
    <p
      className={css.help}
    >{`${formatNumber(text.length)} of ${LONGEST_PROPERTY} characters that the vendor’s screens take.`}</p>
  );
}
