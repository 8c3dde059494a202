import { Button } from '@mantine/core';
import { Banner } from '../../src/app/ui/banner.tsx';
import { Card } from '../../src/app/ui/card.tsx';
import { CardSection } from '../../src/app/ui/card-section.tsx';
import { Refused } from '../../src/app/api/request.ts';
import { CopyButton } from '../../src/app/ui/copy-button.tsx';
import { ErrorBoundary } from '../../src/app/ui/error-boundary.tsx';
import { Fold } from '../../src/app/ui/fold.tsx';
import { Kbd } from '../../src/app/ui/kbd.tsx';
import { Meter } from '../../src/app/ui/meter.tsx';
import { ErrorText } from '../../src/app/ui/error-text.tsx';
import { MissingPart } from '../../src/app/ui/missing-part.tsx';
import { Notice } from '../../src/app/ui/notice.tsx';
import { OneTimeSecret } from '../../src/app/ui/one-time-secret.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../src/app/ui/placeholder.tsx';
import { Row } from '../../src/app/ui/row.tsx';
import { StatusBadge } from '../../src/app/ui/status-badge.tsx';
import { DateTime, RelativeTime } from '../../src/app/ui/timestamps.tsx';
import { UsedMeter } from '../../src/app/ui/used-meter.tsx';
import type { StatusWord } from '../../src/domain/lifetime/status.ts';
import type { CasePage } from './cases.ts';
import { HOUR, NOW } from './now.ts';

const LONG =
  'A text that is longer than one line on a phone, with a-very-long-word-that-cannot-be-broken-anywhere-at-all.';

const REASONS: Readonly<Record<StatusWord, string>> = {
  live: 'ends in 6 days, Sun 29 Nov 2026 23:59:59 IST',
  scheduled: 'starts tomorrow, Tue 1 Dec 2026',
  ended: 'ended 3 days ago, Fri 27 Nov 2026',
  notRedeemable: 'no bill fits: the smallest is above the largest',
  limitReached: '500 of 500 coupons issued',
};
const REMARKS: Readonly<Partial<Record<StatusWord, string>>> = { scheduled: 'all 500 uploaded codes issued' };
const statuses = Object.entries(REASONS) as [StatusWord, string][]; // `Object.entries` loses the key type

const badges = (layout: 'pill' | 'stacked' | 'line') =>
  statuses.map(([status, reason]) => (
    <div key={status}>
      <StatusBadge status={status} reason={reason} remark={REMARKS[status]} layout={layout} />
    </div>
  ));

function Crash(): never {
  throw new Error('Playground: this part crashes on purpose.');
}

export const partCases: CasePage = {
  cases: {
    'Button, every variant': () => (
      <>
        <Button>Save</Button>
        <Button variant="default">Cancel</Button>
        <Button color="error">Delete</Button>
        <Button loading>Saving</Button>
        <Button disabled>Save</Button>
      </>
    ),
    'Notice, line': () => (
      <>
        <Notice tone="info">A note below a field.</Notice>
        <Notice tone="warn">{LONG}</Notice>
        <Notice tone="error">Enter a whole number.</Notice>
      </>
    ),
    'Notice, panel': () => (
      <>
        <Notice tone="info" layout="panel">
          A note.
        </Notice>
        <Notice tone="warn" layout="panel">
          {LONG}
        </Notice>
        <Notice tone="error" layout="panel">
          The save failed.
        </Notice>
      </>
    ),
    'Banner, every tone': () => (
      <>
        <Banner tone="success" title="Saved and verified">
          <p>1 change: Name</p>
        </Banner>
        <Banner tone="warn" title="Saved, but the API changed a value">
          <p>{LONG}</p>
        </Banner>
        <Banner tone="error" title="Not saved" />
      </>
    ),
    'Status badge, pill': () => badges('pill'),
    'Status badge, stacked': () => badges('stacked'),
    'Status badge, line': () => badges('line'),
    'Meter, every share': () => (
      <>
        <Meter redeemed={0} issued={0} limit={1000} outstanding={0} />
        <Meter redeemed={120} issued={400} limit={1000} outstanding={280} />
        <Meter redeemed={120} issued={400} limit={null} outstanding={280} />
        <Meter redeemed={1000} issued={1000} limit={1000} outstanding={0} />
        <Meter redeemed={900} issued={1200} limit={1000} outstanding={300} />
        <Meter redeemed={64201} issued={400} limit={1000} outstanding={null} />
        <UsedMeter used={0} limit={160} />
        <UsedMeter used={80} limit={160} />
        <UsedMeter used={159} limit={160} />
        <UsedMeter used={400} limit={160} />
      </>
    ),
    'Card and card section': () => (
      <>
        <Card title="Figures">
          <p>Content</p>
        </Card>
        <CardSection title="Preferences" description="Saved with your account." status="Saved">
          <Row id="row-plain" label="Label" help="Help below the label.">
            <input id="row-plain" aria-describedby="row-plain-help" />
          </Row>
          <Row id="row-changed" label="Changed" changed>
            <input id="row-changed" />
          </Row>
          <Row id="row-invalid" label={LONG} invalid>
            <input id="row-invalid" aria-invalid />
          </Row>
        </CardSection>
      </>
    ),
    'Empty state': () => (
      <EmptyState title="Nothing matches" action={<Button variant="default">Clear the search</Button>}>
        {LONG}
      </EmptyState>
    ),
    'Error state, with and without retry': () => (
      <>
        <ErrorState title="The list could not be loaded" onRetry={() => {}}>
          The server cannot be reached.
        </ErrorState>
        <ErrorState title="Series 7 cannot be shown" onRetry={() => {}} retrying>
          {LONG}
        </ErrorState>
        <ErrorState title="Series 7 cannot be shown">
          <ErrorText error={new Refused(500, {}, '5f0c9a31-77c2-4a0e-9d0b-1c8f6a2b7e44')} />
        </ErrorState>
      </>
    ),
    'Skeleton, three widths': () => (
      <>
        <Skeleton width="40%" />
        <Skeleton />
        <Skeleton width="10rem" height="2rem" />
      </>
    ),
    'Part that could not be loaded': () => <MissingPart why="This part could not be fetched." onRetry={() => {}} />,
    'Part that crashed': () => (
      <ErrorBoundary what="The calendar">
        <Crash />
      </ErrorBoundary>
    ),
    'Fold, closed and open': () => (
      <>
        <Fold label="Rarely used (4)">Hidden content</Fold>
        <Fold label="Rarely used (2)" openWhen>
          Shown content
        </Fold>
      </>
    ),
    'Times: a moment, minutes, days and months ago': () => (
      <>
        {[0, HOUR / 4, 30 * HOUR, 24 * 90 * HOUR].map((ago) => (
          <p key={ago}>
            <RelativeTime at={new Date(NOW - ago).toISOString()} />
          </p>
        ))}
        <DateTime at={new Date(NOW).toISOString()} />
      </>
    ),
    'One-time secret': () => (
      <OneTimeSecret secret="cdt_6f1d0a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f" what="token">
        Copy it now. It is not shown again.
      </OneTimeSecret>
    ),
    'Copy button and keys': () => (
      <>
        <CopyButton text="698948" what="series id" />
        <Kbd>Ctrl S</Kbd>
        <Kbd>?</Kbd>
      </>
    ),
  },
};
