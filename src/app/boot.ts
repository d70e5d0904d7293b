/** The outline in index.html is painted first; the app, much larger, is read right after. A hidden page paints nothing. */
import './styles.css'

let started = false
function start(): void {
  if (started) return
  started = true
  void import('./main.tsx')
}

requestAnimationFrame(() => setTimeout(start))
setTimeout(start, 100)
