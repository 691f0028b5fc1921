import type { CloudName } from '../clouds.js'

/** A directory object in Graph's own shape. */
export type Entity = Record<string, unknown> & { id: string }

export interface Secret {
  keyId: string
  value: string
  displayName: string
  startsAt: Date
  endsAt: Date
}

export interface Certificate {
  keyId: string
  displayName: string
  pem: string
  privateKeyPem: string
  startsAt: Date
  endsAt: Date
}

export interface FederatedCredential {
  id: string
  name: string
  issuer: string
  subject: string
  audience: string
}

/** App roles of one resource that an application asks for. */
export interface RequiredAccess {
  resourceAppId: string
  roles: string[]
}

/** An app registration, in its home tenant. */
export interface Application {
  id: string
  appId: string
  displayName: string
  homeTenantId: string
  audience: 'AzureADMyOrg' | 'AzureADMultipleOrgs'
  createdAt: Date
  secrets: Secret[]
  /** Counts the removed ones too, so that no secret comes twice. */
  secretsMade: number
  certificates: Certificate[]
  federatedCredentials: FederatedCredential[]
  requiredAccess: RequiredAccess[]
  redirectUris: string[]
}

/** One granted app role. */
export interface Grant {
  id: string
  resourceAppId: string
  role: string
  roleId: string
  createdAt: Date
  /** From when newly issued tokens carry it. */
  inTokensAt: Date
  /** From when Graph honours it. */
  honouredAt: Date
}

/** An application as it exists in one tenant. */
export interface ServicePrincipal {
  id: string
  appId: string
  displayName: string
  enabled: boolean
  createdAt: Date
  /** From when Graph knows it. */
  knownAt: Date
  grants: Grant[]
}

export interface Domain {
  name: string
  isDefault: boolean
  isInitial: boolean
}

/** A purchased SKU of a tenant. */
export interface Purchase {
  skuPartNumber: string
  units: number
  status: 'Enabled' | 'Warning' | 'Suspended'
}

export type PremiumFeature = 'P1' | 'P2'

/** How long a grant made now takes to reach tokens and Graph, in seconds. */
export interface Propagation {
  tokenSeconds: number
  graphSeconds: number
}

export interface Directory {
  users: Entity[]
  groups: Entity[]
  /** Group id to the ids of its members and owners. */
  members: Map<string, string[]>
  owners: Map<string, string[]>
}

/** A GDAP relationship, kept in the partner's tenant. */
export interface Relationship {
  id: string
  customerTenantId: string
  status: string
  roles: string[]
  startsAt: Date
  endsAt: Date
}

export interface Tenant {
  id: string
  name: string
  cloud: CloudName
  country: string
  createdAt: Date
  domains: Domain[]
  purchases: Purchase[]
  /** Premium features switched off although a purchased SKU has them. */
  lapsed: Set<PremiumFeature>
  isPartner: boolean
  deleted: boolean
  propagation: Propagation
  applications: Application[]
  servicePrincipals: ServicePrincipal[]
  /** App ids whose service principal was removed here. */
  removedAppIds: Set<string>
  relationships: Relationship[]
  secureScore: number
  /** Made on first use: most tenants of a large world are never asked. */
  readonly directory: Directory
}
