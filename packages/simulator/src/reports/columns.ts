import { guid, pick } from '../world/ids.js'
import { type Service, type Usage } from './usage.js'

type Value = string | number | boolean

/** One column of a report: its heading, and what stands in it. Headings and values are as Microsoft's files have them. */
export type Column = [heading: string, value: (usage: Usage, period: string) => Value]

/** One report: who is in it, and its columns after the date of the report. */
export interface Report {
  columns: Column[]
  includes(usage: Usage): boolean
  /** Takes a period, or tells of now. */
  hasPeriod: boolean
}

const name: Column = ['User Principal Name', ({ user }) => String(user['userPrincipalName'])]
const displayName: Column = ['Display Name', ({ user }) => String(user['displayName'])]
const deleted: Column[] = [
  ['Is Deleted', () => false],
  ['Deleted Date', () => ''],
]
const products: Column = ['Assigned Products', (usage) => usage.products]
const reportPeriod: Column = ['Report Period', (_usage, period) => period.slice(1)]
const active = (service: Service): Column => ['Last Activity Date', (usage) => usage.lastActive(service)]
const amount = (heading: string, service: Service, most: number): Column => [
  heading,
  (usage) => usage.amount(service, heading, most),
]
const GB = 1_073_741_824

const NAMED: [string, Service][] = [
  ['Exchange', 'exchange'],
  ['OneDrive', 'oneDrive'],
  ['SharePoint', 'sharePoint'],
  ['Skype For Business', 'skype'],
  ['Yammer', 'yammer'],
  ['Teams', 'teams'],
]

const APPS = ['Outlook', 'Word', 'Excel', 'PowerPoint', 'OneNote', 'Teams']
const PLATFORMS = ['Windows', 'Mac', 'Mobile', 'Web']

const uses = (usage: Usage, ...what: string[]): Value =>
  usage.lastActive('apps') !== '' && pick(3, usage.user.id, ...what) > 0 ? 'Yes' : 'No'

