/** CAIP-2 id of an EVM chain by its chain id, as protocols that use those tell it. */
export const evmPeer = (chainId: bigint): string => `eip155:${chainId}`
