import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { startCommand } from '#domain/worker-command'
import { problemWith, say } from '#domain/sayings/saying'
import { sampleWorker } from '../../helpers/samples.ts'

const model = { path: '/home/me/models/llama', ref: 'org/llama' }
const worker = (change: Parameters<typeof sampleWorker>[0] = {}) =>
  sampleWorker({
    family: 'llm-worker-rbee',
    backend: 'cpu',
    path: '/usr/local/bin/llm-worker-rbee-cpu',
    platform: 'linux',
    ...change,
  })

it('names the model, and nothing that the program does not know', () => {
  expect(startCommand(worker(), model)).toBe(
    '/usr/local/bin/llm-worker-rbee-cpu --worker-id 00000000-0000-4000-8000-000000000001' +
      ' --model /home/me/models/llama --model-ref org/llama --port 8080 --hive-url http://localhost:7835',
  )
})

it('tells a program for every backend which one', () => {
  const generic = worker({ path: '/usr/local/bin/llm-worker-rbee', backend: 'cuda' })
  expect(startCommand(generic, model)).toMatch(/ --backend cuda --device 0 --local-mode$/)
})

it('is none for another family, a broken worker, or one without a program', () => {
  const problem = problemWith('gpu-missing', say('needs-nvidia'), null)
  for (const change of [{ family: 'sd-worker-rbee' }, { problem }, { path: null }, { backend: null }])
    expect(startCommand(worker(change), model)).toBeNull()
})

it('quotes what a shell would read otherwise', () => {
  const path = "/home/me/it's $(here) & `there`"
  const command = startCommand(worker({ path: '/bin/echo' }), { path, ref: 'a b' }) ?? ''
  expect(execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' })).toContain(
    `--model ${path} --model-ref a b`,
  )
  const windows = worker({ platform: 'win32', path: String.raw`C:\rbee\llm-worker-rbee-cpu.exe` })
  expect(startCommand(windows, { path: String.raw`C:\My models\llama`, ref: 'x' })).toContain(
    String.raw`C:\rbee\llm-worker-rbee-cpu.exe --worker-id`,
  )
  expect(startCommand(windows, { path: String.raw`C:\My models\llama`, ref: 'x' })).toContain(
    String.raw`--model "C:\My models\llama"`,
  )
})
