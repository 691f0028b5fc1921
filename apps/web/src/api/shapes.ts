import type { Schema } from '@tenantry/api-client'

export type Session = Schema<'Session'>
export type Role = Schema<'Role'>['role']
export type Permission = Schema<'Role'>['permissions'][number]
export type Member = Schema<'Member'>
export type SentInvitation = Schema<'SentInvitation'>
export type ApiKey = Schema<'ApiKey'>
export type CreatedApiKey = Schema<'CreatedApiKey'>
export type AuditEvent = Schema<'AuditEntry'>
export type Provider = Schema<'Provider'>
export type ProviderDetail = Schema<'ProviderDetail'>
export type ConnectionKind = Schema<'ConnectionKind'>
export type CredentialKind = Schema<'CredentialKind'>
export type SimulatorApp = Schema<'Simulator'>['apps'][number]
export type Connection = Schema<'Connection'>
export type ConnectionHealth = Connection['health']
export type ConnectionTest = Schema<'ConnectionTest'>
export type CredentialState = Connection['credential']
export type ProblemFacts = Schema<'ProblemFacts'>
export type HealthHistory = Schema<'HealthHistory'>
export type PermissionRow = Schema<'PermissionFacts'>['items'][number]
export type LogEntry = Schema<'CallLogEntry'>
export type EndpointUse = Schema<'DataAccess'>['items'][number]
export type Finding = Schema<'Doctor'>['items'][number]
export type Company = Schema<'Tenant'>
export type CompanySummary = Schema<'TenantSummary'>
export type CompanyTryOut = Schema<'TenantTryOut'>
export type WhatIfFeature = Schema<'ConsentWhatIf'>['features'][number]
export type TenantRun = Schema<'TenantRun'>
export type TenantRunItem = Schema<'TenantRunItem'>
export type Capability = Schema<'Capabilities'>['bulkConsent']
export type CompanyDiagnostics = Schema<'TenantDiagnostics'>
export type ConsentVisit = Schema<'ConsentVisit'>
export type HandoverLink = Schema<'HandoverLink'>
export type OpenedHandover = Schema<'OpenedHandover'>
export type ProviderArticle = Schema<'HelpArticle'>
export type WhoCanDoWhat = Schema<'WhoCanDoWhat'>
export type AttentionItem = Schema<'AttentionItem'>
export type ComplianceScore = Schema<'ComplianceScore'>
export type TenantVerdict = Schema<'TenantVerdict'>
export type ControlVerdict = Schema<'ControlVerdict'>
export type Verdict = TenantVerdict['verdict']
export type Standing = TenantVerdict['standing']
export type UnknownCause = NonNullable<TenantVerdict['cause']>
export type Severity = Schema<'ControlRef'>['severity']
export type Evidence = TenantVerdict['evidence'][number]
export type Assessment = Schema<'Assessment'>
export type TenantAssessment = Schema<'TenantAssessment'>
export type ComplianceOverview = Schema<'ComplianceOverview'>
export type ComplianceMatrix = Schema<'ComplianceMatrix'>
export type ControlDetail = Schema<'ControlDetail'>
export type ControlSummary = Schema<'ControlSummary'>
export type FrameworkDetail = Schema<'FrameworkDetail'>
export type TenantPosture = Schema<'TenantPosture'>
export type Exception = Schema<'Exception'>
export type ManualItem = Schema<'ManualItem'>
export type ProviderScore = Schema<'ProviderScore'>
export type ControlParameter = Schema<'ControlParameter'>
export type CompanyParameter = Schema<'TenantParameter'>
export type Question = Schema<'Question'>
export type ReadingStatus = NonNullable<Schema<'TenantDataAccess'>['categories'][number]['resources'][number]['status']>
export type Snapshot = Schema<'Snapshot'>
export type SnapshotResource = Schema<'SnapshotResource'>
export type SnapshotChange = Schema<'SnapshotChange'>
export type VerdictChange = Schema<'VerdictChanges'>['items'][number]

/** What is sent to test or to create a connection. */
export interface ConnectionInput {
  providerId: string
  kind: string
  config: Record<string, unknown>
  sets: string[]
  simulated: boolean
  credential: { kind: string; values: Record<string, unknown> }
}
