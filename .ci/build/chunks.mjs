// Which code goes into which chunk of the app: few chunks, divided by when and by which pages need them. `page-files.mjs`
// reads the lists, too.
import { resolve } from 'node:path';

/** The folder of the app's sources. */
export const APP = resolve(import.meta.dirname, '../../src/app');

export const ENTRY = 'main.tsx';
export const EDITOR = 'editor/editor-page.tsx';
/** Parts of the editor that load by themselves, after it is painted. */
export const AFTER_PAINT = [
  'editor/changes/previous-row.tsx',
  'editor/editor-tools.tsx',
  'editor/live-summary.tsx',
  'editor/panels/discount/worked-example.tsx',
  'editor/panels/limits/choices.tsx',
  'editor/panels/limits/redemption-limits-note.tsx',
  'editor/panels/message/message-editor.tsx',
  'editor/panels/message/message-panel.tsx',
  'editor/panels/properties/properties-editor.tsx',
  'editor/panels/range/range-painter.tsx',
  'editor/panels/validity/coupon-life-preview.tsx',
  'editor/pickers/lists/entry-name.tsx',
  'editor/pickers/places/id-places.tsx',
  'editor/pickers/places/places-summary.tsx',
  'editor/pickers/series/series-picker.tsx',
  'editor/save/issue-list.tsx',
  'editor/state/start-undo.ts',
  'editor/undo-bar.tsx',
  'series/redemption-times.tsx',
];
/** What a save, a draft and a question before a change need, loaded at the first change or question. */
const SAVE = [
  'editor/panels/discount/switch-question.tsx',
  'editor/drafts/draft-tools.tsx',
  'editor/save/review-dialog.tsx',
  'editor/save/conflict-dialog.tsx',
  'editor/save/save-result.tsx',
  'editor/leave-question.tsx',
  '../domain/change/verify.ts',
];
const LIVE =
  /\/src\/app\/(live\/|editor\/live\/|series\/(other-people|save-text)|ui\/relative-time|api\/replace-session|features\/session\/(session-notices|use-session-check|[a-z-]+-bar\.|bars\.))/;
export const OVERVIEW = 'features/series-overview/overview-page.tsx';

/** @typedef {{ getModuleInfo: (id: string) => import('rolldown').ModuleInfo | null }} Graph */

/** In the order of their priority. */
const NAMES = /** @type {const} */ ([
  'preload',
  'libraries', // of every page
  'forms',
  'app', // every page
  'series', // the editor and the overview
  'editor',
  'series-texts', // the overview, and the editor after it is painted
  'editor-parts', // the editor after it is painted
  'editor-save', // the editor after the first change
  'parts', // the editor after it is painted, and other pages
  'live', // live updates and notices of every page, a second later
]);

export const groups = NAMES.map((name, index) => ({
  debugName: name,
  priority: NAMES.length - index,
  // The bundler knows what the entry uses of a library; the import of a library's index says nothing.
  ...(name === 'libraries' && { tags: [/** @type {const} */ ('$initial')] }),
  includeDependenciesRecursively: false,
  name: (/** @type {string} */ id, /** @type {Graph} */ graph) => (chunksOf(id, graph).includes(name) ? name : null),
}));

/**
 * Libraries that the entry does not import.
 * @type {[(typeof NAMES)[number], RegExp][]}
 */
const LIBRARIES = [
  [
    'app',
    // Not dayjs/plugin/isoWeek, which only Mantine's calendar imports.
    /\/node_modules\/(dayjs(?!\/plugin\/isoWeek)|dequal|@tanstack\/(?!virtual|react-virtual|.*\/(useI|i)nfiniteQuery(Observer)?\.)|@mantine\/hooks\/esm\/use-clipboard)/,
  ],
  [
    'parts',
    /\/node_modules\/(@tanstack\/.*\/(useI|i)nfiniteQuery(Observer)?\.|@mantine\/hooks\/esm\/use-debounced-value|@yornaath\/)/,
  ],
  ['forms', /\/node_modules\/(react-hook-form|@hookform)\//],
];

/**
 * The chunks that may take a module. The bundler places other modules.
 * @param {string} id
 * @param {Graph} graph
 * @returns {(typeof NAMES)[number][]}
 */
function chunksOf(id, graph) {
  // The requests that start before the app does: evaluating another chunk first would delay them.
  if (
    /\/src\/(contract\/page-data|app\/preload|app\/api\/(embedded-data|prefetch|endpoint-url|kept-hash))\.ts$|vite\/preload-helper/.test(
      id,
    )
  )
    return ['preload'];
  if (LIVE.test(id)) return ['live'];
  if (id.includes('/node_modules/')) {
    const others = LIBRARIES.find(([, test]) => test.test(id));
    return others ? ['libraries', others[0]] : ['libraries'];
  }
  const { entry, editor, afterPaint, save, overview, otherPages } = (walked ??= walk(graph));
  if (entry.has(id)) return ['app'];
  // Two style sheets instead of one for each chunk.
  if (id.endsWith('.css') && (editor.has(id) || afterPaint.has(id)))
    return [otherPages.has(id) || overview.has(id) ? 'app' : 'editor'];
  if (editor.has(id)) return [otherPages.has(id) ? 'app' : overview.has(id) ? 'series' : 'editor'];
  if (otherPages.has(id)) return afterPaint.has(id) ? ['parts'] : [];
  if (afterPaint.has(id)) return [overview.has(id) ? 'series-texts' : 'editor-parts'];
  return save.has(id) ? [overview.has(id) ? 'series-texts' : 'editor-save'] : [];
}

const ids = (/** @type {readonly string[]} */ files) => files.map((file) => resolve(APP, file));

/** @type {ReturnType<typeof walk> | null} */
let walked = null;

/**
 * The modules that each group of pages imports.
 * @param {Graph} graph
 */
function walk(graph) {
  const pages = ids([EDITOR, OVERVIEW]);
  /**
   * @param {readonly string[]} files
   * @param {boolean} [alsoLazy] with what loads later, except the pages above
   */
  const from = (files, alsoLazy = false) => {
    /** @type {Set<string>} */
    const seen = new Set();
    /** @param {string} id */
    const visit = (id) => {
      if (seen.has(id)) return;
      seen.add(id);
      const module = graph.getModuleInfo(id);
      module?.importedIds.forEach(visit);
      if (alsoLazy) module?.dynamicallyImportedIds.filter((lazy) => !pages.includes(lazy)).forEach(visit);
    };
    for (const id of ids(files)) {
      if (!graph.getModuleInfo(id)) throw new Error(`${id} is not part of the app. Update .ci/build/chunks.mjs.`);
      visit(id);
    }
    return seen;
  };
  return {
    entry: from([ENTRY]),
    editor: from([EDITOR]),
    afterPaint: from(AFTER_PAINT),
    save: from(SAVE),
    overview: from([OVERVIEW], true),
    otherPages: from([ENTRY], true),
  };
}
