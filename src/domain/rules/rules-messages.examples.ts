import type { ExamplesOf } from './rule.examples.ts';
import type { MESSAGE_RULES } from './rules-messages.ts';

const VALID = 'Hi {{first_name}}, your code is {{voucher}}.';

export const MESSAGE_EXAMPLES: ExamplesOf<typeof MESSAGE_RULES> = {
  'message-without-code': {
    source: 'Documented: {{voucher}} stands for the coupon code. The API stores any text.',
    fires: { edit: { smsTemplate: 'Hi {{first_name}}' } },
    passes: { edit: { smsTemplate: VALID } },
  },
  'message-tag-fails': {
    source:
      'Engine: {{optout}}, {{voucher_code}} and {{firstname}} are not resolved when a coupon is sent again, and then nothing is sent (644).',
    fires: { edit: { smsTemplate: `${VALID} {{optout}}` } },
    passes: { edit: { smsTemplate: `${VALID} Valid until {{valid_till_date.FORMAT_1}}.` } },
  },
  'message-tag-unknown': {
    source: 'Documented: few tags resolve in this message. Others belong to campaigns and reminders, or do not exist.',
    fires: { edit: { smsTemplate: `${VALID} {{store_name}}` } },
    passes: { edit: { smsTemplate: `${VALID} {{offer_name}}` } },
  },
  'message-tag-unproven': {
    source: 'Open: published texts have {{offer_name}} and {{full_name}}, but no test of the vendor fills them in.',
    fires: { edit: { smsTemplate: `${VALID} {{offer_name}}` } },
    passes: { edit: { smsTemplate: `${VALID} {{fullname}}` } },
  },
  'message-tag-broken': {
    source:
      'Inferred: a tag needs two braces on each side; the engine has an error for templates it cannot read (637).',
    fires: { edit: { smsTemplate: `${VALID} {{first_name}` } },
    passes: { edit: { smsTemplate: `${VALID} {or ask us}` } },
  },
  'short-message-tag-unknown': {
    source:
      'Documented: the default of this text has {{cust_name}} and {{voucher_code}}; no other tag was ever seen in it.',
    fires: { edit: { shortSMSTemplate: 'Your code is {{voucher}}.' } },
    passes: { edit: { shortSMSTemplate: 'Hello {{cust_name}}, your code is {{voucher_code}}.' } },
  },
  'message-not-sent': {
    source: 'Engine: if resending is off for a series, an attempt fails with an error (653).',
    fires: { stored: { resendMessageEnabled: false }, edit: { smsTemplate: `${VALID} Thank you.` } },
    passes: { stored: { resendMessageEnabled: true }, edit: { smsTemplate: `${VALID} Thank you.` } },
  },
  'resending-switched-off': {
    source: 'Engine: if resending is off for a series, an attempt fails with an error (653).',
    fires: { edit: { resendMessageEnabled: false } },
    passes: { edit: { resendMessageEnabled: true } },
  },
  'sms-switched-off': {
    source: 'Documented: the flag switches off SMS for the series.',
    fires: { edit: { isSMSDisabled: true } },
    passes: { edit: { isSMSDisabled: false } },
  },
};
