import type { SetupStep } from '@tenantry/core'
import { mayConnect, mayConsent, mayRegister } from './roles.js'

const blade = (page: string) =>
  `https://{portal}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/${page}/appId/{clientId}`

/** The step that creates the app registration. */
export function registerApp(options: { name: string; why: string; accounts: string; comesBack?: boolean }): SetupStep {
  return {
    id: 'register',
    title: 'Register an app',
    instructions: [
      'Open App registrations in the Microsoft Entra admin center (formerly Azure Active Directory) and choose New registration.',
      `Name it so that it is recognised later: ${options.why}`,
      `Under Supported account types choose “${options.accounts}”.`,
      options.comesBack
        ? 'Leave Redirect URI empty, or choose Web and enter the address below: then a consent brings you back here. Choose Register.'
        : 'Leave Redirect URI empty and choose Register.',
    ],
    link: {
      label: 'New registration',
      href: 'https://{portal}/#view/Microsoft_AAD_RegisteredApps/CreateApplicationBlade/isMSAApp~/false',
    },
    copy: [
      { label: 'Name', value: options.name },
      ...(options.comesBack ? [{ label: 'Redirect URI (optional)', value: '{returnTo}' }] : []),
    ],
    note: 'Without a redirect URI a consent link ends on a Microsoft error page (AADSTS500113) after the consent itself has succeeded: come back and test again.',
    who: mayRegister,
  }
}

/** The step that copies the two ids. */
export function copyIds(tenantLabel: string): SetupStep {
  return {
    id: 'ids',
    title: 'Copy the two IDs',
    instructions: [
      'On the app’s Overview page copy “Application (client) ID” into Client ID below.',
      `Copy “Directory (tenant) ID” into ${tenantLabel} below.`,
    ],
    link: {
      label: 'App registrations',
      href: 'https://{portal}/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
    },
    who: mayRegister,
  }
}

/** The step that creates a credential. */
export function addCredential(lifetime: string): SetupStep {
  return {
    id: 'credential',
    title: 'Add a credential',
    instructions: [
      'Open Certificates & secrets. Prefer a federated credential or a certificate where you can.',
      `For a secret choose New client secret, describe it, choose an expiry (${lifetime}), and Add.`,
      'Copy the Value at once into Client secret below.',
    ],
    link: { label: 'Certificates & secrets', href: blade('Credentials') },
    copy: [{ label: 'Description', value: 'Tenantry' }],
    warning: 'Microsoft shows the Value once, right after Add. The Secret ID beside it is not the secret.',
    who: mayRegister,
    provenBy: 'authentication',
  }
}

/** The step that asks for permissions. */
export const requestPermissions: SetupStep = {
  id: 'permissions',
  title: 'Add the permissions',
  instructions: [
    'Open API permissions, choose Add a permission, Microsoft Graph, Application permissions, and tick each name of the list.',
    'Exchange.ManageAsApp is under “APIs my organization uses”, Office 365 Exchange Online. What begins with Protection or SharePoint is there under Microsoft Exchange Online Protection, or Office 365 SharePoint Online.',
    'Or open Manifest and replace requiredResourceAccess with the downloaded file’s.',
  ],
  link: { label: 'API permissions', href: blade('CallAnAPI') },
  showsPermissions: true,
  note: 'Choose Application permissions, not Delegated: nobody signs in when Tenantry works. To read settings of Exchange, Purview and Teams the app also needs the Entra role Global Reader in each tenant.',
  who: mayRegister,
}

/** The step that grants consent. */
export const grantConsent: SetupStep = {
  id: 'consent',
  title: 'Grant admin consent',
  instructions: [
    'On the same page choose “Grant admin consent for …” and confirm.',
    'Wait until every row shows a green check mark and “Granted”.',
  ],
  link: { label: 'API permissions', href: blade('CallAnAPI') },
  warning: 'Without consent the sign-in works and every call is refused.',
  note: 'A grant takes effect in newly issued tokens; give it a few minutes.',
  who: mayConsent,
  provenBy: 'permissions',
}

/** The last step: enter everything here. */
export const enterHere: SetupStep = {
  id: 'connect',
  title: 'Test and save',
  instructions: ['Fill in the form, choose Test connection, and save once all three checks have passed.'],
  note: 'No person signs in: this is set up once and works by itself from then on.',
  who: mayConnect,
  provenBy: 'apiCalls',
}
