import { Injectable } from '@nestjs/common'
import type { ConnectionRow } from '../connections/connection.entity.js'
import { Simulator } from '../simulator/simulator.js'

interface Link {
  label: string
  href: string
}

/** Addresses at the provider, as a browser reaches them: those of a simulated connection stand in the simulated cloud. */
@Injectable()
export class ProviderLinks {
  constructor(private readonly simulator: Simulator) {}

  /** The same step of a guide, with its link as a browser reaches it. */
  async forStep<S extends { link?: Link }>(step: S, connection: Pick<ConnectionRow, 'simulated'>): Promise<S> {
    return step.link ? { ...step, link: await this.forLink(step.link, connection) } : step
  }

  async forLink<L extends Link>(link: L, connection: Pick<ConnectionRow, 'simulated'>): Promise<L> {
    return { ...link, href: await this.forBrowser(link.href, connection) }
  }

  async forBrowser(url: string, connection: Pick<ConnectionRow, 'simulated'>): Promise<string> {
    if (!connection.simulated) return url
    const { host, pathname, search, hash } = new URL(url)
    return `${(await this.simulator.start()).url}/${host}${pathname}${search}${hash}`
  }
}
