import { Controller, Get, Param, Post } from '@nestjs/common'
import type { z } from 'zod'
import { RequirePermission } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { Problems, Returns } from '../http/returns.js'
import { Simulator, type RunningSimulator } from './simulator.js'
import { SimulatorState } from './simulator.dto.js'
import { simulatorFailed, simulatorOff } from './simulator.errors.js'

@ApiTags('Simulated cloud')
@Controller('api/v1/organizations/:organizationId/simulator')
export class SimulatorController {
  constructor(private readonly simulator: Simulator) {}

  @Get()
  @ApiOperation({
    summary: 'Get the simulated cloud',
    description: 'Whether there is one, whether it runs, and what is in it.',
  })
  @RequirePermission('connections:write')
  @Returns(SimulatorState)
  get(@Param('organizationId') _organizationId: string) {
    return this.state(this.simulator.current)
  }

  @Post()
  @ApiOperation({ summary: 'Start the simulated cloud', description: 'Does nothing when it runs already.' })
  @RequirePermission('connections:write')
  @Returns(SimulatorState)
  @Problems(simulatorOff, simulatorFailed)
  async start(@Param('organizationId') _organizationId: string) {
    return this.state(await this.simulator.start())
  }

  private state(running: RunningSimulator | undefined): z.output<typeof SimulatorState> {
    return {
      available: this.simulator.available,
      running: running !== undefined,
      controlUrl: running?.control ?? null,
      apps: (running?.apps ?? []).map((app) => ({
        kind: app.kind,
        name: app.name ?? app.clientId,
        tenantId: app.tenantId,
        clientId: app.clientId,
        clientSecret: app.clientSecret ?? null,
        values: Object.fromEntries(
          Object.entries(app).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
        ),
      })),
      tenants: (running?.tenants ?? []).map(({ id, name, defaultDomain }) => ({ id, name, defaultDomain })),
    }
  }
}
