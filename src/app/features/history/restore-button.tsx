import { Button } from '@mantine/core';
import type { FieldKey } from '#catalogue/catalogue.ts';
import { canRestore } from '#domain/change/entry-versions.ts';
import type { Series } from '#domain/series/series.ts';

export interface VersionToRestore {
  readonly version: Series;
  /** For the journal: the id of an entry, and its side. */
  readonly reference: string;
  /** Undefined: all fields. */
  readonly field?: FieldKey;
}

export interface Restoring {
  /** The series as it is. */
  readonly series: Series;
  readonly restore: (wanted: VersionToRestore) => void;
}

interface Props extends VersionToRestore {
  readonly restoring: Restoring;
  readonly label: string;
  /** For screen readers. */
  readonly what: string;
}

/** Opens the editor with a version or with one of its values, if the series has others now. */
export function RestoreButton({ restoring: { series, restore }, label, what, ...wanted }: Props) {
  if (!canRestore(series, wanted.version, wanted.field)) return null;
  return (
    <Button variant="default" size="compact-xs" aria-label={`${label}: ${what}`} onClick={() => restore(wanted)}>
      {label}
    </Button>
  );
}
