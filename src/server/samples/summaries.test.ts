import { expect, it } from 'vitest';
import { decodeSeries } from '#domain/series/series-codec.ts';
import { summarise } from '#domain/summary/summary.ts';
import { plain } from './build-series.ts';
import { sampleSeries } from './sample-series.ts';

const now = Date.parse('2026-11-23T06:00:00Z');
const clusterZone = 'Asia/Kolkata';

/** `summaries.txt` is for review by people: it shows the summary of every sample as on the screen. */
it('summarises every sample series as in summaries.txt', async () => {
  const all = sampleSeries({ now, zone: clusterZone }).map((wire) => {
    const sentences = summarise(decodeSeries(wire, clusterZone).values, {
      currency: 'INR',
      clusterZone,
      storeZone: clusterZone,
      now,
    });
    return [`${plain(wire['id'])} ${plain(wire['description'])}`, ...sentences.map(({ text }) => text)].join('\n  ');
  });
  await expect(`${all.join('\n\n')}\n`).toMatchFileSnapshot('summaries.txt');
});
