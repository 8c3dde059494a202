import { useWatch } from 'react-hook-form';
import { formatNumber } from '#values/number-format.ts';
import { LONGEST_PROPERTY } from '#domain/targets/property-rows.ts';
import { useEditor } from '../../state/editor-context.tsx';

/** Length of the terms. A rule warns if they are too long. */
export function TermsLength() {
  const { form } = useEditor();
  const text = useWatch({ control: form.control, name: 'standard_terms_and_conditions' });
  if (typeof text !== 'string' || text === '') return null;
  return (
    <p className="secondary">{`${formatNumber(text.length)} of ${LONGEST_PROPERTY} characters that the vendor’s screens take.`}</p>
  );
}
