import type { LoggerService } from '@nestjs/common'
import { AppError } from '@tenantry/core'
import { pino, type DestinationStream, type Logger } from 'pino'
import type { Config } from '../config/config.js'
import { currentRequestId } from '../http/request-context.js'
import type { Redactor } from './redactor.js'

/** Characters that turn text around, break lines, or drive a terminal. JSON itself escapes those below U+0020. */
const DECEPTIVE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/** The log of the process: one line of JSON for each entry, without secrets, and safe to look at in a terminal. */
export function createLog(config: Config, redactor: Redactor, destination?: DestinationStream): Logger {
  return pino(
    {
      level: config.logLevel,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      mixin: () => {
        const requestId = currentRequestId()
        return requestId === undefined ? {} : { requestId }
      },
      serializers: { err: describeError },
      hooks: { streamWrite: (line) => redactor.clean(line).replace(DECEPTIVE, escape) },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  )
}

/** What of an error goes to the log. Drivers hang whole requests, statements and rows on theirs: none of it is taken. */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return {
    type: error.name,
    message: error.message,
    ...(code !== undefined && { code }),
    ...(error instanceof AppError && error.provenance && { provenance: error.provenance }),
    stack: error.stack,
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  }
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Nest's own words, and those of every `new Logger(name)`, in the log. */
export function nestLog(log: Logger): LoggerService {
  // Nest passes what is to be logged, then further texts, and last the name of the logger.
  const at = (level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace') => {
    return (subject: unknown, ...rest: unknown[]): void => {
      const name = rest.pop()
      const text = typeof subject === 'string' ? subject : rest.find((part) => typeof part === 'string')
      if (subject instanceof Error) log[level]({ name, err: subject }, text)
      else log[level]({ name, ...(typeof subject === 'object' && subject) }, text)
    }
  }
  return {
    fatal: at('fatal'),
    error: at('error'),
    warn: at('warn'),
    log: at('debug'), // Nest tells at this level which modules and routes it has: of interest to us alone.
    debug: at('debug'),
    verbose: at('trace'),
  }
}
