import { hexToBytes } from '@noble/hashes/utils.js'
import { base58 } from '@scure/base'
import type { BridgeProtocol } from '../bridgeProtocol.js'
import { asciiOf } from './thorchain/thorMemo.js'

const BITCOIN = 'bip122:000000000019d6689c085ae165831e93'
/** The token that stands for bitcoins held by the nodes of Ren. */
const TOKEN = '0xeb4c2781e4eba804ce9a9803c67d0893436bb27d'

/**
 * RenBTC on Ethereum. What is minted rests on a payment of bitcoins that only the nodes of Ren could tell, by a hash of
 * theirs; what is burnt is paid to the Bitcoin address named, less a fee that no event states. No key joins either. Leads only.
 */
export const renBtc: BridgeProtocol = {
	id: 'ren/btc',
	name: 'RenBTC',
	verified: 'unverified',
	evidence: 'arguments',
	contracts: { 'eip155:1': ['0xe4b679400f0f267212d5d812b95f58c83243ee71'] },
	events: [
		{
			side: 'source',
			event: 'LogBurn(bytes to, uint256 amount, uint256 indexed n, bytes indexed)',
			topic: '0x1619fc95050ffb8c94c9077c82b3e1ebbf8d571b6234241c55ba0aaf40da019e',
			read: (values) => ({
				key: null,
				peer: BITCOIN,
				sender: null,
				receiver: addressOf(values.hex('to').slice(2)),
				asset: TOKEN,
				amount: values.uint('amount'),
			}),
		},
		{
			side: 'destination',
			event: 'LogMint(address indexed to, uint256 amount, uint256 indexed n, bytes32 indexed messageHash)',
			topic: '0xa58ba939eb08dab7eaf8ad09c16e7405ee88e5153e15da62d5481296a9f727fa',
			read: (values) => ({
				key: null,
				peer: BITCOIN,
				sender: null,
				receiver: values.hex('to'),
				asset: TOKEN,
				amount: values.uint('amount'),
			}),
		},
	],
	invariant: { kind: 'priced' },
	ttlSeconds: 86_400,
	sources: [
		'renproject/ren-js event topics of the gateway (LogBurn, LogMint)',
		'the gateway and its token on Ethereum: addresses as several unrelated projects use them',
	],
}

/** Bytes of a Base58 address with version and checksum: as old wallets sent them. */
const DECODED_LENGTH = 2 * 25

/** The Bitcoin address that a burn names: as text, or as the bytes that its Base58 text stands for. */
function addressOf(bytes: string): string | null {
	if (bytes === '') return null
	return bytes.length === DECODED_LENGTH && /^(?:00|05)/.test(bytes) ? base58.encode(hexToBytes(bytes)) : asciiOf(bytes)
}
