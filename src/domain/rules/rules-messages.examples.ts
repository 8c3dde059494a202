import type { ExamplesOf } from './rule.examples.ts';
import type { MESSAGE_RULES } from './rules-messages.ts';

const HEALTHY = 'Hi {{first_name}}, your code is {{voucher}}.';

export const MESSAGE_EXAMPLES: ExamplesOf<typeof MESSAGE_RULES> = {
  'message-without-code': {
    source: 'Documented: {{voucher}} stands for the coupon code. The API stores any text.',
    fires: { edit: { smsTemplate: 'Hi {{first_name}}' } },
    passes: { edit: { smsTemplate: HEALTHY } },
  },
  'message-tag-fails': {
    source:
      'Engine: {{optout}}, {{voucher_code}} and {{firstname}} are not resolved when a coupon is sent again, and then nothing is sent (644).',
    fires: { edit: { smsTemplate: `${HEALTHY} {{optout}}` } },
    passes: { edit: { smsTemplate: `${HEALTHY} Valid until {{valid_till_date.FORMAT_1}}.` } },
  },
  'message-tag-unknown': {
    source:
      'Documented: the tags that resolve in this message are few. Others belong to campaigns and reminders, or to nothing.',
    fires: { edit: { smsTemplate: `${HEALTHY} {{store_name}}` } },
    passes: { edit: { smsTemplate: `${HEALTHY} {{offer_name}}` } },
  },
  'message-tag-broken': {
    source:
      'Inferred: a tag needs two braces on each side; the engine has an error for templates it cannot read (637).',
    fires: { edit: { smsTemplate: `${HEALTHY} {{first_name}` } },
    passes: { edit: { smsTemplate: `${HEALTHY} {or ask us}` } },
  },
  'short-message-tag-unknown': {
    source:
      'Documented: the default of this text has {{cust_name}} and {{voucher_code}}; no other tag was ever seen in it.',
    fires: { edit: { shortSMSTemplate: 'Your code is {{voucher}}.' } },
    passes: { edit: { shortSMSTemplate: 'Hello {{cust_name}}, your code is {{voucher_code}}.' } },
  },
  'message-not-sent': {
    source: 'Engine: where resending is off for a series, an attempt ends in an error (653).',
    fires: { stored: { resendMessageEnabled: false }, edit: { smsTemplate: `${HEALTHY} Thank you.` } },
    passes: { stored: { resendMessageEnabled: true }, edit: { smsTemplate: `${HEALTHY} Thank you.` } },
  },
  'resending-switched-off': {
    source: 'Engine: where resending is off for a series, an attempt ends in an error (653).',
    fires: { edit: { resendMessageEnabled: false } },
    passes: { edit: { resendMessageEnabled: true } },
  },
  'sms-switched-off': {
    source: 'Documented: the flag switches off SMS for the series.',
    fires: { edit: { isSMSDisabled: true } },
    passes: { edit: { isSMSDisabled: false } },
  },
};
