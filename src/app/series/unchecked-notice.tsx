import { Notice } from '../ui/notice.tsx';

/** Shown while a status or a filter may not find all series, because their rules were not checked yet. */
export function UncheckedNotice() {
  return (
    <Notice tone="warn" layout="panel" live>
      The rules are being checked for all series. Until then, some may be missing here.
    </Notice>
  );
}
