import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HEADER_BYTES, readHeader } from '#core/workers/header'
import { elf, fatMachO, machO, pe } from '../../fixtures/workers/programs.ts'

const read = (bytes: Buffer) => readHeader(bytes.subarray(0, HEADER_BYTES), bytes.length)
const program = (format: string, platform: string | null, architectures: readonly string[]) => ({
  kind: 'program',
  header: { format, platform, architectures },
})

describe('the header of', () => {
  it.each([
    ['an ELF program, x86_64', elf({ machine: 'x86_64' }), program('elf', 'linux', ['x86_64'])],
    ['an ELF program, aarch64', elf({ machine: 'aarch64' }), program('elf', 'linux', ['aarch64'])],
    ['an ELF program, 32-bit x86', elf({ machine: 'x86' }), program('elf', 'linux', ['x86'])],
    ['an ELF program, 32-bit ARM', elf({ machine: 'arm' }), program('elf', 'linux', ['arm'])],
    ['an ELF program, RISC-V', elf({ machine: 'riscv' }), program('elf', 'linux', ['other'])],
    ['an ELF object file', elf({ type: 'object' }), { kind: 'not-a-program' }],
    ['a Mach-O program, arm64', machO('aarch64'), program('mach-o', 'darwin', ['aarch64'])],
    ['a Mach-O program, x86_64', machO('x86_64'), program('mach-o', 'darwin', ['x86_64'])],
    ['a Mach-O library', machO('aarch64', [], 6), { kind: 'not-a-program' }],
    [
      'a fat Mach-O program',
      fatMachO(['x86_64', 'aarch64']),
      program('mach-o', 'darwin', ['x86_64', 'aarch64']),
    ],
    ['a Java class', Buffer.from('cafebabe00000041', 'hex'), { kind: 'not-a-program' }],
    ['a PE program, x86_64', pe('x86_64'), program('pe', 'win32', ['x86_64'])],
    ['a PE program, ARM64', pe('aarch64'), program('pe', 'win32', ['aarch64'])],
    ['a PE program, 32-bit', pe('x86'), program('pe', 'win32', ['x86'])],
    ['a DLL', pe('x86_64', [], 0x2022), { kind: 'not-a-program' }],
    ['a script', Buffer.from('#!/bin/sh\nexit 0\n'), program('script', null, [])],
    ['an empty file', Buffer.alloc(0), { kind: 'empty' }],
    ['a text', Buffer.from('<!DOCTYPE html><title>Not found</title>'), { kind: 'not-a-program' }],
    ['an archive', Buffer.from('1f8b0800000000000003', 'hex'), { kind: 'not-a-program' }],
    ['zeros', Buffer.alloc(4096), { kind: 'not-a-program' }],
  ])('%s', (_, bytes, expected) => {
    expect(read(bytes)).toEqual(expected)
  })

  it.each([
    ['ELF', elf({ padBytes: 5000 })],
    ['Mach-O', machO('aarch64', ['x'.repeat(5000)])],
    ['fat Mach-O', fatMachO(['x86_64', 'aarch64'], ['x'.repeat(5000)])],
    ['PE', pe('x86_64', ['x'.repeat(5000)])],
  ])('a %s program cut anywhere is cut short', (_, bytes) => {
    expect(read(bytes)).toMatchObject({ kind: 'program' })
    for (const length of [8, 30, 60, 100, 1000, bytes.length - 1]) {
      const answer = read(bytes.subarray(0, length))
      expect(answer, `cut to ${length}`).toMatchObject({ kind: 'cut-short', sizeBytes: length })
    }
  })

  it('anything at all never throws, and says no program where none is', () => {
    const magics = ['7f454c46', 'cffaedfe', 'cefaedfe', 'cafebabe', 'cafebabf', '4d5a', '2321', '']
    fc.assert(
      fc.property(fc.constantFrom(...magics), fc.uint8Array({ maxLength: 400 }), (magic, rest) => {
        const bytes = Buffer.concat([Buffer.from(magic, 'hex'), rest])
        expect(['program', 'cut-short', 'empty', 'not-a-program']).toContain(read(bytes).kind)
      }),
      { numRuns: 3000 },
    )
  })
})
