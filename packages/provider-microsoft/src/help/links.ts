/** Pages of Microsoft's documentation that the articles and the reference cards share. */
export const registerAppPage = {
  label: 'Register an application',
  href: 'https://learn.microsoft.com/entra/identity-platform/quickstart-register-app',
}
export const grantConsentPage = {
  label: 'Grant tenant-wide admin consent',
  href: 'https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent',
}
export const consentOverviewPage = {
  label: 'Consent, for users and for admins',
  href: 'https://learn.microsoft.com/entra/identity/enterprise-apps/user-admin-consent-overview',
}
export const exchangeAppOnlyPage = {
  label: 'App-only access to Exchange Online',
  href: 'https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2',
}
export const delegationPage = {
  label: 'Granular delegated admin privileges',
  href: 'https://learn.microsoft.com/partner-center/customers/gdap-introduction',
}
export const rolesPage = {
  label: 'Built-in roles of Microsoft Entra',
  href: 'https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference',
}
export const signInActivityPage = {
  label: 'Sign-in activity of a user',
  href: 'https://learn.microsoft.com/graph/api/resources/signinactivity',
}
export const signInErrorsPage = {
  label: 'Error codes of the sign-in service',
  href: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
}
