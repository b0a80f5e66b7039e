import type { Rule, Scope } from 'eslint';
import type { Capability } from './capabilities.ts';
import { pathOf } from './eslint-imports.ts';
import { forbiddenCapabilities, judgeBareConstructor, judgeName, judgeNodeImport } from './judge-name.ts';
import { table } from './table.ts';

interface NodeLike {
  readonly type: string;
  readonly name?: string;
  readonly computed?: boolean;
  readonly value?: unknown;
  readonly object?: NodeLike;
  readonly property?: NodeLike;
  readonly meta?: NodeLike;
  readonly expression?: NodeLike;
  readonly properties?: readonly { readonly type: string; readonly computed?: boolean; readonly key?: NodeLike }[];
}

/** Where the leftmost name of an expression comes from. */
type Origin =
  { readonly kind: 'global' } | { readonly kind: 'node'; readonly module: string } | { readonly kind: 'local' };

/** Who may touch what: globals, properties and bare constructors of the capability table. */
export const capabilities: Rule.RuleModule = {
  meta: { type: 'problem', schema: [], docs: { description: 'capability table' } },
  create(context) {
    const forbidden = forbiddenCapabilities(table, pathOf(context));
    if (forbidden.length === 0) return {};
    const report = (node: Rule.Node, message: string | undefined): void => {
      if (message !== undefined) context.report({ node, message });
    };
    const judge = (node: Rule.Node, chain: string): void => report(node, judgeChain(context, forbidden, node, chain));
    return {
      'Program:exit'() {
        for (const { identifier } of globalReferences(context)) {
          report(identifier as Rule.Node, judgeName(forbidden, (identifier as { name: string }).name));
        }
      },
      MemberExpression(node) {
        const chain = dotted(node as NodeLike);
        if (chain !== undefined) judge(node, chain);
      },
      VariableDeclarator(node) {
        const source = node.init === null || node.init === undefined ? undefined : dotted(node.init as NodeLike);
        if (source === undefined) return;
        for (const key of destructuredKeys(node.id as NodeLike)) judge(node, `${source}.${key}`);
      },
      NewExpression(node) {
        if (node.arguments.length > 0) return;
        const chain = dotted(node.callee as NodeLike);
        if (chain !== undefined) report(node, judgeBareConstructor(forbidden, chain));
      },
      CallExpression(node) {
        const chain = dotted(node.callee as NodeLike);
        if (chain !== undefined) report(node, judgeBareConstructor(forbidden, chain));
      },
    };
  },
};

function judgeChain(
  context: Rule.RuleContext,
  forbidden: readonly Capability[],
  node: Rule.Node,
  chain: string,
): string | undefined {
  const [root = '', member = '*'] = chain.split('.');
  const origin = originOf(context, node, root);
  if (origin.kind === 'local') return undefined;
  if (origin.kind === 'global') return judgeName(forbidden, chain);
  // `import process from 'node:process'` is the global under its own name.
  const alias = [origin.module.replace('node:', ''), ...chain.split('.').slice(1)].join('.');
  return judgeNodeImport(forbidden, origin.module, member) ?? judgeName(forbidden, alias);
}

/** `a.b['c']` as `a.b.c`; `import.meta.x` keeps its two words; anything computed gives `undefined`. */
function dotted(node: NodeLike): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MetaProperty') return `${node.meta?.name ?? ''}.${node.property?.name ?? ''}`;
  if (node.type === 'ChainExpression' || node.type === 'TSNonNullExpression' || node.type === 'TSAsExpression') {
    return node.expression === undefined ? undefined : dotted(node.expression);
  }
  if (node.type !== 'MemberExpression' || node.object === undefined || node.property === undefined) return undefined;
  const left = dotted(node.object);
  const right = node.computed === true ? node.property.value : node.property.name;
  return left === undefined || typeof right !== 'string' ? undefined : `${left}.${right}`;
}

function destructuredKeys(pattern: NodeLike): readonly string[] {
  if (pattern.type !== 'ObjectPattern') return [];
  return (pattern.properties ?? []).flatMap(({ key, computed }) =>
    computed !== true && key?.name !== undefined ? [key.name] : [],
  );
}

function globalReferences(context: Rule.RuleContext): readonly Scope.Reference[] {
  const globalScope = context.sourceCode.scopeManager.globalScope;
  if (globalScope === null) return [];
  // Names of the type environment (`fetch`, `setTimeout`) are variables of the global scope without a definition.
  const ambient = globalScope.variables.filter(({ defs }) => defs.length === 0).flatMap(({ references }) => references);
  return [...new Set([...globalScope.through, ...ambient])].filter(
    (reference) => (reference as { isTypeReference?: boolean }).isTypeReference !== true,
  );
}

function originOf(context: Rule.RuleContext, node: Rule.Node, name: string): Origin {
  if (name === 'import') return { kind: 'global' };
  let scope: Scope.Scope | null = context.sourceCode.getScope(node);
  while (scope !== null) {
    const definition = scope.set.get(name)?.defs[0];
    if (definition !== undefined) return originOfDefinition(definition);
    scope = scope.upper;
  }
  return { kind: 'global' };
}

function originOfDefinition(definition: Scope.Definition): Origin {
  if (definition.type !== 'ImportBinding') return { kind: 'local' };
  const isWhole = (definition.node as NodeLike).type !== 'ImportSpecifier';
  const module = (definition.parent as { source?: { value?: unknown } } | null)?.source?.value;
  return isWhole && typeof module === 'string' && module.startsWith('node:')
    ? { kind: 'node', module }
    : { kind: 'local' };
}
