import { inject, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import type { Connection, ProviderDetail } from '../../api/shapes.js'
import type { ConnectionActions } from '../../features/connections/connection-actions.js'
import type { ConnectionRef } from '../../queries/connections.js'

/** What every tab of a connection's page shares. */
export interface ConnectionContext {
  connection: ComputedRef<Connection>
  provider: Readonly<Ref<ProviderDetail | undefined>>
  ref: ComputedRef<ConnectionRef>
  /** The address of the page. */
  base: ComputedRef<string>
  actions: ConnectionActions
}

export const connectionContext: InjectionKey<ConnectionContext> = Symbol('connection')

export function useConnectionContext(): ConnectionContext {
  const context = inject(connectionContext)
  if (!context) throw new Error('A tab stands outside the connection page.')
  return context
}
