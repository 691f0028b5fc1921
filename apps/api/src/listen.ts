import type { NestExpressApplication } from '@nestjs/platform-express'
import type { Config } from './config/config.js'
import { StartupError } from './config/startup-error.js'

/** Opens the port. Answers with the address people can open. */
export async function listen(app: NestExpressApplication, { port, host }: Config): Promise<string> {
  try {
    await app.listen(port, host)
  } catch (cause) {
    throw new StartupError(reasonOf(cause, port, host), { cause })
  }
  return app.getUrl()
}

function reasonOf(error: unknown, port: number, host: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use: stop what uses it, or set PORT to another one.`
    case 'EACCES':
      return `Port ${port} needs more rights than this user has: set PORT to 1024 or above.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}: set HOST to one that it has, or to 127.0.0.1.`
    default:
      return `The API cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}.`
  }
}
