import { relative, sep } from 'node:path';
import type { Rule } from 'eslint';
import { judgeImport } from './judge-import.ts';
import { forbiddenCapabilities, judgeNodeImport } from './judge-name.ts';
import { table } from './table.ts';

type ImportLike = Rule.Node & {
  readonly source?: { readonly value?: unknown } | null;
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly specifiers?: readonly SpecifierLike[];
};

interface SpecifierLike {
  readonly type: string;
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly imported?: { readonly name?: string };
  readonly local?: { readonly name?: string };
}

/** Path from the root of the repository, with forward slashes. */
export function pathOf(context: Rule.RuleContext): string {
  return relative(context.cwd, context.filename).split(sep).join('/');
}

/** Folder rules, package table and spelling of imports: one rule, so that one message says what is wrong. */
export const imports: Rule.RuleModule = {
  meta: { type: 'problem', schema: [], docs: { description: 'folder rules and package table' } },
  create(context) {
    const from = pathOf(context);
    const forbidden = forbiddenCapabilities(table, from);
    const check = (node: ImportLike, specifier: unknown): void => {
      if (typeof specifier !== 'string') return;
      const isTypeOnly = isTypeImport(node);
      const names = namesOf(node);
      const problem =
        judgeImport(table, { from, specifier, isTypeOnly, names }) ??
        (isTypeOnly || !specifier.startsWith('node:')
          ? undefined
          : (names ?? ['*']).map((name) => judgeNodeImport(forbidden, specifier, name)).find(Boolean));
      if (problem !== undefined) context.report({ node, message: problem });
    };
    const checkSource = (node: Rule.Node): void => {
      check(node as ImportLike, (node as ImportLike).source?.value);
    };
    return {
      ImportDeclaration: checkSource,
      ExportNamedDeclaration: checkSource,
      ExportAllDeclaration: checkSource,
      ImportExpression: checkSource,
      TSImportType: checkSource,
    };
  },
};

function isTypeImport(node: ImportLike): boolean {
  if ((node.type as string) === 'TSImportType') return true;
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const specifiers = node.specifiers ?? [];
  return specifiers.length > 0 && specifiers.every((each) => each.importKind === 'type' || each.exportKind === 'type');
}

function namesOf(node: ImportLike): readonly string[] | undefined {
  const specifiers = node.specifiers ?? [];
  const names = specifiers.map((each) => {
    if (each.type === 'ImportSpecifier') return each.imported?.name;
    return each.type === 'ExportSpecifier' ? each.local?.name : undefined;
  });
  return names.length > 0 && names.every((name) => name !== undefined) ? names : undefined;
}
