const TESTS = '\\.test\\.ts$|/test/'
const PACKAGES = '^(apps|packages)/'

/** What a package of ours may import of ours. Names are folders; everything that is not listed is forbidden. */
const allowed = {
  'packages/core': [],
  'packages/m365': ['packages/core'],
  'packages/provider-[^/]+': ['packages/core', 'packages/m365'],
  'packages/simulator': [],
  'packages/api-client': [],
  'packages/ui': ['packages/core'],
  'apps/web': ['packages/ui', 'packages/api-client', 'packages/core'],
  'apps/api': ['packages/core', 'packages/provider-[^/]+'],
}

/** In tests, what talks to the outside world meets the simulator. */
const allowedInTests = {
  'packages/provider-[^/]+': ['packages/simulator'],
  'apps/api': ['packages/simulator'],
}

const importRules = Object.entries(allowed).flatMap(([folder, others]) => {
  const inTests = [...others, ...(allowedInTests[folder] ?? [])]
  const rule = (name, from, reachable) => ({
    name: `${folder} imports ${name}`,
    severity: 'error',
    from,
    // $1 is the importing package itself, since a pattern may stand for several.
    to: { path: PACKAGES, pathNot: [`^$1/`, ...reachable.map((other) => `^${other}/`)] },
  })
  return [
    rule('only what it may', { path: `^(${folder})/`, pathNot: TESTS }, others),
    rule('in tests only what it may', { path: `^(${folder})/.*(${TESTS})` }, inTests),
  ]
})

/** Rules of the house: who may import whom. */
export default {
  forbidden: [
    ...importRules,
    {
      name: 'providers are known in plugins.ts alone',
      severity: 'error',
      from: { path: '^apps/api/', pathNot: ['^apps/api/src/plugins\\.ts$', TESTS] },
      to: { path: '^packages/provider-' },
    },
    {
      name: 'core stands on zod alone',
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: [TESTS, '^packages/core/src/testing/'] },
      to: { pathNot: ['^packages/core/', 'node_modules/zod/'] },
    },
    {
      name: 'ui and web take types from core, no code',
      severity: 'error',
      from: { path: '^(packages/ui|apps/web)/', pathNot: TESTS },
      to: { path: '^packages/core/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'a package is entered by its door',
      severity: 'error',
      from: { path: '^((?:apps|packages)/[^/]+)/' },
      to: { path: '^packages/[^/]+/src/', pathNot: ['^$1/', '^packages/ui/src/index\\.ts$'] },
    },
    {
      name: 'no cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'imports resolve', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'development packages stay out of what runs',
      severity: 'error',
      from: {
        path: '^(apps|packages)/[^/]+/src/',
        pathNot: [TESTS, '^apps/web/', '^packages/ui/', '^packages/core/src/testing/'],
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '(^|/)dist/'] },
    exclude: { path: ['/node_modules/\\.cache/'] },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    exoticRequireStrings: [],
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'] },
  },
}
