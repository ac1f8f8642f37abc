// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// Sends packets as LayerZero 2 does: the same layout, the same GUID.
contract PacketEndpoint {
    struct Origin {
        uint32 srcEid;
        bytes32 sender;
        uint64 nonce;
    }
    event PacketSent(bytes encodedPayload, bytes options, address sendLibrary);
    event PacketDelivered(Origin origin, address receiver);

    uint64 private nonce;

    function send(uint32 from, uint32 to, bytes32 receiver, bytes calldata message) external returns (bytes32 guid) {
        nonce++;
        bytes32 sender = bytes32(uint256(uint160(msg.sender)));
        guid = keccak256(abi.encodePacked(nonce, from, sender, to, receiver));
        emit PacketSent(abi.encodePacked(uint8(1), nonce, from, sender, to, receiver, guid, message), "", address(0));
    }

    function deliver(Origin calldata origin, uint32 to, PacketToken token, address user, uint256 amount) external {
        bytes32 receiver = bytes32(uint256(uint160(address(token))));
        bytes32 guid = keccak256(abi.encodePacked(origin.nonce, origin.srcEid, origin.sender, to, receiver));
        token.receiveFrom(guid, origin.srcEid, user, amount);
        emit PacketDelivered(origin, address(token));
    }
}

/// A token that is burnt on one chain and issued on another.
contract PacketToken {
    event Transfer(address indexed from, address indexed to, uint256 value);
    event OFTSent(
        bytes32 indexed guid,
        uint32 dstEid,
        address indexed fromAddress,
        uint256 amountSentLD,
        uint256 amountReceivedLD
    );
    event OFTReceived(bytes32 indexed guid, uint32 srcEid, address indexed toAddress, uint256 amountReceivedLD);

    function send(PacketEndpoint endpoint, uint32 from, uint32 to, bytes32 peer, uint256 amount) external {
        emit Transfer(msg.sender, address(0), amount);
        bytes32 guid = endpoint.send(from, to, peer, abi.encode(msg.sender, amount));
        emit OFTSent(guid, to, msg.sender, amount, amount);
    }

    function receiveFrom(bytes32 guid, uint32 from, address user, uint256 amount) external {
        emit Transfer(address(0), user, amount);
        emit OFTReceived(guid, from, user, amount);
    }
}

/// Buses of Stargate 2: riders get a ticket, the bus that drives names the tickets and its GUID.
contract Buses {
    event BusRode(uint32 dstEid, uint72 ticketId, uint80 fare, bytes passenger);
    event BusDriven(uint32 dstEid, uint72 startTicketId, uint8 numPassengers, bytes32 guid);

    uint72 private next;
    uint72 private first;

    function ride(uint32 to, uint16 asset, address receiver, uint64 amount) external {
        bytes memory passenger = abi.encodePacked(asset, bytes32(uint256(uint160(receiver))), amount, false);
        emit BusRode(to, next++, 0, passenger);
    }

    function drive(uint32 to, bytes32 guid) external {
        emit BusDriven(to, first, uint8(next - first), guid);
        first = next;
    }
}

/// A pool of coins that its riders leave and passengers are paid from.
contract BusPool {
    event OFTSent(
        bytes32 indexed guid,
        uint32 dstEid,
        address indexed fromAddress,
        uint256 amountSentLD,
        uint256 amountReceivedLD
    );
    event OFTReceived(bytes32 indexed guid, uint32 srcEid, address indexed toAddress, uint256 amountReceivedLD);

    function ride(Buses buses, uint32 to, address receiver, uint256 fee) external payable {
        buses.ride(to, 13, receiver, uint64(msg.value - fee));
        emit OFTSent(bytes32(0), to, msg.sender, msg.value, msg.value - fee);
    }

    function receiveFrom(bytes32 guid, uint32 from, address payable to, uint256 amount) external {
        (bool sent, ) = to.call{value: amount}("");
        require(sent);
        emit OFTReceived(guid, from, to, amount);
    }
}

