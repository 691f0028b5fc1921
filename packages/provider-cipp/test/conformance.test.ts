import { testProvider } from '@tenantry/core/testing'
import { cipp } from '../src/plugin.js'
import { CippBench } from './support/bench.js'

testProvider(cipp, new CippBench())
