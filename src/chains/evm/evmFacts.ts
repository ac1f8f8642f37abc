/** What of a chain bears on how its value moves, beyond its CAIP ids. */
export interface EvmFacts {
	/**
	 * Contracts of the WETH9 kind (dapphub/ds-weth): `Deposit` and `Withdrawal` are their mints and burns. A contract that
	 * tells them as transfers from and to the zero address needs no row.
	 */
	readonly wrapped: readonly string[]
	/** Time of the Cancun upgrade (EIP-6780), unix seconds; null where it is not known here. */
	readonly cancunAtSeconds: number | null
}

/** WETH9 as OP stack chains predeploy it. */
const OP_STACK_WETH = '0x4200000000000000000000000000000000000006'

const wrapping = (...wrapped: string[]): EvmFacts => ({ wrapped, cancunAtSeconds: null })

/** Facts by CAIP-2 id, from the projects' own deployments. A chain without a row has none of these contracts. */
const FACTS: ReadonlyMap<string, EvmFacts> = new Map([
	['eip155:1', { wrapped: ['0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2'], cancunAtSeconds: 1_710_338_135 }],
	['eip155:10', wrapping(OP_STACK_WETH)],
	['eip155:56', wrapping('0xbb4cdb9cbd36b01bd1cbaebf2de08d9173bc095c')],
	['eip155:100', wrapping('0xe91d153e0b41518a2ce8dd3d7944fa863463a97d')],
	['eip155:137', wrapping('0x0d500b1d8e8ef31e21c99d1db9a6444d3adf1270')],
	['eip155:8453', wrapping(OP_STACK_WETH)],
	['eip155:43114', wrapping('0xb31f66aa3c1e785363f0875a1b74e27b85fd66c7')],
])

const NONE: EvmFacts = { wrapped: [], cancunAtSeconds: null }

/** Facts of an EVM chain by CAIP-2 id. */
export function evmFacts(chain: string): EvmFacts {
	return FACTS.get(chain) ?? NONE
}
