import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common'
import { z } from 'zod'
import { CONFIG, type Config } from '../config/config.js'
import { simulatorFailed, simulatorOff } from './simulator.errors.js'

const world = z.looseObject({
  /** Its name server, as `address:port`. */
  dns: z.string(),
  apps: z.array(
    z.looseObject({
      kind: z.string(),
      tenantId: z.string(),
      clientId: z.string(),
      clientSecret: z.string().optional(),
      name: z.string().optional(),
    }),
  ),
  tenants: z.array(z.looseObject({ id: z.string(), name: z.string(), defaultDomain: z.string() })),
})

const ready = world.extend({ ready: z.literal(true), control: z.string() })

/** A running simulator. Its secrets open nothing but the simulation. */
export type RunningSimulator = z.output<typeof world> & { url: string; control: string }

const START_SECONDS = 30

/**
 * The simulated cloud: one that runs already (SIMULATOR_URL), or one started when first needed (SIMULATOR_COMMAND) and
 * stopped with this process. Where neither is set, no connection can be simulated.
 */
@Injectable()
export class Simulator implements OnApplicationShutdown {
  private readonly logger = new Logger('Simulator')
  private child: ChildProcess | undefined
  private starting: Promise<RunningSimulator> | undefined
  private running: RunningSimulator | undefined

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  get available(): boolean {
    return this.config.simulatorUrl !== undefined || this.config.simulatorCommand !== undefined
  }

  /** What is running, without starting anything. */
  get current(): RunningSimulator | undefined {
    return this.running
  }

  /** Base address, started if need be. Throws `simulator_off` or `simulator_failed`. */
  async start(): Promise<RunningSimulator> {
    if (!this.available) throw simulatorOff({})
    this.starting ??= (this.config.simulatorUrl ? this.adopt(this.config.simulatorUrl) : this.launch()).catch(
      (error: unknown) => {
        this.starting = undefined
        throw error
      },
    )
    this.running = await this.starting
    return this.running
  }

  onApplicationShutdown(): void {
    this.child?.kill('SIGTERM')
  }

  private async adopt(url: string): Promise<RunningSimulator> {
    try {
      const control = `${url}/_control`
      const answer = await fetch(`${control}/state`, { signal: AbortSignal.timeout(5000) })
      return { ...world.parse(await answer.json()), url, control }
    } catch (error) {
      throw simulatorFailed({ reason: `nothing useful answers at ${url}` }, { cause: error })
    }
  }

  private launch(): Promise<RunningSimulator> {
    const [command, ...args] = commandLine(this.config.simulatorCommand ?? '')
    return new Promise((resolve, reject) => {
      const child = spawn(command ?? '', [...args, '--port', '0', '--stdin-lifeline'], {
        stdio: ['pipe', 'pipe', 'inherit'],
      })
      this.child = child
      const timer = setTimeout(() => {
        child.kill('SIGKILL')
        reject(simulatorFailed({ reason: `it was not ready within ${START_SECONDS} s` }))
      }, START_SECONDS * 1000)
      child.once('error', (error) => {
        clearTimeout(timer)
        reject(simulatorFailed({ reason: error.message }, { cause: error }))
      })
      child.once('exit', (code) => {
        clearTimeout(timer)
        this.running = undefined
        this.starting = undefined
        reject(simulatorFailed({ reason: `it ended with code ${code}` }))
      })
      createInterface({ input: child.stdout }).once('line', (line) => {
        clearTimeout(timer)
        try {
          const facts = ready.parse(JSON.parse(line))
          this.logger.log(`The simulated cloud runs at ${facts.control}`)
          resolve({ ...facts, url: new URL(facts.control).origin })
        } catch (error) {
          child.kill('SIGKILL')
          reject(simulatorFailed({ reason: 'its first line is not the ready line' }, { cause: error }))
        }
      })
    })
  }
}

/** The command as a JSON list of words, or as words with blanks between. */
function commandLine(text: string): string[] {
  return text.startsWith('[') ? z.array(z.string()).parse(JSON.parse(text)) : text.split(/\s+/)
}
