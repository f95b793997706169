import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import { defineConfig } from 'eslint/config'
import globals from 'globals'
import ts from 'typescript-eslint'

import svelteConfig from './svelte.config.js'

export default defineConfig(
  { ignores: ['coverage/'] },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  // Prettier decides how code looks; these turn off what would argue with it.
  svelte.configs.prettier,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        projectService: { allowDefaultProject: ['*.cjs', '.*.cjs'] },
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // A new kind of message or operation must be answered wherever kinds are told apart.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
      // A promise nobody waits for hides its failure.
      '@typescript-eslint/no-floating-promises': 'error',
      // Numbers read well inside a sentence, and cannot surprise there.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A parameter that an interface asks for and we do not need starts with _.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['warn', 'error'] }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // `let` says that a prop or a derived value changes, though no line here assigns it.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$derived'] }],
      // What people wrote is text, always.
      'svelte/no-at-html-tags': 'error',
      'svelte/button-has-type': 'error',
      // Styles that need Sass (GOV.UK's settings, breakpoints, nesting) stand in a .scss file beside
      // the component and are imported by its script: Sass compresses those, and the import check
      // reads components without knowing Sass.
      'svelte/block-lang': ['error', { script: ['ts'], style: [null] }],
      'svelte/require-each-key': 'error',
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['describe', 'it', 'test'].map((object) => ({
          object,
          property: 'skip',
          message: 'Mend it or remove it: a skipped test is forgotten.',
        })),
      ],
    },
  },
  {
    files: ['*.config.{js,ts}', '**/*.cjs'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
)
