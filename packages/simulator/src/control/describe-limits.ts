import type { Simulation } from '../simulation.js'

/** How the limits are scaled, and how full each is: anywhere, or in one tenant. */
export function describeLimits({ limits, world }: Simulation, tenantId?: string) {
  const nameOf = (id: string) => world.findApplication(id)?.displayName ?? world.findTenant(id)?.name ?? id
  return {
    scale: limits.scale,
    limits: limits.list(tenantId).map(({ fullest, ...limit }) => ({
      ...limit,
      ...(fullest ? { fullest: { ...fullest, names: fullest.of.split(' ').map(nameOf) } } : {}),
    })),
  }
}
