import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, posix, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { groupBy } from '#values/group-by.ts';

const ROOT = resolve(import.meta.dirname, '..');
const FOLDERS = ['src', 'e2e', '.ci'];
const files = FOLDERS.flatMap((folder) =>
  readdirSync(resolve(ROOT, folder), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(entry.parentPath.slice(ROOT.length + 1).replaceAll('\\', '/'), entry.name)),
);
const read = (file: string) => readFileSync(resolve(ROOT, file), 'utf8');
const sources = files.filter((file) => /\.(tsx?|mjs)$/.test(file));
const code = sources
  .filter((file) => file !== 'src/architecture.test.ts')
  .map(read)
  .join('\n');

/** Names of other projects, and of what a decision rejects. */
const EXTERNAL = new Set(['zodResolver', 'nosniff']);

describe('the documents', () => {
  const documents = files.filter((file) => file.endsWith('.md') && file !== 'src/RULES.md');
  const folders = new Set(files.map((file) => dirname(file)));
  const isThere = (path: string) => {
    const name = path.replace(/\/$/, '');
    return [...files, ...folders].some((there) => there === name || there.endsWith(`/${name}`));
  };

  test.each(documents)('%s names only paths and symbols that exist', (document) => {
    const spans = [...read(document).matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map(([, span]) => span ?? '');
    const paths = spans.filter((span) => /^[\w.@-]+(\/[\w.@-]+)*(\.(tsx?|mjs|md|html|json)|\/)$/.test(span));
    const symbols = spans
      .map((span) => /^([A-Za-z_]\w+)(?:\([\w, ]*\))?$/.exec(span)?.[1])
      .filter((symbol) => symbol !== undefined);
    expect(paths.filter((path) => !isThere(path) && path !== 'index.html')).toEqual([]);
    expect(symbols.filter((symbol) => !EXTERNAL.has(symbol) && !new RegExp(`\\b${symbol}\\b`).test(code))).toEqual([]);
  });
});

describe('imports', () => {
  const isTest = (file: string) => /\.test\.tsx?$|test-kit|^src\/(server\/test|domain\/testing)\//.test(file);
  const production = sources.filter((file) => file.startsWith('src/') && !isTest(file));
  const imports = production.flatMap((file) =>
    [...read(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+\.tsx?)'/g)].flatMap(([, specifier = '']) => {
      if (specifier.startsWith('#')) return [{ file, to: `src/${specifier.slice(1)}` }];
      return specifier.startsWith('.') ? [{ file, to: posix.join(posix.dirname(file), specifier) }] : [];
    }),
  );

  test('name files that exist', () => {
    const known = new Set(files);
    expect(imports.length).toBeGreaterThan(1000);
    expect(imports.filter(({ to }) => !known.has(to))).toEqual([]);
  });

  test('make no cycle between folders', () => {
    const edges = new Map<string, Set<string>>();
    for (const { file, to } of imports) {
      const [from, target] = [dirname(file), dirname(to)];
      if (from !== target) edges.set(from, (edges.get(from) ?? new Set()).add(target));
    }
    // Repeatedly remove folders that import no remaining folder. What is left is part of a cycle, or imports one.
    for (let removed = true; removed;) {
      removed = false;
      for (const [folder, targets] of edges)
        if (![...targets].some((target) => edges.has(target))) removed = edges.delete(folder) || removed;
    }
    const cyclic = imports.filter(
      ({ file, to }) => dirname(file) !== dirname(to) && edges.has(dirname(file)) && edges.has(dirname(to)),
    );
    expect(cyclic.map(({ file, to }) => `${file} → ${to}`)).toEqual([]);
  });

  test('cross no feature', () => {
    const featureOf = (file: string) => /^src\/app\/features\/([^/]+)\//.exec(file)?.[1];
    const crossing = imports.filter(({ file, to }) => {
      const [from, target] = [featureOf(file), featureOf(to)];
      return from !== undefined && target !== undefined && from !== target;
    });
    expect(crossing).toEqual([]);
  });
});

test('no two files have the same name, so that quick-open finds each by name', () => {
  const named = sources.filter((file) => file.startsWith('src/'));
  const byName = groupBy(named, (file) => basename(file, extname(file)));
  // `main` is where Vite and Node look for the start of a program.
  expect([...byName].filter(([name, list]) => list.length > 1 && name !== 'main')).toEqual([]);
});
