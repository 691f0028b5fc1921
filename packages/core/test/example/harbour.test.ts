import { testProvider } from '@tenantry/core/testing'
import { harbour } from './harbour.js'
import { HarbourBench } from './harbour.bench.js'

testProvider(harbour, new HarbourBench())
