/** What names a transaction of Polygon on Ethereum: its block and its place there. */
export const polygonKey = (height: bigint | number, index: bigint | number): string => `${height}/${index}`
