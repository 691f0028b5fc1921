import { testProvider } from '@tenantry/core/testing'
import { harbour } from '../src/harbour.js'
import { HarbourBench } from './harbour.bench.js'

testProvider(harbour, new HarbourBench())
