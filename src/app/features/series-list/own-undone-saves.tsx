import { Box } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatInstant } from '#values/date-format.ts';
import { request } from '../../api/request.ts';
import { Banner } from '../../ui/banner.tsx';

/** Names the user's saves that a late save undid. */
export function OwnUndoneSaves({ timeZone }: { readonly timeZone: string }) {
  const { data } = useQuery({
    queryKey: ['own-undone-saves'],
    queryFn: ({ signal }) => request('GET /api/me/undone-saves', { signal }),
    retry: false,
  });
  if (!data || data.saves.length === 0) return null;
  return (
    <Box mb="1.25rem">
      <Banner tone="error" title="A late save undid changes of yours">
        <ul>
          {data.saves.map(({ seriesId, at }) => (
            <li key={`${seriesId} ${at}`}>
              <Link to="/series/$id" params={{ id: seriesId }}>{`Series ${seriesId}`}</Link>
              <span>{`, saved ${formatInstant(Date.parse(at), timeZone)}`}</span>
            </li>
          ))}
        </ul>
      </Banner>
    </Box>
  );
}
