import { type CSSProperties, useMemo } from 'react';
import { fieldOf } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import { fillTags, messageParts } from '#domain/message/message.ts';
import { sampleData } from '#domain/message/message-samples.ts';
import { valueOrNull } from '#domain/series/series.ts';
import { withoutRareCharacters, sayCharacter, type SmsSize, smsSize, visible } from '#domain/message/sms.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useNow } from '../../../ui/use-now.ts';
import input from '../../../ui/input.module.css';
import { useEditor } from '../../state/editor-context.tsx';
import { useEditorState } from '../../state/editor-store.ts';
import css from './message-panel.module.css';

type MessageField = 'smsTemplate' | 'shortSMSTemplate';

/** Below a message: its length and encoding as SMS, and a preview with sample data. */
export function MessagePanel({ name }: { name: MessageField }) {
  const { form, store, settings } = useEditor();
  const values = useEditorState(store, (state) => state.values);
  const template = valueOrNull(values[name]) ?? '';
  const { kind, label } = fieldOf(name);
  const dialect = kind.type === 'text' ? (kind.tags ?? 'resend') : 'resend';
  const now = useNow();
  const samples = useMemo(
    () => sampleData(values, { now, clusterZone: settings.clusterTimeZone }),
    [values, now, settings.clusterTimeZone],
  );
  const parts = messageParts(template, samples, dialect);
  const filled = fillTags(parts);
  const plain = withoutRareCharacters(template);
  if (template.trim() === '') return <p className="secondary">Nothing to send yet.</p>;
  const size = smsSize(filled);
  const notSent =
    name === 'smsTemplate'
      ? whyNotSent(valueOrNull(values.isSMSDisabled), valueOrNull(values.resendMessageEnabled))
      : null;
  return (
    <div className={`rows ${css.panel}`}>
      <Size size={size} characters={visible(filled).length} />
      {size.encoding === 'Unicode' && (
        <Unicode
          size={size}
          label={label}
          onPlain={plain === null ? null : () => form.setValue(name, plain, { shouldTouch: true })}
        />
      )}
      <figure className={`inset rows ${css.phone}`} aria-label={`Preview with sample data: ${label}`}>
        <figcaption>
          <b>{`${settings.organisation} `}</b>
          <span>{notSent === null ? 'as a customer might read it' : 'as a customer would read it'}</span>
        </figcaption>
        <p className={css.bubble}>
          {parts.map(({ text, type, raw }, index) =>
            type === 'plain' ? (
              <span key={index}>{text}</span>
            ) : (
              // Parts have no id, so the index is the key.
              <span key={index} data-is={type} title={type === 'sample' ? raw : 'Unknown tag'}>
                {text}
              </span>
            ),
          )}
        </p>
        {notSent !== null && <p className="secondary">{notSent}</p>}
      </figure>
    </div>
  );
}

function whyNotSent(smsOff: boolean | null, resending: boolean | null): string | null {
  if (smsOff) return 'SMS is off for this series. The text is saved, but not sent until SMS is on.';
  if (resending === false)
    return 'Resending is refused. The text is saved, but not sent when a customer asks for the coupon again.';
  return null;
}

/** `About 1 SMS, 142 characters … GSM-7, 160 per SMS, 18 left`, with a bar per SMS. */
function Size({ size, characters }: { size: SmsSize; characters: number }) {
  const { segments, encoding, perSegment, left } = size;
  const shown = Math.min(segments, 10);
  return (
    <div className={`cluster secondary tabular ${css.size}`}>
      <span className={css.bars} aria-hidden="true">
        {Array.from({ length: shown }, (_, index) => (
          // The stylesheet computes the fill from this variable.
          <i key={index} style={{ '--part': index < segments - 1 ? 1 : 1 - left / perSegment } as CSSProperties} />
        ))}
      </span>
      <span>
        <b>{`About ${segments} SMS`}</b>
        <span>{`, ${formatNumber(characters)} ${characters === 1 ? 'character' : 'characters'} with sample data`}</span>
        <span
          className={`tertiary ${css.fine}`}
        >{`${encoding === 'GSM-7' ? 'GSM-7' : 'Unicode'}, ${perSegment} per SMS${segments > 1 ? ', parts joined on the phone' : ''}, ${left} left`}</span>
      </span>
    </div>
  );
}

const MAX_NAMED = 6;

function Unicode({ size, label, onPlain }: { size: SmsSize; label: string; onPlain: (() => void) | null }) {
  const named = size.forcing.slice(0, MAX_NAMED).map(sayCharacter);
  const more = size.forcing.length - named.length;
  return (
    <Notice tone="info">
      <span>{`Only ${size.segments > 1 ? 67 : 70} characters fit in an SMS because of `}</span>
      <b>{named.join(', ')}</b>
      <span>{`${more > 0 ? ` and ${more} more` : ''}. Without ${size.forcing.length === 1 ? 'it' : 'them'}, ${size.segments > 1 ? 153 : 160} would. `}</span>
      {onPlain && (
        <>
          <button type="button" className={input.textButton} onClick={onPlain}>
            <span>Use plain characters</span>
            <span className="visually-hidden">{`: ${label}`}</span>
          </button>
        </>
      )}
    </Notice>
  );
}
