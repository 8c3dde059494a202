import type { JsonObject } from '#values/json.ts';
import type { SessionAnswer } from './session-endpoints.ts';
import type { Settings } from './settings-endpoints.ts';

/** Id of the element of the HTML that holds the data. */
export const PAGE_DATA_ID = 'page-data';

/** What the server sends within the HTML to a signed-in person, so that the page does not ask for it. */
export interface PageData {
  /** When the server read it, epoch ms. */
  readonly at: number;
  /** It names the person. */
  readonly session: SessionAnswer;
  readonly settings: Settings;
  /** The series of the page; null if there is none, or if the real API would have to be asked. */
  readonly series: { readonly id: number; readonly wire: JsonObject; readonly revision: string } | null;
}
