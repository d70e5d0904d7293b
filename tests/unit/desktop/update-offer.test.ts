import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Place } from '#core/folders'
import { silentLog } from '#core/log'
import { policyFile, updatesAllowed } from '#core/updates/policy'
import { installAtEnd, judgeOffer, plainNotes } from '#domain/update-offer'
import { tempDir } from '../../helpers/temp-dir.ts'

test.each<[string, string, string | null]>([
  ['text', 'Faster.\n\nSmaller.', 'Faster.\n\nSmaller.'],
  ['elements', '<h2>New</h2><ul><li>one</li><li>two</li></ul>', 'New\n\n• one\n\n• two'],
  ['scripts', 'a<script>alert(1)</script>b<style>p{}</style>c', 'abc'],
  ['a script without end', 'a<script>alert(1)', 'a'],
  ['an element without end', 'a<img src=x onerror=alert(1)', 'a'],
  ['elements made of elements', '<<b>script>alert(1)</script>', '<script>alert(1)'],
  ['characters', 'a &amp; b &lt;i&gt; &#39;c&#39; &quot;d&quot;', 'a & b <i> \'c\' "d"'],
  ['what hides', 'x\u202Egnp.exe\u200B\u0007\u0000y', 'xgnp.exey'],
  ['nothing', ' <p> </p> ', null],
])('notes: %s', (_what, raw, text) => {
  expect(plainNotes(raw)).toBe(text)
})

test('notes have an end, and are read quickly whatever they are', () => {
  const start = performance.now()
  for (const part of ['<', '<a ', '&amp;', '\n', '<script>', '</', 'x'])
    expect((plainNotes(part.repeat(400_000)) ?? '').length).toBeLessThanOrEqual(8_000)
  expect(performance.now() - start).toBeLessThan(5_000)
})

const at = (isReady: boolean, restartAsked: boolean, transferring: boolean, asksPassword: boolean) =>
  installAtEnd({ isReady, restartAsked, transferring, asksPassword })

test('at the end: only what is ready, never in a transfer, and no password out of nowhere', () => {
  expect(at(false, false, false, false)).toBe('nothing')
  expect(at(true, false, false, false)).toBe('install')
  expect(at(true, false, true, false)).toBe('nothing')
  expect(at(true, false, false, true)).toBe('nothing')
  expect(at(true, true, false, true)).toBe('install-and-restart')
})

test('a release in stages holds for those who ask as well; what was put off does not', () => {
  const memory = { share: 0.5, later: { version: '2.0.0', untilMs: 100 } }
  const judged = (rolloutPercent: number | null, nowMs: number, asked: boolean) =>
    judgeOffer({ version: '2.0.0', rolloutPercent }, memory, { nowMs, asked })
  expect([judged(50, 200, true), judged(51, 200, false), judged(null, 200, false)]).toEqual([
    'not-yet',
    'offer',
    'offer',
  ])
  expect([judged(null, 50, false), judged(null, 50, true)]).toEqual(['put-off', 'offer'])
})

const place = (platform: Place['platform'], env: Place['env'] = {}): Place => ({
  platform,
  env,
  home: '/home/ada',
})

test('the policy lies where only administrators write', () => {
  expect(policyFile(place('linux'))).toBe('/etc/rbee-marketplace/policy.json')
  expect(policyFile(place('darwin'))).toBe('/Library/Application Support/rbee-marketplace/policy.json')
  expect(policyFile(place('win32', { ProgramData: 'D:\\PD' }))).toBe('D:\\PD\\rbee-marketplace\\policy.json')
})

test.each<[string, string | null, Record<string, string>, boolean]>([
  ['none', null, {}, true],
  ['off', '{"updates":"off"}', {}, false],
  ['on', '{"updates":"on"}', {}, true],
  ['about something else', '{"other":1}', {}, true],
  ['that cannot be read', '{"updates":', {}, false],
  ['with a word that nobody knows', '{"updates":"sometimes"}', {}, false],
  ['none, and the environment says off', null, { RBEE_UPDATES: 'off' }, false],
  ['none, and the environment names a mirror', null, { RBEE_UPDATES: 'https://mirror.example' }, true],
])('a policy %s', (_what, text, env, allowed) => {
  using dir = tempDir()
  mkdirSync(join(dir.path, 'etc'))
  const file = join(dir.path, 'etc/policy.json')
  if (text !== null) writeFileSync(file, text)
  expect(updatesAllowed(place('linux', env), silentLog, file)).toBe(allowed)
})
