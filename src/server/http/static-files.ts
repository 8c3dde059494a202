import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Headers that a browser reads from documents only. They would be half of the bytes of a small file. */
const DOCUMENT_HEADERS = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'permissions-policy',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
];

/**
 * Serves the files of the built app, compressed by the build. Files below `assets` have a hash of their content in the
 * name, so browsers may cache them for ever.
 */
export async function serveStatic(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    preCompressed: true,
    // The page is not a file: `not-found.ts` answers with it.
    index: false,
    // A folder is no file: the plugin would answer 403 at `/`.
    allowedPath: (path) => !path.endsWith('/'),
    setHeaders: (reply, path) => {
      const isHashed = /[/\\]assets[/\\]/.test(path);
      void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      if (isHashed) for (const name of DOCUMENT_HEADERS) reply.removeHeader(name);
    },
  });
}
