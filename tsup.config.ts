import { defineConfig } from 'tsup'

const library = {
	index: 'src/index.ts',
	cases: 'src/cases.ts',
	table: 'src/table.ts',
	bitcoin: 'src/chains/bitcoin/index.ts',
	evm: 'src/chains/evm/index.ts',
	heuristics: 'src/heuristics.ts',
	labels: 'src/labels/index.ts',
	prices: 'src/prices/index.ts',
	report: 'src/report/index.ts',
}

// Nothing here cleans: the three run side by side, and `npm run build` starts from an empty folder.
const shared = { target: 'es2022', splitting: true, sourcemap: false, clean: false } as const

export default defineConfig([
	// The command line stands on the same files as the library.
	{ ...shared, format: ['esm'], entry: { ...library, cli: 'src/cli.ts', writeSchemas: 'src/cli/writeSchemas.ts' } },
	{ ...shared, format: ['cjs'], entry: library },
	{ ...shared, format: ['esm', 'cjs'], entry: library, dts: { only: true } },
])
