import { parseArgs } from 'node:util'
import { startSimulator } from './simulator.js'
import { readScale } from './throttling/read-scale.js'

const USAGE =
  'usage: simulator [--port N] [--scenario NAME] [--traffic FILE] [--seed N] [--limits off|SCALE] [--stdin-lifeline]'

function readArguments() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      scenario: { type: 'string', default: 'one-healthy-tenant' },
      traffic: { type: 'string' },
      seed: { type: 'string', default: '1' },
      limits: { type: 'string' },
      'stdin-lifeline': { type: 'boolean', default: false },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`'${values.port}' is not a port.`)
  const seed = Number(values.seed)
  if (!Number.isSafeInteger(seed)) throw new Error(`'${values.seed}' is not a whole number.`)
  const limits = values.limits === undefined ? undefined : readScale(values.limits)
  return { port, seed, limits, scenario: values.scenario, traffic: values.traffic, lifeline: values['stdin-lifeline'] }
}

function inOneLine(error: unknown, port: number): string {
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return `Port ${port} is already in use.`
  return error instanceof Error ? error.message : String(error)
}

let options: ReturnType<typeof readArguments>
try {
  options = readArguments()
} catch (error) {
  console.error(`${inOneLine(error, 0)} ${USAGE}`)
  process.exit(1)
}

try {
  const simulator = await startSimulator({
    port: options.port,
    scenario: options.scenario,
    seed: options.seed,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.traffic === undefined ? {} : { trafficFile: options.traffic }),
  })
  const stop = () => {
    void simulator.stop().then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  if (options.lifeline) process.stdin.on('end', stop).resume()
  console.log(JSON.stringify(simulator.readyLine))
} catch (error) {
  console.error(inOneLine(error, options.port))
  process.exit(1)
}
