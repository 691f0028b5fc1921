import type { Score } from '../../assessments/score.js'
import { countedWords, uncountedWords } from '../words.js'
import { html, type Content, type Markup } from './markup.js'

/** The score, what it counts, and what it leaves out. */
export function scorePicture(score: Score): Markup {
  const left = uncountedWords(score)
  const percent = score.percent === null ? html`–` : html`${score.percent}<small> %</small>`
  return html`<div class="score">
    <div class="big">${percent}</div>
    <div>
      <p><strong>${countedWords(score)}</strong></p>
      ${left.length > 0 && html`<p class="soft">Not counted: ${left.join(' · ')}.</p>`} ${bar(score)}
    </div>
  </div> `
}

/** The percentage as a bar; the number stands beside it. */
function bar({ percent }: Score): Content {
  return percent !== null && html`<div class="bar" aria-hidden="true"><i style="width:${percent}%"></i></div>`
}

/** A table of scores: whose they are comes first. */
export function scoreTable(what: string, rows: readonly { of: Content; score: Score }[]): Markup {
  return html`<div class="wide">
    <table class="scores">
      <thead>
        <tr>
          <th scope="col">${what}</th>
          <th scope="col">Passed of judged</th>
          <th scope="col" class="number">Score</th>
          <th scope="col" class="number">Fail</th>
          <th scope="col" class="number">Pass</th>
          <th scope="col" class="number">Excepted</th>
          <th scope="col" class="number">Not assessed</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ of, score }) =>
            html`<tr>
              <th scope="row">${of}</th>
              <td>${bar(score)}</td>
              <td class="number">${score.percent === null ? '–' : `${score.percent} %`}</td>
              <td class="number">${score.failed}</td>
              <td class="number">${score.passed}</td>
              <td class="number">${score.excepted}</td>
              <td class="number">${score.notAssessed.total}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div> `
}
