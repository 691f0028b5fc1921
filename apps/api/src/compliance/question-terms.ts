import type { z } from 'zod'
import type { Catalogue } from '../assessments/catalogue.js'
import type { Condition, QuestionTerms } from './questions.dto.js'

/** What questions can be made of, and some to begin with. */
export function questionTerms(catalogue: Catalogue): z.output<typeof QuestionTerms> {
  const controls = [...catalogue.controls.values()].map(({ control }) => control)
  const sorted = (texts: Iterable<string>) => [...new Set(texts)].toSorted((one, other) => one.localeCompare(other))
  return {
    examples: examplesFrom(catalogue),
    frameworks: [...catalogue.frameworks.values()].map(({ framework: { id, name } }) => ({ id, name })),
    areas: sorted(controls.map(({ area }) => area)),
    licences: sorted(controls.flatMap(({ licence }) => licence ?? [])),
  }
}

/** Made of what is there, so that each can be asked as it is: of the gravest controls, the first framework, a licence. */
function examplesFrom(catalogue: Catalogue): { name: string; definition: Condition }[] {
  const controls = [...catalogue.controls.values()].map(({ control }) => control)
  const grave = controls.filter(({ automation, severity }) => automation === 'automated' && severity === 'critical')
  const licensed = controls.find(({ automation, licence }) => automation === 'automated' && licence !== undefined)
  const [framework] = [...catalogue.frameworks.values()].map(({ framework: one }) => one)
  const [gravest] = grave
  return [
    ...(gravest
      ? [
          {
            name: 'Tenants where a critical control fails',
            definition: { any: grave.slice(0, 40).map(({ id }) => ({ control: id, standings: ['fail' as const] })) },
          },
        ]
      : []),
    ...(gravest && licensed?.licence
      ? [
          {
            name: `Tenants where “${gravest.title}” fails and ${licensed.licence} is missing`,
            definition: {
              all: [{ control: gravest.id, standings: ['fail' as const] }, { lacksLicence: licensed.licence }],
            },
          },
        ]
      : []),
    ...(framework
      ? [
          {
            name: `Tenants below 70 % of ${framework.name}`,
            definition: { framework: framework.id, scoreBelow: 70 },
          },
        ]
      : []),
  ]
}
