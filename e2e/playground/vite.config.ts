import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const API = { target: `http://127.0.0.1:${process.env['PORT'] || 4180}`, changeOrigin: false };

/** The playground is built apart from the app. `vite --config e2e/playground/vite.config.ts` serves it during work. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/playground/',
  plugins: [react()],
  build: {
    outDir: resolve(import.meta.dirname, '../../dist/playground'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
  },
  server: { proxy: { '/api': API, '/v2': API } },
});
