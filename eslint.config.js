import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { tsImport } from 'tsx/esm/api';

/** @type {typeof import('./scripts/boundaries/eslint-plugin.ts')} */
const { boundariesPlugin } = await tsImport('./scripts/boundaries/eslint-plugin.ts', import.meta.url);

const banned = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals instead of an enum.' },
  { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' },
  { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'Use modules instead of namespaces.' },
  { selector: 'LabeledStatement', message: 'Name the inner loop as a function instead.' },
];

const typed = {
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-import-type-side-effects': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/prefer-readonly': 'error',
  // `ids.next<DossierId>()`: the caller brands a fresh id through the type argument.
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
};

const size = (lines) => ({
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: lines, skipBlankLines: true, skipComments: true, IIFEs: true }],
});

export default defineConfig(
  {
    ignores: [
      'dist/',
      '.tsbuild/',
      '.data/',
      'node_modules/',
      'test-results/',
      'playwright-report/',
      'test/fixtures/**/*.js',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    plugins: { boundaries: boundariesPlugin },
    languageOptions: { parser: tseslint.parser },
    rules: {
      'boundaries/imports': 'error',
      'boundaries/capabilities': 'error',
      'boundaries/comments': 'error',
      'boundaries/file-name': 'error',
      'no-restricted-syntax': ['error', ...banned],
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      ...size(40),
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: typed,
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      'react-hooks/exhaustive-deps': 'error',
      // Says only that the React compiler skips a component that uses TanStack Virtual; we do not run the compiler.
      'react-hooks/incompatible-library': 'off',
      // Takes `ref={props.inputRef}`, a ref handed on and never read, for a read during render.
      'react-hooks/refs': 'off',
    },
  },
  {
    // Markup is long and flat: a component reads well at twice the length of a rule.
    files: ['**/*.tsx'],
    rules: size(80),
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      // The callback of `describe` is one function that holds all its cases.
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // Tools ask for a default export here; declaration files describe other people's modules.
    files: ['*.config.{ts,js}', '**/*.d.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...banned.filter(({ selector }) => selector !== 'ExportDefaultDeclaration')],
    },
  },
);
