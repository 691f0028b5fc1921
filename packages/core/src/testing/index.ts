export type { Mistake, ProviderBench, ReachBench, Stage } from './bench.js'
export { testProvider } from './test-provider.js'
