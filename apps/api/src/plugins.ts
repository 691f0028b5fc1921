/** Every provider, one line each. A provider that cannot be loaded is refused by itself; the others go on. */
export const plugins: readonly { module: string; load: () => Promise<unknown> }[] = [
  {
    module: '@tenantry/provider-microsoft',
    load: async () => (await import('@tenantry/provider-microsoft')).microsoft,
  },
  {
    module: '@tenantry/provider-cipp',
    load: async () => (await import('@tenantry/provider-cipp')).cipp,
  },
]
