import type {
  ConnectionTest,
  FormField,
  Permission,
  PermissionSet,
  ProblemFacts,
  SetupGuide,
  SetupRole,
} from '@tenantry/core'

export type { ConnectionTest, ProblemFacts } from '@tenantry/core'

export interface Page<T> {
  items: T[]
  nextCursor: string | null
}

export interface Setup {
  needsOwner: boolean
  tokenRequired: boolean
  simulator: { available: boolean }
  version: string
}

export interface Membership {
  organizationId: string
  organizationName: string
  organizationKind: 'company' | 'msp'
  role: string
  permissions: string[]
}

export interface Session {
  user: { id: string; name: string; email: string }
  memberships: Membership[]
  expiresAt: string
  authenticatedAt: string
}

export interface SessionRow {
  id: string
  current: boolean
  authenticatedAt: string
  lastSeenAt: string
  expiresAt: string
  ip: string
  userAgent: string
}

export interface Member {
  userId: string
  name: string
  email: string | null
  role: string
  joinedAt: string
  lastSeenAt: string | null
}

export interface Invitation {
  id: string
  email: string | null
  role: string
  invitedBy: string
  createdAt: string
  expiresAt: string
}

export interface SentInvitation extends Invitation {
  link: string
}

export interface InvitationPreview {
  organizationName: string
  email: string
  role: string
  expiresAt: string
  userExists: boolean
}

export interface Role {
  role: string
  name: string
  description: string
  permissions: string[]
}

export interface RoleList {
  items: Role[]
  permissions: { name: string; description: string }[]
}

export interface ApiKey {
  id: string
  name: string
  prefix: string
  role: string | null
  scopes: string[]
  createdBy: string
  createdAt: string
  lastUsedAt: string | null
  expiresAt: string | null
}

export interface CreatedApiKey extends ApiKey {
  key: string
}

export interface Organization {
  id: string
  name: string
  kind: 'company' | 'msp'
  createdAt: string
}

export interface AuditEvent {
  id: string
  sequence: number
  at: string
  actor: { kind: 'user' | 'apiKey' | 'system'; id: string | null; name: string }
  action: string
  subject: { kind: string; id: string | null; name: string | null }
  connectionId: string | null
  result: 'success' | 'failure'
  summary: string
  details: Record<string, unknown>
  requestId: string | null
  hash: string
  previousHash: string | null
}

export interface ChainCheck {
  ok: boolean
  checked: number
  firstBroken: { sequence: number; reason: string } | null
  head: { sequence: number; hash: string }
  checkedAt: string
}

export interface CatalogueEntry {
  code: string
  status: number
  title: string
  why: string
  fix: string
  retryable: boolean
  health?: string
  learnMore?: string
}

export interface Provider {
  id: string
  name: string
  description: string
  categories: string[]
  enabled: boolean
  globallyDisabled: boolean
  connections: number
}

export interface ProviderList {
  items: Provider[]
  refused: { module: string; reasons: string[] }[]
}

export interface ConnectionKind {
  id: string
  name: string
  description: string
  fields: FormField[]
  binds: string[]
  credentials: string[]
  guide: SetupGuide
}

export interface CredentialKind {
  id: string
  name: string
  description: string
  advice: string
  fields: FormField[]
}

export interface SimulatorApp {
  kind: string
  name: string
  tenantId: string
  clientId: string
  clientSecret: string | null
}

export interface ProviderDetail extends Provider {
  connectionKinds: ConnectionKind[]
  credentialKinds: CredentialKind[]
  roles: SetupRole[]
  permissionSets: (Omit<PermissionSet, 'permissions'> & { permissions: Permission[] })[]
  dataCategories: { id: string; name: string; reads: string; set: string }[]
  neverReads: string[]
  activityLinks: { label: string; href: string }[]
  hasManifest: boolean
}

export type ConnectionHealth = 'connected' | 'authenticationError' | 'permissionError' | 'serviceError' | 'disabled'

export interface CredentialState {
  kind: string
  kindName: string
  values: Record<string, unknown>
  hint: string | null
  setAt: string
  expiresAt: string | null
  expirySource: 'provider' | 'entered' | null
  expiry: 'unknown' | 'fine' | 'soon' | 'expired' | 'never'
  daysLeft: number | null
  rotation: { dueAt: string; state: 'fine' | 'advised' | 'due' } | null
}

export interface Connection {
  id: string
  providerId: string
  providerName: string
  kind: string
  kindName: string
  name: string
  simulated: boolean
  access: 'readOnly' | 'readWrite'
  sets: string[]
  config: Record<string, unknown>
  tenant: { id: string; name: string; defaultDomain: string | null } | null
  health: ConnectionHealth
  problem: ProblemFacts | null
  notes: string[]
  checkedAt: string | null
  nextCheckAt: string | null
  lastSyncAt: string | null
  healthSince: string
  credential: CredentialState
  createdAt: string
  version: number
}

export interface ConnectionInput {
  name?: string
  providerId: string
  kind: string
  config: Record<string, unknown>
  sets: string[]
  simulated: boolean
  credential: { kind: string; values: Record<string, unknown> }
}

export interface HealthHistory {
  days: { day: string; connectedMinutes: number; knownMinutes: number; worst: ConnectionHealth | 'unknown' }[]
  uptime: number | null
  incidents: { from: string; until: string; health: ConnectionHealth; problem: ProblemFacts | null; ongoing: boolean }[]
}

export interface StoredTest {
  id: string
  cause: 'manual' | 'schedule' | 'create' | 'credential' | 'refresh'
  result: ConnectionTest
}

export interface PermissionRow {
  name: string
  resource: string | null
  sets: string[]
  why: string | null
  risk: 'low' | 'medium' | 'high' | null
  needed: boolean
  status: 'granted' | 'covered' | 'missing' | 'surplus' | 'unknown'
  coveredBy: string | null
  lastUsedAt: string | null
}

export interface PermissionFacts {
  items: PermissionRow[]
  checkedAt: string | null
}

export interface LogEntry {
  id: string
  at: string
  operation: string
  purpose: string
  status: number | null
  result: 'ok' | 'refused' | 'failed'
  durationMs: number
  requestId: string | null
  hint: string | null
}

export interface DataAccess {
  items: { operation: string; calls: number; lastAt: string }[]
  reads: { id: string; name: string; reads: string; on: boolean }[]
  neverReads: string[]
}

export interface DoctorItem {
  id: string
  title: string
  status: 'ok' | 'attention' | 'broken' | 'unknown'
  detail: string
  next: { label: string; kind: 'link' | 'step' | 'action'; target: string } | null
}

export interface Rotation {
  step: 'none' | 'create' | 'update' | 'deleteOld'
  startedAt: string | null
  oldHint: string | null
  newHint: string | null
  oldStillValid: boolean | null
  oldCheckedAt: string | null
}

export type RotationMove = 'start' | 'created' | 'checkOld' | 'finish' | 'cancel'

export interface AttentionItem {
  id: string
  severity: 'broken' | 'attention' | 'unknown'
  kind: string
  title: string
  detail: string
  subject: { kind: 'connection'; id: string; name: string }
  action: { label: string; target: 'open' | 'updateCredential' | 'rotate' | 'permissions' }
  since: string
}

export interface AttentionList {
  items: AttentionItem[]
  total: number
  well: number
  simulated: boolean
}

export interface Simulator {
  available: boolean
  running: boolean
  controlUrl: string | null
  apps: SimulatorApp[]
  tenants: { id: string; name: string; defaultDomain: string }[]
}
