import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the build says about a page that is opened by its address (`.ci/build/page-files.mjs`). */
interface PageFiles {
  /** A regular expression for the path. */
  readonly path: string;
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  /** Scripts that the page loads after it is painted. */
  readonly later: readonly string[];
}

/** Reads the built app. Returns the HTML for a path, which names the files of that page so that they load together. */
export function readAppHtml(folder: string): (path: string) => string {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  // The build writes it.
  const list = JSON.parse(readFileSync(join(folder, '.vite/pages.json'), 'utf8')) as PageFiles[];
  const pages = list.map(({ path, scripts, styles, later }) => {
    const links = [
      ...styles.map((file) => `<link rel="stylesheet" crossorigin href="/${file}">`),
      ...scripts.map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`),
      ...later.map((file) => `<link rel="modulepreload" crossorigin fetchpriority="low" href="/${file}">`),
    ];
    return { path: new RegExp(path), html: html.replace('</head>', () => `${links.join('')}</head>`) };
  });
  return (path) => pages.find((page) => page.path.test(path))?.html ?? html;
}
