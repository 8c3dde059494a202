import type { FastifyInstance } from 'fastify';
import { type Settings, settingsEndpoints, settingsSchema } from '#contract/settings-endpoints.ts';
import type { WriteAuditEvent } from '../accounts/audit-log.ts';
import { callerOf } from '../accounts/guard.ts';
import { route } from '../http/route.ts';
import type { SettingsStore } from './settings-store.ts';

interface SettingsRoutes {
  readonly settings: SettingsStore;
  readonly source: Settings['source'];
  readonly note: WriteAuditEvent;
}

/** Registers the endpoints of the organisation's settings. The answers also say which source the server uses. */
export function settingsRoutes(app: FastifyInstance, { settings, source, note }: SettingsRoutes): void {
  const answer = (): Settings => ({ ...settings.current(), source });
  route(app, settingsEndpoints.getSettings, async () => answer());
  route(app, settingsEndpoints.updateSettings, async ({ body: change, request }) => {
    const before = settings.current();
    await settings.save(change);
    const changed = settingsSchema.keyof().options.filter((key) => change[key] !== before[key]);
    note({ event: 'settings changed', settings: changed, actor: callerOf(request).actor });
    return answer();
  });
}
