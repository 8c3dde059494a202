import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { serverEndpoints } from '#contract/server-endpoints.ts';
import type { WriteAuditEvent } from '../accounts/audit-log.ts';
import { callerOf } from '../accounts/guard.ts';
import { oneLine } from '../environment/errors.ts';
import { copyDatabase, type DatabaseCopy } from '../data/copy-database.ts';
import { plainProblem } from '../http/problems.ts';
import { route } from '../http/route.ts';

export interface BackupSources {
  readonly pool: pg.Pool;
  /** The folder of the embedded database; null: PostgreSQL. */
  readonly dataDir: string | null;
  readonly note: WriteAuditEvent;
}

/** Adds `GET /api/backup`: a tar of the embedded database. It is copied first, so that a slow client does not block it. */
export function backupRoute(app: FastifyInstance, { pool, dataDir, note }: BackupSources): void {
  let isRunning = false;
  route(app, serverEndpoints.getBackup, async ({ request, reply }) => {
    if (dataDir === null) throw plainProblem(404, 'The database of this server is PostgreSQL: use pg_dump.');
    if (isRunning) throw plainProblem(409, 'Another backup is running. Try again when it has ended.');
    isRunning = true;
    let copy: DatabaseCopy | undefined;
    const end = async () => {
      await copy?.remove();
      isRunning = false;
    };
    try {
      copy = await copyDatabase(pool, dataDir);
      const tar = await tarOf(copy);
      tar.once('close', () => void end().catch((error: unknown) => request.log.warn(oneLine(error))));
      note({ event: 'backup sent', actor: callerOf(request).actor });
      const name = `coupon-desk-${new Date().toISOString().slice(0, 10)}.tar`;
      return reply.type('application/x-tar').header('content-disposition', `attachment; filename="${name}"`).send(tar);
    } catch (error) {
      await end();
      throw error;
    }
  });
}

/** A stream that fails if tar fails, so that a client never takes a part for the whole. Rejects if there is no tar. */
async function tarOf({ folder }: DatabaseCopy): Promise<Readable> {
  const child = spawn('tar', ['-c', '-f', '-', '-C', folder, 'database'], { stdio: ['ignore', 'pipe', 'pipe'] });
  await once(child, 'spawn');
  const ended = once(child, 'close');
  const complaints = text(child.stderr);
  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of child.stdout) yield chunk as Buffer;
    const [code] = (await ended) as [number | null];
    if (code !== 0) throw new Error(`tar ended with ${code}: ${await complaints}`);
  }
  const stream = Readable.from(chunks(), { objectMode: false });
  stream.once('close', () => child.kill());
  return stream;
}
