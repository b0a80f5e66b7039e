import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { listFiles } from './source-files.ts';

const RUNNERS = ['it', 'test', 'describe', 'suite', 'bench'];
const WEAKENERS = ['skip', 'only', 'todo', 'fixme', 'fails', 'fail', 'skipIf', 'runIf'];
/** As options: `describe('…', { retry: 2 }, …)`. */
const WEAK_OPTIONS = ['skip', 'only', 'todo', 'fails', 'retry', 'retries'];
const SHORT_FORMS = ['xit', 'xtest', 'xdescribe', 'fit', 'ftest', 'fdescribe'];

/** @returns one line per skipped, focused or expected-to-fail test in `source` */
export function findWeakTests(path: string, source: string): readonly string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = weakName(node);
    if (name !== undefined) {
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      found.push(
        `weak test: ${path}:${line} ${name}; every test runs, and a test that cannot pass is fixed or removed`,
      );
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** All tests below test/ at `root`. */
export function judgeTests(root: string): readonly string[] {
  return listFiles(root, ['test'], /\.tsx?$/).flatMap((path) =>
    findWeakTests(path, readFileSync(join(root, path), 'utf8')),
  );
}

function weakName(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && SHORT_FORMS.includes(node.expression.text)) {
    return node.expression.text;
  }
  if (ts.isCallExpression(node) && RUNNERS.includes(rootOf(node))) return weakOption(node);
  if (!ts.isPropertyAccessExpression(node) || !WEAKENERS.includes(node.name.text)) return undefined;
  const chain = node.getText();
  const isRunner = RUNNERS.includes(rootOf(node));
  // `context.skip()` and `testInfo.fixme()` skip from inside a running test.
  const isInside =
    ts.isIdentifier(node.expression) && /^(?:ctx|context|task|t|testInfo|testContext)$/.test(node.expression.text);
  return isRunner || isInside ? chain : undefined;
}

function weakOption(call: ts.CallExpression): string | undefined {
  const names = call.arguments
    .filter((argument) => ts.isObjectLiteralExpression(argument))
    .flatMap((options) => options.properties.map((property) => property.name?.getText()));
  return names.find((name) => name !== undefined && WEAK_OPTIONS.includes(name));
}

function rootOf(node: ts.Expression): string {
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) return rootOf(node.expression);
  return ts.isIdentifier(node) ? node.text : '';
}
