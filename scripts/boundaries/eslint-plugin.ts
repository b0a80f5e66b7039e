import type { ESLint, Rule } from 'eslint';
import { judgeComment } from './comments.ts';
import { capabilities } from './eslint-names.ts';
import { imports, pathOf } from './eslint-imports.ts';
import { judgeFileName } from './file-names.ts';

const comments: Rule.RuleModule = {
  meta: {
    type: 'suggestion',
    schema: [],
    docs: { description: 'reasons for disabled rules, issue numbers of to-dos' },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const problem = judgeComment(comment.value);
          if (problem === undefined) continue;
          // Line 0: a blanket `eslint-disable` would silence this report anywhere below itself.
          const line = comment.loc?.start.line ?? 0;
          context.report({ loc: { line: 0, column: 0 }, message: `${problem} (line ${line})` });
        }
      },
    };
  },
};

const fileName: Rule.RuleModule = {
  meta: { type: 'suggestion', schema: [], docs: { description: 'kebab-case, telling names, few barrels' } },
  create(context) {
    return {
      Program(node) {
        const problem = judgeFileName(pathOf(context));
        if (problem !== undefined) context.report({ node, message: problem });
      },
    };
  },
};

/** The project's own lint rules, all driven by the boundary table. */
export const boundariesPlugin: ESLint.Plugin = {
  meta: { name: 'boundaries' },
  rules: { imports, capabilities, comments, 'file-name': fileName },
};
