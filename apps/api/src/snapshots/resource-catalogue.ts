import { Injectable } from '@nestjs/common'
import { type ProviderPlugin, type Resource, resourcesOf } from '@tenantry/core'
import { ProviderRegistry } from '../providers/provider-registry.js'

/** Every resource that plugins read, or that something they bring is judged by. */
@Injectable()
export class ResourceCatalogue {
  private known: Map<string, Resource> | undefined

  constructor(private readonly registry: ProviderRegistry) {}

  /** In the order of their ids. */
  all(): Resource[] {
    return [...this.byId().values()]
  }

  find(id: string): Resource | undefined {
    return this.byId().get(id)
  }

  /** Plugins are accepted at start and stay as they are. */
  private byId(): Map<string, Resource> {
    return (this.known ??= new Map(
      this.registry
        .all()
        .flatMap(everyResourceOf)
        .toSorted((one, other) => (one.id < other.id ? -1 : 1))
        .map((resource) => [resource.id, resource]),
    ))
  }
}

function everyResourceOf({ readers = [], controls = [], score }: ProviderPlugin): Resource[] {
  return [
    ...resourcesOf(controls),
    ...(score?.needs ?? []),
    ...readers.flatMap(({ resource, after = [] }) => [resource, ...after]),
  ]
}
