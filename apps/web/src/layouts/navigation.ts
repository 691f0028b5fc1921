/** A page one can go to from the sidebar. `permission` hides nothing: the page itself says who may see it. */
export interface NavigationItem {
  label: string
  icon: string
  /** Inside the organization. */
  path: string
  exact?: boolean
  /** Where pages lie that one comes to from it and that are not below it. */
  alsoAt?: string
  /** What an organization calls it that has only its own tenant. */
  ownLabel?: string
}

export const mainPages: readonly NavigationItem[] = [
  { label: 'Home', icon: 'i-lucide-house', path: '', exact: true },
  { label: 'Companies', ownLabel: 'Tenant', icon: 'i-lucide-building', path: '/companies', alsoAt: '/runs' },
  { label: 'Compliance', icon: 'i-lucide-clipboard-check', path: '/compliance' },
  { label: 'Activity', icon: 'i-lucide-scroll-text', path: '/activity' },
]

export const settingsPages: readonly NavigationItem[] = [
  { label: 'Integrations', icon: 'i-lucide-plug', path: '/settings/integrations' },
  { label: 'Members and roles', icon: 'i-lucide-users', path: '/settings/members' },
  { label: 'API keys', icon: 'i-lucide-key-round', path: '/settings/api-keys' },
  { label: 'Notifications', icon: 'i-lucide-bell', path: '/settings/notifications' },
  { label: 'Reports', icon: 'i-lucide-file-text', path: '/settings/reports' },
  { label: 'Organization', icon: 'i-lucide-building-2', path: '/settings/organization' },
  { label: 'Appearance', icon: 'i-lucide-sun-moon', path: '/settings/appearance' },
  { label: 'About and health', icon: 'i-lucide-activity', path: '/settings/about' },
]
