import type { Connection, ProviderDetail, SimulatorApp } from '../../api/shapes.js'

/** The simulated apps that a kind of connection takes. */
export interface SimulatedSection {
  providerId: string
  kind: string
  title: string
  apps: { name: string; clientId: string; connected: boolean; values: { label: string; value: string }[] }[]
}

/** What to enter for each simulated app, in the words of the form it is entered in. Apps not connected come first. */
export function simulatedValues(
  apps: readonly SimulatorApp[],
  providers: readonly ProviderDetail[],
  connections: readonly Connection[],
): SimulatedSection[] {
  return providers.flatMap((provider) =>
    provider.connectionKinds.flatMap((kind) => {
      const own = apps.filter((app) => app.kind === kind.simulatedApp)
      if (own.length === 0) return []
      const fields = [
        ...kind.fields,
        ...provider.credentialKinds.filter(({ id }) => kind.credentials.includes(id)).flatMap((taken) => taken.fields),
      ].filter(({ type }) => type !== 'choice')
      return [
        {
          providerId: provider.id,
          kind: kind.id,
          title: provider.connectionKinds.length === 1 ? provider.name : `${provider.name}: ${kind.name}`,
          apps: own
            .map((app) => ({
              name: app.name,
              clientId: app.clientId,
              connected: connections.some(({ simulated, config }) => simulated && config['clientId'] === app.clientId),
              values: fields.flatMap(({ name, label }) => {
                const value = app.values[name]
                return value ? [{ label, value }] : []
              }),
            }))
            .toSorted((a, b) => Number(a.connected) - Number(b.connected)),
        },
      ]
    }),
  )
}
