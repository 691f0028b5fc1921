export { type AppCredential, appCredential, type Application, application } from './resources/applications.js'
export { type Organization, organization } from './resources/organizations.js'
