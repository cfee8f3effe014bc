// Rows: each has a name and ends as `ok NAME`, `FAILED NAME: why` or `cannot NAME: reason`.

import assert from 'node:assert/strict'

// A row that takes longer has failed.
const ROW_WITHIN = 15_000

const counts = { ok: 0, failed: 0, cannot: 0 }

// Checks one thing. What fails is told, and the next row goes on.
export async function row(name, check) {
  try {
    await within(ROW_WITHIN, check())
    counts.ok += 1
    console.log(`ok ${name}`)
  } catch (error) {
    counts.failed += 1
    console.log(`FAILED ${name}: ${error.message.trim().replaceAll('\n', '\n    ')}`)
    if (!(error instanceof assert.AssertionError)) console.log(`    ${place(error)}`)
  }
}

// Says what cannot be checked. No row leaves itself out: what stands in the list of gaps is all there is of it.
export function cannot(name, reason) {
  counts.cannot += 1
  console.log(`cannot ${name}: ${reason}`)
}

// Prints the count; whether all went well.
export function summary() {
  console.log(`witness: ${counts.ok} ok, ${counts.failed} failed, ${counts.cannot} cannot be checked`)
  return counts.failed === 0 && counts.ok > 0
}

export function within(milliseconds, promise) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${milliseconds} ms`)), milliseconds)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

// The first value that `find` finds, asked again and again.
export async function until(what, find, patience = 10_000) {
  const end = Date.now() + patience
  for (;;) {
    const found = await find()
    if (found) return found
    if (Date.now() > end) throw new Error(`waited ${patience} ms in vain for ${what}`)
    await sleep(15)
  }
}

// Checks that `text` has all these parts.
export function has(text, ...parts) {
  for (const part of parts) assert.ok(text.includes(part), `${JSON.stringify(part)} is not in:\n${text}`)
}

// Checks that `text` has none of these parts.
export function lacks(text, ...parts) {
  for (const part of parts) assert.ok(!text.includes(part), `${JSON.stringify(part)} is in:\n${text}`)
}

function place(error) {
  const lines = (error.stack ?? '').split('\n').filter((line) => line.includes('/witness/'))
  return lines[0]?.trim() ?? ''
}
