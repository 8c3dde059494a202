import { isTextField } from '../../ui/keys.ts';

/** Wait after a press, ms: the browser shows its result first. */
const AFTER_PRESS_MS = 40;
/** Length of a pause in typing, ms: the work must not delay the next key. */
const AFTER_TYPING_MS = 250;

/** Decides when the work that follows a change of the form runs. An editor has one scheduler and no other timer. */
export interface Scheduler {
  /** Runs the work when the input pauses. Another request restarts the wait. */
  readonly request: () => void;
  /** Runs requested work now. */
  readonly flush: () => void;
  /** Drops requested work. */
  readonly cancel: () => void;
  /** Runs a callback after the current task: the event of one press. */
  readonly afterTask: (callback: () => void) => void;
}

export function createScheduler(work: () => void): Scheduler {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const run = () => {
    cancel();
    work();
  };
  return {
    request: () => {
      clearTimeout(timer);
      timer = setTimeout(run, isTextField(document.activeElement) ? AFTER_TYPING_MS : AFTER_PRESS_MS);
    },
    flush: () => {
      if (timer !== undefined) run();
    },
    cancel,
    afterTask: (callback) => void setTimeout(callback),
  };
}
