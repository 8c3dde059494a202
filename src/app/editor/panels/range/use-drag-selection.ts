import { type PointerEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** A touch held this long starts a drag in any direction, ms. */
const HOLD_MS = 300;
/** Smaller touch movements are ignored, px. */
const SLOP_PX = 8;

interface DragOptions<P> {
  /** The element to drag over. */
  readonly surface: RefObject<HTMLElement | null>;
  readonly disabled: boolean;
  /** The position under the pointer where a drag may start; null if there is none. */
  readonly find: (event: PointerEvent) => P | null;
  /** The current position of a drag from `start` that was last at `end`. */
  readonly follow: (event: PointerEvent, start: P, end: P) => P;
  readonly same: (a: P, b: P) => boolean;
  /** The drag reached another position. Not called for moves within a position. */
  readonly onMove: (start: P, end: P, add: boolean) => void;
  readonly onEnd: (start: P, end: P, add: boolean) => void;
  readonly onCancel: () => void;
}

interface Drag<P> {
  readonly pointer: number;
  readonly start: P;
  readonly end: P;
  readonly add: boolean;
  readonly x: number;
  readonly y: number;
  /** False while a touch may still become a scroll. */
  readonly active: boolean;
}

/**
 * Drag selection by mouse, pen or touch, from press to release. A vertical touch movement scrolls the page
 * (`touch-action: pan-y`). A touch drags after a hold or a sideways start; a tap selects one position.
 */
export function useDragSelection<P>({
  surface,
  disabled,
  find,
  follow,
  same,
  onMove,
  onEnd,
  onCancel,
}: DragOptions<P>) {
  const [selection, setSelection] = useState<{ readonly start: P; readonly end: P } | null>(null);
  /** A ref, because several events may arrive before React renders the state. */
  const drag = useRef<Drag<P> | null>(null);
  const holdTimer = useRef<number | undefined>(undefined);

  // A layout effect: a touch may arrive before the passive ones.
  useLayoutEffect(() => {
    const element = surface.current;
    // A drag must not scroll the page. React's touch listeners are passive and cannot prevent it.
    const preventScroll = (event: TouchEvent) => {
      if (drag.current?.active && event.cancelable) event.preventDefault();
    };
    element?.addEventListener('touchmove', preventScroll, { passive: false });
    return () => {
      element?.removeEventListener('touchmove', preventScroll);
      window.clearTimeout(holdTimer.current);
    };
  }, [surface]);

  function reset() {
    window.clearTimeout(holdTimer.current);
    drag.current = null;
    setSelection(null);
  }

  function cancel(): boolean {
    if (!drag.current) return false;
    reset();
    onCancel();
    return true;
  }

  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (disabled || !event.isPrimary || event.button !== 0 || drag.current) return;
      const start = find(event);
      if (start === null) return;
      const isTouch = event.pointerType === 'touch';
      drag.current = {
        pointer: event.pointerId,
        start,
        end: start,
        add: event.shiftKey,
        x: event.clientX,
        y: event.clientY,
        active: !isTouch,
      };
      if (isTouch)
        holdTimer.current = window.setTimeout(() => {
          if (!drag.current) return;
          drag.current = { ...drag.current, active: true };
          // Show that the drag is active: the frame and the preview.
          setSelection({ start, end: start });
          onMove(start, start, false);
        }, HOLD_MS);
      else setSelection({ start, end: start });
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      let current = drag.current;
      if (current?.pointer !== event.pointerId) return;
      if (!current.active) {
        const [dx, dy] = [Math.abs(event.clientX - current.x), Math.abs(event.clientY - current.y)];
        if (Math.max(dx, dy) < SLOP_PX) return;
        if (dy >= dx) {
          cancel();
          return;
        }
        window.clearTimeout(holdTimer.current);
        current = { ...current, active: true };
        drag.current = current;
      }
      const { start, add } = current;
      const end = follow(event, start, current.end);
      if (same(end, current.end)) return;
      drag.current = { ...current, end };
      // Pointer moves arrive at the start of a frame. A synchronous render shows them in this frame.
      flushSync(() => {
        setSelection({ start, end });
        onMove(start, end, add);
      });
    },
    onPointerUp: (event: PointerEvent) => {
      const current = drag.current;
      if (current?.pointer !== event.pointerId) return;
      reset();
      onEnd(current.start, current.end, current.add);
    },
    // The browser uses the touch to scroll.
    onPointerCancel: () => void cancel(),
  };
  return { selection, handlers, cancel };
}
