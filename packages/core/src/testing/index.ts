export type { Mistake, ProviderBench, ReachBench, Stage } from './bench.js'
export { testProvider } from './test-provider.js'
export { type Given, judge, openControlPack, type OpenWith } from './judge.js'
