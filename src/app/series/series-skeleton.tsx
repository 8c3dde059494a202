import { Box } from '@mantine/core';
import { Skeleton } from '../ui/placeholder.tsx';

const SECTIONS = ['5rem', '4rem', '3.5rem', '6rem', '7rem', '6.5rem', '8rem', '4.5rem'];
const SENTENCES = ['60%', '100%', '90%', '95%', '70%', '98%', '80%'];

/** Placeholder of a page of a series: its header, the links to its sections, two cards of rows, and the summary. */
export function SeriesSkeleton() {
  return (
    <div className="rows" data-roomy role="status" aria-label="Loading the series">
      <Skeleton width="12rem" />
      <Skeleton width="22rem" height="1.75rem" />
      <Skeleton width="18rem" height="1rem" />
      <Box display="flex" mt="0.75rem" style={{ gap: '2rem', alignItems: 'flex-start' }}>
        <Box className="rows" data-roomy w={168} visibleFrom="md">
          {SECTIONS.map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </Box>
        <Box className="rows" data-roomy flex={1}>
          <Rows widths={['18rem', '24rem', '10rem', '12rem']} />
          <Rows widths={['10rem', '6rem', '14rem', '9rem']} />
        </Box>
        <Box className="surface rows" data-roomy w={300} p="1.125rem" visibleFrom="lg">
          {SENTENCES.map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </Box>
      </Box>
    </div>
  );
}

function Rows({ widths }: { readonly widths: readonly string[] }) {
  return (
    <>
      <Skeleton width="7rem" height="1rem" />
      <div className="surface divided">
        {widths.map((width) => (
          <Box key={width} className="cluster" p="0.875rem 1.125rem">
            <Box w={200}>
              <Skeleton width="6rem" />
            </Box>
            <Skeleton width={width} height="var(--control)" />
          </Box>
        ))}
      </div>
    </>
  );
}
