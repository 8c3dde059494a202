import { lazyPart, nothing } from '../ui/lazy-part.tsx';

// The parts of the page that load after it, in three waves. Panels, pickers and controls declare their own parts beside
// them.

// Wave 1, while the series loads: the summary, and undo, which records from the first key on.
void import('./state/start-undo.ts').catch(() => {});
const loadSummary = () => import('./live-summary.tsx');
void loadSummary().catch(() => {});
export const LiveSummary = lazyPart(loadSummary, (module) => module.LiveSummary);
export const FirstSentence = lazyPart(loadSummary, (module) => module.FirstSentence, { fallback: nothing });

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
// the question before leaving.
const loadReview = () => import('./save/review-dialog.tsx');
const loadConflict = () => import('./save/conflict-dialog.tsx');
const loadResult = () => import('./save/save-result.tsx');
const loadLeave = () => import('./leave-question.tsx');
export const ReviewDialog = lazyPart(loadReview, (module) => module.ReviewDialog);
export const ConflictDialog = lazyPart(loadConflict, (module) => module.ConflictDialog);
export const SaveResultNotice = lazyPart(loadResult, (module) => module.SaveResultNotice);
export const LeaveQuestion = lazyPart(loadLeave, (module) => module.LeaveQuestion);

/** A failed prefetch is ignored: rendering the part loads it again. */
export const prefetchSave = () => void Promise.allSettled([loadReview(), loadConflict(), loadResult(), loadLeave()]);
