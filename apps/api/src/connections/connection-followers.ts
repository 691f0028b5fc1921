import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Actor } from '../http/authentication.js'
import type { ConnectionRow } from './connection.entity.js'

/** Who has something to do when a connection changes, in the transaction of the change. */
export interface ConnectionFollower {
  /** It is about to be deleted or was switched off: nothing is served through it any more. */
  left?: (tx: EntityManager, row: ConnectionRow, actor: Actor) => Promise<void>
  /** Other features were switched on or off. */
  featuresChanged?: (tx: EntityManager, row: ConnectionRow) => Promise<void>
}

/** Lets features that build on connections follow what becomes of them. */
@Injectable()
export class ConnectionFollowers {
  private readonly followers: ConnectionFollower[] = []

  /** Call it in `onModuleInit`. */
  add(follower: ConnectionFollower): void {
    this.followers.push(follower)
  }

  async left(tx: EntityManager, row: ConnectionRow, actor: Actor): Promise<void> {
    for (const follower of this.followers) await follower.left?.(tx, row, actor)
  }

  async featuresChanged(tx: EntityManager, row: ConnectionRow): Promise<void> {
    for (const follower of this.followers) await follower.featuresChanged?.(tx, row)
  }
}
