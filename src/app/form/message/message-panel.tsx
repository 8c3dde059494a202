import { type CSSProperties, useMemo } from 'react';
import { fieldOf } from '#catalogue/catalogue.ts';
import { formatNumber } from '#catalogue/format.ts';
import { filledIn, messageParts } from '#domain/message.ts';
import { sampleData } from '#domain/message-samples.ts';
import { known } from '#domain/series.ts';
import { plainSms, sayCharacter, type SmsSize, smsSize, visible } from '#domain/sms.ts';
import { Notice } from '../../ui/notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import input from '../controls/input.module.css';
import { useEditor } from '../editor-context.tsx';
import { useEditorState } from '../editor-store.ts';
import css from './panel.module.css';

type MessageField = 'smsTemplate' | 'shortSMSTemplate';

/** Below a message: how long it is and in what alphabet it goes, and what a customer might read. */
export function MessagePanel({ name }: { name: MessageField }) {
  const { form, store, settings } = useEditor();
  const values = useEditorState(store, (state) => state.values);
  const template = known(values[name]) ?? '';
  const { kind, label } = fieldOf(name);
  const dialect = kind.type === 'text' ? (kind.tags ?? 'resend') : 'resend';
  const now = useNow();
  const samples = useMemo(
    () => sampleData(values, { now, clusterZone: settings.clusterTimeZone }),
    [values, now, settings.clusterTimeZone],
  );
  const parts = messageParts(template, samples, dialect);
  const filled = filledIn(parts);
  const plain = plainSms(template);
  if (template.trim() === '') return <p className={css.size}>Nothing to send yet.</p>;
  const size = smsSize(filled);
  const off =
    name === 'smsTemplate' ? whyNotSent(known(values.isSMSDisabled), known(values.resendMessageEnabled)) : null;
  return (
    <div className={css.panel}>
      <Size size={size} characters={visible(filled).length} />
      {size.encoding === 'Unicode' && (
        <Unicode
          size={size}
          label={label}
          onPlain={plain === null ? null : () => form.setValue(name, plain, { shouldTouch: true })}
        />
      )}
      <figure
        className={css.phone}
        aria-label={`Preview with sample data: ${label}`}
        data-off={off === null ? undefined : true}
      >
        <figcaption>
          <b>{settings.organisation}</b>
          <span>{off === null ? 'as a customer might read it' : 'as a customer would read it'}</span>
        </figcaption>
        <p className={css.bubble}>
          {parts.map(({ text, is, raw }, index) =>
            is === 'plain' ? (
              <span key={index}>{text}</span>
            ) : (
              // Parts have no identity but their place.
              <span key={index} data-is={is} title={is === 'sample' ? raw : 'Not known to be filled in'}>
                {text}
              </span>
            ),
          )}
        </p>
        {off !== null && <p className={css.off}>{off}</p>}
      </figure>
    </div>
  );
}

function whyNotSent(smsOff: boolean | null, resending: boolean | null): string | null {
  if (smsOff) return 'SMS is off for this series. The text is kept, and nobody is sent it until SMS is on.';
  if (resending === false)
    return 'Resending is refused. The text is kept, and a customer who asks for the coupon again is not sent it.';
  return null;
}

/** `About 1 SMS, 142 of 160 places (GSM-7)`, with a bar for each SMS. */
function Size({ size, characters }: { size: SmsSize; characters: number }) {
  const { segments, encoding, perSegment, left } = size;
  const shown = Math.min(segments, 10);
  return (
    <div className={css.size}>
      <span className={css.bars} aria-hidden="true">
        {Array.from({ length: shown }, (_, at) => (
          // How full it is is data; the sheet reads it as a variable.
          <i key={at} style={{ '--part': at < segments - 1 ? 1 : 1 - left / perSegment } as CSSProperties} />
        ))}
      </span>
      <span>
        <b>{`About ${segments} SMS`}</b>
        <span>{`, ${formatNumber(characters)} ${characters === 1 ? 'character' : 'characters'} with sample data`}</span>
        <span
          className={css.fine}
        >{`${encoding === 'GSM-7' ? 'GSM-7' : 'Unicode'}, ${perSegment} per SMS${segments > 1 ? ', parts joined on the phone' : ''}, ${left} left`}</span>
      </span>
    </div>
  );
}

const MOST_NAMED = 6;

function Unicode({ size, label, onPlain }: { size: SmsSize; label: string; onPlain: (() => void) | null }) {
  const named = size.forcing.slice(0, MOST_NAMED).map(sayCharacter);
  const more = size.forcing.length - named.length;
  return (
    <Notice tone="info">
      <span>{`Only ${size.segments > 1 ? 67 : 70} characters fit in an SMS because of `}</span>
      <b className={css.signs}>{named.join(', ')}</b>
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
