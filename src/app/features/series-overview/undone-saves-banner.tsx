import { Box, Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { UndoneSaves } from '#contract/series-endpoints.ts';
import { merge } from '#domain/change/merge.ts';
import { decodeSeries } from '#domain/series/series-codec.ts';
import { formatInstant } from '#values/date-format.ts';
import { request } from '../../api/request.ts';
import type { LoadedSeries, ShownSettings } from '../../api/series-queries.ts';
import { leftEditQuery } from '../../editor/state/left-edit.ts';
import { saveText } from '../../series/save-text.ts';
import { Banner } from '../../ui/banner.tsx';

interface Props {
  readonly loaded: LoadedSeries;
  readonly settings: ShownSettings;
  readonly mayEdit: boolean;
}

/** Names the saves that a late save undid, and offers their values in the editor. */
export function UndoneSavesBanner({ loaded, settings, mayEdit }: Props) {
  const id = Number(loaded.series.wire['id']);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data } = useQuery({
    // A save of the series ends it.
    queryKey: ['series', id, 'undone', loaded.revision],
    queryFn: ({ signal }) => request('GET /api/series/:id/undone', { params: { id }, signal }),
    retry: false,
  });
  if (!data) return null;
  const { saves, sentAt } = data;
  const putBack = async () => {
    const left = { loaded, values: lostValues(data, loaded, settings.clusterTimeZone) };
    await navigate({ to: '/series/$id/edit', params: { id } });
    client.setQueryData(leftEditQuery(id).queryKey, left);
  };
  return (
    <Box mb="1.25rem">
      <Banner
        tone="error"
        title={saves.length === 1 ? 'A late save undid a later one' : 'A late save undid later ones'}
      >
        <p>{`The loyalty API carried out a save of ${formatInstant(Date.parse(sentAt), settings.timeZone)} so late that it replaced the values of:`}</p>
        <ul>
          {saves.map((save) => (
            <li key={save.at}>{`the save by ${saveText(save, settings.timeZone)}`}</li>
          ))}
        </ul>
        {mayEdit && (
          <>
            <p>The editor opens with these values. Nothing is sent before you review and save them.</p>
            <Button variant="default" size="xs" onClick={() => void putBack()}>
              Put the values back
            </Button>
          </>
        )}
      </Banner>
    </Box>
  );
}

/** The values of the last undone save, with what changed in the series since. */
function lostValues({ after, lost }: UndoneSaves, { series }: LoadedSeries, clusterZone: string) {
  return merge(decodeSeries(after, clusterZone), decodeSeries(lost, clusterZone).values, series).values;
}
