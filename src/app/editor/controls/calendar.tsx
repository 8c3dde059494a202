import { Popover } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import '@mantine/dates/styles.layer.css';
import type { KeyboardEvent } from 'react';
import type { Day } from '#values/zone.ts';
import { focusInside, markFocused } from '../../ui/focus-dialog.ts';
import css from './calendar.module.css';

interface CalendarPopoverProps {
  readonly opened: boolean;
  readonly label: string;
  readonly day: Day | null;
  readonly today: Day;
  readonly onPick: (day: Day) => void;
  readonly onClose: () => void;
}

/** The keys change the month. Without this the page would scroll, too. */
function keepInSight(event: KeyboardEvent) {
  if (event.key === 'PageUp' || event.key === 'PageDown') event.preventDefault();
}

/** A month calendar to pick a day. Loaded when first opened. */
export function CalendarPopover({ opened, label, day, today, onPick, onClose }: CalendarPopoverProps) {
  return (
    <Popover
      opened={opened}
      onDismiss={onClose}
      position="bottom-start"
      offset={6}
      shadow="none"
      withinPortal={false}
      withRoles={false}
      trapFocus
      // Hidden, it would lose the focus: on a turned phone the target may be out of sight.
      hideDetached={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <span className={css.anchor} />
      </Popover.Target>
      <Popover.Dropdown
        ref={focusInside}
        className={css.dropdown}
        role="dialog"
        aria-label={`${label}: calendar`}
        onFocusCapture={markFocused}
        onKeyDown={keepInSight}
      >
        <DatePicker
          value={day}
          defaultDate={day ?? today}
          getDayProps={(date) => ({
            // Not `data-today`, which Mantine sets by the date of the browser.
            'data-current': date === today || undefined,
            'data-autofocus': date === (day ?? today) || undefined,
          })}
          firstDayOfWeek={1}
          highlightToday={false}
          onChange={(next) => onPick(next ?? day ?? today)}
          ariaLabels={{
            previousMonth: 'Previous month',
            nextMonth: 'Next month',
            monthLevelControl: 'Choose a month',
            yearLevelControl: 'Choose a year',
            previousYear: 'Previous year',
            nextYear: 'Next year',
            previousDecade: 'Previous decade',
            nextDecade: 'Next decade',
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
