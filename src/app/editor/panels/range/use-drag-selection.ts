import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** How long a finger rests before it draws in any direction. */
const HOLD = 300;
/** Less than this is a finger that trembles. */
const SLOP = 8;

interface StrokeOptions<P> {
  /** What is painted on. */
  readonly surface: RefObject<HTMLElement | null>;
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

interface Stroke<P> {
  readonly pointer: number;
  readonly start: P;
  readonly end: P;
  readonly add: boolean;
  readonly x: number;
  readonly y: number;
  /** A finger may still be about to scroll. */
  readonly drawing: boolean;
}

/**
 * One stroke of a mouse, a pen or a finger over something that can be painted, from press to release. A finger that moves up or
 * down scrolls the page (`touch-action: pan-y`); it draws once it has rested or has set out sideways, and chooses by a tap.
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
}: StrokeOptions<P>) {
  const [held, setHeld] = useState<{ readonly start: P; readonly end: P } | null>(null);
  /** Ahead of the state: several events may come before it is drawn. */
  const now = useRef<Stroke<P> | null>(null);
  const rest = useRef<number | undefined>(undefined);

  useEffect(() => {
    const element = surface.current;
    // React listens passively, and a finger that draws must not scroll as well.
    const keepStill = (event: TouchEvent) => {
      if (now.current?.drawing && event.cancelable) event.preventDefault();
    };
    element?.addEventListener('touchmove', keepStill, { passive: false });
    return () => {
      element?.removeEventListener('touchmove', keepStill);
      window.clearTimeout(rest.current);
    };
  }, [surface]);

  function forget() {
    window.clearTimeout(rest.current);
    now.current = null;
    setHeld(null);
  }

  function cancel(): boolean {
    if (!now.current) return false;
    forget();
    onCancel();
    return true;
  }

  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (disabled || !event.isPrimary || event.button !== 0 || now.current) return;
      const start = find(event);
      if (start === null) return;
      const finger = event.pointerType === 'touch';
      now.current = {
        pointer: event.pointerId,
        start,
        end: start,
        add: event.shiftKey,
        x: event.clientX,
        y: event.clientY,
        drawing: !finger,
      };
      if (finger)
        rest.current = window.setTimeout(() => {
          if (!now.current) return;
          now.current = { ...now.current, drawing: true };
          // The sign that it draws now: the frame, and what letting go would do.
          setHeld({ start, end: start });
          onMove(start, start, false);
        }, HOLD);
      else setHeld({ start, end: start });
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      let stroke = now.current;
      if (stroke?.pointer !== event.pointerId) return;
      if (!stroke.drawing) {
        const [aside, along] = [Math.abs(event.clientX - stroke.x), Math.abs(event.clientY - stroke.y)];
        if (Math.max(aside, along) < SLOP) return;
        if (along >= aside) {
          cancel();
          return;
        }
        window.clearTimeout(rest.current);
        stroke = { ...stroke, drawing: true };
        now.current = stroke;
      }
      const { start, add } = stroke;
      const end = follow(event, start, stroke.end);
      if (same(end, stroke.end)) return;
      now.current = { ...stroke, end };
      // Moves come at the beginning of a frame: drawn at once, they are seen in that frame and not in the next.
      flushSync(() => {
        setHeld({ start, end });
        onMove(start, end, add);
      });
    },
    onPointerUp: (event: PointerEvent) => {
      const stroke = now.current;
      if (stroke?.pointer !== event.pointerId) return;
      forget();
      onEnd(stroke.start, stroke.end, stroke.add);
    },
    // The browser took the finger for scrolling.
    onPointerCancel: () => void cancel(),
  };
  return { held, handlers, cancel };
}
