import type { JsonObject } from '#values/json.ts';
import type { RestoredVersion } from '#contract/history-endpoints.ts';
import { bringsBack } from '#domain/change/entry-versions.ts';
import { simulatePut } from '#domain/change/simulate-put.ts';
import type { Issue } from '#domain/rules/validate.ts';
import { Problem } from '../http/problems.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Author, SavedSeries, SeriesSource } from './series-source.ts';
import { validateUpdate } from './validate-update.ts';

export interface UpdateOptions {
  readonly source: SeriesSource;
  readonly settings: SettingsStore;
  readonly now: () => number;
}

export interface SeriesUpdate {
  readonly id: number;
  readonly body: JsonObject;
  /** The revisions in If-Match; null without the header. */
  readonly ifMatch: readonly string[] | null;
  readonly author: Author;
  readonly changeReason: string | null;
  /** The version that the save claims to bring back. */
  readonly restored?: NamedVersion | null;
}

export interface NamedVersion {
  readonly reference: RestoredVersion;
  readonly wire: JsonObject;
}

interface RecordedSave extends SavedSeries {
  /** The id of its entry in the journal. */
  readonly entry: string;
}

/**
 * One save from top to bottom. Throws a Problem: 404 for an unknown series, 409 with the current series if its revision
 * does not match, 400 with all errors, or what the source answers to the write.
 */
export function updateSeries(
  { source, settings, now }: UpdateOptions,
  { id, body, ifMatch, author, changeReason, restored = null }: SeriesUpdate,
): Promise<RecordedSave> {
  return source.edit(id, async (edit) => {
    const { wire, revision } = edit.current;
    if (ifMatch && !ifMatch.includes('*') && !ifMatch.includes(revision)) {
      const { actor } = author;
      const saves = await edit.journal.savesSince({ seriesId: id, actor, since: ifMatch, current: revision });
      throw Problem.conflict({ series: wire, revision, saves });
    }

    // Read in the save's turn, so that the journal has concurrent saves of a series in their order.
    const context = { now: now(), clusterZone: settings.current().clusterTimeZone };
    const next = simulatePut(wire, body, context);
    const taken = await edit.codesTaken(next);
    const warnings = validateUpdate({ current: wire, body, next, taken }, context);

    const isRestore = restored && bringsBack(restored.wire, { current: wire, next, sent: body }, context.clusterZone);
    const entry = await edit.journal.begin({
      seriesId: id,
      at: context.now,
      author,
      changeReason,
      restored: isRestore ? restored.reference : null,
      before: wire,
      requested: body,
    });
    const result = await edit.write(body, next, context.now);
    const { outcome } = result;
    await edit.journal.complete(
      entry,
      outcome.state === 'saved'
        ? { ...outcome, warnings: [...outcome.warnings, ...asAnswered(warnings.ofChange)] }
        : outcome,
    );

    if ('failure' in result) throw result.failure;
    return { ...result.saved, entry, warnings: [...result.saved.warnings, ...asAnswered(warnings.all)] };
  });
}

const asAnswered = (issues: readonly Issue[]) => issues.map(({ code, message, field }) => ({ code, message, field }));
