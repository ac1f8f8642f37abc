import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TransferColumns } from '../../../src/model/columns/transferColumns.js'

/** What C needs for a kernel, and what it answers. */
export interface FloorTime {
	readonly cpuSeconds: number
	readonly answer: bigint
}

/** The C programs of `floor.c`; null where no C compiler is here. Call `close` at the end. */
export function openCFloor(): {
	run(columns: TransferColumns, repeats: number): Map<string, FloorTime>
	close(): void
} | null {
	const source = join(process.cwd(), 'test/bench/support/floor.c')
	const folder = mkdtempSync(join(tmpdir(), 'fundtrail-bench-'))
	const program = join(folder, 'floor')
	const close = (): void => rmSync(folder, { recursive: true, force: true })
	const { status } = spawnSync('cc', ['-O2', '-o', program, source], { stdio: ['ignore', 'ignore', 'inherit'] })
	if (status !== 0 || !existsSync(program)) {
		close()
		return null
	}
	return { run: (columns, repeats) => runFloor(program, join(folder, 'table.bin'), columns, repeats), close }
}

function runFloor(program: string, file: string, columns: TransferColumns, repeats: number): Map<string, FloorTime> {
	const { length, amounts, accounts } = columns
	const wide = new Uint32Array(2 * length)
	for (let row = 0; row < length; row++) {
		wide[2 * row] = amounts.low[row] as number
		wide[2 * row + 1] = amounts.middle[row] as number
	}
	const parts = [columns.from.subarray(0, length), columns.to.subarray(0, length), wide]
	writeFileSync(file, Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))))
	const { status, stdout } = spawnSync(program, [file, String(length), String(accounts.size), String(repeats)], {
		encoding: 'utf8',
	})
	if (status !== 0) throw new Error(`the C floor ended with ${status}`)
	const lines = stdout.trim().split('\n')
	return new Map(
		lines.map((line) => {
			const [name = '', seconds, answer = ''] = line.split(' ')
			return [name, { cpuSeconds: Number(seconds), answer: BigInt(answer) }]
		}),
	)
}