/// Wormhole's core and token bridge in one: numbers messages, and pays out what a signed one says.
contract Guardians {
    event LogMessagePublished(
        address indexed sender,
        uint64 sequence,
        uint32 nonce,
        bytes payload,
        uint8 consistencyLevel
    );
    event TransferRedeemed(
        uint16 indexed emitterChainId,
        bytes32 indexed emitterAddress,
        uint64 indexed sequence
    );

    uint64 private sequence;

    function publish(bytes calldata payload) external {
        emit LogMessagePublished(msg.sender, sequence++, 0, payload, 1);
    }

    /// Coins count with eight decimals in a message.
    function wrapAndTransferETH(Guardians core, uint16 own, address wrapped, uint16 chain, bytes32 to)
        external
        payable
    {
        core.publish(
            abi.encodePacked(
                uint8(1),
                msg.value / 1e10,
                bytes32(uint256(uint160(wrapped))),
                own,
                to,
                chain,
                uint256(0)
            )
        );
    }

    function completeTransferAndUnwrapETH(bytes calldata encodedVm) external {
        // One signature: 6 bytes of head, 66 of it, then times (8), chain (2), emitter (32), number (8), consistency (1).
        bytes calldata body = encodedVm[72:];
        emit TransferRedeemed(uint16(bytes2(body[8:10])), bytes32(body[10:42]), uint64(bytes8(body[42:50])));
        uint256 amount = uint256(bytes32(body[52:84])) * 1e10;
        (bool sent, ) = address(uint160(uint256(bytes32(body[118:150])))).call{value: amount}("");
        require(sent);
    }
}

interface IPathReceiver {
    function receiveFrom(uint16 from, address user, uint256 amount) external;
}

/// Sends packets as LayerZero 1 does: numbered by path, without an identifier.
contract PathLibrary {
    event Packet(bytes payload);
    event PacketReceived(
        uint16 indexed srcChainId,
        bytes srcAddress,
        address indexed dstAddress,
        uint64 nonce,
        bytes32 payloadHash
    );

    uint64 private nonce;

    function send(uint16 from, uint16 to, address receiver, bytes calldata message) external {
        emit Packet(abi.encodePacked(++nonce, from, msg.sender, to, receiver, message));
    }

    function deliver(uint16 from, address sender, uint64 number, IPathReceiver receiver, address user, uint256 amount)
        external
    {
        emit PacketReceived(from, abi.encodePacked(sender, receiver), address(receiver), number, keccak256(""));
        receiver.receiveFrom(from, user, amount);
    }
}

contract PathToken is IPathReceiver {
    event Transfer(address indexed from, address indexed to, uint256 value);
    event SendToChain(uint16 indexed dstChainId, address indexed from, bytes toAddress, uint256 amount);
    event ReceiveFromChain(uint16 indexed srcChainId, address indexed to, uint256 amount);

    function sendFrom(PathLibrary lib, uint16 from, uint16 to, address peer, address user, uint256 amount) external {
        emit Transfer(msg.sender, address(0), amount);
        lib.send(from, to, peer, abi.encode(user, amount));
        emit SendToChain(to, msg.sender, abi.encodePacked(user), amount);
    }

    function receiveFrom(uint16 from, address user, uint256 amount) external {
        emit Transfer(address(0), user, amount);
        emit ReceiveFromChain(from, user, amount);
    }
}

/// A pool of coins of Stargate 1: tells a swap, then has the bridge send it.
contract PathPool {
    event Swap(
        uint16 chainId,
        uint256 dstPoolId,
        address from,
        uint256 amountSD,
        uint256 eqReward,
        uint256 eqFee,
        uint256 protocolFee,
        uint256 lpFee
    );
    event SwapRemote(address to, uint256 amountSD, uint256 protocolFee, uint256 dstFee);

    function swap(PathBridge bridge, PathLibrary lib, uint16 from, uint16 to, address peer) external payable {
        emit Swap(to, 13, msg.sender, msg.value, 0, 0, 0, 0);
        bridge.swap(lib, from, to, peer);
    }

    function swapRemote(address payable to, uint256 amount) external {
        (bool sent, ) = to.call{value: amount}("");
        require(sent);
        emit SwapRemote(to, amount, 0, 0);
    }
}

contract PathBridge is IPathReceiver {
    PathPool public constant POOL = PathPool(0xd2D2D2D2d2d2d2d2D2d2d2d2D2d2D2d2D2d2D2d2);

    function swap(PathLibrary lib, uint16 from, uint16 to, address peer) external {
        lib.send(from, to, peer, "");
    }

    function receiveFrom(uint16, address user, uint256 amount) external {
        POOL.swapRemote(payable(user), amount);
    }
}
