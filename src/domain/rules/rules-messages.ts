import type { Values } from '#catalogue/catalogue.ts';
import { messageParts, stopsSending, unknownTags, UNPROVEN_TAGS } from '../message/message.ts';
import type { Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

const CODE_TAG = /\{\{voucher(\(\d+\))?\}\}/;
const unresolvedTags = (values: Values) => unknownTags(valueOrNull(values.smsTemplate) ?? '');
/** The tag to use instead of one that makes the sending fail. */
const REPLACEMENTS: Readonly<Record<string, string>> = { voucher_code: 'voucher', firstname: 'first_name' };
const tagList = (tags: readonly string[]) => tags.map((tag) => `{{${tag}}}`).join(', ');

const switchedOff = <Id extends string>(
  id: Id,
  field: 'isSMSDisabled' | 'resendMessageEnabled',
  off: boolean,
  message: string,
): Rule<Id> => ({
  id,
  reads: [field],
  severity: 'warning',
  code: 653,
  check: ({ values, changed }) => (changed(field) && valueOrNull(values[field]) === off ? message : null),
});

/** Rules about the messages to customers. The API itself stores any text. */
export const MESSAGE_RULES = [
  {
    id: 'message-without-code',
    reads: ['smsTemplate', 'genericCode', 'clientHandlingType'],
    severity: 'warning',
    code: 644,
    check: ({ values, gates }) => {
      const text = valueOrNull(values.smsTemplate);
      if (!text?.trim() || gates.externallyManaged || CODE_TAG.test(text)) return null;
      const common = valueOrNull(values.clientHandlingType) === 'GENERIC' ? valueOrNull(values.genericCode) : null;
      return common && text.includes(common)
        ? null
        : 'The message has no {{voucher}}, so the customer does not get the code. Add the tag.';
    },
  },
  {
    id: 'message-tag-fails',
    reads: ['smsTemplate'],
    severity: 'warning',
    code: 644,
    check: ({ values }) => {
      const tags = unresolvedTags(values).filter(stopsSending);
      const fixes = tags.map((tag) =>
        REPLACEMENTS[tag] ? `write {{${REPLACEMENTS[tag]}}} for {{${tag}}}` : `remove {{${tag}}}`,
      );
      return tags.length > 0 ? `Sending fails with this text (error 644): ${fixes.join(', ')}.` : null;
    },
  },
  {
    id: 'message-tag-unknown',
    reads: ['smsTemplate'],
    severity: 'warning',
    code: 644,
    check: ({ values }) => {
      const tags = unresolvedTags(values).filter((tag) => !stopsSending(tag));
      return tags.length > 0
        ? `${tagList(tags)} ${tags.length === 1 ? 'is' : 'are'} not known to be filled in here, and a tag left over stops the sending (error 644). Correct or remove ${tags.length === 1 ? 'it' : 'them'}.`
        : null;
    },
  },
  {
    id: 'message-tag-unproven',
    reads: ['smsTemplate'],
    severity: 'warning',
    code: 644,
    check: ({ values, changed }) => {
      const text = valueOrNull(values.smsTemplate) ?? '';
      const tags = changed('smsTemplate') ? UNPROVEN_TAGS.filter((tag) => text.includes(`{{${tag}}}`)) : [];
      return tags.length > 0
        ? `${tagList(tags)} ${tags.length === 1 ? 'is' : 'are'} not proven to be filled in. Send one message to yourself first.`
        : null;
    },
  },
  {
    id: 'message-tag-broken',
    reads: ['smsTemplate'],
    severity: 'warning',
    code: 637,
    check: ({ values }) => {
      const text = valueOrNull(values.smsTemplate) ?? '';
      return messageParts(text).some((part) => part.type === 'plain' && /\{\{|\}\}/.test(part.text))
        ? 'A tag is not closed or not opened: write two braces on each side, as in {{voucher}}.'
        : null;
    },
  },
  {
    id: 'short-message-tag-unknown',
    reads: ['shortSMSTemplate'],
    severity: 'warning',
    code: 644,
    check: ({ values }) => {
      const tags = unknownTags(valueOrNull(values.shortSMSTemplate) ?? '', 'short');
      return tags.length > 0
        ? `${tagList(tags)} ${tags.length === 1 ? 'is' : 'are'} not known to be filled in here: this text knows {{cust_name}} and {{voucher_code}} only.`
        : null;
    },
  },
  {
    id: 'message-not-sent',
    reads: ['smsTemplate', 'isSMSDisabled', 'resendMessageEnabled'],
    severity: 'warning',
    code: 653,
    check: ({ values, changed }) =>
      changed('smsTemplate') &&
      (valueOrNull(values.isSMSDisabled) === true || valueOrNull(values.resendMessageEnabled) === false)
        ? 'This text is not sent while SMS or resending is off. Switch both on to send it.'
        : null,
  },
  switchedOff(
    'resending-switched-off',
    'resendMessageEnabled',
    false,
    'Support can no longer resend a lost message: the attempt fails with error 653. Inform your support team.',
  ),
  switchedOff(
    'sms-switched-off',
    'isSMSDisabled',
    true,
    'No SMS is sent for this series any more. Make sure that customers get their code another way.',
  ),
] as const satisfies readonly Rule[];
