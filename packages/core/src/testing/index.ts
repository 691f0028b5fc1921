export type { Mistake, ProviderBench, Stage } from './bench.js'
export { testProvider } from './test-provider.js'
