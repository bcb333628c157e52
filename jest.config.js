// Four kinds of tests: rules (pure), functions (on the local cloud), client (components on exparser), e2e (a real browser).
const swc = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

/**
 * The large suites: whole tables of components, storms, crashes at every write, long random walks, a village's year through every
 * action, the longer journeys. `npm run test:full` runs them; `npm test` keeps to the minutes it promises on two cores.
 */
const LARGE = [
  'tests/e2e/tdesign/',
  'tests/functions/(invariants-story|storm-money|crash-[a-z]+|equation|march)\\.test',
  'tests/functions/(storm|lookalikes|twice|story-registry|story-visit)\\.test',
  'tests/(functions/story-month|e2e/month-(villages|awkward))\\.test',
  'tests/functions/(storm|lookalikes|twice|story-where|where-size)\\.test',
  'tests/functions/(invariants-story|storm-money|crash-lists|crash-money|equation|march)\\.test',
  'tests/functions/(storm|lookalikes|twice|crash-visits|story-visit)\\.test',
  'tests/local-cloud/(conform|crash|worker-kills)\\.test',
  'tests/(functions/intake-large|e2e/intake)\\.test',
  // Walked in shorter form by march, line, review and people, which stay.
  'tests/e2e/(clean-claims|family|money|at-once|awkward|line-papers)\\.test',
  'tests/e2e/(registry-moves|retype-large|visit-day|visit-shapes)\\.test',
];
const skipped = process.env.FULL === '1' ? [] : LARGE;

const common = {
  testPathIgnorePatterns: ['/node_modules/', ...skipped],
  rootDir: __dirname,
  transform: { '^.+\\.[cm]?[jt]s$': ['@swc/jest', swc], '\\.(docx|xlsx)$': '<rootDir>/tests/support/bytes.cjs' },
  moduleNameMapper: { '^@shared/(.*)$': '<rootDir>/cloudfunctions/shared/$1' },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/'],
  setupFilesAfterEnv: ['<rootDir>/tests/support/fail-on-console.ts', '<rootDir>/tests/support/patience.ts'],
  testEnvironment: 'node',
  restoreMocks: true,
};

module.exports = {
  // Two workers: the promise of `npm test` is made for a machine with two cores.
  maxWorkers: 2,
  projects: [
    {
      ...common,
      displayName: 'rules',
      testMatch: ['<rootDir>/tests/rules/**/*.test.ts', '<rootDir>/tests/architecture.test.ts'],
    },
    {
      ...common,
      displayName: 'functions',
      testMatch: ['<rootDir>/tests/functions/**/*.test.ts', '<rootDir>/tests/local-cloud/**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'client',
      globalSetup: '<rootDir>/tests/support/built.ts',
      testMatch: ['<rootDir>/tests/client/**/*.test.ts'],
      testEnvironment: 'jsdom',
      // The built mini-program is what is loaded: TDesign lies in its miniprogram_npm, already CommonJS.
      modulePathIgnorePatterns: ['<rootDir>/.local/'],
      transformIgnorePatterns: ['/node_modules/', '<rootDir>/dist/'],
    },
    {
      ...common,
      displayName: 'e2e',
      globalSetup: '<rootDir>/tests/support/built.ts',
      testMatch: ['<rootDir>/tests/e2e/**/*.test.ts'],
    },
  ],
};
