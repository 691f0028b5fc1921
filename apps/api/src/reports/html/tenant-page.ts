import type { Standing } from '../../assessments/score.js'
import type { ReportControl, ReportVerdict, TenantReport } from '../report-model.js'
import type { Rules } from '../rules.js'
import { standingWords } from '../words.js'
import { html, Markup, type Content } from './markup.js'

/** Where what is said of one tenant stands in a page: its anchors and how deep its headings are. */
export class TenantPage {
  private readonly verdicts: ReadonlyMap<string, ReportVerdict>

  constructor(
    readonly rules: Rules,
    readonly report: TenantReport,
    /** Sets its anchors apart from those of other tenants. */
    private readonly key: string,
    /** The level of its chapters' headings. */
    private readonly level: number,
  ) {
    this.verdicts = new Map(report.verdicts.map((verdict) => [verdict.control, verdict]))
  }

  verdictOf(control: string): ReportVerdict | undefined {
    return this.verdicts.get(control)
  }

  /** Verdicts that stand like this, with their controls, those that matter most first. */
  standing(standing: Standing): { control: ReportControl; verdict: ReportVerdict }[] {
    return this.report.verdicts
      .flatMap((verdict) => {
        const control = this.rules.control(verdict.control)
        return verdict.standing === standing && control ? [{ control, verdict }] : []
      })
      .toSorted((a, b) => SEVERITIES.indexOf(a.control.severity) - SEVERITIES.indexOf(b.control.severity))
  }

  anchor(name: string): string {
    return `${this.key}-${name}`
  }

  /** A link to a place of this tenant. */
  to(name: string, content: Content): Markup {
    return html`<a href="#${this.anchor(name)}">${content}</a>`
  }

  /** A link to what is said of a control. */
  toControl(id: string, content?: Content): Markup {
    return this.to(this.placeOf(id), content ?? this.rules.control(id)?.title ?? id)
  }

  /** The name of the place where a control's evidence stands. */
  placeOf(control: string): string {
    return `c${this.rules.positionOf(control) + 1}`
  }

  /** A heading, `below` levels under those of chapters. */
  heading(below: number, content: Content, place?: string): Markup {
    const tag = new Markup(`h${Math.min(this.level + below, 6)}`)
    return place === undefined
      ? html`<${tag}>${content}</${tag}>`
      : html`<${tag} id="${this.anchor(place)}">${content}</${tag}>`
  }
}

const SEVERITIES = ['critical', 'high', 'medium', 'low']

/** The mark of how a control stands: a word in a frame that differs in form, not by colour alone. */
export function mark(verdict: Pick<ReportVerdict, 'standing' | 'cause'>): Markup {
  return html`<span class="is is-${verdict.standing}">${standingWords(verdict)}</span>`
}

/** Something that came out of a tenant: its direction of writing stays its own. */
export function own(text: Content): Markup {
  return html`<span class="own">${text}</span>`
}
