import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Simulator, startSimulator } from '@tenantry/simulator'

const API = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url))

/** A fresh installation as a newcomer starts it: the built API with the built console, its own database and the simulated cloud. */
export interface Installation {
  url: string
  /** The one-time link for the first owner, as printed. */
  setupLink: string
  simulator: Simulator
  /** What the process printed. */
  output: () => string
  stop: () => Promise<void>
}

/** Starts one on a free port, with checks every two seconds so that journeys need not wait; `settings` add to that. */
export async function startInstallation(
  scenario = 'one-healthy-tenant',
  settings: Record<string, string> = {},
): Promise<Installation> {
  const simulator = await startSimulator({ scenario })
  const dataDir = await mkdtemp(join(tmpdir(), 'tenantry-journey-'))
  const child = spawn(process.execPath, [API], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: dataDir,
      SIMULATOR_URL: simulator.url,
      HEALTH_CHECK_SECONDS: '2',
      CALL_DEADLINE_SECONDS: '3',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const stop = async () => {
    await ended(child)
    await simulator.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    const setupLink = await firstLine(child, lines, /^Create the owner: (\S+)$/)
    return { url: new URL(setupLink).origin, setupLink, simulator, output: () => lines.join('\n'), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function firstLine(child: ChildProcess, lines: string[], wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        const found = wanted.exec(line)?.[1]
        if (found) resolve(found)
      })
    }
    child.once('exit', (code) => reject(new Error(`The installation ended with code ${code}:\n${lines.join('\n')}`)))
  })
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
