import { type PointerEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

interface StrokeOptions<P> {
  readonly disabled: boolean;
  /** The place a stroke may begin at, under the pointer. */
  readonly find: (event: PointerEvent) => P | null;
  /** Where a stroke that began at `start` and was last at `end` has come to. */
  readonly follow: (event: PointerEvent, start: P, end: P) => P;
  readonly same: (a: P, b: P) => boolean;
  /** The stroke reached another place; not called for each move within one. */
  readonly onMove: (start: P, end: P, add: boolean) => void;
  readonly onEnd: (start: P, end: P, add: boolean) => void;
  readonly onCancel: () => void;
}

/** One stroke of a mouse, a pen or a finger over something that can be painted, from press to release. */
export function useStroke<P>({ disabled, find, follow, same, onMove, onEnd, onCancel }: StrokeOptions<P>) {
  const [held, setHeld] = useState<{ readonly start: P; readonly end: P } | null>(null);
  /** Ahead of the state: several events may come before it is drawn. */
  const now = useRef<{ readonly pointer: number; readonly start: P; readonly end: P; readonly add: boolean } | null>(
    null,
  );

  function cancel(): boolean {
    if (!now.current) return false;
    now.current = null;
    setHeld(null);
    onCancel();
    return true;
  }

  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (disabled || !event.isPrimary || event.button !== 0 || now.current) return;
      const start = find(event);
      if (start === null) return;
      now.current = { pointer: event.pointerId, start, end: start, add: event.shiftKey };
      setHeld({ start, end: start });
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      const stroke = now.current;
      if (stroke?.pointer !== event.pointerId) return;
      const end = follow(event, stroke.start, stroke.end);
      if (same(end, stroke.end)) return;
      now.current = { ...stroke, end };
      // Moves come at the beginning of a frame: drawn at once, they are seen in that frame and not in the next.
      flushSync(() => {
        setHeld({ start: stroke.start, end });
        onMove(stroke.start, end, stroke.add);
      });
    },
    onPointerUp: (event: PointerEvent) => {
      const stroke = now.current;
      if (stroke?.pointer !== event.pointerId) return;
      now.current = null;
      setHeld(null);
      onEnd(stroke.start, stroke.end, stroke.add);
    },
    // The browser took the finger for scrolling.
    onPointerCancel: () => void cancel(),
  };
  return { held, handlers, cancel };
}
