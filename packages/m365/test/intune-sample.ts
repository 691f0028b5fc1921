/** A policy of the settings catalogue as Graph writes it. */
export function intunePolicy(choices: readonly string[], changes: object = {}) {
  return {
    id: '1d2c3b4a-0000-4000-8000-000000000001',
    name: 'Windows',
    isAssigned: true,
    assignments: [{ id: 'a', target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } }],
    settings: choices.map((value, index) => ({
      id: String(index),
      settingInstance: {
        settingDefinitionId: value.replace(/_[^_]*$/, ''),
        choiceSettingValue: { value, children: [] },
      },
    })),
    ...changes,
  }
}

export function intunePolicies(...list: object[]) {
  return { '/beta/deviceManagement/configurationPolicies?$expand=settings,assignments': list }
}
