import { Controller, Get, Res } from '@nestjs/common'
import type { Response } from 'express'
import { Public } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { ReturnsStream } from '../http/returns.js'
import { Metrics } from './metrics.js'

@ApiTags('Platform')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Read the metrics, in the format of Prometheus' })
  @ReturnsStream('text/plain', 'Metrics.')
  async read(@Res() response: Response): Promise<void> {
    const { contentType, text } = await this.metrics.text()
    response.setHeader('content-type', contentType).send(text)
  }
}
