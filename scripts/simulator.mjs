import './check-node.mjs'
import { pathToFileURL } from 'node:url'
import { bootstrap } from './bootstrap.mjs'
import { inRepository } from './root.mjs'

bootstrap()
await import(pathToFileURL(inRepository('packages/simulator/dist/main.js')).href)
