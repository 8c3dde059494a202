/** Separate chunk: the question is needed only when the kind of discount changes. */
export const loadSwitchQuestion = () => import('./switch-question.tsx');
