// How long one test may take: jest takes this from a setup file only, not from a project's configuration.
jest.setTimeout(process.env.FULL === '1' ? 600_000 : 120_000);
