import { type ReactNode, useEffect, useRef } from 'react';

interface SectionLinkProps {
  readonly id: string;
  readonly label: string;
  readonly current: boolean;
  /** After the label, such as counts. */
  readonly children?: ReactNode;
}

/** A link to a section of the page, in a list with the class `links` of `section-links.module.css`. */
export function SectionLink({ id, label, current, children }: SectionLinkProps) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    const row = link.current?.closest('nav');
    // On narrow screens the links are one scrolling row. `scrollIntoView` would scroll the page too.
    if (!current || !row || !link.current || row.scrollWidth <= row.clientWidth) return;
    row.scrollLeft = link.current.offsetLeft + link.current.offsetWidth / 2 - row.clientWidth / 2;
  }, [current]);
  return (
    <a ref={link} className="apart" href={`#${id}`} aria-current={current ? 'true' : undefined}>
      <span>{label}</span>
      {children}
    </a>
  );
}
