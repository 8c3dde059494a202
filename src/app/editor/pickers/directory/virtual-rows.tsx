import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type HTMLAttributes, type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import css from './rows.module.css';

export interface RowsHandle {
  readonly show: (index: number) => void;
  readonly element: HTMLDivElement | null;
}

interface RenderedRow {
  readonly key: string;
  readonly props: HTMLAttributes<HTMLDivElement> & { readonly [data: `data-${string}`]: unknown };
  readonly content: ReactNode;
}

interface VirtualRowsProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  readonly handle?: Ref<RowsHandle>;
  readonly count: number;
  /** Estimated height before a row is measured, px. */
  readonly rowHeight: number;
  /** Renders a row. `props` are set on the row element, which this component positions and measures. */
  readonly renderRow: (index: number) => RenderedRow;
  /** Called when the range of rendered rows changes. */
  readonly onVisibleRange?: (first: number, last: number) => void;
}

/** A virtual list that scrolls in its own box. */
export function VirtualRows({
  handle,
  count,
  rowHeight,
  renderRow,
  onVisibleRange,
  className,
  ...rest
}: VirtualRowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const virtual: Virtualizer<HTMLDivElement, HTMLDivElement> = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // Assumed size before the box is measured.
    initialRect: { width: 320, height: 8 * rowHeight },
  });
  useImperativeHandle(
    handle,
    () => ({
      show: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
      get element() {
        return box.current;
      },
    }),
    [virtual],
  );
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= 0) onVisibleRange?.(first, last);
    // Runs when the range changes, not when the callback changes.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [first, last, count]);
  return (
    <div {...rest} ref={box} className={`${css.scroll} ${className ?? ''}`}>
      <div role="presentation" className={css.inner} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const { key, props, content } = renderRow(item.index);
          return (
            <div
              key={key}
              {...props}
              ref={virtual.measureElement}
              data-index={item.index}
              style={{ ...props.style, transform: `translateY(${item.start}px)` }}
            >
              {content}
            </div>
          );
        })}
      </div>
    </div>
  );
}
