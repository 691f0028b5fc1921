import { Injectable } from '@nestjs/common'
import type { ConnectionRow } from '../connections/connection.entity.js'
import { Simulator } from '../simulator/simulator.js'

/** Addresses at the provider, as a browser reaches them: those of a simulated connection stand in the simulated cloud. */
@Injectable()
export class ProviderLinks {
  constructor(private readonly simulator: Simulator) {}

  async forBrowser(url: string, connection: Pick<ConnectionRow, 'simulated'>): Promise<string> {
    if (!connection.simulated) return url
    const { host, pathname, search, hash } = new URL(url)
    return `${(await this.simulator.start()).url}/${host}${pathname}${search}${hash}`
  }
}
