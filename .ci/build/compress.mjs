import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * Writes a brotli and a gzip copy beside each text file of the build, which the server sends as they are.
 * @returns {import('vite').Plugin}
 */
export const compress = () => ({
  name: 'compress',
  apply: 'build',
  // After the bundle and the public folder are written.
  closeBundle() {
    const folder = join(this.environment.config.root, this.environment.config.build.outDir);
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(js|css|svg)$/.test(name)) continue;
      const path = join(folder, name);
      const bytes = readFileSync(path);
      writeFileSync(
        `${path}.br`,
        brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
      );
      writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    }
  },
});
