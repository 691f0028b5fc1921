import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

/** Starts a script of Node's and waits for the line of JSON with which it says that it is ready. */
export async function start(script, args = [], input = '') {
  const from = performance.now()
  const child = spawn(process.execPath, [script, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(input)
  let said = ''
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    said += chunk
    if (said.includes('\n')) break
  }
  if (!said.includes('\n')) throw new Error(`${script} ended before it was ready.`)
  return { child, milliseconds: performance.now() - from, ready: JSON.parse(said.split('\n')[0]) }
}

export async function stop({ child }) {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** Memory that a process takes now, in megabytes; only Linux tells. */
export function residentMegabytes({ child }) {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
    return Math.round(Number(kilobytes) / 1024)
  } catch {
    return undefined
  }
}
