/**
 * Who may import whom in the room. It reads downwards: `main` wires views; views show the board and
 * submit through sync; sync speaks the protocol; the board is plain state and knows nobody.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other are one module, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'protocol-imports-nobody',
      comment: 'The wire is described without knowing what is done with it.',
      severity: 'error',
      from: { path: '^src/protocol/' },
      to: { path: '^src/', pathNot: '^src/protocol/' },
    },
    {
      name: 'board-imports-only-protocol-types',
      comment:
        'applyDelta is a function of values: it can be tested, and replayed, without a wire.',
      severity: 'error',
      from: { path: '^src/board/' },
      to: { path: '^src/', pathNot: '^src/(board|protocol)/' },
    },
    {
      name: 'board-runs-no-protocol-code',
      comment: 'Types of protocol may be named in the board, its code may not run there.',
      severity: 'error',
      from: { path: '^src/board/', pathNot: '[.]test[.]ts$' },
      to: { path: '^src/protocol/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'board-needs-no-library',
      severity: 'error',
      from: { path: '^src/board/', pathNot: '[.]test[.]ts$' },
      to: { dependencyTypes: ['npm', 'core'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sync-imports-only-protocol',
      comment: 'Join, submit and resume work without a view, which is how they are tested.',
      severity: 'error',
      from: { path: '^src/sync/', pathNot: '[.]test[.]ts$' },
      to: { path: '^src/', pathNot: '^src/(sync|protocol|board)/' },
    },
    {
      name: 'a11y-imports-nobody',
      comment: 'Announcing and moving focus are tools any view may pick up.',
      severity: 'error',
      from: { path: '^src/a11y/' },
      to: { path: '^src/', pathNot: '^src/a11y/' },
    },
    {
      name: 'views-do-not-speak-the-wire',
      comment: 'A view shows the board and submits commands; frames are none of its business.',
      severity: 'error',
      from: { path: '^src/views/' },
      to: { path: '^src/protocol/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nobody-imports-main',
      severity: 'error',
      from: {},
      to: { path: '^src/main[.]ts$' },
    },
    {
      name: 'tests-stay-tests',
      severity: 'error',
      from: { pathNot: '[.]test[.]ts$' },
      to: { path: '[.]test[.]ts$' },
    },
    {
      name: 'one-home-for-messagepack',
      severity: 'error',
      from: { pathNot: '^src/protocol/' },
      to: { path: 'node_modules/@msgpack/' },
    },
    {
      name: 'ship-only-dependencies',
      comment: 'What the browser loads is a dependency; tools are devDependencies.',
      severity: 'error',
      from: { path: '^src/', pathNot: '[.]test[.]ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-node-in-the-browser',
      severity: 'error',
      from: { path: '^src/', pathNot: '[.]test[.]ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'browser', 'types', 'default'],
      extensions: ['.ts', '.svelte', '.js', '.json'],
    },
  },
}
