import type { RouteRecordRaw } from 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** Needs no session. */
    public?: boolean
    /** A table that takes all the width there is. */
    wide?: boolean
  }
}

const connection: RouteRecordRaw = {
  path: 'settings/integrations/:providerId/connections/:connectionId',
  component: () => import('./pages/connection/ConnectionPage.vue'),
  children: [
    { path: '', name: 'connection', component: () => import('./pages/connection/OverviewTab.vue') },
    { path: 'tests', component: () => import('./pages/connection/TestsTab.vue') },
    { path: 'permissions', component: () => import('./pages/connection/PermissionsTab.vue') },
    { path: 'credential', component: () => import('./pages/connection/CredentialTab.vue') },
    { path: 'history', component: () => import('./pages/connection/HistoryTab.vue') },
    { path: 'log', component: () => import('./pages/connection/LogTab.vue') },
    { path: 'data-access', component: () => import('./pages/connection/DataAccessTab.vue') },
    { path: 'doctor', component: () => import('./pages/connection/DoctorTab.vue') },
    { path: 'guide', component: () => import('./pages/connection/GuideTab.vue') },
  ],
}

const compliance: RouteRecordRaw = {
  path: 'compliance',
  meta: { wide: true },
  component: () => import('./pages/compliance/CompliancePage.vue'),
  children: [
    { path: '', name: 'compliance', component: () => import('./pages/compliance/OverviewPage.vue') },
    { path: 'companies', component: () => import('./pages/compliance/FleetPage.vue') },
    { path: 'controls', component: () => import('./pages/compliance/ControlsPage.vue') },
    { path: 'controls/:controlId', component: () => import('./pages/compliance/ControlPage.vue') },
    { path: 'frameworks', component: () => import('./pages/compliance/FrameworksPage.vue') },
    { path: 'frameworks/:frameworkId', component: () => import('./pages/compliance/FrameworkPage.vue') },
    { path: 'assessments', component: () => import('./pages/compliance/AssessmentsPage.vue') },
    { path: 'assessments/:assessmentId', component: () => import('./pages/compliance/AssessmentPage.vue') },
    { path: 'manual', component: () => import('./pages/compliance/ManualPage.vue') },
    { path: 'exceptions', component: () => import('./pages/compliance/ExceptionsPage.vue') },
    { path: 'exceptions/:exceptionId', component: () => import('./pages/compliance/ExceptionPage.vue') },
    {
      path: 'questions/:questionId',
      redirect: ({ params }) => ({
        path: `/o/${String(params['organizationId'])}/compliance/questions`,
        query: { open: String(params['questionId']) },
      }),
    },
    { path: 'questions', component: () => import('./pages/compliance/QuestionsPage.vue') },
    { path: 'scores', component: () => import('./pages/compliance/ScoresPage.vue') },
    { path: 'parameters', component: () => import('./pages/compliance/ParametersPage.vue') },
  ],
}

/** What belongs to one company and is too large for a tab of it. */
const belowCompany: RouteRecordRaw[] = [
  { path: 'companies/:tenantId/parameters', component: () => import('./pages/companies/CompanyParametersPage.vue') },
  { path: 'companies/:tenantId/snapshots', component: () => import('./pages/snapshots/SnapshotsPage.vue') },
  { path: 'companies/:tenantId/snapshots/:number', component: () => import('./pages/snapshots/SnapshotPage.vue') },
  {
    path: 'companies/:tenantId/snapshots/:number/changes',
    component: () => import('./pages/snapshots/ChangesPage.vue'),
  },
  {
    path: 'companies/:tenantId/snapshots/:number/resources/:resource',
    component: () => import('./pages/snapshots/ObjectsPage.vue'),
  },
]

const organization: RouteRecordRaw[] = [
  { path: '', name: 'home', component: () => import('./pages/HomePage.vue') },
  { path: 'companies', meta: { wide: true }, component: () => import('./pages/companies/CompaniesPage.vue') },
  { path: 'companies/:tenantId', component: () => import('./pages/companies/CompanyPage.vue') },
  ...belowCompany,
  compliance,
  { path: 'runs/:runId', component: () => import('./pages/runs/RunPage.vue') },
  { path: 'activity', component: () => import('./pages/ActivityPage.vue') },
  { path: 'settings', component: () => import('./pages/settings/SettingsPage.vue') },
  { path: 'settings/integrations', component: () => import('./pages/integrations/IntegrationsPage.vue') },
  { path: 'settings/integrations/:providerId', component: () => import('./pages/integrations/ProviderPage.vue') },
  {
    path: 'settings/integrations/:providerId/connect',
    component: () => import('./pages/integrations/ConnectPage.vue'),
  },
  { path: 'help/who-can-do-what', component: () => import('./pages/help/WhoCanDoWhatPage.vue') },
  connection,
  { path: 'settings/members', component: () => import('./pages/settings/MembersPage.vue') },
  { path: 'settings/api-keys', component: () => import('./pages/settings/ApiKeysPage.vue') },
  { path: 'settings/notifications', component: () => import('./pages/settings/NotificationsPage.vue') },
  { path: 'settings/reports', component: () => import('./pages/settings/ReportsPage.vue') },
  { path: 'settings/organization', component: () => import('./pages/settings/OrganizationPage.vue') },
  { path: 'settings/appearance', component: () => import('./pages/settings/AppearancePage.vue') },
  { path: 'settings/about', component: () => import('./pages/settings/AboutPage.vue') },
]

export const routes: RouteRecordRaw[] = [
  {
    path: '/',
    component: () => import('./layouts/AppShell.vue'),
    children: [
      { path: '', name: 'start', component: () => import('./pages/NoOrganizationPage.vue') },
      { path: 'organizations/new', name: 'no-organization', component: () => import('./pages/NoOrganizationPage.vue') },
      { path: 'account', component: () => import('./pages/AccountPage.vue') },
      { path: 'help', component: () => import('./pages/help/HelpPage.vue') },
      { path: 'help/errors', component: () => import('./pages/help/ErrorsPage.vue') },
      { path: 'help/:provider/:article', component: () => import('./pages/help/ArticlePage.vue') },
      { path: 'help/:article', component: () => import('./pages/help/ArticlePage.vue') },
      { path: 'o/:organizationId', children: organization },
      { path: ':rest(.*)*', name: 'not-found', component: () => import('./pages/NotFoundPage.vue') },
    ],
  },
  { path: '/sign-in', name: 'sign-in', meta: { public: true }, component: () => import('./pages/SignInPage.vue') },
  { path: '/setup', name: 'setup', meta: { public: true }, component: () => import('./pages/SetupPage.vue') },
  {
    path: '/invitations/:token',
    meta: { public: true },
    component: () => import('./pages/InvitationPage.vue'),
  },
  {
    path: '/handover/:token',
    meta: { public: true },
    component: () => import('./pages/HandoverPage.vue'),
  },
  { path: '/consent', meta: { public: true }, component: () => import('./pages/ConsentReturnPage.vue') },
  {
    path: '/unreachable',
    name: 'unreachable',
    meta: { public: true },
    component: () => import('./pages/UnreachablePage.vue'),
  },
]
