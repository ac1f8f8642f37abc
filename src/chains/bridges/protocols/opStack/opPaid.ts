import type { BesideRow } from '../../bridgeProtocol.js'
import type { BesideEvent, EventPlace } from '../../decode/eventPlace.js'
import { coinOr, type OpMove } from './opMessageMove.js'

/** Events of the standard bridges by which `opPaid` knows what was paid. */
export const opPayments: readonly BesideRow[] = [
	{
		name: 'ETHBridgeFinalized',
		event: 'ETHBridgeFinalized(address indexed from, address indexed to, uint256 amount, bytes extraData)',
		topic: '0x31b2166ff604fc5672ea5df08a78081d2bc6d746cadce880747f3643d819e83d',
	},
	{
		name: 'ETHWithdrawalFinalized',
		event: 'ETHWithdrawalFinalized(address indexed from, address indexed to, uint256 amount, bytes extraData)',
		topic: '0x2ac69ee804d9a7a0984249f508dfab7cb2534b465b6ce1580f99a38ba9c5e631',
	},
	{
		name: 'ERC20BridgeFinalized',
		event:
			'ERC20BridgeFinalized(address indexed localToken, address indexed remoteToken, address indexed from, address to, uint256 amount, bytes extraData)',
		topic: '0xd59c65b35445225835c83f50b6ede06a7be047d22e357073e250d9af537518cd',
	},
	{
		name: 'DepositFinalized',
		event:
			'DepositFinalized(address indexed l1Token, address indexed l2Token, address indexed from, address to, uint256 amount, bytes extraData)',
		topic: '0xb0444523268717a02698be47d0803aa7468c00acbed2f8bd93a0459cde61dd89',
	},
]

/** What the bridge paid while a message was relayed: after the event `after`, before the one at hand. */
export function opPaid(place: EventPlace, after: string): OpMove | null {
	const { log } = place
	if (log === null) return null
	const start = place.beside(after).reduce((last, one) => (one.log < log ? Math.max(last, one.log) : last), -1)
	const between = (name: string): BesideEvent | undefined =>
		place.beside(name).findLast((one) => one.log > start && one.log < log)
	const coins = between('ETHBridgeFinalized') ?? between('ETHWithdrawalFinalized')
	const token = between('ERC20BridgeFinalized')
	const first = between('DepositFinalized')
	const told = (coins ?? token ?? first)?.values
	if (told === undefined) return null
	const parties = { sender: told.hex('from'), receiver: told.hex('to'), amount: told.uint('amount') }
	if (coins !== undefined) return { ...parties, asset: 'native' }
	return { ...parties, asset: coinOr(token === undefined ? told.hex('l2Token') : told.hex('localToken')) }
}
