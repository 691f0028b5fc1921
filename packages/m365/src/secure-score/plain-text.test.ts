import { describe, expect, it } from 'vitest'
import { plainText } from './plain-text.js'

describe('plain text of HTML', () => {
  it.each([
    ['paragraphs', '<p>Open the center.</p><p>Turn it <b>on</b>.</p>', 'Open the center.\nTurn it on.'],
    ['lists', '<ol> <li>In the <em>Center</em>, select</li>\n<li>Save </li></ol>', '- In the Center, select\n- Save'],
    ['breaks', 'One<br/>Two<br>Three', 'One\nTwo\nThree'],
    ['entities', 'Users&nbsp;&amp; &quot;groups&quot; &#8211; &#x2713;', 'Users & "groups" – ✓'],
    ['entities it does not know', '&hellip; &#0;', '&hellip; &#0;'],
    ['text that is no HTML', 'a < b and c > d', 'a < b and c > d'],
    ['nothing', '', ''],
  ])('keeps what %s say', (_, html, text) => {
    expect(plainText(html)).toBe(text)
  })

  it.each([
    ['scripts', 'Good<script type="x">alert(1 < 2)</script> day', 'Good day'],
    ['styles', '<style>p { color: red }</style>Good day', 'Good day'],
    ['comments', 'Good<!-- bad --> day', 'Good day'],
    ['handlers', '<img src=x onerror=alert(1)>Good day', 'Good day'],
  ])('drops %s', (_, html, text) => {
    expect(plainText(html)).toBe(text)
  })

  it('is done at once with text that was made to keep it busy', () => {
    const busy = `${'<'.repeat(50_000)}${'&#'.repeat(50_000)}${'<script>'.repeat(50_000)}`
    expect(plainText(busy)).toContain('&#&#')
  })
})
