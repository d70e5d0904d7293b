// Every optionalDependency named by a locked package must itself be locked, or `npm ci` fails on this or another OS.
import fs from 'node:fs'
const lock = JSON.parse(fs.readFileSync(process.argv[2] ?? 'package-lock.json', 'utf8')).packages
let bad = 0
for (const [at, p] of Object.entries(lock))
  for (const n of Object.keys({ ...p.optionalDependencies })) {
    let dir = at,
      hit = false
    for (;;) {
      if (lock[(dir ? dir + '/' : '') + 'node_modules/' + n]) {
        hit = true
        break
      }
      if (!dir) break
      const i = dir.lastIndexOf('/node_modules/')
      dir = i < 0 ? '' : dir.slice(0, i)
    }
    if (!hit) {
      bad++
      console.log(`${at || '.'}: ${n} not in the lock`)
    }
  }
process.exit(bad ? 1 : 0)
