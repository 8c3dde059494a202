import { formatNumber } from '#values/number-format.ts';
import type { ServerStatus } from '#contract/server-endpoints.ts';
import { CardSection } from '../../ui/card-section.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/timestamps.tsx';
import { Detail, Details } from './details.tsx';

type Part<Key extends 'upstream' | 'mirror'> = NonNullable<ServerStatus[Key]>;
type Failure = Part<'upstream'>['failure'];

/** The real API, and how current the copies of its series and names are. */
export function MirrorSection({
  upstream,
  mirror: { series, names },
}: {
  readonly upstream: Part<'upstream'>;
  readonly mirror: Part<'mirror'>;
}) {
  const { address, signIn, answeredAt, failure } = upstream;
  return (
    <CardSection
      title="Loyalty API"
      description="Lists and search read a copy of its series. A series itself is read from the API."
    >
      <Details>
        <Detail name="Address">
          <code translate="no">{address}</code>
        </Detail>
        <Detail name="Sign-in">{signIn === 'oauth' ? 'OAuth' : 'User name and password (HTTP Basic)'}</Detail>
        <Detail name="Last answer">
          {answeredAt === null ? <span>None since the start</span> : <RelativeTime at={answeredAt} />}
        </Detail>
        {failure !== null && (
          <Detail name="Last failure">
            <FailureText failure={failure} isCurrent={answeredAt === null || failure.at > answeredAt} />
          </Detail>
        )}
        <Detail name="Series as of">
          <span role="status">
            {series.reading ? (
              `Reading ${formatNumber(series.reading.read)} of ${formatNumber(series.reading.total)}`
            ) : series.asOf === null ? (
              <span>Not read completely since the start</span>
            ) : (
              <RelativeTime at={series.asOf} />
            )}
          </span>
          {series.failure && <FailureText failure={series.failure} isCurrent />}
        </Detail>
        <Detail name="Names as of">
          {names.asOf === null ? <span>Not read completely since the start</span> : <RelativeTime at={names.asOf} />}
          {names.failed.length > 0 && (
            <Notice tone="warn">{`Could not be read, with their old names: ${names.failed.join(', ')}`}</Notice>
          )}
        </Detail>
      </Details>
    </CardSection>
  );
}

function FailureText({ failure, isCurrent }: { readonly failure: NonNullable<Failure>; readonly isCurrent: boolean }) {
  const text = (
    <>
      <RelativeTime at={failure.at} />
      <span>{`: ${failure.message}`}</span>
    </>
  );
  return isCurrent ? <Notice tone="error">{text}</Notice> : <span>{text}</span>;
}
