import './check-node.mjs'
import { pathToFileURL } from 'node:url'
import { bootstrap } from './bootstrap.mjs'
import { inRepository } from './root.mjs'
import { simulatorCommand } from './simulator-command.mjs'

bootstrap()
process.chdir(inRepository())
if (!process.env.SIMULATOR_URL) process.env.SIMULATOR_COMMAND ||= simulatorCommand('one-healthy-tenant')
// In this process: signals and exit code are the API's own.
await import(pathToFileURL(inRepository('apps/api/dist/main.js')).href)
