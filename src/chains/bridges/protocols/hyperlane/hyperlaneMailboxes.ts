/**
 * Mailboxes of Hyperlane by CAIP-2 id; its numbers of these chains are their EVM chain ids. Source: npm @hyperlane-xyz/registry
 * 23.11.0, chainAddresses, chainMetadata.
 */
export const hyperlaneMailboxes: Readonly<Record<string, string>> = {
	'eip155:1': '0xc005dc82818d67af737725bd4bf75435d065d239',
	'eip155:10': '0xd4c1905bb1d26bc93dac913e13cacc278cdcc80d',
	'eip155:56': '0x2971b9aec44be4eb673df1b88cdb57b96eefe8a4',
	'eip155:100': '0xad09d78f4c6b9da2ae82b1d34107802d380bb74f',
	'eip155:130': '0x3a464f746d23ab22155710f44db16dca53e0775e',
	'eip155:137': '0x5d934f4e2f797775e53561bb72aca21ba36b96bb',
	'eip155:146': '0x3a464f746d23ab22155710f44db16dca53e0775e',
	'eip155:252': '0x2f9db5616fa3fad1ab06cb2c906830ba63d135e3',
	'eip155:324': '0x6bd0a2214797bc81e0b006f7b74d6221bcd8cb6e',
	'eip155:480': '0x2f2afae1139ce54fefc03593fee8ab2adf4a85a7',
	'eip155:1088': '0x2f2afae1139ce54fefc03593fee8ab2adf4a85a7',
	'eip155:1135': '0x2f2afae1139ce54fefc03593fee8ab2adf4a85a7',
	'eip155:1284': '0x094d03e751f49908080eff000dd6fd177fd44cc3',
	'eip155:1868': '0x3a464f746d23ab22155710f44db16dca53e0775e',
	'eip155:5000': '0x398633d19f4371e1db5a8efe90468eb70b1176aa',
	'eip155:8453': '0xea87ae93fa0019a82a727bfd3ebd1cfca8f64f1d',
	'eip155:34443': '0x2f2afae1139ce54fefc03593fee8ab2adf4a85a7',
	'eip155:42161': '0x979ca5202784112f4738403dbec5d0f3b9daabb9',
	'eip155:42220': '0x50da3b3907a08a24fe4999f4dcf337e8dc7954bb',
	'eip155:43114': '0xff06afcaabaddd1fb08371f9cca15d73d51febd6',
	'eip155:57073': '0x7f50c5776722630a0024fae05fde8b47571d7b39',
	'eip155:59144': '0x02d16bc51af6bfd153d67ca61754cf912e82c4d9',
	'eip155:80094': '0x7f50c5776722630a0024fae05fde8b47571d7b39',
	'eip155:81457': '0x3a867fcffec2b790970eebdc9023e75b0a172aa7',
	'eip155:534352': '0x2f2afae1139ce54fefc03593fee8ab2adf4a85a7',
	'eip155:7777777': '0xf5da68b2577ef5c0a0d98aa2a58483a68c2f232a',
}
