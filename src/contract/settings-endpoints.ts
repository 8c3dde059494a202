import * as z from 'zod';
import { displayName, timeZone } from './common-schemas.ts';
import { type DataOf, endpoint } from './endpoint.ts';
import { MAX_ORGANISATION_LENGTH } from './endpoint-constants.ts';

/** The settings that an administrator can change. */
export const settingsSchema = z.strictObject({
  organisation: displayName(MAX_ORGANISATION_LENGTH),
  timeZone: timeZone.describe('IANA zone for displaying moments.'),
  clusterTimeZone: timeZone.describe('IANA zone in which the API truncates date-times to days.'),
  currency: z.string().refine(isCurrency, 'Enter a currency code of three letters, such as INR.').describe('ISO 4217.'),
});
export type SettingsChange = DataOf<typeof settingsSchema>;

const settings = z.object({ ...settingsSchema.shape, source: z.enum(['embedded', 'upstream']) });
export type Settings = DataOf<typeof settings>;

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}

export const settingsEndpoints = {
  getSettings: endpoint({
    method: 'GET',
    path: '/api/settings',
    access: 'read',
    summary: 'Read zones, currency and the source of series',
    answer: settings,
  }),
  updateSettings: endpoint({
    method: 'PUT',
    path: '/api/settings',
    access: 'administer',
    summary: 'Change the settings',
    body: settingsSchema,
    answer: settings,
  }),
};
