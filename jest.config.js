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
  'tests/e2e/simulator/together\\.test',
  'tests/local-cloud/(cases|conform|crash|worker-kills)\\.test',
  'tests/functions/(storm|storm-money|crash-[a-z]+|story-[a-z]+|invariants-story|invariants-money|equation|march|twice)\\.test',
  'tests/functions/(counting|employer-arrears|employers|fairs|handover|household-merge|jobs-whole|visit-settled|lookalikes|fillers|line-papers|review-bulk|intake-large|posting-sheets|posting-sheets-large|where-size|match-size)\\.test',
  // Walked in shorter form by march, line, month and visit, which stay: each of these goes through the pages of one kind of work.
  'tests/e2e/(employers|apply|at-once|awkward|clean-claims|evidence|fairs|family|jobs-whole|line-papers|list|lists|money|paste|people|policy|posting-sheets|postings|publicity|review|shapes|shapes-[a-z]+)\\.test',
  'tests/e2e/(intake|match|month-[a-z]+|push|registry|registry-[a-z]+|retype|retype-large|settle|visit-[a-z]+|where)\\.test',
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