/** https://learn.microsoft.com/graph/api/resources/report */
export const reports: Record<string, Report> = {
  getOffice365ActiveUserDetail: {
    hasPeriod: true,
    includes: ({ user }) => user['userType'] !== 'Guest',
    columns: [
      name,
      displayName,
      ...deleted,
      ...NAMED.map(([heading, service]): Column => [`Has ${heading} License`, (usage) => usage.licensed(service)]),
      ...NAMED.map(([heading, service]): Column => [
        `${heading} Last Activity Date`,
        (usage) => usage.lastActive(service),
      ]),
      ...NAMED.map(([heading, service]): Column => [
        `${heading} License Assign Date`,
        (usage) => (usage.licensed(service) ? usage.assigned : ''),
      ]),
      products,
    ],
  },
  getMailboxUsageDetail: {
    hasPeriod: true,
    includes: (usage) => usage.licensed('exchange'),
    columns: [
      name,
      displayName,
      ...deleted,
      ['Created Date', (usage) => usage.assigned],
      active('exchange'),
      amount('Item Count', 'exchange', 60_000),
      amount('Storage Used (Byte)', 'exchange', 40 * GB),
      ['Issue Warning Quota (Byte)', () => 98 * GB],
      ['Prohibit Send Quota (Byte)', () => 99 * GB],
      ['Prohibit Send/Receive Quota (Byte)', () => 100 * GB],
      amount('Deleted Item Count', 'exchange', 3_000),
      amount('Deleted Item Size (Byte)', 'exchange', 2 * GB),
      ['Deleted Item Quota (Byte)', () => 30 * GB],
      ['Has Archive', ({ user }) => pick(5, user.id, 'archive') === 0],
      reportPeriod,
    ],
  },
  getM365AppUserDetail: {
    hasPeriod: true,
    includes: (usage) => usage.licensed('apps'),
    columns: [
      name,
      ['Last Activation Date', (usage) => usage.lastActive('apps')],
      active('apps'),
      reportPeriod,
      ...PLATFORMS.map((platform): Column => [platform, (usage) => uses(usage, platform)]),
      ...APPS.map((app): Column => [app, (usage) => uses(usage, app)]),
      ...PLATFORMS.flatMap((platform) =>
        APPS.map((app): Column => [`${app} (${platform})`, (usage) => uses(usage, app, platform)]),
      ),
    ],
  },
  getOffice365ActivationsUserDetail: {
    hasPeriod: false,
    includes: (usage) => usage.licensed('apps'),
    columns: [
      name,
      displayName,
      ['Product Type', () => 'MICROSOFT 365 APPS FOR ENTERPRISE'],
      ['Last Activated Date', (usage) => usage.lastActive('apps')],
      amount('Windows', 'apps', 3),
      ['Mac', ({ user }) => (pick(8, user.id, 'mac') === 0 ? 1 : 0)],
      ['Windows 10 Mobile', () => 0],
      ['iOS', ({ user }) => (pick(3, user.id, 'ios') === 0 ? 1 : 0)],
      ['Android', ({ user }) => (pick(4, user.id, 'android') === 0 ? 1 : 0)],
      ['Activated On Shared Computer', () => false],
    ],
  },
  getTeamsUserActivityUserDetail: {
    hasPeriod: true,
    includes: (usage) => usage.licensed('teams'),
    columns: [
      ['User Id', ({ user }) => user.id],
      name,
      active('teams'),
      ...deleted,
      products,
      amount('Team Chat Message Count', 'teams', 40),
      amount('Private Chat Message Count', 'teams', 300),
      amount('Call Count', 'teams', 30),
      amount('Meeting Count', 'teams', 40),
      amount('Meetings Organized Count', 'teams', 10),
      amount('Meetings Attended Count', 'teams', 40),
      ['Has Other Action', (usage) => (usage.lastActive('teams') === '' ? 'No' : 'Yes')],
      ['Is Licensed', () => 'Yes'],
      reportPeriod,
    ],
  },
  getEmailActivityUserDetail: {
    hasPeriod: true,
    includes: (usage) => usage.licensed('exchange'),
    columns: [
      name,
      displayName,
      ...deleted,
      active('exchange'),
      amount('Send Count', 'exchange', 200),
      amount('Receive Count', 'exchange', 900),
      amount('Read Count', 'exchange', 700),
      amount('Meeting Created Count', 'exchange', 12),
      amount('Meeting Interacted Count', 'exchange', 40),
      products,
      reportPeriod,
    ],
  },
  getOneDriveUsageAccountDetail: {
    hasPeriod: true,
    includes: (usage) => usage.licensed('oneDrive'),
    columns: [
      ['Site Id', ({ user }) => guid(user.id, 'onedrive')],
      ['Site URL', () => ''],
      ['Owner Display Name', ({ user }) => String(user['displayName'])],
      ['Is Deleted', () => false],
      active('oneDrive'),
      amount('File Count', 'oneDrive', 9_000),
      amount('Active File Count', 'oneDrive', 200),
      amount('Storage Used (Byte)', 'oneDrive', 60 * GB),
      ['Storage Allocated (Byte)', () => 1024 * GB],
      ['Owner Principal Name', ({ user }) => String(user['userPrincipalName'])],
      reportPeriod,
    ],
  },
  getOneDriveActivityUserDetail: fileActivity('oneDrive', []),
  getSharePointActivityUserDetail: fileActivity('sharePoint', [amount('Visited Page Count', 'sharePoint', 80)]),
}

function fileActivity(service: Service, more: Column[]): Report {
  return {
    hasPeriod: true,
    includes: (usage) => usage.licensed(service),
    columns: [
      name,
      ...deleted,
      active(service),
      amount('Viewed Or Edited File Count', service, 300),
      amount('Synced File Count', service, 200),
      amount('Shared Internally File Count', service, 40),
      amount('Shared Externally File Count', service, 4),
      ...more,
      products,
      reportPeriod,
    ],
  }
}
