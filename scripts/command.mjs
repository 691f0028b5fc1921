import './check-node.mjs'
import { pathToFileURL } from 'node:url'
import { bootstrap } from './bootstrap.mjs'
import { inRepository } from './root.mjs'

// node scripts/command.mjs NAME … runs the API's command of that name with the words after it.
bootstrap()
process.chdir(inRepository())
const script = inRepository('apps/api/dist', `${process.argv[2]}.js`)
process.argv.splice(1, 2, script)
await import(pathToFileURL(script).href)
