import { lazyPart, nothing } from '../ui/lazy-part.tsx';

// The parts of the page that load after it, in three waves. Panels, pickers and controls declare their own parts beside
// them.

// Wave 1, while the series loads: the summary, and undo, which records from the first key on.
void import('./state/start-undo.ts').catch(() => {});
const loadSummary = () => import('./live-summary.tsx');
export const LiveSummary = lazyPart(loadSummary, (module) => module.LiveSummary);
export const FirstSentence = lazyPart(loadSummary, (module) => module.FirstSentence, { fallback: nothing });
LiveSummary.prefetch();
FirstSentence.prefetch();

// Wave 2, after the page is painted: errors, undo and palette commands.
export const IssueList = lazyPart(
  () => import('./save/issue-list.tsx'),
  (module) => module.IssueList,
);
export const EditorTools = lazyPart(
  () => import('./editor-tools.tsx'),
  (module) => module.EditorTools,
  { fallback: nothing },
);
export const StepButtons = lazyPart(
  () => import('./undo-bar.tsx'),
  (module) => module.StepButtons,
  { fallback: nothing },
);

// Wave 3, after the first change, so that a save works if the network fails later: its dialogs, its result, and
// the question before leaving. Drafts also load if the server has one.
const loadDrafts = () => import('./drafts/draft-tools.tsx');
export const DraftTools = lazyPart(loadDrafts, (module) => module.DraftTools, { fallback: nothing });
export const DraftStatus = lazyPart(loadDrafts, (module) => module.DraftStatus, { fallback: nothing });
export const ReviewDialog = lazyPart(
  () => import('./save/review-dialog.tsx'),
  (module) => module.ReviewDialog,
);
export const ConflictDialog = lazyPart(
  () => import('./save/conflict-dialog.tsx'),
  (module) => module.ConflictDialog,
);
export const SaveResultNotice = lazyPart(
  () => import('./save/save-result.tsx'),
  (module) => module.SaveResultNotice,
);
export const LeaveQuestion = lazyPart(
  () => import('./leave-question.tsx'),
  (module) => module.LeaveQuestion,
);

// Wave 4, a second after the page: saves by others.
export const EditorLive = lazyPart(
  () => import('./live/editor-live.tsx'),
  (module) => module.EditorLive,
  { fallback: nothing },
);

export const prefetchSave = () =>
  [DraftTools, DraftStatus, ReviewDialog, ConflictDialog, SaveResultNotice, LeaveQuestion].forEach(({ prefetch }) =>
    prefetch(),
  );
