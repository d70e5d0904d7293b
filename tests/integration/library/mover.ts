/** A process of its own that moves one model to and fro, until it is killed. Arguments: two model folders, its name. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { moveModel } from '#core/library/relocate'

const [one = '', other = '', name = ''] = process.argv.slice(2)
console.log('ready')
for (;;) {
  const [from, to] = existsSync(join(one, name)) ? [one, other] : [other, one]
  await moveModel(from, join(from, name), to)
}
