import { expect, it } from 'vitest'
import { readMetered } from '#core/catalog/sync/conditions'

it.each([
  ['yes\n', true],
  ['yes (guessed)\n', true],
  ['no\n', false],
  ['no (guessed)\n', false],
  ['unknown\n', null],
  ['', null],
  // A device each; the one that costs may be the one in use.
  ['no (guessed)\n\nunknown\n', false],
  ['unknown\nno\nyes (guessed)\n', true],
  ['  yes  \r\nunknown\r\n', true],
  ['--\n', null],
  ['Error: NetworkManager is not running.\n', null],
])('nmcli says %j', (output, expected) => {
  expect(readMetered(output)).toBe(expected)
})
