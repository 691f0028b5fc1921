import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import type { Request, Response } from 'express'
import { toAppError, toProblem } from './problem.js'

/** Answers every error as a problem document, and logs those that are faults of ours. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http')

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>()
    const response = host.switchToHttp().getResponse<Response>()
    const known = toAppError(error)
    if (known.code === 'internal') this.logger.error(error)
    if (response.headersSent) {
      response.destroy()
      return
    }
    if (known.retryAfterSeconds !== undefined) response.setHeader('retry-after', Math.ceil(known.retryAfterSeconds))
    response
      .status(known.status)
      .type('application/problem+json')
      .send(JSON.stringify(toProblem(error, request.id)))
  }
}
