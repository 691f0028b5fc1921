import { comparePermissions, licenceMissing } from '@tenantry/core'
import { directoryUsers } from '@tenantry/m365/resources/directory-users'
import type { MicrosoftConnection } from '../connection.js'
import { lattice } from '../permissions/lattice.js'
import { USERS } from './access.js'
import { anything, callFor, listBy, type MicrosoftReader, turned } from './graph.js'

const PROPERTIES = [
  'id',
  'displayName',
  'userPrincipalName',
  'accountEnabled',
  'createdDateTime',
  'userType',
  'onPremisesImmutableId',
  'onPremisesSyncEnabled',
  'assignedLicenses',
]

const PLAIN = `/users?$select=${PROPERTIES.join(',')}&$top=999`
/** Graph takes smaller pages where it has to look up sign-ins. https://learn.microsoft.com/graph/api/user-list */
const WITH_SIGN_INS = `/users?$select=${PROPERTIES.join(',')},signInActivity&$top=500`

const call = callFor(directoryUsers, USERS)

/** Sign-ins are read along where that feature is switched on and allowed; without Entra ID P1 Graph would refuse all of it. */
async function* users(connection: MicrosoftConnection, from?: string) {
  const { graph } = connection
  if (from !== undefined || !(await readsSignIns(connection))) {
    yield* turned(graph.pages(from ?? PLAIN, anything, call))
    return
  }
  const permissions = [...USERS.permissions, 'AuditLog.Read.All']
  let begun = false
  try {
    for await (const page of turned(graph.pages(WITH_SIGN_INS, anything, { ...call, permissions }))) {
      begun = true
      yield page
    }
  } catch (error) {
    if (begun || !licenceMissing.is(error)) throw error
    yield* turned(graph.pages(PLAIN, anything, call))
  }
}

async function readsSignIns({ sets, tokens }: MicrosoftConnection): Promise<boolean> {
  if (!sets.includes('signIns')) return false
  const { roles } = await tokens.forGraph()
  return comparePermissions(['AuditLog.Read.All'], roles, lattice)[0]?.status !== 'missing'
}

export const userReaders: readonly MicrosoftReader[] = [
  listBy(directoryUsers, USERS, (connection, _context, from) => users(connection, from)),
]
