import type { CloudName } from '../clouds.js'
import type { EntitySet } from '../store/entity-set.js'
import type { Links } from '../store/links.js'
import type { ApiClient } from './api-clients.js'

export type { Entity } from '../store/seed.js'

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
  /** By which tokens for it are asked for, where it is an API itself. */
  identifierUri?: string
  /** It calls the CIPP of its tenant. */
  apiClient?: ApiClient
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
  /** Directory roles it held when the world began. */
  rolesAtFirst: string[]
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

/** What a tenant has by licence and may lose. */
export type LicensedFeature = PremiumFeature | 'Exchange' | 'Intune' | 'Defender'

/** How long a grant made now takes to reach tokens and Graph, and a directory role to reach Exchange, in seconds. */
export interface Propagation {
  tokenSeconds: number
  graphSeconds: number
  exchangeSeconds: number
}

/** How long a write takes to show in reads of one object, in lists, and in the index behind advanced queries. */
export interface Replication {
  readSeconds: number
  listSeconds: number
  indexSeconds: number
}

/** How well a tenant is run. */
export type Posture = 'excellent' | 'good' | 'fair' | 'poor'

/** How many there are of what a tenant's directory is made of. */
export interface Headcount {
  users: number
  guests: number
  groups: number
  /** Of its Azure resources; by the number of users unless given. */
  managedIdentities?: number
  onPremisesSync: boolean
  /** Countries its people work in; the more often one is named, the more of them. */
  offices: string[]
  /** Mailboxes that are nobody's own. */
  resources?: { shared?: number; rooms?: number; equipment?: number }
}

/** A GDAP relationship, kept in the partner's tenant. */
export interface Relationship {
  id: string
  customerTenantId: string
  status: string
  roles: string[]
  startsAt: Date
  endsAt: Date
  /** Of one that was made in this world, or is written so: what else the partner said. */
  displayName?: string
  duration?: string
  /** `P180D`, or `PT0S` where it simply ends. */
  autoExtendDuration?: string
  modifiedAt?: Date
}

export interface Tenant {
  id: string
  name: string
  cloud: CloudName
  country: string
  createdAt: Date
  domains: Domain[]
  purchases: Purchase[]
  /** Features switched off although a purchased SKU has them. */
  lapsed: Set<LicensedFeature>
  isPartner: boolean
  deleted: boolean
  propagation: Propagation
  applications: Application[]
  servicePrincipals: ServicePrincipal[]
  /** App ids whose service principal was removed here. */
  removedAppIds: Set<string>
  relationships: Relationship[]
  secureScore: number
  posture: Posture
  headcount: Headcount
  /** The moment this world began: what lies before it is counted from here. */
  begunAt: Date
  replication: Replication
  /** Whether a setting is as it should be: the same answer for the same tenant, more often yes the better it is run. */
  good: (setting: string) => boolean
  /** The objects of one kind (world/sets.ts); made on first use, since most tenants of a large world are never asked. */
  set(name: string): EntitySet
  links(name: string): Links
}
