import { resolve } from 'node:path';
import { AFTER_PAINT, APP, EDITOR, ENTRY, OVERVIEW } from './chunks.mjs';

/** @typedef {{ path: string, scripts: string[], styles: string[], later: string[] }} PageFiles */

/** The pages that are opened by their address, most often first. */
const PAGES = [
  { path: '^/series/\\d+/edit/?$', module: EDITOR, later: AFTER_PAINT },
  { path: '^/series/\\d+/?$', module: OVERVIEW, later: [] },
  { path: '^/(series/?)?$', module: 'features/series-list/list-route.tsx', later: [] },
];

/**
 * Lists the files of each page that its code imports, and those that it loads after it is painted. The server names
 * them in the HTML, so that they load together, not one after another.
 * @returns {import('vite').Plugin}
 */
export const pageFiles = () => ({
  name: 'page-files',
  apply: 'build',
  generateBundle: {
    // Vite's own plugins know the style sheets of a chunk by then.
    order: 'post',
    handler(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      /** @param {readonly string[]} files */
      const chunksOf = (files) => {
        const ids = files.map((file) => resolve(APP, file));
        /** @type {Set<(typeof chunks)[number]>} */
        const seen = new Set();
        const visit = (/** @type {(typeof chunks)[number]} */ chunk) => {
          if (seen.has(chunk)) return;
          seen.add(chunk);
          for (const name of chunk.imports) {
            const imported = bundle[name];
            if (imported?.type === 'chunk') visit(imported);
          }
        };
        chunks.filter(({ moduleIds }) => ids.some((id) => moduleIds.includes(id))).forEach(visit);
        return [...seen];
      };
      const entry = chunksOf([ENTRY]);
      const pages = PAGES.map(({ path, module, later }) => {
        const own = chunksOf([module]).filter((chunk) => !entry.includes(chunk));
        const rest = chunksOf(later).filter((chunk) => !entry.includes(chunk) && !own.includes(chunk));
        return {
          path,
          scripts: own.map(({ fileName }) => fileName),
          styles: [...own, ...rest].flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]),
          later: rest.map(({ fileName }) => fileName),
        };
      });
      this.emitFile({ type: 'asset', fileName: '.vite/pages.json', source: JSON.stringify(pages) });
    },
  },
});
