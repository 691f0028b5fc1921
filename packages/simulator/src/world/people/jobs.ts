import { readData } from '../../data.js'

interface Department {
  name: string
  /** Of who leads it, of those who lead others in it, and of the rest. */
  titles: [string, string, string]
  share: number
}

const { departments } = readData('people.json') as { departments: Department[] }

/** Departments by turns, the large ones more often: whoever comes next joins the next. */
const turns = departments
  .flatMap(({ share }, department) =>
    Array.from({ length: share }, (_, part) => ({ department, at: (part + 0.5) / share })),
  )
  .sort((one, other) => one.at - other.at || one.department - other.department)
  .map(({ department }) => department)

const turnsOf = departments.map((_, department) => turns.flatMap((turn, place) => (turn === department ? [place] : [])))

export const departmentNames: readonly string[] = departments.map(({ name }) => name)

/** How many people one leads, at most. */
const SPAN = 7

export interface Job {
  department: string
  title: string
}

/**
 * Who works in which department and for whom, reckoned from places: the first person leads the company, the first of
 * each department leads that, and everyone else is led by someone who came before them.
 */
export class Jobs {
  constructor(readonly size: number) {}

  at(index: number): Job {
    if (index === 0) return { department: 'Management', title: 'Managing Director' }
    const { department, ordinal } = standing(index)
    const { name, titles } = departments[department] as Department
    const leads = placeOf(department, SPAN * ordinal + 1) < this.size
    return { department: name, title: ordinal === 0 ? titles[0] : leads ? titles[1] : titles[2] }
  }

  managerOf(index: number): number | undefined {
    if (index === 0) return undefined
    const { department, ordinal } = standing(index)
    return ordinal === 0 ? 0 : placeOf(department, Math.floor((ordinal - 1) / SPAN))
  }

  reportsOf(index: number): number[] {
    const places =
      index === 0
        ? departments.map((_, department) => placeOf(department, 0))
        : led(index).map((ordinal) => placeOf(standing(index).department, ordinal))
    return places.filter((place) => place < this.size)
  }

  /** Everyone of a department, by its place in `departmentNames`. */
  *membersOf(department: number): Iterable<number> {
    for (let ordinal = 0, place = placeOf(department, 0); place < this.size; place = placeOf(department, ++ordinal)) {
      yield place
    }
  }

  departmentOf(index: number): number | undefined {
    return index === 0 ? undefined : standing(index).department
  }
}

/** A person's department, and how many came to it before them. */
function standing(index: number): { department: number; ordinal: number } {
  const turn = (index - 1) % turns.length
  const department = turns[turn] as number
  const own = turnsOf[department] as number[]
  return { department, ordinal: Math.floor((index - 1) / turns.length) * own.length + own.indexOf(turn) }
}

function placeOf(department: number, ordinal: number): number {
  const own = turnsOf[department] as number[]
  return 1 + Math.floor(ordinal / own.length) * turns.length + (own[ordinal % own.length] as number)
}

function led(index: number): number[] {
  const { ordinal } = standing(index)
  return Array.from({ length: SPAN }, (_, nth) => SPAN * ordinal + 1 + nth)
}
