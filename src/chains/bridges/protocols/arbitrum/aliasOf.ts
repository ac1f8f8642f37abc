const OFFSET = 0x1111000000000000000000000000000000001111n
const ADDRESSES = 1n << 160n

/**
 * The address under which a contract of the parent chain acts on a rollup. Bare, lower case. Source: AddressAliasHelper.sol
 * of Arbitrum and of the OP stack.
 */
export const aliasOf = (contract: string): string =>
	`0x${((BigInt(contract) + OFFSET) % ADDRESSES).toString(16).padStart(40, '0')}`
