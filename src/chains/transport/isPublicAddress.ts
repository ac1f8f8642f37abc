import { BlockList, isIP } from 'node:net'

/** Networks that are no part of the public internet. Source: IANA special-purpose address registries. */
const SPECIAL: readonly (readonly [network: string, prefix: number])[] = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 4],
	['240.0.0.0', 4],
	['::', 96],
	['::ffff:0:0', 96],
	['64:ff9b::', 96],
	['64:ff9b:1::', 48],
	['100::', 64],
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16],
	['fc00::', 7],
	['fe80::', 10],
	['ff00::', 8],
]

/** One list for each family: a list takes addresses of four for mapped ones of six, which are all special. */
const special = { 4: new BlockList(), 6: new BlockList() }
for (const [network, prefix] of SPECIAL) {
	if (isIP(network) === 4) special[4].addSubnet(network, prefix, 'ipv4')
	else special[6].addSubnet(network, prefix, 'ipv6')
}

/** Whether an address (four or six, as text) lies in the public internet: not this machine, not a local or reserved network. */
export function isPublicAddress(address: string): boolean {
	const family = isIP(address)
	if (family === 4) return !special[4].check(address, 'ipv4')
	return family === 6 && !special[6].check(address, 'ipv6')
}
