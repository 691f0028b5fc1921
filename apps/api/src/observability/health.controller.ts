import { Controller, Get } from '@nestjs/common'
import { z } from 'zod'
import { Database } from '../database/database.js'
import { Public } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { databaseUnavailable } from '../http/errors.js'
import { Problems, Returns } from '../http/returns.js'

const Alive = z.object({ status: z.literal('ok') }).meta({ id: 'Alive' })

/** Answers the questions of a load balancer. */
@ApiTags('Platform')
@Controller('api/health')
export class HealthController {
  constructor(private readonly database: Database) {}

  @Get('live')
  @Public()
  @ApiOperation({ summary: 'Is the process alive?' })
  @Returns(Alive)
  live(): z.output<typeof Alive> {
    return { status: 'ok' }
  }

  @Get('ready')
  @Public()
  @ApiOperation({ summary: 'Can the process serve requests?' })
  @Returns(Alive)
  @Problems(databaseUnavailable)
  async ready(): Promise<z.output<typeof Alive>> {
    try {
      await this.database.ping()
    } catch (error) {
      throw databaseUnavailable({}, { cause: error })
    }
    return { status: 'ok' }
  }
}
