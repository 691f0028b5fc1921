import type { Entity } from '../model.js'
import { complete } from './complete.js'

interface TemplateValue {
  name: string
  type: string
  defaultValue: string
  description: string
}

function value(name: string, type: string, defaultValue: string, description: string): TemplateValue {
  return { name, type, defaultValue, description }
}

function template(id: string, displayName: string, description: string, values: TemplateValue[]): Entity {
  return complete('groupSettingTemplate', { id, displayName, description, values })
}

const [BOOLEAN, TEXT, NUMBER] = ['System.Boolean', 'System.String', 'System.Int32']

export const TEMPLATES = {
  unifiedGroups: '62375ab9-6b52-47ed-826b-58e47e0e304b',
  passwordRules: '5cf42378-d67d-4f36-ba46-e8b86229381d',
  consent: 'dffd5d46-495d-40a9-8e21-954ff55e198a',
  guests: '08d542b9-071f-4e16-94b0-74abb372e3d9',
}

/** What settings there can be. https://learn.microsoft.com/graph/group-directory-settings */
export const groupSettingTemplates: readonly Entity[] = [
  template(
    TEMPLATES.unifiedGroups,
    'Group.Unified',
    'Setting templates define the different settings that can be used for the associated ObjectSettings.',
    [
      value(
        'NewUnifiedGroupWritebackDefault',
        BOOLEAN,
        'true',
        'Whether new Microsoft 365 groups are written back on premises.',
      ),
      value('EnableMIPLabels', BOOLEAN, 'false', 'Whether sensitivity labels can be set on Microsoft 365 groups.'),
      value('CustomBlockedWordsList', TEXT, '', 'Words that names of groups must not contain.'),
      value('EnableMSStandardBlockedWords', BOOLEAN, 'false', 'Whether the standard list of blocked words is used.'),
      value('ClassificationDescriptions', TEXT, '', 'Descriptions of the classifications.'),
      value('DefaultClassification', TEXT, '', 'The classification of a new group.'),
      value('PrefixSuffixNamingRequirement', TEXT, '', 'What names of groups begin and end with.'),
      value('AllowGuestsToBeGroupOwner', BOOLEAN, 'false', 'Whether a guest can own a group.'),
      value('AllowGuestsToAccessGroups', BOOLEAN, 'true', 'Whether guests see the content of groups.'),
      value('GuestUsageGuidelinesUrl', TEXT, '', 'The address of the rules for guests.'),
      value(
        'GroupCreationAllowedGroupId',
        'System.Guid',
        '',
        'The group whose members may create groups all the same.',
      ),
      value('AllowToAddGuests', BOOLEAN, 'true', 'Whether guests can be added.'),
      value('UsageGuidelinesUrl', TEXT, '', 'The address of the rules for groups.'),
      value('ClassificationList', TEXT, '', 'The classifications that a group can have.'),
      value('EnableGroupCreation', BOOLEAN, 'true', 'Whether everyone can create groups.'),
    ],
  ),
  template(TEMPLATES.guests, 'Group.Unified.Guest', 'Settings for a specific Unified Group', [
    value('AllowToAddGuests', BOOLEAN, 'true', 'Whether guests can be added to this group.'),
  ]),
  template(
    '16933506-8a8d-4f0d-ad58-e1db05a5b929',
    'Company.BuiltIn',
    'Setting templates define the different settings that can be used for the associated ObjectSettings.',
    [],
  ),
  template(
    '4bc7f740-180e-4586-adb6-38b2e9024e6b',
    'Application',
    'Settings for managing tenant-wide application behavior.',
    [
      value(
        'EnableAccessCheckForPrivilegedApplicationUpdates',
        BOOLEAN,
        'false',
        'Whether updates of privileged applications are checked.',
      ),
    ],
  ),
  template('898f1161-d651-43d1-805c-3b0b388a9fc2', 'Custom Policy Settings', 'Settings to manage custom policies.', [
    value('CustomConditionalAccessPolicyUrl', TEXT, '', 'The address of a custom policy.'),
  ]),
  template(
    TEMPLATES.passwordRules,
    'Password Rule Settings',
    'Settings to manage how passwords are chosen and how many attempts there are.',
    [
      value('BannedPasswordCheckOnPremisesMode', TEXT, 'Audit', 'How the check on premises works: Audit or Enforce.'),
      value(
        'EnableBannedPasswordCheckOnPremises',
        BOOLEAN,
        'false',
        'Whether passwords are checked on premises as well.',
      ),
      value('EnableBannedPasswordCheck', BOOLEAN, 'false', 'Whether the custom list of banned passwords is used.'),
      value('LockoutDurationInSeconds', NUMBER, '60', 'How long an account is locked.'),
      value('LockoutThreshold', NUMBER, '10', 'After how many failed attempts it is locked.'),
      value('BannedPasswordList', TEXT, '', 'Banned passwords, separated by tabs.'),
    ],
  ),
  template(
    '80661d51-be2f-4d46-9713-98a2fcaec5bc',
    'Prohibited Names Settings',
    'Setting templates define the different settings that can be used for the associated ObjectSettings.',
    [
      value('CustomBlockedSubStringsList', TEXT, '', 'Parts that names must not contain.'),
      value('CustomBlockedWholeWordsList', TEXT, '', 'Words that names must not contain.'),
    ],
  ),
  template(
    'aad3907d-1d1a-448b-b3ef-7bf7f63db63b',
    'Prohibited Names Restricted Settings',
    'Setting templates define the different settings that can be used for the associated ObjectSettings.',
    [
      value('CustomAllowedSubStringsList', TEXT, '', 'Parts that names may contain all the same.'),
      value('CustomAllowedWholeWordsList', TEXT, '', 'Words that names may contain all the same.'),
      value('DoNotValidateAgainstTrademark', BOOLEAN, 'false', 'Whether trademarks are left unchecked.'),
    ],
  ),
  template(
    TEMPLATES.consent,
    'Consent Policy Settings',
    'Setting templates define the different settings that can be used for the associated ObjectSettings.',
    [
      value('EnableGroupSpecificConsent', BOOLEAN, 'false', 'Whether owners of a group consent for it.'),
      value('BlockUserConsentForRiskyApps', BOOLEAN, 'true', 'Whether consent to risky applications is blocked.'),
      value('EnableAdminConsentRequests', BOOLEAN, 'false', 'Whether users can ask for consent.'),
      value(
        'ConstrainGroupSpecificConsentToMembersOfGroupId',
        TEXT,
        '',
        'The group whose members may consent for groups.',
      ),
    ],
  ),
]
