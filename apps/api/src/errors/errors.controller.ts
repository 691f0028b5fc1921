import { Controller, Get } from '@nestjs/common'
import { Public } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { Returns } from '../http/returns.js'
import { ErrorCatalogue } from './error-catalogue.js'
import { ErrorPage } from './errors.dto.js'

@ApiTags('Platform')
@Controller('api/v1/errors')
export class ErrorsController {
  constructor(private readonly catalogue: ErrorCatalogue) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'List every kind of error, with its cause and what to do' })
  @Returns(ErrorPage)
  list() {
    return { items: this.catalogue.entries(), nextCursor: null }
  }
}
