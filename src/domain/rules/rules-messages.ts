import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import { messageParts, stopsSending, unknownTags } from '../message/message.ts';
import type { Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

const CODE_TAG = /\{\{voucher(\(\d+\))?\}\}/;
const HEALTHY = 'Hi {{first_name}}, your code is {{voucher}}.';

const tagsLeftOver = (values: Values) => unknownTags(valueOrNull(values.smsTemplate) ?? '');
/** What was meant by a tag that stops the sending. */
const MEANT: Readonly<Record<string, string>> = { voucher_code: 'voucher', firstname: 'first_name' };
const listed = (tags: readonly string[]) => tags.map((tag) => `{{${tag}}}`).join(', ');

const switchedOff = (field: FieldKey & ('isSMSDisabled' | 'resendMessageEnabled'), off: boolean, rest: Rest): Rule => ({
  ...rest,
  reads: [field],
  severity: 'warning',
  code: 653,
  examples: { fires: { edit: { [field]: off } }, passes: { edit: { [field]: !off } } },
  check: ({ values, changed }) => (changed(field) && valueOrNull(values[field]) === off ? rest.message : null),
});
type Rest = Pick<Rule, 'id' | 'source'> & { readonly message: string };

/** The rules about what customers are sent. The API itself stores any text. */
export const MESSAGE_RULES: readonly Rule[] = [
  {
    id: 'message-without-code',
    reads: ['smsTemplate', 'genericCode', 'clientHandlingType'],
    severity: 'warning',
    code: 644,
    source: 'Documented: {{voucher}} stands for the coupon code. The API stores any text.',
    examples: {
      fires: { edit: { smsTemplate: 'Hi {{first_name}}' } },
      passes: { edit: { smsTemplate: HEALTHY } },
    },
    check: ({ values, gates }) => {
      const text = valueOrNull(values.smsTemplate);
      if (!text?.trim() || gates.externallyManaged || CODE_TAG.test(text)) return null;
      const common = valueOrNull(values.clientHandlingType) === 'GENERIC' ? valueOrNull(values.genericCode) : null;
      return common && text.includes(common)
        ? null
        : 'The message has no {{voucher}}, so the customer is not told the code. Add the tag.';
    },
  },
  {
    id: 'message-tag-fails',
    reads: ['smsTemplate'],
    severity: 'warning',
    code: 644,
    source:
      'Engine: {{optout}}, {{voucher_code}} and {{firstname}} are not resolved when a coupon is sent again, and then nothing is sent (644).',
    examples: {
      fires: { edit: { smsTemplate: `${HEALTHY} {{optout}}` } },
      passes: { edit: { smsTemplate: `${HEALTHY} Valid until {{valid_till_date.FORMAT_1}}.` } },
    },
    check: ({ values }) => {
      const tags = tagsLeftOver(values).filter(stopsSending);
      const cures = tags.map((tag) => (MEANT[tag] ? `write {{${MEANT[tag]}}} for {{${tag}}}` : `remove {{${tag}}}`));
      return tags.length > 0 ? `Sending fails with this text (error 644): ${cures.join(', ')}.` : null;
    },
  },
  {
    id: 'message-tag-unknown',
    reads: ['smsTemplate'],
    severity: 'warning',
    code: 644,
    source:
      'Documented: the tags that resolve in this message are few. Others belong to campaigns and reminders, or to nothing.',
    examples: {
      fires: { edit: { smsTemplate: `${HEALTHY} {{store_name}}` } },
      passes: { edit: { smsTemplate: `${HEALTHY} {{offer_name}}` } },
    },
    check: ({ values }) => {
      const tags = tagsLeftOver(values).filter((tag) => !stopsSending(tag));
      return tags.length > 0
        ? `${listed(tags)} ${tags.length === 1 ? 'is' : 'are'} not known to be filled in here, and a tag left over stops the sending (error 644). Correct or remove ${tags.length === 1 ? 'it' : 'them'}.`
        : null;
    },
  },
  {
    id: 'message-tag-broken',
    reads: ['smsTemplate'],
    severity: 'warning',
    code: 637,
    source:
      'Inferred: a tag needs two braces on each side; the engine has an error for templates it cannot read (637).',
    examples: {
      fires: { edit: { smsTemplate: `${HEALTHY} {{first_name}` } },
      passes: { edit: { smsTemplate: `${HEALTHY} {or ask us}` } },
    },
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
    source:
      'Documented: the default of this text has {{cust_name}} and {{voucher_code}}; no other tag was ever seen in it.',
    examples: {
      fires: { edit: { shortSMSTemplate: 'Your code is {{voucher}}.' } },
      passes: { edit: { shortSMSTemplate: 'Hello {{cust_name}}, your code is {{voucher_code}}.' } },
    },
    check: ({ values }) => {
      const tags = unknownTags(valueOrNull(values.shortSMSTemplate) ?? '', 'short');
      return tags.length > 0
        ? `${listed(tags)} ${tags.length === 1 ? 'is' : 'are'} not known to be filled in here: this text knows {{cust_name}} and {{voucher_code}} only.`
        : null;
    },
  },
  {
    id: 'message-not-sent',
    reads: ['smsTemplate', 'isSMSDisabled', 'resendMessageEnabled'],
    severity: 'warning',
    code: 653,
    source: 'Engine: where resending is off for a series, an attempt ends in an error (653).',
    examples: {
      fires: { stored: { resendMessageEnabled: false }, edit: { smsTemplate: `${HEALTHY} Thank you.` } },
      passes: { stored: { resendMessageEnabled: true }, edit: { smsTemplate: `${HEALTHY} Thank you.` } },
    },
    check: ({ values, changed }) =>
      changed('smsTemplate') &&
      (valueOrNull(values.isSMSDisabled) === true || valueOrNull(values.resendMessageEnabled) === false)
        ? 'This text is not sent while SMS or resending is off. Switch both on if customers are to get it.'
        : null,
  },
  switchedOff('resendMessageEnabled', false, {
    id: 'resending-switched-off',
    source: 'Engine: where resending is off for a series, an attempt ends in an error (653).',
    message:
      'A customer who lost the message can no longer be sent it again: the attempt ends in error 653. Tell those who answer customers.',
  }),
  switchedOff('isSMSDisabled', true, {
    id: 'sms-switched-off',
    source: 'Documented: the flag switches off SMS for the series.',
    message: 'No SMS goes out for this series any more. Make sure that customers learn their code another way.',
  }),
];
