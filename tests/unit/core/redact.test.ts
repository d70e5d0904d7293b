import { expect, test } from 'vitest'
import { redact } from '#core/redact'

test.each([
  ['token hf_abcdefghijklmnop at the hub', 'token *** at the hub'],
  ['authorization: Bearer abc.def-ghi', 'authorization: ***'],
  ["{ Authorization: 'Bearer abcdef' }", "{ Authorization: '***' }"],
  ['http://127.0.0.1:1/#token=abc-def', 'http://127.0.0.1:1/#token=***'],
  ['https://x.example/f?X-Amz-Signature=ab12&size=3', 'https://x.example/f?X-Amz-Signature=***&size=3'],
  ['/home/ada/models', '~/models'],
])('%s', (line, safe) => {
  expect(redact(line, { home: '/home/ada' })).toBe(safe)
})

test('a token that no pattern knows goes wherever it stands, and a word that is none stays', () => {
  const secrets = ['0f3c1e9a7b5d4c2e8a6f0b1d3c5e7f90', 'ab/cd+ef==', 'key']
  const line = 'Invalid key 0f3c1e9a7b5d4c2e8a6f0b1d3c5e7f90, as in /x/ab%2Fcd%2Bef%3D%3D and "ab/cd+ef=="'
  expect(redact(line, { secrets })).toBe('Invalid key ***, as in /x/*** and "***"')
})
