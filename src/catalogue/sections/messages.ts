import { ABSENT, inResponse, inRequestAndResponse, field, REFUSED } from '../model/field.ts';

export const messages = {
  smsTemplate: field({
    label: 'Message for resending',
    help: 'Sent when a customer asks for the coupon again.',
    kind: { type: 'text', lines: 4, tags: 'resend' },
    path: ['smsTemplate'],
    access: 'edit',
    required: true,
    whenOmitted: REFUSED,
    rows: inRequestAndResponse('smsTemplate'),
  }),
  isSMSDisabled: field({
    label: 'SMS',
    kind: { type: 'flag', on: 'Off', off: 'On' },
    path: ['isSMSDisabled'],
    access: 'edit',
    whenOmitted: { value: false },
    rows: inRequestAndResponse('isSMSDisabled'),
  }),
  resendMessageEnabled: field({
    label: 'Resending',
    kind: { type: 'flag', on: 'Allowed', off: 'Refused' },
    path: ['resendMessageEnabled'],
    access: 'edit',
    whenOmitted: { value: true },
    rows: inRequestAndResponse('resendMessageEnabled'),
  }),
  shortSMSTemplate: field({
    label: 'Short message',
    help: 'Used by old clients.',
    kind: { type: 'text', lines: 2, tags: 'short' },
    path: ['shortSMSTemplate'],
    access: 'edit',
    rare: true,
    whenOmitted: { value: 'Hello {{cust_name}}, your voucher code is {{voucher_code}}' },
    rows: inResponse('shortSMSTemplate'),
  }),
} as const;

export const terms = {
  standard_terms_and_conditions: field({
    label: 'Terms and conditions',
    help: 'Stored among the custom properties.',
    kind: { type: 'text', lines: 5 },
    path: ['customPropertyMap', 'standard_terms_and_conditions'],
    access: 'edit',
    omitEmpty: true,
    whenOmitted: ABSENT,
    rows: inRequestAndResponse('standard_terms_and_conditions'),
  }),
  customPropertyMap: field({
    label: 'Custom properties',
    help: 'The organisation’s own names; up to 20.',
    kind: {
      type: 'properties',
      maxRows: 20,
      elsewhere: { standard_terms_and_conditions: 'Terms and conditions' },
    },
    path: ['customPropertyMap'],
    except: ['standard_terms_and_conditions'],
    access: 'edit',
    whenOmitted: ABSENT,
    rows: {
      request: ['customPropertyMap', 'customPropertyMap.key1', 'customPropertyMap.key2'],
      response: ['customPropertyMap'],
    },
  }),
  termsAndConditions: field({
    label: 'Short terms',
    help: 'An old field of its own, shown by old clients.',
    kind: { type: 'text', lines: 2 },
    path: ['termsAndConditions'],
    access: 'edit',
    rare: true,
    whenOmitted: { value: 'T&C' },
    rows: inResponse('termsAndConditions'),
  }),
} as const;
