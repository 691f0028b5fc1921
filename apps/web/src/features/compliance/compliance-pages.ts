/** The pages of compliance, in the order in which one works. */
export const compliancePages = [
  { path: '', label: 'Overview' },
  { path: '/controls', label: 'Controls' },
  { path: '/frameworks', label: 'Frameworks' },
  { path: '/assessments', label: 'Assessments' },
  { path: '/manual', label: 'Manual work' },
  { path: '/exceptions', label: 'Exceptions' },
  { path: '/questions', label: 'Questions' },
  { path: '/scores', label: 'Secure Score' },
  { path: '/parameters', label: 'Parameters' },
]
