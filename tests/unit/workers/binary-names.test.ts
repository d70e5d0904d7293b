import { describe, expect, it } from 'vitest'
import { nameMatcher } from '#core/workers/binary-names'
import { loadFamilies, programOf } from '#core/workers/families'

const programs = loadFamilies().map(programOf)
const backends = ['cpu', 'cuda', 'metal', 'rocm']

describe('the name of a binary', () => {
  const match = nameMatcher(programs, 'linux')

  it.each(
    (['llm', 'sd'] as const).flatMap((kind) =>
      [`${kind}-worker`, `${kind}-worker-rbee`].flatMap((stem) =>
        [null, ...backends].flatMap((backend) => {
          const name = backend === null ? stem : `${stem}-${backend}`
          return [name, `${name}.exe`].map((file) => [file, `${kind}-worker-rbee`, backend] as const)
        }),
      ),
    ),
  )('%s', (name, family, backend) => {
    expect(match(name)).toEqual({ family, backend })
  })

  it.each(backends)('llorch-%s-candled', (backend) => {
    expect(match(`llorch-${backend}-candled`)).toEqual({ family: 'llm-worker-rbee', backend })
  })

  it.each([
    'llm-worker-rbee.d',
    'llm-worker-rbee-vulkan',
    'my-llm-worker-rbee',
    'rbee-keeper',
    'llm-worker-rbee-cpu.bak',
    'LLM-Worker-rbee',
    '',
  ])('not %s', (name) => {
    expect(match(name)).toBeNull()
  })

  it('in any case where the system ignores it', () => {
    expect(nameMatcher(programs, 'win32')('LLM-Worker-rbee-CUDA.EXE')?.backend).toBe('cuda')
    expect(nameMatcher(programs, 'darwin')('SD-worker-rbee')?.family).toBe('sd-worker-rbee')
  })
})
