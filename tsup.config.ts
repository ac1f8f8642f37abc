import { defineConfig } from 'tsup'

const shared = { target: 'es2022', sourcemap: false, clean: false } as const

export default defineConfig([
	{
		...shared,
		entry: {
			index: 'src/index.ts',
			cases: 'src/cases.ts',
			table: 'src/chains/table/index.ts',
			bitcoin: 'src/chains/bitcoin/index.ts',
			heuristics: 'src/heuristics/index.ts',
			labels: 'src/labels/index.ts',
		},
		format: ['esm', 'cjs'],
		dts: true,
		splitting: true,
	},
	{
		...shared,
		entry: { cli: 'src/cli.ts', writeSchemas: 'src/cli/writeSchemas.ts' },
		format: ['esm'],
		splitting: true,
		dts: false,
	},
])
