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
  expect(redact(line, '/home/ada')).toBe(safe)
})
