// A rule of ours for oxlint: a text in JSX is the only child of its element. TypeScript says what an expression may be.
import { resolve } from 'node:path';
import { isJsxExpression } from 'typescript/unstable/ast/is';
import { API } from 'typescript/unstable/sync';

/** @import { ESTree, Plugin } from 'oxlint/plugins-dev' */
/** @import { JsxExpression, Node, SourceFile } from 'typescript/unstable/ast' */

const CONFIG = resolve(import.meta.dirname, '../../tsconfig.json');
const MESSAGE =
  'Make this text the only child of its element: join texts in one template literal, and give a text beside elements a <span>. A browser that translates the page moves other texts, and React crashes on their next change.';

/** @returns {(file: string, range: readonly [number, number]) => string} */
function startTypes() {
  const project = new API().updateSnapshot({ openProjects: [CONFIG] }).getProject(CONFIG);
  if (!project) throw new Error(`TypeScript does not open ${CONFIG}.`);
  /** @type {Map<string, Map<string, JsxExpression>>} */
  const files = new Map();
  return (file, range) => {
    const known = files.get(file) ?? expressionsOf(project.program.getSourceFile(file));
    files.set(file, known);
    const expression = known.get(range.join())?.expression;
    const type = expression && project.checker.getTypeAtLocation(expression);
    return type ? project.checker.typeToString(type) : '';
  };
}

/** @param {SourceFile | undefined} source */
function expressionsOf(source) {
  /** @type {Map<string, JsxExpression>} */
  const found = new Map();
  /** @param {Node} node */
  const visit = (node) => {
    if (isJsxExpression(node)) found.set([node.getStart(source), node.end].join(), node);
    node.forEachChild(visit);
  };
  if (source) visit(source);
  return found;
}

/** @type {ReturnType<typeof startTypes> | undefined} */
let typeOf;

/**
 * The empty text of `text && <p />` draws nothing. What is a ReactNode is up to the one who passes it.
 * @param {string} type
 */
const mayBeText = (type) => /["`]|\b(string|number|bigint)\b|\b\d/.test(type.replaceAll('""', ''));

/** @param {ESTree.JSXChild} child */
const isDrawn = (child) =>
  !(child.type === 'JSXText' && child.value.includes('\n') && child.value.trim() === '') &&
  !(child.type === 'JSXExpressionContainer' && child.expression.type === 'JSXEmptyExpression');

/** @param {ESTree.JSXExpressionContainer} child */
const isElement = ({ expression: { type } }) => type === 'JSXElement' || type === 'JSXFragment';

/** @type {Plugin} */
export default {
  meta: { name: 'desk' },
  rules: {
    'only-text': {
      create(context) {
        /** @param {ESTree.JSXChild} child */
        const isText = (child) => {
          if (child.type === 'JSXText') return true;
          if (child.type !== 'JSXExpressionContainer' || isElement(child)) return false;
          typeOf ??= startTypes();
          return mayBeText(typeOf(context.filename, child.range));
        };
        /** @param {{ type: string, children: readonly ESTree.JSXChild[] }} parent */
        const check = ({ type, children }) => {
          const drawn = children.filter(isDrawn);
          // What stands in a fragment stands beside what the fragment stands beside.
          if (drawn.length < 2 && type === 'JSXElement') return;
          for (const node of drawn.filter(isText)) context.report({ node, message: MESSAGE });
        };
        return { JSXElement: check, JSXFragment: check };
      },
    },
  },
};
