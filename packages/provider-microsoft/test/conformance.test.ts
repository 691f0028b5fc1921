import { testProvider } from '@tenantry/core/testing'
import { microsoft } from '../src/plugin.js'
import { MicrosoftBench } from './support/bench.js'

testProvider(microsoft, new MicrosoftBench())
