/** Which folder may import which; `npm run check` fails on anything else. See ARCHITECTURE in the README. */
const rule = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to });
const OURS = '^(web|server|db|seed|test)/';

module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }, 'A cycle hides what depends on what.'),
    rule(
      'analytics-stands-alone',
      { path: '^server/analytics/', pathNot: '\\.test\\.ts$' },
      { path: OURS, pathNot: '^server/analytics/' },
      'Formulas need nothing of ours.',
    ),
    rule(
      'analytics-only-decimal',
      { path: '^server/analytics/', pathNot: '\\.test\\.ts$' },
      { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'decimal\\.js' },
      'Formulas know no clock, no file, no network.',
    ),
    rule(
      'rules-need-analytics-only',
      { path: '^server/rules/', pathNot: '\\.test\\.ts$' },
      { path: OURS, pathNot: '^server/(rules|analytics)/' },
      'Rules are pure and shared with the browser.',
    ),
    rule(
      'db-needs-nothing',
      { path: '^db/' },
      { path: OURS, pathNot: '^db/' },
      'The database knows nothing of the features.',
    ),
    rule(
      'server-needs-db-and-rules',
      { path: '^server/(?!cli/)', pathNot: '\\.test\\.ts$' },
      { path: '^(web|seed|test)/' },
      'Only the command line wires the seed in.',
    ),
    rule(
      'web-takes-types-only',
      { path: '^web/', pathNot: '\\.test\\.tsx?$' },
      {
        path: '^(server|db|seed|test)/',
        pathNot: '^server/(rules|analytics)/',
        dependencyTypesNot: ['type-only'],
      },
      'The browser gets pure code and types, nothing else of the server.',
    ),
    rule(
      'seed-needs-db-and-rules',
      { path: '^seed/', pathNot: '\\.test\\.ts$' },
      { path: '^(web|test|server)/', pathNot: '^server/(rules|analytics)/' },
      'Figures come before features.',
    ),
    rule(
      'nobody-imports-tests',
      { path: OURS, pathNot: '^test/|\\.test\\.tsx?$|^server/cli/' },
      { path: '^test/' },
      '',
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
};
