/** The pages of compliance, in the order in which one works. */
export const compliancePages = [
  { path: '', label: 'Overview' },
  { path: '/controls', label: 'Controls' },
  { path: '/frameworks', label: 'Frameworks' },
  { path: '/assessments', label: 'Assessments' },
]
