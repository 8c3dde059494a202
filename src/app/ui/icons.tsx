import type { ReactNode, SVGProps } from 'react';

interface IconProps extends SVGProps<SVGSVGElement> {
  /** Edge in px. */
  readonly size?: number;
}

/** Icons of 24 px. They are decorative (`aria-hidden`): their meaning must also be given as text. */
export function stroke(drawing: ReactNode) {
  return function Icon({ size = 20, ...rest }: IconProps) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.75}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
        {...rest}
      >
        {drawing}
      </svg>
    );
  };
}

export const ListIcon = stroke(<path d="M4 6h16M4 12h16M4 18h9" />);
export const CouponIcon = stroke(
  <>
    <path d="M3.5 6.5h17v3.2a2.3 2.3 0 0 0 0 4.6v3.2h-17v-3.2a2.3 2.3 0 0 0 0-4.6Z" />
    <path d="m9.5 12.2 1.8 1.8 3.4-3.8" />
  </>,
);
export const SearchIcon = stroke(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 4.5 4.5" />
  </>,
);
export const SunIcon = stroke(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4" />
  </>,
);
export const MoonIcon = stroke(<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z" />);
export const AutoIcon = stroke(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 3.5v17a8.5 8.5 0 0 0 0-17Z" fill="currentColor" />
  </>,
);
export const CopyIcon = stroke(
  <>
    <rect x="9" y="9" width="11" height="11" rx="2.5" />
    <path d="M5.5 15H5a1.5 1.5 0 0 1-1.5-1.5V5A1.5 1.5 0 0 1 5 3.5h8.5A1.5 1.5 0 0 1 15 5v.5" />
  </>,
);
export const CheckIcon = stroke(<path d="m5 12.5 4.5 4.5L19 7.5" />);
export const CrossIcon = stroke(<path d="m6 6 12 12M18 6 6 18" />);
export const PlusIcon = stroke(<path d="M12 5v14M5 12h14" />);
export const CalendarIcon = stroke(
  <>
    <rect x="3.5" y="5" width="17" height="15.5" rx="2.5" />
    <path d="M3.5 10h17M8 2.8v4M16 2.8v4" />
  </>,
);
export const ChevronIcon = stroke(<path d="m6 9 6 6 6-6" />);
export const UndoIcon = stroke(<path d="M4 9.5h10.5a5 5 0 0 1 0 10H9M4 9.5 8.5 5M4 9.5 8.5 14" />);
export const RedoIcon = stroke(<path d="M20 9.5H9.5a5 5 0 0 0 0 10H15M20 9.5 15.5 5M20 9.5 15.5 14" />);
export const WarningIcon = stroke(
  <>
    <path d="M10.6 4.6 2.9 18a1.6 1.6 0 0 0 1.4 2.4h15.4a1.6 1.6 0 0 0 1.4-2.4L13.4 4.6a1.6 1.6 0 0 0-2.8 0Z" />
    <path d="M12 9.5v4M12 16.9v.1" />
  </>,
);
export const ErrorIcon = stroke(
  <>
    <path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3Z" />
    <path d="M12 7.8v5M12 16.2v.1" />
  </>,
);
export const InfoIcon = stroke(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 11.2v5M12 7.8v.1" />
  </>,
);
export const LockIcon = stroke(
  <>
    <rect x="5" y="10.5" width="14" height="10" rx="2.5" />
    <path d="M8 10.5V7.5a4 4 0 0 1 8 0v3" />
  </>,
);
