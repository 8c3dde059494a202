import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PAGE_DATA_ID, type PageData } from '#contract/page-data.ts';
import { oneLine } from '../environment/errors.ts';
import { within } from '../environment/time-limit.ts';

/** How long a page waits for the data that it sends along. Without them the app asks the API. */
const DATA_WITHIN_MS = 3_000;

/** What the build says about a page that is opened by its address (`.ci/build/page-files.mjs`). */
interface PageFiles {
  /** A regular expression for the path. */
  readonly path: string;
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  /** Scripts that the page loads after it is painted. */
  readonly later: readonly string[];
}

/** What a page sends along. */
export interface PageAnswer {
  /** Null if the person opened too many pages. */
  readonly data: PageData | null;
  /** If the session was renewed. */
  readonly cookies: readonly string[];
}

export type ReadPageAnswer = (request: FastifyRequest, path: string) => Promise<PageAnswer | null>;

/**
 * Reads the built app and returns the handler of its pages. The HTML names the files of the page, so that they load
 * together, and carries the data that it shows first.
 */
export function pageHandler(folder: string, readAnswer: ReadPageAnswer = async () => null) {
  const htmlFor = readHtml(folder);
  return async (request: FastifyRequest, reply: FastifyReply, path: string): Promise<FastifyReply> => {
    const answer = await within(DATA_WITHIN_MS, readAnswer(request, path), 'No answer in time.').catch(
      (error: unknown) => {
        request.log.warn(`A page was sent without its data: ${oneLine(error)}`);
        return null;
      },
    );
    reply.type('text/html; charset=utf-8').header('vary', 'accept-encoding');
    reply.header('cache-control', answer ? 'no-store' : 'no-cache');
    if (answer && answer.cookies.length > 0) reply.header('set-cookie', [...answer.cookies]);
    const html = htmlFor(path);
    return sendCompressed(request, reply, answer?.data ? inHead(html, dataElement(answer.data)) : html);
  };
}

function readHtml(folder: string): (path: string) => string {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  // The build writes it.
  const list = JSON.parse(readFileSync(join(folder, '.vite/pages.json'), 'utf8')) as PageFiles[];
  const pages = list.map(({ path, scripts, styles, later }) => {
    const links = [
      ...styles.map((file) => `<link rel="stylesheet" crossorigin href="/${file}">`),
      ...scripts.map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`),
      ...later.map((file) => `<link rel="modulepreload" crossorigin fetchpriority="low" href="/${file}">`),
    ];
    return { path: new RegExp(path), html: inHead(html, links.join('')) };
  });
  return (path) => pages.find((page) => page.path.test(path))?.html ?? html;
}

const inHead = (html: string, more: string) => html.replace('</head>', () => `${more}</head>`);

/** The data as an element that a browser never runs. Without `<`, no value can end the element. */
export function dataElement(data: unknown): string {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="${PAGE_DATA_ID}">${json}</script>`;
}

const compressors = {
  br: (html: string) => promisify(brotliCompress)(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (html: string) => promisify(gzip)(html),
};

async function sendCompressed(request: FastifyRequest, reply: FastifyReply, html: string): Promise<FastifyReply> {
  const accepted = request.headers['accept-encoding'] ?? '';
  const encoding = (['br', 'gzip'] as const).find((name) =>
    new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(?:\\D|$))`).test(accepted),
  );
  if (!encoding) return reply.send(html);
  return reply.header('content-encoding', encoding).send(await compressors[encoding](html));
}
