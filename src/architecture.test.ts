import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, posix, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { groupBy } from '#values/group-by.ts';

const ROOT = resolve(import.meta.dirname, '..');
const FOLDERS = ['src', 'e2e', '.ci', '.github', '.devcontainer'];
const files = FOLDERS.flatMap((folder) =>
  readdirSync(resolve(ROOT, folder), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(entry.parentPath.slice(ROOT.length + 1).replaceAll('\\', '/'), entry.name)),
);
const read = (file: string) => readFileSync(resolve(ROOT, file), 'utf8');
const sources = files.filter((file) => /\.(tsx?|mjs)$/.test(file));
/** Names of other projects and of HTTP, and of what a decision rejects. */
const EXTERNAL = ['EventSource', 'zodResolver', 'nosniff', 'useController', 'setValue', 'Origin', 'Allow', 'https'];

/** Names that the code declares or imports, words that are whole strings in it, and names of folders and checks. */
function knownNames(): Set<string> {
  const code = sources
    .filter((file) => file !== 'src/architecture.test.ts')
    .map((file) => read(file).replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, ''))
    .join('\n');
  const declarations = [
    /\b(?:const|let|function|class|interface|type) (\w+)/g,
    /^\s*(?:readonly |async |get |static )*(\w+)\??(?::|\(.*\{$|,$)/gm,
    /[{,]\s*(\w+)\??:/g,
    /'(\w+)'/g,
  ].flatMap((pattern) => [...code.matchAll(pattern)].map(([, name = '']) => name));
  const imports = [...code.matchAll(/^import (?:type )?\{([^}]*)\}/gm)].flatMap(
    ([, list = '']) => list.match(/\w+/g) ?? [],
  );
  const folders = files.flatMap((file) => dirname(file).split('/'));
  return new Set([...declarations, ...imports, ...folders]);
}
const names = knownNames();

describe('the documents', () => {
  const documents = files.filter((file) => file.endsWith('.md') && file !== 'src/RULES.md');
  const folders = new Set(files.flatMap((file) => [dirname(file), dirname(dirname(file))]));
  const isThere = (path: string) => {
    const name = path.replace(/\/$/, '');
    return ['README.md', ...files, ...folders].some((there) => there === name || there.endsWith(`/${name}`));
  };

  test.each(documents)('%s names only paths and symbols that exist', (document) => {
    const text = read(document);
    const spans = [...text.matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map(([, span]) => span ?? '');
    const paths = spans.filter((span) => /^[\w.@-]+(\/[\w.@-]+)*(\.(tsx?|mjs|md|html|json)|\/)$/.test(span));
    const symbols = spans
      .map((span) => /^([A-Za-z_]\w+)(?:\([\w, ]*\))?$/.exec(span)?.[1])
      .filter((symbol) => symbol !== undefined);
    expect(paths.filter((path) => !isThere(path) && path !== 'index.html')).toEqual([]);
    expect(symbols.filter((symbol) => !EXTERNAL.includes(symbol) && !names.has(symbol))).toEqual([]);
    const blocks = [...text.matchAll(/^```[^\n]*\n([^]*?)^```/gm)].map(([, block]) => block ?? '').join('\n');
    const inBlocks = [...blocks.matchAll(/(?<![\w./:-])[\w@-][\w.@/-]*\.(?:tsx?|mjs|md|json)(?![\w-])/g)].map(
      ([path]) => path,
    );
    expect(inBlocks.filter((path) => !isThere(path))).toEqual([]);
  });

  test('the list of external names has no stale entry', () => {
    const text = documents.map(read).join('\n');
    expect(EXTERNAL.filter((name) => names.has(name) || !text.includes(`\`${name}`))).toEqual([]);
  });

  test('“Where is …” of CONTRIBUTING.md answers each question with paths that exist', () => {
    const [, section = ''] = read('.github/CONTRIBUTING.md').split('\n## Where is …\n');
    const answers = section.split('\n').filter((line) => line.startsWith('- '));
    expect(answers.length).toBeGreaterThanOrEqual(10);
    for (const answer of answers) {
      const paths = [...answer.matchAll(/`((?:src|e2e|\.ci)\/[^`\s]*)`/g)].map(([, path]) => path ?? '');
      expect(paths, answer).not.toEqual([]);
      expect(paths.filter((path) => !existsSync(resolve(ROOT, path)))).toEqual([]);
    }
  });

  const COMMANDS = ['.github/workflows/ci.yml', '.devcontainer/devcontainer.json', '.ci/hooks/pre-commit', '.ci/run'];
  test.each([...COMMANDS, 'README.md', ...documents])('%s names only scripts that exist', (file) => {
    const text = read(file);
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
    const run = [...text.matchAll(/\bnpm run (?:--?\S+ )*([\w:-]+)/g)].map(([, name]) => name ?? '');
    const short = [...text.matchAll(/\bnpm (?!run\b)([a-z]+)/g)].map(([, name]) => name ?? '');
    const node = [...text.matchAll(/\bnode (\.ci\/[\w./-]+)/g)].map(([, path]) => path ?? '');
    if (COMMANDS.includes(file)) expect([...run, ...short, ...node]).not.toEqual([]);
    expect(run.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
    expect(short.filter((name) => !['ci', 'audit'].includes(name) && !Object.hasOwn(scripts, name))).toEqual([]);
    expect(node.filter((path) => !existsSync(resolve(ROOT, path)))).toEqual([]);
  });

  test('README.md, CONTRIBUTING.md, the workflow and package.json agree on the versions of Node', () => {
    expect(JSON.parse(read('package.json'))).toMatchObject({ engines: { node: '^20.19 || ^22.13 || >=24' } });
    expect(read('.github/workflows/ci.yml')).toContain("node: ['20.19', '22.13', '24']");
    expect(read('README.md')).toMatch(/Node 20\s+\(20\.19 or newer\), 22 \(22\.13 or newer\) or 24 or newer/);
    expect(read('.github/CONTRIBUTING.md')).toContain('Node ^20.19, ^22.13 or >=24');
    expect(read('.nvmrc').trim()).toBe('20');
  });

  test('.env.example has every variable of the server, and no other', () => {
    const known = [...read('src/server/environment/env.ts').matchAll(/'(PORT|HOST|[A-Z]+_[A-Z_]+)'/g)].map(
      ([, name = '']) => name,
    );
    const listed = [...read('.env.example').matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map(([, name = '']) => name);
    expect(listed.toSorted()).toEqual([...new Set(known)].toSorted());
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

  interface Rules {
    'no-restricted-imports'?: ['error', { patterns: { regex?: string }[] }];
  }
  interface LintConfig {
    rules: Rules;
    overrides: { files: string[]; rules: Rules }[];
  }
  const regexes = (rules: Rules) =>
    (rules['no-restricted-imports']?.[1].patterns ?? []).flatMap(({ regex }) => regex ?? []);
  // An override of oxlint replaces the options of a rule: it adds nothing to the bans of its layer.
  const repeated = files
    .filter((file) => file.endsWith('/.oxlintrc.json'))
    .flatMap((file) => {
      const { rules, overrides }: LintConfig = JSON.parse(read(file));
      return overrides
        .filter((override) => override.rules['no-restricted-imports'])
        .flatMap((override) =>
          regexes(rules).map((ban) => ({ folder: `${dirname(file)}/${override.files.join(' ')}`, ban, override })),
        );
    });

  test.each(repeated)('of $folder are also refused by the ban $ban of the layer', ({ override, ban }) => {
    expect(regexes(override.rules)).toContain(ban);
  });

  test('bring no schema of an endpoint into the browser: the app imports only their types', () => {
    const app = production.filter((file) => file.startsWith('src/app/'));
    const values = app.flatMap((file) =>
      [...read(file).matchAll(/^import (?!type )[^;']*'#contract\/([\w-]+)\.ts'/gm)]
        .filter(([, name = '']) => /endpoints?$|schemas$|^api-error$/.test(name))
        .map(([, name]) => `${file} imports values of ${name}.ts`),
    );
    expect(values).toEqual([]);
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

/** Module state of the page that the editor uses, and why two editors may share it. */
const PAGE_STATE: Readonly<Record<string, string>> = {
  'src/app/ui/after-press.ts': 'There is one pointer.',
  'src/app/ui/hotkeys.ts': 'There is one keyboard: the component that was mounted last gets the key.',
  'src/app/ui/page-commands.ts': 'There is one palette: it shows the commands of the page that was mounted last.',
  'src/app/ui/zone-options.ts': 'Caches lists that the browser computes.',
};

test('no module of the editor or of src/app/ui has state, except the listed state of the page', () => {
  // A variable, a store, a batcher, or a collection whose type does not say that it is read-only.
  const STATE =
    /^(?:export )?(?:let \w|const \w+(?:: (?!readonly\b|Readonly)[^=]+)? = (?:new (?:Map|Set|WeakMap|WeakSet|Store)\b|create(?:Store|Atom)?[(<]|\[\](?! as const)|\{\}))/m;
  const MUTABLE_TYPE =
    /^(?:export )?const \w+: (?!readonly\b|Readonly)(?:Map|Set|WeakMap|WeakSet|Array|Record|\w+\[\])/m;
  const modules = sources.filter((file) => /^src\/app\/(editor|ui)\//.test(file) && !file.includes('.test.'));
  const stateful = modules.filter((file) => STATE.test(read(file)) || MUTABLE_TYPE.test(read(file)));
  expect(stateful.toSorted()).toEqual(Object.keys(PAGE_STATE));
});

test('the app reads the clock of the computer in these modules only: “now” is the time of the server', () => {
  const clocks = sources.filter(
    (file) => file.startsWith('src/app/') && !/\.test\./.test(file) && /\bDate\.now\b|new Date\(\)/.test(read(file)),
  );
  expect(clocks.toSorted()).toEqual([
    'src/app/api/prefetch.ts',
    'src/app/api/request.ts',
    'src/app/api/server-clock.ts',
    // Measures the wait since the first change that is not stored.
    'src/app/editor/state/draft-sync.ts',
    // Measures the pause between two edits.
    'src/app/editor/state/start-undo.ts',
    'src/app/ui/use-now.ts',
  ]);
});

test('no two files have the same name, so that quick-open finds each by name', () => {
  const named = sources.filter((file) => file.startsWith('src/'));
  const byName = groupBy(named, (file) => basename(file, extname(file)));
  // `main` is where Vite and Node look for the start of a program.
  expect([...byName].filter(([name, list]) => list.length > 1 && name !== 'main')).toEqual([]);
});

test('no style sheet has a rule by which each element that comes or goes restyles its siblings and their contents', () => {
  // A sibling of an element without a class, such as `* + *` or `:disabled ~ *`.
  const costly = /(?:^|[\s,(>])(?:\*|[a-z]+|(?:[a-z]+|\*)?:[a-z-]+) ?[+~] ?(?:\*|:(?!is\(|where\())/;
  const css = files.filter((file) => file.endsWith('.css'));
  const selectors = css.flatMap((file) =>
    read(file)
      .replaceAll(/\/\*[^]*?\*\//g, '')
      .split(/[{};]/)
      .map((selector) => `${file}: ${selector.trim()}`),
  );
  expect(costly.test('a.css: :disabled ~ *')).toBe(true);
  expect(selectors.filter((selector) => !/[@]|: [\w-]+: /.test(selector) && costly.test(selector))).toEqual([]);
});
